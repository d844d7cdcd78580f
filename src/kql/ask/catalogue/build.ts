import type { Cell, ColumnType } from '../../../model/query';
import type { AskStore } from '../answer';
import type { BinaryOperator, Expr } from '../compose/ast';
import { meaningOf } from './meaning';
import type { ColumnKnowledge, Condition, Entity, Measure, TableKnowledge } from './types';
import { conditionWords, measureWords } from './vocabulary';

/*
 * What tables of knowledge are written with. A name is a column, or a path into a dynamic column when it has dots:
 * `properties.essentials.severity`, which is read as text unless `pathOf` says otherwise.
 */

/** A name, or any expression. */
export type Operand = string | Expr;
type Plain = string | number | boolean;

export const column = (name: string): Expr => ({ kind: 'column', name });

/** What stands at a path into a dynamic column, converted. */
export function pathOf(path: string, as: NonNullable<Extract<Expr, { kind: 'path' }>['as']> = 'tostring'): Expr {
  const [first = '', ...keys] = path.split('.');
  return { kind: 'path', column: first, keys, as };
}

/** The column or path of a name. */
export const named = (name: string): Expr => (name.includes('.') ? pathOf(name) : column(name));

const operandOf = (operand: Operand): Expr => (typeof operand === 'string' ? named(operand) : operand);

export const literal = (value: Plain): Expr => ({ kind: 'literal', value: value satisfies Cell, type: literalType(value) });

function literalType(value: Plain): ColumnType {
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'bool';
  return Number.isInteger(value) ? 'long' : 'real';
}

export const call = (name: string, ...args: readonly Expr[]): Expr => ({ kind: 'call', name, args });

export const binary = (operator: BinaryOperator, left: Operand, right: Plain | Expr): Expr => ({
  kind: 'binary',
  operator,
  left: operandOf(left),
  right: typeof right === 'object' ? right : literal(right),
});

/** Exactly the value; text is compared with its case. */
export const is = (left: Operand, value: Plain): Expr => binary('==', left, value);
/** The text in any case. */
export const isText = (left: Operand, value: string): Expr => binary('=~', left, value);
export const isNot = (left: Operand, value: Plain): Expr => binary('!=', left, value);
export const atLeast = (left: Operand, value: number): Expr => binary('>=', left, value);
export const atMost = (left: Operand, value: number): Expr => binary('<=', left, value);
export const over = (left: Operand, value: number): Expr => binary('>', left, value);
export const under = (left: Operand, value: number): Expr => binary('<', left, value);
/** Whole words in any case. */
export const has = (left: Operand, value: string): Expr => binary('has', left, value);
export const contains = (left: Operand, value: string): Expr => binary('contains', left, value);
export const startsWith = (left: Operand, value: string): Expr => binary('startswith', left, value);
export const endsWith = (left: Operand, value: string): Expr => binary('endswith', left, value);

/** Both ends included. */
export const within = (value: Operand, low: number, high: number): Expr => ({
  kind: 'between',
  value: operandOf(value),
  low: literal(low),
  high: literal(high),
});

const among = (operator: Extract<Expr, { kind: 'in' }>['operator'], left: Operand, values: readonly Plain[]): Expr => ({
  kind: 'in',
  operator,
  value: operandOf(left),
  items: values.map(literal),
});

/** One of the values; text with its case. */
export const oneOf = (left: Operand, ...values: readonly Plain[]): Expr => among('in', left, values);
/** One of the texts in any case. */
export const oneOfTexts = (left: Operand, ...values: readonly string[]): Expr => among('in~', left, values);
/** None of the texts in any case. */
export const noneOfTexts = (left: Operand, ...values: readonly string[]): Expr => among('!in~', left, values);
/** Any of the whole words in any case. */
export const hasAny = (left: Operand, ...values: readonly string[]): Expr => among('has_any', left, values);

export const filled = (name: string): Expr => call('isnotempty', operandOf(name));
export const not = (test: Expr): Expr => call('not', test);
export const all = (first: Expr, ...more: readonly Expr[]): Expr =>
  more.reduce((left, right) => binary('and', left, right), first);
