import { sameCell, type CellValue, type Grid } from './cells';
import { sameRows } from './matchRows';

/** The first `count` of gold by its last column, whichever of those that tie with the last one, or all of these. */
export function sameTop(gold: Grid, answer: Grid, count: number): boolean {
  const last = gold.columns.length - 1;
  const ordered = [...gold.rows].sort((a, b) => compareCells(b[last], a[last]));
  const size = Math.min(count, ordered.length);
  const edge = ordered[size - 1]?.[last] ?? null;
  const withTies = ordered.filter((row) => compareCells(row[last], edge) >= 0);
  const { length } = answer.rows;
  if (length !== size && length !== withTies.length) return false;
  const pool: Grid = { ...gold, rows: withTies };
  if (!sameRows(pool, answer, { isSubset: true })) return false;
  // Only the edge may be chosen from: what is better than it must be there.
  const better: Grid = { ...gold, rows: withTies.filter((row) => compareCells(row[last], edge) > 0) };
  return better.rows.length <= length && holdsAll(better, answer);
}

function holdsAll(gold: Grid, answer: Grid): boolean {
  return gold.rows.every((row) => answer.rows.some((one) => row.every((cell) => one.some((value) => sameCell(cell, value)))));
}

function compareCells(a: CellValue | undefined, b: CellValue | undefined): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a ?? '') < String(b ?? '') ? -1 : String(a ?? '') > String(b ?? '') ? 1 : 0;
}

/** Each row of gold is keys, then two numbers; the answer has both for these keys, in one row or in one row each. */
export function sameComparison(gold: Grid, answer: Grid, keys: number): boolean {
  if (answer.rows.length === 0 || answer.rows.length > Math.max(gold.rows.length * 2, 2)) return false;
  return gold.rows.every((row) => {
    const names = row.slice(0, keys);
    const numbers = row.slice(keys).filter((cell) => cell !== null && cell !== 0);
    const mine = answer.rows.filter((one) => names.every((name) => one.some((cell) => sameCell(name, cell))));
    const cells = mine.flat();
    return numbers.every((number) => cells.some((cell) => typeof cell === 'number' && sameCell(number, cell)));
  });
}

/** Bins of a trend: how wide, and where one begins; absent when the answer has no times or too few. */
export function binsOf({
  columns,
  rows,
}: Grid): { readonly step: number; readonly origin: number; readonly column: number } | undefined {
  for (const [column, { type }] of columns.entries()) {
    if (type !== 'datetime') continue;
    const times = [...new Set(rows.map((row) => Date.parse(String(row[column]))))].filter((time) => !Number.isNaN(time));
    times.sort((a, b) => a - b);
    const first = times[0];
    if (first === undefined || times.length < 2) continue;
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? time));
    return { step: gaps.reduce(divisor), origin: first, column };
  }
  return undefined;
}

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));

/** Without the bins where nothing was. */
export function withoutEmptyBins(grid: Grid): Grid {
  const numbers = grid.columns.flatMap(({ type }, index) => (['long', 'int', 'real', 'decimal'].includes(type) ? [index] : []));
  return { ...grid, rows: grid.rows.filter((row) => numbers.some((index) => row[index] !== null && row[index] !== 0)) };
}
