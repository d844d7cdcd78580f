import type { Cell, ColumnType } from '../../../model/query';
import { DAY, HOUR, MINUTE, SECOND, toIso, type Instant } from '../../../model/time';
import { kqlLiteral } from '../../../results/formats/kqlLiteral';
import { kqlName } from '../../../results/formats/kqlName';
import type { BinaryOperator, Expr } from './ast';
import { functions } from './functions';

/*
 * How tight an expression holds together. The grammar ranks comparisons among themselves; brackets stand between any two of them all
 * the same, for the eye.
 */
const Level = { or: 1, and: 2, comparison: 3, sum: 4, product: 5, sign: 6, whole: 7 } as const;

const levels: Readonly<Record<BinaryOperator, number>> = {
  or: Level.or,
  and: Level.and,
  '==': Level.comparison,
  '!=': Level.comparison,
  '=~': Level.comparison,
  '!~': Level.comparison,
  '<': Level.comparison,
  '<=': Level.comparison,
  '>': Level.comparison,
  '>=': Level.comparison,
  contains: Level.comparison,
  '!contains': Level.comparison,
  has: Level.comparison,
  '!has': Level.comparison,
  startswith: Level.comparison,
  '!startswith': Level.comparison,
  endswith: Level.comparison,
  '!endswith': Level.comparison,
  'matches regex': Level.comparison,
  '+': Level.sum,
  '-': Level.sum,
  '*': Level.product,
  '/': Level.product,
  '%': Level.product,
};

const listOperators: ReadonlySet<string> = new Set(['in', 'in~', '!in', '!in~', 'has_any', 'has_all']);
const conversions: ReadonlySet<string> = new Set(['tostring', 'todouble', 'tolong', 'tobool', 'todatetime']);

interface Printed {
  readonly text: string;
  readonly level: number;
}

/** An expression as an operand of anything: in brackets unless it is one word or call. Throws as `print` does. */
export const printExpr = (expr: Expr): string => at(Level.whole, expr);

/** An expression that stands alone. */
export const printTop = (expr: Expr): string => at(Level.or, expr);

function at(least: number, expr: Expr): string {
  const { text, level } = printed(expr);
  return level < least ? `(${text})` : text;
}

function printed(expr: Expr): Printed {
  switch (expr.kind) {
    case 'column':
      return whole(nameText(expr.name));
    case 'path':
      return whole(pathText(expr));
    case 'literal':
      return literalText(expr.value, expr.type);
    case 'instant':
      return whole(instantText(expr.at));
    case 'duration':
      return durationText(expr.milliseconds);
    case 'list':
      return whole(listText(expr.items));
    case 'call':
      return whole(callText(expr.name, expr.args));
    case 'binary':
      return binaryText(expr);
    case 'between': {
      const range = `(${at(Level.sum, expr.low)} .. ${at(Level.sum, expr.high)})`;
      const word = expr.negated === true ? '!between' : 'between';
      return { text: `${at(Level.sum, expr.value)} ${word} ${range}`, level: Level.comparison };
    }
    case 'in': {
      if (!listOperators.has(expr.operator)) throw new TypeError(`no operator with a list: ${JSON.stringify(expr.operator)}`);
      if (expr.items.length === 0) throw new TypeError(`${expr.operator} with no items`);
      const items = expr.items.map(printTop).join(', ');
      return { text: `${at(Level.sum, expr.value)} ${expr.operator} (${items})`, level: Level.comparison };
    }
    case 'star':
      return whole('*');
  }
}

function binaryText({ operator, left, right }: Extract<Expr, { kind: 'binary' }>): Printed {
  // A tree from elsewhere may hold a word that its type rules out.
  const level = Object.hasOwn(levels, operator) ? levels[operator] : undefined;
  if (level === undefined) throw new TypeError(`no operator: ${JSON.stringify(operator)}`);
  // Chains of `and` and `or` read from the left; so do sums and products. Comparisons do not chain.
  const leftLevel = level === Level.comparison ? Level.sum : level;
  const text = `${within(operator, at(leftLevel, left), left)} ${operator} ${within(operator, at(level + 1, right), right)}`;
  return { text, level };
}

/** `and` inside `or` gets brackets for the eye. */
function within(operator: BinaryOperator, text: string, operand: Expr): string {
  return operator === 'or' && operand.kind === 'binary' && operand.operator === 'and' ? `(${text})` : text;
}

