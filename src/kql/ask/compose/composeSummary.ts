import type { Frame, NumberOf } from '../interpret/frame';
import type { Named, Operator, Pipeline, QueryTree } from './ast';
import { call, column, duration, instant, lt, named } from './build';
import { unnamed, where } from './composeExpr';
import { aggregateOf, nameOf, percent, reaches, sumOf, timeOf, weightOf } from './composeNumber';
import { MOST_ROWS } from './composeRows';

/** A number: of all rows, of groups, over time. */
export function numberOperators(frame: Frame, number: NumberOf): Operator[] {
  const name = nameOf(number);
  const span = frame.step ?? lengthOf(frame);
  const operators: Operator[] = [
    {
      kind: 'summarize',
      aggregates: [number, ...furtherOf(number)].map((one) => named(nameOf(one), aggregateOf(one, frame, span))),
      by: groupsOf(frame),
    },
  ];
  if (number.kind === 'share') operators.push({ kind: 'extend', columns: [named('Percent', percent(column(name), whole))] });
  if (frame.having !== undefined) operators.push(where(reaches(name, frame.having.operator, frame.having.value)));
  return [...operators, ...orderOperators(frame, name)];
}

/** The other aggregates of the same measure. */
const furtherOf = (number: NumberOf): readonly NumberOf[] =>
  number.kind === 'measure'
    ? (number.further ?? []).map((how) => ({ kind: 'measure', how, measure: number.measure }))
    : number.kind === 'part'
      ? (number.further ?? [])
      : [];

/** How long the window is, in milliseconds. */
export const lengthOf = ({ window }: Frame): number => (window === undefined ? NaN : window.to - window.from);

/** The groups, then the points of time. */
export function groupsOf(frame: Frame): Named[] {
  const groups: Named[] = frame.groups.map(unnamed);
  if (frame.step !== undefined) groups.push(named(TIME, call('bin', timeOf(frame), duration(frame.step))));
  return groups;
}

/** The column of the points of time. */
const TIME = 'Time';

/** Points of time in order and drawn; groups by their number. */
export function orderOperators(frame: Frame, name: string): Operator[] {
  if (frame.step !== undefined) {
    return [
      { kind: 'order', by: [{ expr: column(TIME), descending: false }] },
      { kind: 'render', chart: 'timechart', properties: {} },
    ];
  }
  if (frame.groups.length === 0) return [];
  return ranked(frame, name);
}

/** The first ones with those that tie with the last of them; Resource Graph has no ranks. */
function ranked({ table, limit, order: direction }: Frame, name: string): Operator[] {
  const descending = direction === 'descending';
  if (limit !== undefined && table.flavour === 'graph')
    return [{ kind: 'top', count: limit, by: { expr: column(name), descending } }];
  const order: Operator = { kind: 'order', by: [{ expr: column(name), descending }] };
  if (limit === undefined) return [order, { kind: 'take', count: MOST_ROWS }];
  return [
    order,
    { kind: 'extend', columns: [named('Rank', call('row_rank_min', column(name)))] },
    where({ kind: 'binary', operator: '<=', left: column('Rank'), right: { kind: 'literal', value: limit, type: 'long' } }),
    { kind: 'project-away', columns: ['Rank'] },
  ];
}

const WHOLE = 'Whole';
const whole = call('toscalar', column(WHOLE));

/** What the groups are a share of: all rows that the filters leave. */
export function shareLets(frame: Frame, number: NumberOf & { readonly kind: 'share' }, rows: Pipeline): QueryTree['lets'] {
  const total: Operator = { kind: 'summarize', aggregates: [named(WHOLE, sumOf(number.of, weightOf(frame)))], by: [] };
  return [{ name: WHOLE, value: { source: rows.source, operators: [...rows.operators, total] } }];
}

/** Groups that were there and have been silent since, the longest first. */
export function missingOperators(frame: Frame, since: number): Operator[] {
  const name = 'LastSeen';
  return [
    { kind: 'summarize', aggregates: [named(name, call('max', timeOf(frame)))], by: frame.groups.map(unnamed) },
    where(lt(column(name), instant(since))),
    { kind: 'order', by: [{ expr: column(name), descending: false }] },
  ];
}
