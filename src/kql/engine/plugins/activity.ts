import type { Schema, Value } from '../types.js';
import type { Plugin } from './definition.js';
import { binStart, PluginArguments, rowsRelation, timelineValue } from './support.js';
import { byTime, eventColumns, eventGroups, idsOf, rangeOf, within } from './timeline.js';
import type { Event } from './timeline.js';

function longs(...names: readonly string[]): Schema {
  return names.map((name) => ({ name, type: 'long' }));
}

function reals(...names: readonly string[]): Schema {
  return names.map((name) => ({ name, type: 'real' }));
}

/** Events by the start of their bin, in order of time. */
function binned(events: readonly Event[], step: bigint, origin: bigint): Map<bigint, Event[]> {
  const bins = new Map<bigint, Event[]>();
  for (const event of events) {
    const start = binStart(event.time, step, origin);
    const bin = bins.get(start);
    if (bin === undefined) bins.set(start, [event]);
    else bin.push(event);
  }
  return bins;
}

function notIn(ids: ReadonlySet<string>, seen: ReadonlySet<string>): number {
  let count = 0;
  for (const id of ids) if (!seen.has(id)) count++;
  return count;
}

function addAll(seen: Set<string>, ids: ReadonlySet<string>): void {
  for (const id of ids) seen.add(id);
}

export const activityCountsMetrics: Plugin = {
  name: 'activity_counts_metrics',
  run(plan, input, context) {
    const args = new PluginArguments(plan, input.schema, context);
    args.require(5);
    const { id, timeline, dimensions } = eventColumns(args, 5);
    const [start, end, step] = [args.ticks(2), args.ticks(3), args.ticks(4)];
    const rows: Value[][] = [];
    for (const { dimensions: values, events } of eventGroups(input, id, timeline, dimensions, context)) {
      const seen = new Set<string>();
      for (const [bin, members] of binned(within(events, start, end), step, start)) {
        const ids = idsOf(members);
        const fresh = notIn(ids, seen);
        addAll(seen, ids);
        const counts = [members.length, ids.size, fresh, seen.size].map(BigInt);
        rows.push([timelineValue(bin, timeline.type), ...values, ...counts]);
      }
    }
    return rowsRelation([timeline, ...dimensions, ...longs('count', 'dcount', 'new_dcount', 'aggregated_dcount')], byTime(rows));
  },
};

export const activityEngagement: Plugin = {
  name: 'activity_engagement',
  run(plan, input, context) {
    const args = new PluginArguments(plan, input.schema, context);
    args.require(4);
    const ranged = args.count >= 6 && !args.isColumn(4) && !args.isColumn(5);
    const at = ranged ? 4 : 2;
    const { id, timeline, dimensions } = eventColumns(args, at + 2);
    const [inner, outer] = [args.ticks(at), args.ticks(at + 1)];
    const groups = eventGroups(input, id, timeline, dimensions, context);
    const { start, end } = ranged ? { start: args.ticks(2), end: args.ticks(3) } : rangeOf(groups);
    const rows: Value[][] = [];
    for (const { dimensions: values, events } of groups) {
      const used = within(events, start, end);
      for (const [bin, members] of binned(used, inner, start)) {
        context.check();
        const innerIds = idsOf(members);
        const outerIds = idsOf(used.filter(({ time }) => time >= bin + inner - outer && time < bin + inner));
        rows.push([
          timelineValue(bin, timeline.type),
          ...values,
          BigInt(innerIds.size),
          BigInt(outerIds.size),
          innerIds.size / outerIds.size,
        ]);
      }
    }
    const schema = [
      timeline,
      ...dimensions,
      ...longs('dcount_activities_inner', 'dcount_activities_outer'),
      ...reals('activity_ratio'),
    ];
    return rowsRelation(schema, byTime(rows));
  },
};

export const activityMetrics: Plugin = {
  name: 'activity_metrics',
  run(plan, input, context) {
    const args = new PluginArguments(plan, input.schema, context);
    args.require(3);
    const ranged = args.count >= 5 && !args.isColumn(3) && !args.isColumn(4);
    const at = ranged ? 4 : 2;
    const { id, timeline, dimensions } = eventColumns(args, at + 1);
    const window = args.ticks(at);
    const groups = eventGroups(input, id, timeline, dimensions, context);
    const { start, end } = ranged ? { start: args.ticks(2), end: args.ticks(3) } : rangeOf(groups);
    const rows: Value[][] = [];
    for (const { dimensions: values, events } of groups) {
      const bins = binned(within(events, start, end), window, start);
      const seen = new Set<string>();
      for (const [bin, members] of bins) {
        const ids = idsOf(members);
        const before = idsOf(bins.get(bin - window) ?? []);
        const retention = (before.size - notIn(before, ids)) / before.size;
        rows.push([
          timelineValue(bin, timeline.type),
          ...values,
          BigInt(ids.size),
          BigInt(notIn(ids, seen)),
          retention,
          1 - retention,
        ]);
        addAll(seen, ids);
      }
    }
    const schema = [
      timeline,
      ...dimensions,
      ...longs('dcount_values', 'dcount_newvalues'),
      ...reals('retention_rate', 'churn_rate'),
    ];
    return rowsRelation(schema, byTime(rows));
  },
};

