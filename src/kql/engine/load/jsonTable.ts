import type { Table } from '../chunk.js';
import { dynamicJson } from '../dynamicText.js';
import type { JsonValue } from '../result.js';
import type { Schema } from '../types.js';
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
      const value = row[i] ?? null;
      if (value === null) column.append(null);
      else {
        const text = typeof value === 'object' || (column.type === 'dynamic' && typeof value === 'string' && !/^\s*[{[]/.test(value)) ? dynamicJson(value) : String(value);
        if (!column.appendText(text)) log.note({ row: index + 1, column: schema[i]!.name, problem: `no ${column.type}`, text });
      }
    });
    builder.endRow();
  }
  return { table: builder.finish(), dirty: log.report() };
}
