import type { Cell } from '../../../model/query';
import type { Instant } from '../../../model/time';
import type { ColumnValues } from '../answer';
import { isSafeValue } from '../link/safeValues';
import { placeOfTable, type SampledTable } from './sampledTable';

/** Values kept of a column. */
const MOST_VALUES = 300;
/** Different values from which a column is a number of each row rather than a name of some: ids, messages. */
const MOST_DIFFERENT = 3000;
/** How deep the paths into dynamic columns go. */
const DEPTH = 3;

type Scalar = string | number | boolean;

/** The values that the columns of a sample have, and those at paths into dynamic ones; guids, long text, what looks like a secret, and empty columns aside. */
export function columnValuesOf(table: SampledTable, sampledAt: Instant): readonly ColumnValues[] {
  const depth = placeOfTable(table).store === 'graph' ? DEPTH + 1 : DEPTH;
  return table.columns.flatMap(({ name, type }, index) => {
    const counts = new Map<string, Map<Scalar, number>>();
    for (const row of table.rows) collect(counts, name, row[index] ?? null, type === 'dynamic' ? depth : 0);
    return [...counts].flatMap(([column, values]) => {
      const kept = keep(values, type);
      if (kept.length === 0) return [];
      return [
        { table: table.name, column, values: kept, isComplete: table.isComplete && kept.length === values.size, sampledAt },
      ];
    });
  });
}

function collect(counts: Map<string, Map<Scalar, number>>, path: string, value: Cell, depth: number): void {
  if (value === null || value === '') return;
  if (typeof value === 'object') {
    if (depth === 0 || Array.isArray(value)) return;
    for (const [key, item] of Object.entries(value)) {
      if (/^[\w-]+$/.test(key)) collect(counts, `${path}.${key}`, item, depth - 1);
    }
    return;
  }
  let values = counts.get(path);
  if (values === undefined) counts.set(path, (values = new Map<Scalar, number>()));
  if (values.size <= MOST_DIFFERENT) values.set(value, (values.get(value) ?? 0) + 1);
}

function keep(values: ReadonlyMap<Scalar, number>, type: string): readonly { value: Scalar; count: number }[] {
  if (values.size > MOST_DIFFERENT || type === 'datetime' || type === 'timespan' || type === 'guid') return [];
  const isMeasured = type === 'real' || type === 'decimal' || type === 'long' || type === 'int';
  if (isMeasured && values.size > 60) return [];
  return [...values]
    .filter(([value]) => typeof value !== 'string' || isSafeValue(value, (text) => text, true))
    .sort((a, b) => b[1] - a[1])
    .slice(0, MOST_VALUES)
    .map(([value, count]) => ({ value, count }));
}
