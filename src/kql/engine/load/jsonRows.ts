import { decodeUtf8 } from '../columns/column.js';
import type { ColumnSpec, Schema } from '../types.js';
import type { ColumnBuilder } from './columnBuilder.js';
import { inferType, missingColumns, type Sample } from './inferSchema.js';
import { JsonScanner, type JsonKind } from './jsonScanner.js';
import { DirtyLog, type LoadOptions } from './loadOptions.js';
import { TableBuilder } from './tableBuilder.js';

const MAX_SAMPLES_PER_COLUMN = 2000;
const QUOTE = 34;

/** Names and sampled values of JSON objects, in order of first appearance. */
export class JsonSampler {
  readonly columns = new Map<string, Sample[]>();

  add(name: string, kind: JsonKind, text: string): void {
    let samples = this.columns.get(name);
    if (samples === undefined) this.columns.set(name, (samples = []));
    if (kind === 'null' || samples.length >= MAX_SAMPLES_PER_COLUMN) return;
    if (kind === 'string') {
      const inner = unquoted(text);
      if (inner !== '') samples.push({ kind, text: inner });
    } else samples.push(kind === 'number' ? { kind, text } : { kind });
  }

  sample(bytes: Uint8Array, start: number, end: number): boolean {
    const scanner = new JsonScanner(bytes, end);
    const read = scanner.members(start, (keyStart, keyEnd, kind, from, to) =>
      this.add(keyText(bytes, keyStart, keyEnd), kind, decodeUtf8(bytes, from, Math.min(to, from + 4096))),
    );
    return read >= 0;
  }

  schema(known: Schema | undefined): { readonly schema: Schema; readonly inferred: readonly string[] } {
    const inferred: string[] = [];
    const names = [...this.columns.keys()];
    const columns = names.map((name): ColumnSpec => {
      const spec = known?.find((column) => column.name === name);
      if (spec !== undefined) return spec;
      inferred.push(name);
      return { name, type: inferType(name, this.columns.get(name) ?? []) };
    });
    return { schema: [...columns, ...missingColumns(names, known)], inferred };
  }
}

interface KnownKey {
  readonly bytes: Uint8Array;
  readonly column: number;
}

const encoder = new TextEncoder();

/** Writes JSON objects as rows of a table. Members that are not in the schema go to `late`. */
export class JsonRowWriter {
  readonly builder: TableBuilder;
  readonly log = new DirtyLog();
  readonly late = new JsonSampler();
  private readonly byName: ReadonlyMap<string, number>;
  private readonly keys: readonly KnownKey[];
  /** The row in which each column was written last. */
  private readonly written: Int32Array;
  /** The column expected next: objects mostly have their members in one order. */
  private order: number[] = [];
  private member = 0;
  private row = 0;
  private failed = 0;

  constructor(schema: Schema, options: LoadOptions) {
    this.builder = new TableBuilder(schema, options);
    this.byName = new Map(schema.map(({ name }, i) => [name, i]));
    this.keys = schema.map(({ name }, column) => ({ bytes: encoder.encode(name), column }));
    this.written = new Int32Array(schema.length);
  }

  /** One object. False (and noted) when it is none. */
  write(bytes: Uint8Array, start: number, end: number): boolean {
    const scanner = new JsonScanner(bytes, end);
    const at = scanner.blank(start);
    // Checked first, so that a broken line leaves no half row.
    if (!scanner.isObject(at) || scanner.blank(scanner.skip(at)) !== end) {
      this.failed++;
      this.log.note({
        row: this.row + this.failed,
        problem: 'no JSON object',
        text: decodeUtf8(bytes, start, Math.min(end, start + 200)),
      });
      return false;
    }
    const row = ++this.row;
    this.member = 0;
    const { columns } = this.builder;
    const read = scanner.members(at, (keyStart, keyEnd, kind, from, to) => {
      const column = this.columnOf(bytes, keyStart, keyEnd);
      if (column < 0) {
        this.late.add(keyText(bytes, keyStart, keyEnd), kind, decodeUtf8(bytes, from, Math.min(to, from + 4096)));
      } else if (this.written[column] !== row) {
        this.written[column] = row;
        this.append(columns[column]!, column, bytes, kind, from, to);
      }
    });
    for (let i = 0; i < columns.length; i++) if (this.written[i] !== row) columns[i]!.append(null);
    if (read < 0) this.log.note({ row, problem: 'broken JSON', text: decodeUtf8(bytes, start, Math.min(end, start + 200)) });
    this.builder.endRow();
    return true;
  }

  /** One array whose elements are in the order of the schema. */
  writeArray(bytes: Uint8Array, start: number, end: number): void {
    const row = ++this.row;
    const { columns } = this.builder;
    let column = 0;
    new JsonScanner(bytes, end).elements(start, (kind, from, to) => {
      if (column < columns.length) this.append(columns[column]!, column, bytes, kind, from, to);
      column++;
    });
    if (column !== columns.length) this.log.note({ row, problem: `${column} values, not ${columns.length}`, text: '' });
    for (; column < columns.length; column++) columns[column]!.append(null);
    this.builder.endRow();
  }

  private columnOf(bytes: Uint8Array, start: number, end: number): number {
    const position = this.member++;
    const expected = this.order[position];
    if (expected !== undefined && sameBytes(this.keys[expected]!.bytes, bytes, start, end)) return expected;
    const column = this.byName.get(keyText(bytes, start, end));
    if (column === undefined) return -1;
    this.order[position] = column;
    return column;
  }

  private append(builder: ColumnBuilder, column: number, bytes: Uint8Array, kind: JsonKind, start: number, end: number): void {
    if (kind === 'null') {
      builder.append(null);
      return;
    }
    if (!appendJson(builder, bytes, kind, start, end)) {
      const { name, type } = this.builder.schema[column]!;
      this.log.note({
        row: this.row,
        column: name,
        problem: `no ${type}`,
        text: decodeUtf8(bytes, start, Math.min(end, start + 200)),
      });
    }
  }
}

function appendJson(builder: ColumnBuilder, bytes: Uint8Array, kind: JsonKind, start: number, end: number): boolean {
  if (kind !== 'string') return builder.appendBytes(bytes, start, end);
  const escaped = hasBackslash(bytes, start, end);
  if (builder.type === 'dynamic') {
    const first = bytes[start + 1];
    // An export may hold JSON as text; the column says that it is JSON.
    const isJson = first === 123 || first === 91 || (escaped && /^\s*[{[]/.test(unquoted(decodeUtf8(bytes, start, end))));
    if (!isJson) return builder.appendBytes(bytes, start, end);
  }
  return escaped ? builder.appendText(unquoted(decodeUtf8(bytes, start, end))) : builder.appendBytes(bytes, start + 1, end - 1);
}

function hasBackslash(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (bytes[i] === 92) return true;
  return false;
}

function sameBytes(key: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (key.length !== end - start) return false;
  for (let i = 0; i < key.length; i++) if (key[i] !== bytes[start + i]) return false;
  return true;
}

function keyText(bytes: Uint8Array, start: number, end: number): string {
  const text = decodeUtf8(bytes, start, end);
  return text.includes('\\') ? unquoted(`"${text}"`) : text;
}

/** The text of a JSON string; of a broken one, what stands in it. */
function unquoted(json: string): string {
  if (json.includes('\\')) {
    try {
      return JSON.parse(json) as string;
    } catch {
      // Falls through: a cut sample or a broken escape.
    }
  }
  return json.slice(1, json.charCodeAt(json.length - 1) === QUOTE ? -1 : undefined);
}
