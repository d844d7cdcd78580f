import { BoolColumn, ConstColumn, type Column } from '../../columns/column.js';

/** True at rows where a `restart` argument says that a new sequence begins; null is false. */
export function restartTest(column: Column | undefined): (row: number) => boolean {
  if (column === undefined) return () => false;
  if (column instanceof ConstColumn) {
    const always = column.value === true;
    return () => always;
  }
  if (column instanceof BoolColumn) {
    const { values, valid } = column;
    return (row) => values[row] === 1 && (valid === undefined || valid[row] === 1);
  }
  return (row) => column.get(row) === true;
}
