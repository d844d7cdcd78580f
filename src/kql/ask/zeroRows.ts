import type { Cell, QueryTable } from '../../model/query';
import type { Failure } from '../../model/failure';
import { DAY, type Instant } from '../../model/time';
import type { EmptyProbe, WhenEmpty } from './answer';
import type { Expr, Operator } from './compose/ast';
import { call, named } from './compose/build';
import { filterOperators } from './compose/composeQuery';
import { print } from './compose/print';
import { orFailure, type Rows } from './rows';
import type { Frame } from './interpret/frame';

/** Values of a column that are told. */
const MOST_VALUES = 5;
/** How far back rows are looked for that the window has none of. */
const LAST_SEEN_DAYS = 30;

/**
 * What to run when the query of a frame gives no rows: it without each of its filters, over the same window, and when rows that pass all
 * of them were last seen. Nothing where no rows are an answer (nothing is missing) and need no reason.
 */
export function whenEmptyOf(frame: Frame, now: Instant): WhenEmpty {
  const { filters, time, window, having, result } = frame;
  if (result.kind === 'missing') return { probes: [] };
  const all = filterOperators(frame);
  const most: readonly EmptyProbe[] =
    having === undefined
      ? []
      : [
          {
            meaning: `${having.operator} ${having.value}`,
            kql: text(frame, [...all, { kind: 'take', count: 1 }]),
            tells: 'rows',
            isOfGroups: true,
          },
        ];
  const probes = filters.map((filter): EmptyProbe => {
    const others = filterOperators({ ...frame, filters: filters.filter((other) => other !== filter) });
    return { meaning: filter.meaning, ...probeOf(frame, others, filter.test) };
  });
  const isWindowed = time !== undefined && window !== undefined;
  return { probes: [...most, ...probes], ...(isWindowed && { lastSeen: lastSeenOf(frame, time, now) }) };
}

/** The values that the filter would have to take, the most frequent first, or their range; else whether there are rows at all. */
function probeOf(frame: Frame, others: readonly Operator[], test: Expr): Pick<EmptyProbe, 'kql' | 'tells' | 'column'> {
  const subject = subjectOf(test);
  if (subject === undefined) return { kql: text(frame, [...others, { kind: 'take', count: 1 }]), tells: 'rows' };
  const column = nameOf(subject);
  if (isRange(test)) {
    const aggregates = [
      named('Rows', call('count')),
      named('Lowest', call('min', subject)),
      named('Highest', call('max', subject)),
    ];
    return { kql: text(frame, [...others, { kind: 'summarize', aggregates, by: [] }]), tells: 'range', column };
  }
  const counted: Operator = { kind: 'summarize', aggregates: [named('Rows', call('count'))], by: [named('Value', subject)] };
  const order = { expr: { kind: 'column', name: 'Rows' }, descending: true } as const;
  return { kql: text(frame, [...others, counted, { kind: 'top', count: MOST_VALUES, by: order }]), tells: 'values', column };
}

function lastSeenOf(frame: Frame, time: Expr, now: Instant): NonNullable<WhenEmpty['lastSeen']> {
  const window = { from: now - LAST_SEEN_DAYS * DAY, to: now };
  const filters = filterOperators({ ...frame, window, against: undefined });
  const last: Operator = { kind: 'summarize', aggregates: [named('LastSeen', call('max', time))], by: [] };
  return { kql: text(frame, [...filters, last]), window };
}

const text = ({ table }: Frame, operators: readonly Operator[]): string =>
  print({ lets: [], body: { source: { kind: 'table', name: table.name }, operators } });

/** The one column, or path into one, that a test is about. */
function subjectOf(test: Expr): Expr | undefined {
  const subjects = new Map(leavesOf(test).map((leaf) => [JSON.stringify(leaf), leaf]));
  return subjects.size === 1 ? [...subjects.values()][0] : undefined;
}

function leavesOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'column':
    case 'path':
      return [expr];
    case 'call':
      return expr.args.flatMap(leavesOf);
    case 'binary':
      return [...leavesOf(expr.left), ...leavesOf(expr.right)];
    case 'between':
      return [expr.value, expr.low, expr.high].flatMap(leavesOf);
    case 'in':
      return [expr.value, ...expr.items].flatMap(leavesOf);
    case 'list':
      return expr.items.flatMap(leavesOf);
    case 'literal':
    case 'instant':
    case 'duration':
    case 'star':
      return [];
  }
}

const nameOf = (subject: Expr): string =>
  subject.kind === 'path' ? [subject.column, ...subject.keys].join('.') : subject.kind === 'column' ? subject.name : '';

