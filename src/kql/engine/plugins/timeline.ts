import type { Relation } from '../chunk.js';
import type { ExecContext } from '../operators/context.js';
import { singleChunk } from '../relations.js';
import type { ColumnSpec, Value } from '../types.js';
import type { PluginArguments } from './support.js';
import { keyOf } from './support.js';

export interface Event {
  /** Stands for the id. */
  readonly id: string;
  readonly idValue: Value;
  /** Ticks, or the whole number of the timeline. */
  readonly time: bigint;
  readonly row: number;
}

/** Events with the same values in the dimension columns, by time. */
export interface EventGroup {
  readonly dimensions: readonly Value[];
  readonly events: readonly Event[];
}

type Located = ColumnSpec & { readonly index: number };

function toTicks(value: Value): bigint | null {
  if (typeof value === 'bigint') return value;
  return typeof value === 'number' ? BigInt(Math.floor(value)) : null;
}

/** The rows of the input as events, grouped by dimensions in the order in which they come. Rows without a time are left out. */
export function eventGroups(
  input: Relation,
  id: Located | undefined,
  timeline: Located,
  dimensions: readonly Located[],
  context: ExecContext,
): EventGroup[] {
  const chunk = singleChunk(input, context);
  context.reserve(chunk.length * 64);
  const groups = new Map<string, { readonly dimensions: readonly Value[]; readonly events: Event[] }>();
  const times = chunk.column(timeline.index);
  const ids = id === undefined ? undefined : chunk.column(id.index);
  for (let row = 0; row < chunk.length; row++) {
    if (row % 65_536 === 0) context.check();
    const time = toTicks(times.get(row));
    if (time === null) continue;
    const values = dimensions.map(({ index }) => chunk.column(index).get(row));
    const key = keyOf(values);
    let group = groups.get(key);
    if (group === undefined) groups.set(key, (group = { dimensions: values, events: [] }));
    const idValue = ids === undefined ? null : ids.get(row);
    group.events.push({ id: keyOf([idValue]), idValue, time, row });
  }
  for (const { events } of groups.values()) events.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : a.row - b.row));
  return [...groups.values()];
}

/** The time range of the arguments `start` and `start + 1`; from the data when they are columns or missing. */
export function rangeOf(groups: readonly EventGroup[]): { readonly start: bigint; readonly end: bigint } {
  const times = groups.flatMap(({ events }) => [events[0]!.time, events.at(-1)!.time]);
  const start = times.reduce((a, b) => (a < b ? a : b), times[0] ?? 0n);
  const end = times.reduce((a, b) => (a > b ? a : b), times[0] ?? 0n);
  return { start, end };
}

/** The distinct ids of a list of events. */
export function idsOf(events: readonly Event[]): Set<string> {
  return new Set(events.map(({ id }) => id));
}

/** Columns for id, timeline and dimensions of the arguments of a plugin. */
export function eventColumns(
  args: PluginArguments,
  dimensionsFrom: number,
): { id: Located; timeline: Located; dimensions: Located[] } {
  return { id: args.column(0), timeline: args.column(1), dimensions: args.columns(dimensionsFrom) };
}

export function within(events: readonly Event[], start: bigint, end: bigint): Event[] {
  return events.filter(({ time }) => time >= start && time <= end);
}

/** Sorted by time, then by dimensions as they came: rows of [time, …]. */
export function byTime<T extends readonly Value[]>(rows: T[]): T[] {
  return rows.sort((a, b) => (a[0]! < b[0]! ? -1 : a[0]! > b[0]! ? 1 : 0));
}
