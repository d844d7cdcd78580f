import { Chunk } from '../chunk.js';
import type { Relation } from '../chunk.js';
import { columnOf, DictColumn, Int64Column } from '../columns/column.js';
import { textOf } from '../convert.js';
import type { Schema } from '../types.js';

import type { Plugin } from './definition.js';

const schema: Schema = [
  { name: 'Row', type: 'long' },
  { name: 'Column', type: 'string' },
  { name: 'Value', type: 'string' },
];

function* narrowed(input: Relation): Generator<Chunk> {
  const names = input.schema.map((column) => column.name);
  const width = names.length;
  let before = 0;
  for (const chunk of input.chunks) {
    const length = chunk.length * width;
    const rows = new BigInt64Array(length);
    const codes = new Int32Array(length);
    const texts = new Array<string>(length);
    for (let row = 0; row < chunk.length; row++) {
      for (let column = 0; column < width; column++) {
        const at = row * width + column;
        rows[at] = BigInt(before + row);
        codes[at] = column;
        texts[at] = textOf(chunk.column(column).get(row), input.schema[column]!.type);
      }
    }
    before += chunk.length;
    yield Chunk.of([new Int64Column('long', rows), new DictColumn(codes, names), columnOf('string', texts)], length);
  }
}

/** One row for each cell: row number from 0, column name, value as text. */
export const narrow: Plugin = {
  name: 'narrow',
  run: (_plan, input) => ({ schema, chunks: { [Symbol.iterator]: () => narrowed(input) }, serialized: input.serialized }),
};
