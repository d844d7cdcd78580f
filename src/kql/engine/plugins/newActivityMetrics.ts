import { singleChunk } from '../relations.js';
import type { Schema, Value } from '../types.js';
import type { Plugin } from './definition.js';
import { binStart, keyOf, PluginArguments, rowsRelation, timelineValue } from './support.js';
import { eventColumns, eventGroups, within } from './timeline.js';

/**
 * Follows the ids that are new in each window (the cohort) through that and the later windows. An id of the lookback table is never
 * new.
 */
export const newActivityMetrics: Plugin = {
  name: 'new_activity_metrics',
  run(plan, input, context) {
    const args = new PluginArguments(plan, input.schema, context);
    args.require(5);
    const [start, end, window] = [args.ticks(2), args.ticks(3), args.ticks(4)];
    const lastIsTable = args.positional.at(-1)?.kind === 'table';
    const hasCohort = args.count > 5 && args.positional[5]!.kind === 'expr' && !args.isColumn(5);
    const cohort = hasCohort ? args.constant(5) : null;
    const from = hasCohort ? 6 : 5;
    const last = args.count - (lastIsTable ? 1 : 0);
    const { id, timeline } = eventColumns(args, args.count);
    const dimensions = Array.from({ length: last - from }, (_, offset) => args.column(from + offset));
    const before = new Set<string>();
    if (lastIsTable) {
      const chunk = singleChunk(context.run(args.table(args.count - 1)), context);
      const column = chunk.column(0);
      for (let row = 0; row < chunk.length; row++) before.add(keyOf([column.get(row)]));
    }
    const rows: Value[][] = [];
    for (const { dimensions: values, events } of eventGroups(input, id, timeline, dimensions, context)) {
      const windows = new Map<bigint, Set<string>>();
      const firstSeen = new Map<string, bigint>();
      for (const event of within(events, start, end)) {
        const at = binStart(event.time, window, start);
        let ids = windows.get(at);
        if (ids === undefined) windows.set(at, (ids = new Set<string>()));
        ids.add(event.id);
        if (!firstSeen.has(event.id)) firstSeen.set(event.id, at);
      }
      for (const [cohortStart] of windows) {
        if (typeof cohort === 'bigint' && cohortStart !== binStart(cohort, window, start)) continue;
        context.check();
        const fresh = [...firstSeen].flatMap(([user, at]) => (at === cohortStart && !before.has(user) ? [user] : []));
        for (const [to, ids] of windows) {
          if (to < cohortStart) continue;
          const retained = fresh.filter((user) => ids.has(user)).length;
          const newValues =
            to === cohortStart
              ? fresh.length
              : [...ids].filter((user) => firstSeen.get(user)! > cohortStart && !before.has(user)).length;
          rows.push([
            timelineValue(cohortStart, timeline.type),
            timelineValue(to, timeline.type),
            ...values,
            BigInt(newValues),
            BigInt(retained),
            BigInt(fresh.length - retained),
            retained / fresh.length,
            (fresh.length - retained) / fresh.length,
          ]);
        }
      }
    }
    const schema: Schema = [
      { name: `from_${timeline.name}`, type: timeline.type },
      { name: `to_${timeline.name}`, type: timeline.type },
      ...dimensions,
      { name: 'dcount_new_values', type: 'long' },
      { name: 'dcount_retained_values', type: 'long' },
      { name: 'dcount_churn_values', type: 'long' },
      { name: 'retention_rate', type: 'real' },
      { name: 'churn_rate', type: 'real' },
    ];
    return rowsRelation(schema, rows);
  },
};
