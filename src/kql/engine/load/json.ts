import { KqlError } from '../errors.js';
import { decodeUtf8 } from '../columns/column.js';
import { scalarTypes, type ColumnSpec, type ScalarType } from '../types.js';
import { sampleRows } from './inferSchema.js';
import { JsonRowWriter, JsonSampler } from './jsonRows.js';
import { JsonScanner } from './jsonScanner.js';
import { checkCancelled, type Loaded, type LoadOptions } from './loadOptions.js';

/** Members under which an object of an API keeps its rows. */
const rowMembers = ['value', 'data', 'records', 'results', 'rows'];

/**
 * Reads a JSON document: an array of objects, objects one after the other, an object with the rows in `value`, `data` …, or the answer
 * of a Log Analytics or Data Explorer query (`tables` with `columns` and `rows`, of which the first counts).
 */
export function loadJson(bytes: Uint8Array, options: LoadOptions = {}): Loaded {
  const scanner = new JsonScanner(bytes);
  let at = scanner.blank(bytes[0] === 0xef ? 3 : 0);
  if (scanner.isArray(at)) return ofElements(scanner, at, options);
  if (!scanner.isObject(at)) throw notJson(options);
  const members = membersOf(scanner, at);
  const table = members?.get('tables') ?? members?.get('Tables');
  const answer = table === undefined ? undefined : queryAnswer(scanner, table, options);
  if (answer !== undefined) return answer;
  const rows = rowMembers.map((name) => members?.get(name)).find((place) => place !== undefined && scanner.isArray(place));
  if (rows !== undefined) return ofElements(scanner, rows, options);
  const places: number[] = [];
  while (at < bytes.length) {
    const end = scanner.isObject(at) ? scanner.skip(at) : -1;
    if (end < 0) throw notJson(options);
    places.push(at, end);
    at = scanner.blank(end);
  }
  return ofPlaces(bytes, places, options);
}

/** Places of the members of an object; absent when it is broken. */
function membersOf(scanner: JsonScanner, at: number): Map<string, number> | undefined {
  const members = new Map<string, number>();
  const end = scanner.members(at, (keyStart, keyEnd, _kind, start) => {
    members.set(decodeUtf8(scanner.bytes, keyStart, keyEnd), start);
  });
  return end < 0 ? undefined : members;
}

function ofElements(scanner: JsonScanner, at: number, options: LoadOptions): Loaded {
  const places: number[] = [];
  const end = scanner.elements(at, (_kind, start, stop) => places.push(start, stop));
  if (end < 0) throw notJson(options);
  return ofPlaces(scanner.bytes, places, options);
}

function ofPlaces(bytes: Uint8Array, places: readonly number[], options: LoadOptions): Loaded {
  const sampler = new JsonSampler();
  for (let i = 0; i < Math.min(places.length, 2 * sampleRows); i += 2) sampler.sample(bytes, places[i]!, places[i + 1]!);
  for (;;) {
    const { schema, inferred } = sampler.schema(options.schema);
    const writer = new JsonRowWriter(schema, options);
    for (let i = 0; i < places.length; i += 2) {
      if (i % 8192 === 0) checkCancelled(options);
      writer.write(bytes, places[i]!, places[i + 1]!);
    }
    if (writer.late.columns.size === 0) return { table: writer.builder.finish(), dirty: writer.log.report(), inferred };
    for (const [name, samples] of writer.late.columns) sampler.columns.set(name, samples);
  }
}

function queryAnswer(scanner: JsonScanner, tables: number, options: LoadOptions): Loaded | undefined {
  const places: number[] = [];
  if (!scanner.isArray(tables)) return undefined;
  scanner.elements(tables, (_kind, start) => places.push(start));
  const [first] = places;
  const members = first === undefined ? undefined : membersOf(scanner, first);
  const columnsAt = members?.get('columns') ?? members?.get('Columns');
  const rowsAt = members?.get('rows') ?? members?.get('Rows');
  if (columnsAt === undefined || rowsAt === undefined) return undefined;
  const columns: unknown = JSON.parse(decodeUtf8(scanner.bytes, columnsAt, scanner.skip(columnsAt)));
  if (!Array.isArray(columns)) return undefined;
  const schema = columns.map(columnOfAnswer);
  const writer = new JsonRowWriter(schema, options);
  scanner.elements(rowsAt, (_kind, start, end) => writer.writeArray(scanner.bytes, start, end));
  return { table: writer.builder.finish(), dirty: writer.log.report(), inferred: [] };
}

/** .NET type names of the first version of the Data Explorer API. */
const dotnetTypes: Readonly<Record<string, ScalarType>> = {
  String: 'string',
  Int32: 'int',
  Int64: 'long',
  Double: 'real',
  DateTime: 'datetime',
  TimeSpan: 'timespan',
  SByte: 'bool',
  Boolean: 'bool',
  Guid: 'guid',
  SqlDecimal: 'decimal',
  Object: 'dynamic',
};

function columnOfAnswer(column: unknown): ColumnSpec {
  const text = (...keys: string[]): string | undefined => {
    for (const key of keys) {
      const value: unknown = typeof column === 'object' && column !== null ? Reflect.get(column, key) : undefined;
      if (typeof value === 'string') return value;
    }
    return undefined;
  };
  const type = text('type', 'ColumnType', 'DataType') ?? 'string';
  return {
    name: text('name', 'ColumnName') ?? 'Column',
    type:
      scalarTypes.find((known) => known === type) ?? dotnetTypes[type.replace(/^System\.(?:Data\.SqlTypes\.)?/, '')] ?? 'string',
  };
}

function notJson({ name = 'The file' }: LoadOptions): KqlError {
  return new KqlError('data', `${name} is no JSON document of rows.`);
}
