import { sameCell, type CellValue, type Grid } from './cells';

export interface MatchOptions {
  /** Gold's numbers in percent may be shares of one in the answer. */
  readonly percent?: boolean;
  readonly tolerance?: number;
  /** Rows of the answer may be fewer than gold's: each must be one of them. */
  readonly isSubset?: boolean;
}

type Row = readonly CellValue[];

/**
 * Whether columns of the answer can be chosen, one for each of gold's, so that the rows are the same in any order.
 * Columns of the answer that are left over do not matter.
 */
export function sameRows(gold: Grid, answer: Grid, options: MatchOptions = {}): boolean {
  const { isSubset = false } = options;
  if (isSubset ? answer.rows.length > gold.rows.length : answer.rows.length !== gold.rows.length) return false;
  if (gold.rows.length === 0) return true;
  const width = gold.columns.length;
  const candidates = Array.from({ length: width }, (_, column) =>
    answer.columns.map((_, index) => index).filter((index) => columnFits(gold, column, answer, index, options)),
  );
  const chosen: number[] = [];
  const choose = (column: number): boolean => {
    if (column === width)
      return allPaired(
        gold.rows,
        answer.rows.map((row) => chosen.map((index) => row[index] ?? null)),
        options,
      );
    for (const index of candidates[column] ?? []) {
      if (chosen.includes(index)) continue;
      chosen.push(index);
      if (choose(column + 1)) return true;
      chosen.pop();
    }
    return false;
  };
  return choose(0);
}

/** Cheap: every value of the answer's column is one that gold's column has. */
function columnFits(gold: Grid, column: number, answer: Grid, index: number, options: MatchOptions): boolean {
  const values = gold.rows.map((row) => row[column] ?? null);
  const texts = new Set(values.map((value) => (typeof value === 'string' ? value.toLowerCase() : value)));
  return answer.rows.every((row) => {
    const value = row[index] ?? null;
    if (texts.has(typeof value === 'string' ? value.toLowerCase() : value)) return true;
    return typeof value === 'string' ? false : values.some((one) => fits(one, value, options));
  });
}

function fits(gold: CellValue, answer: CellValue, { percent = false, tolerance }: MatchOptions): boolean {
  if (sameCell(gold, answer, tolerance)) return true;
  return (
    percent &&
    typeof answer === 'number' &&
    typeof gold === 'number' &&
    Math.abs(gold - answer * 100) <= Math.max(0.01 * gold, 0.06)
  );
}

/** Each row of the answer takes a row of gold that no other took. */
function allPaired(gold: readonly Row[], answer: readonly Row[], options: MatchOptions): boolean {
  const key = (row: Row): string => row.map((cell) => (typeof cell === 'string' ? cell.toLowerCase() : '#')).join('\u0000');
  const free = new Map<string, Row[]>();
  for (const row of gold) free.set(key(row), [...(free.get(key(row)) ?? []), row]);
  return answer.every((row) => {
    const list = free.get(key(row)) ?? [];
    const at = list.findIndex((one) => one.every((cell, index) => fits(cell, row[index] ?? null, options)));
    if (at < 0) return false;
    list.splice(at, 1);
    return true;
  });
}
