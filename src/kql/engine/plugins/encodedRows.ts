import type { Chunk } from '../chunk.js';
import type { Column } from '../columns/column.js';
import type { Value } from '../types.js';
import { keyOf } from './support.js';

/** The distinct rows of a table over some columns, each value as a code, with weights. */
export interface EncodedRows {
  /** `codes[row][dimension]`. */
  readonly codes: readonly Int32Array[];
  /** Number of rows (or sum of weights) that a distinct row stands for. */
  readonly weights: readonly number[];
  /** `values[dimension][code]`. */
  readonly values: readonly (readonly Value[])[];
}

/** A pattern: the code that each dimension must have, -1 where it may have any. */
export type Pattern = Int32Array;

function weightOf(column: Column | undefined, row: number): number {
  if (column === undefined) return 1;
  const value = column.get(row);
  return value === null ? 0 : Number(value);
}

/** Encodes the rows for which `keep` is true. */
export function encodeRows(
  chunk: Chunk,
  dimensions: readonly number[],
  weight: number | undefined,
  keep: (row: number) => boolean = () => true,
): EncodedRows {
  const columns = dimensions.map((index) => chunk.column(index));
  const weights = weight === undefined ? undefined : chunk.column(weight);
  const codeOf = columns.map(() => new Map<string, number>());
  const values: Value[][] = columns.map(() => []);
  const rows = new Map<string, number>();
  const result = { codes: [] as Int32Array[], weights: [] as number[], values };
  for (let row = 0; row < chunk.length; row++) {
    if (!keep(row)) continue;
    const codes = Int32Array.from(columns, (column, dimension) => {
      const value = column.get(row);
      const key = keyOf([value]);
      let code = codeOf[dimension]!.get(key);
      if (code === undefined) {
        code = values[dimension]!.push(value) - 1;
        codeOf[dimension]!.set(key, code);
      }
      return code;
    });
    const key = codes.join(' ');
    const at = rows.get(key);
    if (at === undefined) {
      rows.set(key, result.codes.push(codes) - 1);
      result.weights.push(weightOf(weights, row));
    } else {
      result.weights[at]! += weightOf(weights, row);
    }
  }
  return result;
}

export function matches(pattern: Pattern, codes: Int32Array): boolean {
  for (let i = 0; i < pattern.length; i++) if (pattern[i]! >= 0 && pattern[i] !== codes[i]) return false;
  return true;
}

export function totalWeight(rows: EncodedRows): number {
  return rows.weights.reduce((sum, weight) => sum + weight, 0);
}

/** The values of a pattern; `wildcard` where any is allowed. */
export function patternValues(pattern: Pattern, rows: EncodedRows, wildcard: (dimension: number) => Value): Value[] {
  return Array.from(pattern, (code, dimension) => (code < 0 ? wildcard(dimension) : rows.values[dimension]![code]!));
}

/** A percentage with one decimal. */
export function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((1000 * part) / whole) / 10;
}