function callText(name: string, args: readonly Expr[]): string {
  const spec = functions.get(name);
  if (spec === undefined) throw new TypeError(`no function of the list: ${JSON.stringify(name)}`);
  if (args.length < spec.least || args.length > spec.most) throw new TypeError(`${name} does not take ${args.length} arguments`);
  return `${name}(${args.map(printTop).join(', ')})`;
}

function pathText({ column, keys, as }: Extract<Expr, { kind: 'path' }>): string {
  const steps = keys.map((key) => {
    if (typeof key === 'number') {
      if (!Number.isSafeInteger(key) || key < 0) throw new TypeError(`not a place in an array: ${key}`);
      return `[${key}]`;
    }
    return key !== '' && kqlName(key) === key ? `.${key}` : `[${kqlLiteral(key, 'string')}]`;
  });
  const text = `${nameText(column)}${steps.join('')}`;
  if (as === undefined) return text;
  if (!conversions.has(as)) throw new TypeError(`no conversion: ${JSON.stringify(as)}`);
  return `${as}(${text})`;
}

/** Literals make a constant list, anything else a list that is made of each row. */
function listText(items: readonly Expr[]): string {
  const cells: Cell[] = [];
  for (const item of items) {
    if (item.kind === 'literal' && jsonTypes.has(item.type)) cells.push(item.value);
    else return callText('pack_array', items);
  }
  return kqlLiteral(cells, 'dynamic');
}

const jsonTypes: ReadonlySet<ColumnType> = new Set<ColumnType>(['string', 'bool', 'long', 'real']);

/** What the text of a value must look like: these have no quotes around them. */
const bare: Readonly<Record<Exclude<ColumnType, 'string' | 'dynamic'>, RegExp>> = {
  bool: /^(?:true|false)$/,
  int: /^-?\d{1,10}$/,
  long: /^-?\d{1,19}$/,
  real: /^(?:-?\d+(?:\.\d+)?(?:e[+-]?\d{1,3})?|NaN|-?Infinity)$/i,
  decimal: /^-?\d{1,38}(?:\.\d{1,38})?(?:e[+-]?\d{1,3})?$/i,
  datetime: /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,7})?)?)?Z?$/,
  timespan: /^-?(?:\d{1,8}\.)?\d\d:\d\d:\d\d(?:\.\d{1,7})?$/,
  guid: /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i,
};

function literalText(value: Cell, type: ColumnType): Printed {
  if (type !== 'string' && type !== 'dynamic') {
    if (!Object.hasOwn(bare, type)) throw new TypeError(`no type: ${JSON.stringify(type)}`);
    if (value !== null && (typeof value === 'object' || !bare[type].test(String(value)))) {
      throw new TypeError(`not a ${type}: ${JSON.stringify(value)}`);
    }
  }
  const text = kqlLiteral(value, type);
  return { text, level: text.startsWith('-') ? Level.sign : Level.whole };
}

function instantText(moment: Instant): string {
  if (!Number.isFinite(moment) || moment < LEAST_MOMENT || moment > MOST_MOMENT) throw new TypeError(`not a moment: ${moment}`);
  return `datetime(${toIso(moment)})`;
}

const LEAST_MOMENT = Date.UTC(1000, 0, 1);
const MOST_MOMENT = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
const MOST_DURATION = 10_000_000 * DAY;

const units: readonly (readonly [string, number])[] = [
  ['d', DAY],
  ['h', HOUR],
  ['m', MINUTE],
  ['s', SECOND],
  ['ms', 1],
];

/** In the largest unit of which it is a whole number. */
function durationText(milliseconds: number): Printed {
  if (!Number.isFinite(milliseconds) || Math.abs(milliseconds) > MOST_DURATION)
    throw new TypeError(`not a duration: ${milliseconds}`);
  const rounded = Math.round(milliseconds);
  if (Math.abs(milliseconds - rounded) > 1e-9 * Math.max(1, Math.abs(milliseconds))) {
    throw new TypeError(`not a whole number of milliseconds: ${milliseconds}`);
  }
  if (rounded === 0) return { text: '0s', level: Level.whole };
  const [unit, size] = units.find(([, one]) => rounded % one === 0) ?? ['ms', 1];
  return { text: `${rounded / size}${unit}`, level: rounded < 0 ? Level.sign : Level.whole };
}

function nameText(name: string): string {
  if (name === '') throw new TypeError('an empty name');
  return kqlName(name);
}

const whole = (text: string): Printed => ({ text, level: Level.whole });
