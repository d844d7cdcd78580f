import type { Decimal } from 'decimal.js';
import type { Dynamic } from './dynamic.js';

/** Kusto's scalar types. */
export type ScalarType = 'bool' | 'int' | 'long' | 'real' | 'decimal' | 'datetime' | 'timespan' | 'string' | 'guid' | 'dynamic';

export const scalarTypes: readonly ScalarType[] = [
  'bool',
  'int',
  'long',
  'real',
  'decimal',
  'datetime',
  'timespan',
  'string',
  'guid',
  'dynamic',
];

/**
 * How a value of each type is held in JavaScript. Datetime: ticks of 100 ns since 0001-01-01T00:00:00Z. Timespan: ticks.
 * Guid: lower-case text with dashes. Every type but string also has `null`.
 */
export interface ValueOfType {
  bool: boolean;
  int: number;
  long: bigint;
  real: number;
  decimal: Decimal;
  datetime: bigint;
  timespan: bigint;
  string: string;
  guid: string;
  dynamic: Dynamic;
}

export type Value = ValueOfType[ScalarType] | null;

export interface ColumnSpec {
  readonly name: string;
  readonly type: ScalarType;
}

/** Names are unique and case-sensitive. */
export type Schema = readonly ColumnSpec[];

export function columnIndex(schema: Schema, name: string): number {
  return schema.findIndex((column) => column.name === name);
}

export const numericTypes: readonly ScalarType[] = ['int', 'long', 'real', 'decimal'];

export function isNumeric(type: ScalarType): boolean {
  return numericTypes.includes(type);
}

/** Types whose column holds 64-bit integers. */
export type Int64Type = 'long' | 'datetime' | 'timespan';

export function isInt64(type: ScalarType): type is Int64Type {
  return type === 'long' || type === 'datetime' || type === 'timespan';
}
