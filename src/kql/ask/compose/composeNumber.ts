import { SECOND } from '../../../model/time';
import type { Aggregation, Frame, NumberOf } from '../interpret/frame';
import type { Expr } from './ast';
import { binary, call, column, gt, literal } from './build';

/**
 * A number of the rows of a frame as an aggregate. Rows that stand for several (sampling) count as many times as they stand for.
 * With `when`, only of the rows that pass it; `span` is how long those rows reach over, in milliseconds, for rates.
 */
export function aggregateOf(number: NumberOf, frame: Frame, span: number, when?: Expr): Expr {
  const weight = weightOf(frame);
  switch (number.kind) {
    case 'count':
      return countOf(weight, when);
    case 'share':
      return sumOf(number.of, weight, when);
    case 'part':
      return countOf(weight, when === undefined ? number.test : binary(when, 'and', number.test));
    case 'distinct':
      return when === undefined ? call('dcount', number.of) : call('dcountif', number.of, when);
    case 'ratio': {
      const part = when === undefined ? number.part : binary(when, 'and', number.part);
      return percent(sumOf(number.of, weight, part), sumOf(number.of, weight, when));
    }
    case 'quotient': {
      const both = [number.part, number.of].map((test) => countOf(weight, when === undefined ? test : binary(when, 'and', test)));
      return binary(binary(literal(1, 'real'), '*', both[0] ?? call('count')), '/', both[1] ?? call('count'));
    }
    case 'rate':
      return binary(binary(literal(1, 'real'), '*', countOf(weight, when)), '/', literal(span / number.per, 'real'));
    case 'seen':
      return call(`${number.which === 'first' ? 'min' : 'max'}${when === undefined ? '' : 'if'}`, timeOf(frame), ...ifAny(when));
    case 'measure':
      return measured(number.how, number.measure.value, weight, when);
  }
}

/** `100 * part / whole` as a real. */
export const percent = (part: Expr, whole: Expr): Expr => binary(binary(literal(100, 'real'), '*', part), '/', whole);

/** Rows, or what they stand for. */
export function countOf(weight: Expr | undefined, when?: Expr): Expr {
  if (weight === undefined) return when === undefined ? call('count') : call('countif', when);
  return when === undefined ? call('sum', weight) : call('sumif', weight, when);
}

/** What a number of the rows adds up to; without one, how many rows there are. */
export const sumOf = (value: Expr | undefined, weight: Expr | undefined, when?: Expr): Expr =>
  value === undefined ? countOf(weight, when) : conditional('sum', value, when);

export function weightOf({ table, knowledge }: Frame): Expr | undefined {
  const weight = knowledge?.weight;
  return weight !== undefined && table.columns.some(({ name }) => name === weight) ? column(weight) : undefined;
}

export function timeOf(frame: Frame): Expr {
  if (frame.time === undefined) throw new TypeError(`${frame.table.name} has no time`);
  return frame.time;
}

const ifAny = (when: Expr | undefined): readonly Expr[] => (when === undefined ? [] : [when]);

function measured(how: Aggregation, value: Expr, weight: Expr | undefined, when: Expr | undefined): Expr {
  if (typeof how === 'object') return percentileOf(how.percentile, value, weight, when);
  if (how === 'max' || how === 'min') return conditional(how, value, when);
  if (weight === undefined) return conditional(how, value, when);
  const total = conditional('sum', binary(value, '*', weight), when);
  return how === 'sum' ? total : binary(total, '/', conditional('sum', weight, when));
}

const conditional = (name: string, value: Expr, when: Expr | undefined): Expr =>
  when === undefined ? call(name, value) : call(`${name}if`, value, when);

/** There is no `percentileif`: rows that do not pass weigh nothing, or have no value. */
function percentileOf(percentile: number, value: Expr, weight: Expr | undefined, when: Expr | undefined): Expr {
  const counted = when === undefined ? value : call('iff', when, call('todouble', value), literal(null, 'real'));
  const which = literal(percentile);
  return weight === undefined ? call('percentile', counted, which) : call('percentilew', counted, weight, which);
}

/** `Count`, `P95DurationMs`, `LastSeen`: the column that a number is in. */
export function nameOf(number: NumberOf): string {
  switch (number.kind) {
    case 'count':
      return 'Count';
    case 'share':
      return number.of === undefined ? 'Count' : 'Total';
    case 'part':
      return `Count${plain(number.name)}`;
    case 'distinct':
      return `Distinct${plain(number.what)}`;
    case 'ratio':
      return 'Percent';
    case 'quotient':
      return 'Ratio';
    case 'rate':
      return `Per${number.per === SECOND ? 'Second' : number.per === 60 * SECOND ? 'Minute' : 'Hour'}`;
    case 'seen':
      return number.which === 'first' ? 'FirstSeen' : 'LastSeen';
    case 'measure': {
      const of = number.measure.value.kind === 'column' ? number.measure.value.name : number.measure.id;
      return prefixes(number.how) + plain(of);
    }
  }
}

const names = { avg: 'Average', max: 'Highest', min: 'Lowest', sum: 'Total' } as const;

const prefixes = (how: Aggregation): string =>
  typeof how === 'object' ? `P${String(how.percentile).replace('.', '_')}` : names[how];

/** A part of a column name: its letters and digits, the first one large. */
const plain = (text: string): string =>
  text
    .replace(/[^A-Za-z0-9]+(.)?/g, (_, next: string | undefined) => next?.toUpperCase() ?? '')
    .replace(/^[a-z]/, (c) => c.toUpperCase());

/** What a group must reach. */
export const reaches = (name: string, operator: '<' | '<=' | '>' | '>=' | '==', value: number): Expr =>
  operator === '>' ? gt(column(name), literal(value)) : binary(column(name), operator, literal(value));
