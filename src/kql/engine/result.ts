import type { Table } from './chunk.js';
import type { Column } from './columns/column.js';
import { Boxed, isArray, type Dynamic } from './dynamic.js';
import { dynamicText } from './dynamicText.js';
import { formatDatetime, formatTimespan } from './ticks.js';
import type { ScalarType, Schema, Value } from './types.js';

/** A value as it goes to JSON: see `jsonValue`. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

export interface Render {
  readonly visualization: string;
  readonly properties: Readonly<Record<string, string | number | boolean | readonly string[]>>;
}

export interface Statistics {
  /** Rows that the tables of the query gave. */
  readonly rowsScanned: number;
  readonly elapsedMilliseconds: number;
  /** Memory that operators reserved. */
  readonly peakBytes: number;
}

export interface QueryResult {
  readonly primary: ResultTable;
  /** What further statements, `fork` and `facet` give, in order. */
  readonly tables: readonly ResultTable[];
  readonly render?: Render;
  /** Set when rows were left out. */
  readonly truncated?: { readonly reason: 'rows'; readonly limit: number };
  readonly warnings: readonly string[];
  readonly statistics: Statistics;
}

/** The rows of an answer, read page by page. */
export class ResultTable {
  readonly columns: Schema;
  readonly rowCount: number;

  constructor(
    readonly table: Table,
    readonly name?: string,
  ) {
    this.columns = table.schema;
    this.rowCount = table.rowCount;
  }

  /** Rows `from` up to `to` (exclusive) as plain JSON values. */
  rows(from = 0, to = this.rowCount): JsonValue[][] {
    const result: JsonValue[][] = [];
    let start = 0;
    for (const chunk of this.table.chunks) {
      const first = Math.max(from - start, 0);
      const last = Math.min(to - start, chunk.length);
      if (first < last) {
        const columns = this.columns.map((_, i) => chunk.column(i));
        for (let row = first; row < last; row++) {
          result.push(columns.map((column) => jsonOf(column, row)));
        }
      }
      start += chunk.length;
    }
    return result;
  }
}

function jsonOf(column: Column, row: number): JsonValue {
  return jsonValue(column.get(row), column.type);
}

/**
 * A value for JSON: long and real as numbers (text beyond 2^53, "NaN", "Infinity", "-Infinity"), decimal, guid, datetime and timespan as
 * text, dynamic as JSON with the same numbers at every depth.
 */
export function jsonValue(value: Value, type: ScalarType): JsonValue {
  if (value === null) return null;
  switch (type) {
    case 'long':
      return exact(value as bigint);
    case 'real':
      return number(value as number);
    case 'datetime':
      return formatDatetime(value as bigint);
    case 'timespan':
      return formatTimespan(value as bigint);
    case 'decimal':
      return decimalText(value as { toFixed(): string });
    case 'dynamic':
      return dynamicValue(value as Dynamic);
    default:
      return value as boolean | number | string;
  }
}

/** Never in exponent notation. */
function decimalText(value: { toFixed(): string }): string {
  return value.toFixed();
}

function exact(value: bigint): number | string {
  return value >= -9007199254740991n && value <= 9007199254740991n ? Number(value) : value.toString();
}

function number(value: number): number | string {
  return Number.isFinite(value) ? value : String(value);
}

/** Like `JSON.parse` of the text of the value, with the exceptions that numbers of columns have. */
function dynamicValue(value: Dynamic): JsonValue {
  switch (typeof value) {
    case 'number':
      return Number.isInteger(value) && !Number.isSafeInteger(value) ? BigInt(value).toString() : number(value);
    case 'bigint':
      return exact(value);
    case 'string':
    case 'boolean':
      return value;
  }
  if (value === null) return null;
  if (value instanceof Boxed) return value.is('real') ? number(value.value) : dynamicText(value);
  if (value instanceof Float64Array) return Array.from(value, number);
  if (isArray(value)) return value.map(dynamicValue);
  const bag: Record<string, JsonValue> = {};
  for (const key of Object.keys(value)) {
    const item = dynamicValue(value[key]!);
    if (key === '__proto__')
      Object.defineProperty(bag, key, { value: item, enumerable: true, configurable: true, writable: true });
    else bag[key] = item;
  }
  return bag;
}