const isRange = (test: Expr): boolean =>
  (test.kind === 'between' && test.negated !== true) || (test.kind === 'binary' && /^[<>]=?$/.test(test.operator));

/** Why there are no rows. */
export interface EmptyReason {
  /** Filters without which there are rows, and what there is of their columns. */
  readonly blamed: readonly {
    readonly meaning: string;
    readonly column?: string;
    readonly has: readonly string[];
    readonly isRange: boolean;
  }[];
  /** When rows that pass all filters were last seen; null for not in the days before; absent when it was not looked for. */
  readonly lastSeen?: Instant | null;
  readonly days: number;
  readonly failed: readonly Failure[];
}

/** True for no rows, and for one row that counts or measures nothing. */
export function isEmpty({ columns, rows }: QueryTable): boolean {
  const [row] = rows;
  if (row === undefined) return true;
  const isNumber = columns.every(({ type }) => /^(?:int|long|real|decimal)$/.test(type));
  return rows.length === 1 && isNumber && row.every((cell) => cell === null || Number(cell) === 0 || cell === 'NaN');
}

/**
 * Runs what may tell why a query gave no rows, all at a time. It never widens the query. Rejects with `AbortError`, or with what is no
 * failure of a source.
 */
export async function explainEmpty({ probes, lastSeen }: WhenEmpty, run: (kql: string) => Promise<Rows>): Promise<EmptyReason> {
  const failed: Failure[] = [];
  const attempt = async (kql: string): Promise<QueryTable | undefined> => {
    const rows = await orFailure(run(kql), failed);
    failed.push(...(rows?.failures ?? []));
    return rows?.table;
  };
  const tables = await Promise.all(probes.map(({ kql }) => attempt(kql)));
  const found = probes.flatMap((probe, index) => blameOf(probe, tables[index]) ?? []);
  // Rows that pass all filters leave only what groups must reach.
  const blamed = probes.some(({ isOfGroups }, index) => isOfGroups === true && tables[index]?.rows.length === 1)
    ? found.slice(0, 1)
    : found;
  const reason = { blamed, days: LAST_SEEN_DAYS, failed };
  if (blamed.length > 0 || failed.length > 0 || lastSeen === undefined) return reason;
  const seen = await attempt(lastSeen.kql);
  if (seen === undefined) return reason;
  const at = seen.rows[0]?.[0];
  return { ...reason, lastSeen: typeof at === 'string' ? Date.parse(at) : null };
}

function blameOf(
  { meaning, tells, column }: EmptyProbe,
  table: QueryTable | undefined,
): EmptyReason['blamed'][number] | undefined {
  const rows = table?.rows ?? [];
  if (tells === 'range') {
    const [count, lowest, highest] = rows[0] ?? [];
    if (count === undefined || Number(count) === 0) return undefined;
    return { meaning, ...(column !== undefined && { column }), has: [lowest, highest].map(shown), isRange: true };
  }
  if (rows.length === 0) return undefined;
  const has = tells === 'values' ? rows.map(([value]) => shown(value)) : [];
  return { meaning, ...(column !== undefined && { column }), has, isRange: false };
}

function shown(value: Cell | undefined): string {
  if (value === null || value === undefined) return 'nothing';
  if (value === '') return 'an empty text';
  const words = typeof value === 'object' ? JSON.stringify(value) : String(value);
  const line = words.replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

/** Sentences for a person: what is to blame, else when such rows were last seen. `clock` writes a moment. */
export function emptySentences(reason: EmptyReason, clock: (at: Instant) => string): readonly string[] {
  const { blamed, lastSeen, days, failed } = reason;
  const failures = failed.length === 0 ? [] : [`Why could not be found out in full: ${failed[0]?.message ?? ''}`.trim()];
  if (blamed.length > 0) return [...blamed.map((one) => `Without '${one.meaning}' there are rows.${hasWords(one)}`), ...failures];
  if (failed.length > 0) return failures;
  const before =
    lastSeen === undefined
      ? ''
      : lastSeen === null
        ? `, nor in the last ${days} days`
        : `; such rows were last seen ${clock(lastSeen)}`;
  return [`No single filter is to blame: nothing in this window${before}.`];
}

function hasWords({ column, has, isRange }: EmptyReason['blamed'][number]): string {
  if (column === undefined || has.length === 0) return '';
  if (isRange) return ` ${column} is ${has[0] ?? ''} to ${has[1] ?? ''}.`;
  return ` ${column} has ${has.join(', ')}${has.length === MOST_VALUES ? ' and maybe others' : ''}.`;
}
