import type { Table } from '../chunk.js';
import type { JsonValue } from '../result.js';
import type { ScalarType, Schema } from '../types.js';
import { DirtyLog, type DirtyReport } from './loadOptions.js';
import { TableBuilder, type BuildLimits } from './tableBuilder.js';

/** A table of rows of JSON values, as an API or another answer gives them; numbers may be text. */
export function tableOfJson(
  schema: Schema,
  rows: readonly (readonly JsonValue[])[],
  limits?: BuildLimits,
): { readonly table: Table; readonly dirty: DirtyReport } {
  const builder = new TableBuilder(schema, limits);
  const log = new DirtyLog();
  for (const [index, row] of rows.entries()) {
    builder.columns.forEach((column, i) => {
      const text = textFor(column.type, row[i] ?? null);
      if (text === null) column.append(null);
      else if (!column.appendText(text)) {
        log.note({ row: index + 1, column: schema[i]!.name, problem: `no ${column.type}`, text });
      }
    });
    builder.endRow();
  }
  return { table: builder.finish(), dirty: log.report() };
}

/** What a column builder reads: JSON for a dynamic column, where text that looks like JSON is JSON. */
function textFor(type: ScalarType, value: JsonValue): string | null {
  if (value === null) return null;
  if (typeof value === 'object') return JSON.stringify(value);
  if (type === 'dynamic' && typeof value === 'string' && !/^\s*[{[]/.test(value)) return JSON.stringify(value);
  return String(value);
}