/** Ids that were seen in at least so many periods of the lookback window that ends at one of their events. */
export const activeUsersCount: Plugin = {
  name: 'active_users_count',
  run(plan, input, context) {
    const args = new PluginArguments(plan, input.schema, context);
    args.require(8);
    const { id, timeline, dimensions } = eventColumns(args, 8);
    const [start, end, lookback, period] = [args.ticks(2), args.ticks(3), args.ticks(4), args.ticks(5)];
    const least = args.number(6);
    const bin = args.ticks(7);
    const rows: Value[][] = [];
    for (const { dimensions: values, events } of eventGroups(input, id, timeline, dimensions, context)) {
      const active = new Map<bigint, Set<string>>();
      const byId = new Map<string, Event[]>();
      for (const event of events) {
        const known = byId.get(event.id);
        if (known === undefined) byId.set(event.id, [event]);
        else known.push(event);
      }
      for (const [user, own] of byId) {
        context.check();
        let from = 0;
        own.forEach(({ time }, index) => {
          while (own[from]!.time <= time - lookback) from++;
          if (time < start || time > end) return;
          const periods = new Set<bigint>();
          for (let i = from; i <= index; i++) periods.add(binStart(own[i]!.time, period, start));
          if (periods.size < least) return;
          const at = binStart(time, bin, start);
          let users = active.get(at);
          if (users === undefined) active.set(at, (users = new Set<string>()));
          users.add(user);
        });
      }
      for (const [at, users] of active) rows.push([timelineValue(at, timeline.type), ...values, BigInt(users.size)]);
    }
    return rowsRelation([timeline, ...dimensions, ...longs('dcount')], byTime(rows));
  },
};

/** Distinct and all events of the lookback window that ends with each bin, bins without events of their own included. */
export const slidingWindowCounts: Plugin = {
  name: 'sliding_window_counts',
  run(plan, input, context) {
    const args = new PluginArguments(plan, input.schema, context);
    args.require(6);
    const { id, timeline, dimensions } = eventColumns(args, 6);
    const [start, end, lookback, step] = [args.ticks(2), args.ticks(3), args.ticks(4), args.ticks(5)];
    if (step <= 0n) throw args.refuse('the bin must be positive.');
    const rows: Value[][] = [];
    for (const { dimensions: values, events } of eventGroups(input, id, timeline, dimensions, context)) {
      for (let bin = start; bin <= end; bin += step) {
        context.check();
        const members = events.filter(({ time }) => time >= bin + step - lookback && time < bin + step && time <= end + step);
        if (members.length === 0) continue;
        rows.push([timelineValue(bin, timeline.type), ...values, BigInt(members.length), BigInt(idsOf(members).size)]);
      }
    }
    return rowsRelation([timeline, ...dimensions, ...longs('Count', 'Dcount')], byTime(rows));
  },
};

/** Sessions by the bin of their first event; a session ends when an id is not seen for the lookback window. */
export const sessionCount: Plugin = {
  name: 'session_count',
  run(plan, input, context) {
    const args = new PluginArguments(plan, input.schema, context);
    args.require(6);
    const { id, timeline, dimensions } = eventColumns(args, 6);
    const [start, end, step, lookback] = [args.ticks(2), args.ticks(3), args.ticks(4), args.ticks(5)];
    const rows: Value[][] = [];
    for (const { dimensions: values, events } of eventGroups(input, id, timeline, dimensions, context)) {
      const last = new Map<string, bigint>();
      const counts = new Map<bigint, number>();
      for (const { id: user, time } of within(events, start, end)) {
        const before = last.get(user);
        last.set(user, time);
        if (before !== undefined && time - before <= lookback) continue;
        const bin = binStart(time, step, start);
        counts.set(bin, (counts.get(bin) ?? 0) + 1);
      }
      for (const [bin, count] of counts) rows.push([timelineValue(bin, timeline.type), ...values, BigInt(count)]);
    }
    return rowsRelation([timeline, ...dimensions, ...longs('count_sessions')], byTime(rows));
  },
};
