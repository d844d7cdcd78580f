/** What a person writes into the filter of a column. */
import type { Cell, ColumnType } from '../../model/query';
import { isNumeric, rawText } from './cellText';
import { compareNumbers, nearestNumber } from './exactNumbers';
import { readDatetime, readTimespan, type TickSpan } from './timeText';

/** Either a test of cells, or a sentence that says what is wrong with the text. */
export type FilterOutcome = { readonly test: (cell: Cell) => boolean } | { readonly problem: string };

type Operator = '=' | '!=' | '>' | '>=' | '<' | '<=';

/** The syntax in a few words, for the placeholder of the field. */
export function filterHint(type: ColumnType): string {
  if (isNumeric(type)) return '5  >5  1..9  !=5';
  if (type === 'datetime') return '2026-06-09  >2026-06-09 08:15';
  if (type === 'timespan') return '>1s  <00:05:00';
  if (type === 'bool') return 'true or false';
  return 'contains  =equals  !not';
}

/** The whole syntax in sentences, for a tooltip. */
export function filterHelp(type: ColumnType): string {
  const signs = '=, !=, >, >=, <, <= or from..to';
  const help = isNumeric(type)
    ? `A number, or ${signs}.`
    : type === 'datetime'
      ? `In UTC: a day, hour, minute or moment, or ${signs}.`
      : type === 'timespan'
        ? `1d, 2h, 3m, 4s, 5ms or 00:05:00 with ${signs}.`
        : type === 'bool'
          ? 'true or false.'
          : 'Text that the cell contains; =text for exactly that, !text and != for the others. Quotes keep signs and blanks.';
  return `${help} Everywhere: is null, is not null.`;
}

/** Undefined when nothing is asked for. */
export function parseFilter(text: string, type: ColumnType): FilterOutcome | undefined {
  const asked = text.trim();
  if (asked === '') return undefined;
  if (/^is\s+null$/i.test(asked)) return { test: (cell) => cell === null };
  if (/^is\s+not\s+null$/i.test(asked)) return { test: (cell) => cell !== null };
  if (isNumeric(type)) return numberFilter(asked);
  if (type === 'datetime') return datetimeFilter(asked);
  if (type === 'timespan') return timespanFilter(asked);
  if (type === 'bool') return boolFilter(asked);
  return textFilter(asked);
}

function textFilter(asked: string): FilterOutcome {
  const [, sign = '', rest = ''] = /^(==?|!=|!)?\s*([^]*)$/.exec(asked) ?? [];
  const wanted = /^"[^]*"$|^'[^]*'$/.test(rest) && rest.length > 1 ? rest.slice(1, -1) : rest;
  if (sign === '=' || sign === '==') return { test: (cell) => cell !== null && rawText(cell) === wanted };
  if (sign === '!=') return { test: (cell) => cell === null || rawText(cell) !== wanted };
  if (wanted === '') return { problem: 'Say after “!” which text the cell must not contain.' };
  const folded = wanted.toLowerCase();
  const contains = (cell: Cell): boolean => cell !== null && rawText(cell).toLowerCase().includes(folded);
  return sign === '!' ? { test: (cell) => !contains(cell) } : { test: contains };
}

function numberFilter(asked: string): FilterOutcome {
  const read = (text: string): string | undefined => {
    const plain = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text;
    return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(plain) ? plain : undefined;
  };
  const comparable = (cell: Cell): Cell | undefined => (Number.isNaN(nearestNumber(cell)) ? undefined : cell);
  return comparison(asked, 'a number', read, (cell, bound) => {
    const value = comparable(cell);
    return value === undefined ? undefined : compareNumbers(value, bound);
  });
}

function timespanFilter(asked: string): FilterOutcome {
  return comparison(asked, 'a duration such as 5s, 2h or 00:05:00', readTimespan, (cell, bound) => {
    const ticks = typeof cell === 'string' ? readTimespan(cell) : undefined;
    return ticks === undefined ? undefined : ticks < bound ? -1 : ticks > bound ? 1 : 0;
  });
}

