import type { Cell, QueryTable } from '../../../model/query';
import type { Instant, TimeWindow } from '../../../model/time';
import { baselineOf, leadOf, stepOf } from './scanWindow';

export interface Point {
  readonly at: Instant;
  readonly value: number;
}

/** The points of one group: in the window, in the time just before it, and at the same hours of earlier days. */
export interface Series {
  /** Words of its group; empty when the part has none. */
  readonly of: string;
  readonly now: readonly Point[];
  readonly lead: readonly Point[];
  /** By day, counted back from the window; without the time just before it. */
  readonly before: ReadonlyMap<number, readonly number[]>;
}

export interface SeriesOfPart {
  readonly series: readonly Series[];
  /** Which of the days before the window have any rows: on the others nothing is known. */
  readonly days: ReadonlySet<number>;
}

interface Group {
  readonly now: Point[];
  readonly lead: Point[];
  readonly before: Map<number, number[]>;
}

/** The rows of a part by group: the columns that are neither `Time` nor the last one, the value. */
export function seriesOf({ columns, rows }: QueryTable, window: TimeWindow): SeriesOfPart {
  const time = columns.findIndex(({ name }) => name === 'Time');
  const value = columns.length - 1;
  const { period } = baselineOf(window);
  const step = stepOf(window);
  // Steps begin a little before the window when it does not begin with one; a day begins with the time just before its hours.
  const dayBegins = window.from - leadOf(window) - step;
  const groups = new Map<string, Group>();
  const days = new Set<number>();
  for (const row of rows) {
    const at = instantOf(row[time]);
    if (Number.isNaN(at)) continue;
    const day = Math.max(0, Math.ceil((dayBegins - at + 1) / period));
    if (day > 0) days.add(day);
    const number = numberOf(row[value]);
    if (number === undefined) continue;
    const group = groupOf(groups, row, time, value);
    if (at + day * period <= window.from - step) {
      if (day === 0) group.lead.push({ at, value: number });
    } else if (day === 0) group.now.push({ at, value: number });
    else add(group.before, day, number);
  }
  return { series: [...groups].map(([of, group]) => ({ of, ...group })), days };
}

function groupOf(groups: Map<string, Group>, row: readonly Cell[], time: number, value: number): Group {
  const words: string[] = [];
  for (let index = 0; index < row.length; index++) if (index !== time && index !== value) words.push(wordsOf(row[index]));
  const of = words.join(', ');
  const known = groups.get(of);
  if (known !== undefined) return known;
  const group: Group = { now: [], lead: [], before: new Map() };
  groups.set(of, group);
  return group;
}

const wordsOf = (cell: Cell | undefined): string =>
  typeof cell === 'object' && cell !== null ? JSON.stringify(cell) : String(cell);

function add(before: Map<number, number[]>, day: number, value: number): void {
  const values = before.get(day);
  if (values === undefined) before.set(day, [value]);
  else values.push(value);
}

const instantOf = (cell: Cell | undefined): Instant => (typeof cell === 'string' ? Date.parse(cell) : NaN);

function numberOf(cell: Cell | undefined): number | undefined {
  if (cell === null || cell === undefined) return undefined;
  const number = Number(cell);
  return Number.isFinite(number) ? number : undefined;
}
