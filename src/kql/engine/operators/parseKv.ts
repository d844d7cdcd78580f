import type { Relation } from '../chunk.js';
import { convertValue } from '../convert.js';
import type { PlanOf } from '../plan.js';
import type { ExecContext } from './context.js';
import { keyValueReader } from './keyValues.js';
import { addParsedColumns } from './parsedColumns.js';

/** `parse-kv`: a column for each key; null for a key that is not there or whose value is of another type. */
export function parseKv(plan: PlanOf<'parse-kv'>, input: Relation, context: ExecContext): Relation {
  const read = keyValueReader(plan.properties);
  const parseText = (text: string): ReturnType<typeof convertValue>[] => {
    const pairs = read(text);
    return plan.columns.map(({ name, type }) => {
      const value = pairs.get(name);
      return value === undefined ? null : convertValue(value, 'string', type);
    });
  };
  return addParsedColumns(input, plan.expr, plan.columns, parseText, false, context);
}
