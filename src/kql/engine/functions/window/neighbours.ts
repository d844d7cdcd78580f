import { ConstColumn, type Column } from '../../columns/column.js';
import { convertColumn } from '../../convert.js';
import { concatColumns } from '../../relations.js';
import { vectorOverload, type EvalContext, type ScalarFunction } from '../definition.js';

/** `prev(value [, offset [, default]])` and `next(…)`: the value some rows away, else the default, else null. */
export const neighbourFunctions: readonly ScalarFunction[] = [neighbour('prev', -1), neighbour('next', 1)];

function neighbour(name: string, direction: 1 | -1): ScalarFunction {
  return {
    name,
    overloads: (args) => {
      const type = args[0]?.type;
      if (type === undefined || args.length > 3) return `${name}() takes a value, an offset and a default value.`;
      return vectorOverload(
        ['any', 'long?', 'any?'],
        type,
        (columns, length, context) => neighbours(columns, length, direction, context),
        { window: true },
      );
    },
  };
}

function neighbours(columns: readonly Column[], length: number, direction: 1 | -1, context: EvalContext): Column {
  const [column, offset, fallback] = columns as [Column, Column | undefined, Column | undefined];
  const rows = new Int32Array(length);
  const constantOffset = offset === undefined ? 1 : offset instanceof ConstColumn ? Number(offset.value ?? 1n) : undefined;
  for (let row = 0; row < length; row++) {
    if ((row & 0xffff) === 0) context.check();
    const distance = constantOffset ?? Number(offset!.get(row) ?? 1n);
    const other = row + direction * distance;
    // Rows from `length` on are those of the default.
    rows[row] = other >= 0 && other < length ? other : fallback === undefined ? -1 : length + row;
  }
  const source = fallback === undefined ? column : concatColumns([column, convertColumn(fallback, column.type)]);
  return source.gather(rows);
}