/** A vague moment such as a day equals everything within it; `>` begins where it begins, as in a query. */
function datetimeFilter(asked: string): FilterOutcome {
  const range = /^([^.]+(?:\.\d+)?)\.\.(.+)$/.exec(asked);
  const problem = (text: string): FilterOutcome => ({ problem: `“${text}” is not a moment such as 2026-06-09 08:15.` });
  const ticks = (cell: Cell): bigint | undefined => (typeof cell === 'string' ? readDatetime(cell)?.from : undefined);
  const when = (test: (at: bigint) => boolean): FilterOutcome => ({
    test: (cell) => {
      const at = ticks(cell);
      return at !== undefined && test(at);
    },
  });
  if (range) {
    const [, first = '', last = ''] = range;
    const [from, to] = [readDatetime(first), readDatetime(last)];
    if (!from || !to) return problem(from ? last : first);
    return when((at) => at >= from.from && at < to.to);
  }
  const { operator, rest } = split(asked);
  const span = readDatetime(rest);
  if (!span) return problem(rest);
  const within = (at: bigint, { from, to }: TickSpan): boolean => at >= from && at < to;
  if (operator === '!=') return { test: (cell) => !within(ticks(cell) ?? -(1n << 70n), span) };
  if (operator === '=') return when((at) => within(at, span));
  return when((at) => holds(operator, at < span.from ? -1 : at > span.from ? 1 : 0));
}

function boolFilter(asked: string): FilterOutcome {
  const { operator, rest } = split(asked);
  const word = rest.toLowerCase();
  if (!['true', 'false', '1', '0'].includes(word) || (operator !== '=' && operator !== '!='))
    return { problem: `“${asked}” is neither true nor false.` };
  const wanted = word === 'true' || word === '1';
  const equals = (cell: Cell): boolean => cell !== null && (cell === true || cell === 1) === wanted;
  return { test: operator === '=' ? equals : (cell) => !equals(cell) };
}

/** `order` is undefined for cells that have no value; these pass `!=` alone. */
function comparison<Bound>(
  asked: string,
  what: string,
  read: (text: string) => Bound | undefined,
  order: (cell: Cell, bound: Bound) => number | undefined,
): FilterOutcome {
  const range = /^(.+?)\.\.(.+)$/.exec(asked);
  const { operator, rest } = split(asked);
  const texts = range ? [range[1] ?? '', range[2] ?? ''] : [rest];
  const [first, last] = texts.map((text) => read(text.trim()));
  const wrong = first === undefined ? texts[0] : texts.length > 1 && last === undefined ? texts[1] : undefined;
  if (wrong !== undefined || first === undefined) {
    return { problem: wrong === '' ? `Say ${what} after “${asked}”.` : `“${wrong?.trim() ?? ''}” is not ${what}.` };
  }
  if (last !== undefined) return { test: (cell) => (order(cell, first) ?? -1) >= 0 && (order(cell, last) ?? 1) <= 0 };
  return {
    test: (cell) => {
      const way = order(cell, first);
      return way === undefined ? operator === '!=' : holds(operator, way);
    },
  };
}

function split(asked: string): { readonly operator: Operator; readonly rest: string } {
  const [, sign = '=', rest = ''] = /^(==|!=|>=|<=|=|>|<)?\s*(.*)$/.exec(asked) ?? [];
  return { operator: sign === '==' ? '=' : (sign as Operator), rest };
}

function holds(operator: Operator, way: number): boolean {
  switch (operator) {
    case '=':
      return way === 0;
    case '!=':
      return way !== 0;
    case '>':
      return way > 0;
    case '>=':
      return way >= 0;
    case '<':
      return way < 0;
    case '<=':
      return way <= 0;
  }
}
