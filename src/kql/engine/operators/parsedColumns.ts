import { Chunk, type Relation } from '../chunk.js';
import { ColumnWriter, ConstColumn, DictColumn, type Column } from '../columns/column.js';
import { convertColumn } from '../convert.js';
import { spread } from '../functions/lift.js';
import type { Expr } from '../plan.js';
import type { ColumnSpec, Schema, Value } from '../types.js';
import type { ExecContext } from './context.js';

/** What a text gives for the new columns; null when it does not match. */
export type ParseText = (text: string) => readonly Value[] | null;

interface Parsed {
  readonly columns: readonly Column[];
  /** 1 for a row that matched. */
  readonly matched: Uint8Array;
}

/**
 * Adds columns read from a text. A column of the same name is replaced in place, others follow. Rows without a match get nulls, or
 * are left out when `onlyMatches`.
 */
export function addParsedColumns(
  input: Relation,
  expr: Expr,
  columns: readonly ColumnSpec[],
  parseText: ParseText,
  onlyMatches: boolean,
  context: ExecContext,
): Relation {
  const compiled = context.compile(expr, input.schema);
  const { schema, places } = outputSchema(input.schema, columns);
  const parsed = new ParsedDictionary(columns, parseText, context);
  const chunks = function* (): Iterable<Chunk> {
    for (const chunk of input.chunks) {
      context.check();
      const found = parsed.parse(convertColumn(compiled.evaluate(chunk), 'string'), chunk.length);
      const whole = Chunk.lazy(schema.length, chunk.length, (index) => {
        const place = places.get(index);
        return place === undefined ? chunk.column(index) : found.columns[place]!;
      });
      yield onlyMatches ? onlyMatched(whole, found.matched) : whole;
    }
  };
  return { schema, serialized: input.serialized, chunks: { [Symbol.iterator]: () => chunks()[Symbol.iterator]() } };
}

function outputSchema(input: Schema, columns: readonly ColumnSpec[]): { schema: Schema; places: ReadonlyMap<number, number> } {
  const schema = [...input];
  const places = new Map<number, number>();
  columns.forEach((column, place) => {
    const at = schema.findIndex(({ name }) => name === column.name);
    const index = at < 0 ? schema.length : at;
    schema[index] = column;
    places.set(index, place);
  });
  return { schema, places };
}

function onlyMatched(chunk: Chunk, matched: Uint8Array): Chunk {
  let count = 0;
  for (const one of matched) count += one;
  if (count === chunk.length) return chunk;
  const rows = new Int32Array(count);
  let next = 0;
  for (let row = 0; row < chunk.length; row++) if (matched[row] === 1) rows[next++] = row;
  return chunk.gather(rows);
}

/** Parses columns of text; a dictionary once for all chunks that share it. */
class ParsedDictionary {
  private dictionary: readonly string[] | undefined;
  private perDistinct: Parsed | undefined;

  constructor(
    private readonly columns: readonly ColumnSpec[],
    private readonly parseText: ParseText,
    private readonly context: ExecContext,
  ) {}

  parse(text: Column, length: number): Parsed {
    if (text instanceof ConstColumn) {
      const one = this.rows(1, () => text.get() as string);
      return {
        columns: one.columns.map((column) => new ConstColumn(column.type, column.get(0), length)),
        matched: new Uint8Array(length).fill(one.matched[0]!),
      };
    }
    if (text instanceof DictColumn && (text.dictionary === this.dictionary || text.dictionary.length <= length)) {
      const { dictionary, codes } = text;
      if (dictionary !== this.dictionary) {
        // The last row is that of code -1.
        this.perDistinct = this.rows(dictionary.length + 1, (row) => dictionary[row] ?? '');
        this.dictionary = dictionary;
      }
      const { columns, matched } = this.perDistinct!;
      const rowsMatched = new Uint8Array(length);
      for (let row = 0; row < length; row++) rowsMatched[row] = matched[codes[row]! < 0 ? dictionary.length : codes[row]!]!;
      return { columns: columns.map((column) => spread(column, text)), matched: rowsMatched };
    }
    return this.rows(length, (row) => text.get(row) as string);
  }

  private rows(length: number, textOf: (row: number) => string): Parsed {
    const writers = this.columns.map((column) => new ColumnWriter(column.type, length));
    const matched = new Uint8Array(length);
    for (let row = 0; row < length; row++) {
      if ((row & 0xfff) === 0xfff) this.context.check();
      const values = this.parseText(textOf(row));
      if (values === null) continue;
      matched[row] = 1;
      for (let i = 0; i < writers.length; i++) writers[i]!.set(row, values[i]!);
    }
    return { columns: writers.map((writer) => writer.finish()), matched };
  }
}