export const any = (first: Expr, ...more: readonly Expr[]): Expr =>
  more.reduce((left, right) => binary('or', left, right), first);

/** `a, b c` as `['a', 'b c']`. */
export const listOf = (text: string): readonly string[] =>
  text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');

interface More {
  /** Beside the words that the id has everywhere. */
  readonly words?: string;
  /** In place of the words that the id has everywhere. */
  readonly only?: string;
  /** When what is said of the test by itself is not clear. */
  readonly meaning?: string;
}

/** A condition; one whose id is in vocabulary.ts has its words already. */
export function when(id: string, test: Expr, { words = '', only, meaning = meaningOf(test) }: More = {}): Condition {
  const known = only === undefined ? [...(conditionWords[id] ?? []), ...listOf(words)] : listOf(only);
  return { id, words: known, test, meaning };
}

/** A kind of rows: its first word is what it is called. */
export const kind = (id: string, words: string, test: Expr): Condition => ({
  id,
  words: listOf(words),
  test,
  meaning: meaningOf(test),
  isKind: true,
});

interface Counted {
  readonly unit: Measure['unit'];
  readonly words?: string;
  readonly only?: Expr;
  readonly usual?: Measure['usual'];
  readonly bad?: Measure['bad'];
}

/** A measure; one whose id is in vocabulary.ts has its words already. */
export function measure(id: string, value: Operand, { unit, words = '', only, usual = 'avg', bad = 'high' }: Counted): Measure {
  return {
    id,
    words: [...(measureWords[id] ?? []), ...listOf(words)],
    value: operandOf(value),
    unit,
    ...(only !== undefined && { only }),
    usual,
    bad,
  };
}

/** A column with the words for each of its values: `oneFrom('severity', [3, 'error'], [4, 'critical, fatal'])`. */
export function oneFrom(words: string, ...values: readonly (readonly [Plain, string])[]): ColumnKnowledge {
  return { words: listOf(words), values: values.map(([value, names]) => ({ value, words: listOf(names) })) };
}

/** A column whose values are called what they are: `Pending` is `pending`. */
export const namedAs = (words: string, ...values: readonly string[]): ColumnKnowledge =>
  oneFrom(words, ...values.map((value) => [value, value.toLowerCase()] as const));

export const quantity = (words: string, unit: NonNullable<ColumnKnowledge['unit']>): ColumnKnowledge => ({
  words: listOf(words),
  unit,
});

/** What is written of a table; lists are texts with commas, `shown` and `twins` with spaces. */
export interface TableDraft {
  readonly words: string;
  readonly row: string;
  readonly store?: AskStore;
  /** `TimeGenerated` when absent; null for a table without time. */
  readonly time?: string | null;
  readonly base?: Expr;
  readonly of?: string;
  readonly entities?: Partial<Record<Entity, string>>;
  readonly weight?: string;
  readonly conditions?: readonly Condition[];
  readonly measures?: readonly Measure[];
  readonly columns?: Readonly<Record<string, string | ColumnKnowledge>>;
  readonly shown: string;
  readonly twins?: string;
}

export function table(name: string, draft: TableDraft): TableKnowledge {
  const { words, row, store = 'logs', time = 'TimeGenerated', base, of = '', entities = {}, weight, shown, twins } = draft;
  const columns = Object.entries(draft.columns ?? {}).map(
    ([key, value]) => [key, typeof value === 'string' ? { words: listOf(value) } : value] as const,
  );
  return {
    table: name,
    store,
    words: listOf(words),
    row,
    ...(time !== null && { time }),
    ...(base !== undefined && { base }),
    resourceTypes: listOf(of),
    entities,
    ...(weight !== undefined && { weight }),
    conditions: draft.conditions ?? [],
    measures: draft.measures ?? [],
    columns: Object.fromEntries(columns),
    shown: shown.split(' '),
    ...(twins !== undefined && { twins: twins.split(' ') }),
  };
}
