import { Decimal } from 'decimal.js';
import { parquetMetadataAsync, parquetRead, parquetSchema, type AsyncBuffer, type Compressors, type SchemaTree } from 'hyparquet';
import { convertValue } from '../convert.js';
import type { Dynamic, MutableBag } from '../dynamic.js';
import { Boxed, dynamicLong, dynamicReal, setKey } from '../dynamic.js';
import { KqlError } from '../errors.js';
import { unixEpochTicks } from '../ticks.js';
import type { ColumnSpec, ScalarType, Value } from '../types.js';
import { missingColumns } from './inferSchema.js';
import { checkCancelled, DirtyLog, type Loaded, type LoadOptions } from './loadOptions.js';
import { TableBuilder } from './tableBuilder.js';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Timestamps as ticks, JSON as text. */
const parsers = {
  timestampFromMilliseconds: (value: bigint) => new Ticks(value * 10_000n + unixEpochTicks),
  timestampFromMicroseconds: (value: bigint) => new Ticks(value * 10n + unixEpochTicks),
  timestampFromNanoseconds: (value: bigint) => new Ticks(value / 100n + unixEpochTicks),
  dateFromDays: (days: number) => new Ticks(BigInt(days) * 864_000_000_000n + unixEpochTicks),
  jsonFromBytes: (bytes: Uint8Array | undefined) => (bytes === undefined ? undefined : decoder.decode(bytes)),
};

/** A datetime: the reader's `bigint` alone would be a long. */
class Ticks {
  constructor(readonly value: bigint) {}
}

/** Reads a Parquet file row group by row group. Nested values become dynamic. `onRows` hears of progress. */
export async function loadParquet(
  file: AsyncBuffer,
  options: LoadOptions = {},
  compressors: Compressors = {},
  onRows?: (done: number, total: number) => void,
): Promise<Loaded> {
  const metadata = await parquetMetadataAsync(file, { parsers }).catch((error: unknown) => {
    throw new KqlError('data', `${options.name ?? 'The file'} is no Parquet file: ${messageOf(error)}`);
  });
  const fields = parquetSchema(metadata).children;
  const own = fields.map((field): ColumnSpec => ({ name: field.element.name, type: typeOf(field) }));
  const names = own.map(({ name }) => name);
  const columns = own.map((column) => options.schema?.find(({ name }) => name === column.name) ?? column);
  const builder = new TableBuilder([...columns, ...missingColumns(names, options.schema)], options);
  const log = new DirtyLog();
  const total = Number(metadata.num_rows);
  let rowStart = 0;
  for (const group of metadata.row_groups) {
    checkCancelled(options);
    const rowEnd = rowStart + Number(group.num_rows);
    const data = await readColumns({ file, metadata, compressors, parsers, rowStart, rowEnd }, options);
    for (let from = rowStart; from < rowEnd;) {
      const to = Math.min(rowEnd, from + builder.room);
      builder.columns.forEach((column, i) => {
        const source = own[i];
        const values = source === undefined ? undefined : data.get(source.name);
        for (let row = from; row < to; row++) {
          const raw: unknown = values?.[row - rowStart];
          const value = raw === undefined || raw === null || source === undefined ? null : valueOf(raw, source.type);
          if (value === null || source === undefined || source.type === column.type) {
            if (source?.type === 'dynamic' && typeof raw === 'string') column.appendText(raw);
            else column.append(value);
            continue;
          }
          const converted = convertValue(value, source.type, column.type);
          column.append(converted);
          if (converted === null)
            log.note({ row: row + 1, column: source.name, problem: `no ${column.type}`, text: String(raw) });
        }
      });
      builder.endRows(to - from);
      from = to;
    }
    rowStart = rowEnd;
    onRows?.(rowEnd, total);
  }
  const inferred = own.filter(({ name }) => options.schema?.some((known) => known.name === name) !== true);
  return { table: builder.finish(), dirty: log.report(), inferred: inferred.map(({ name }) => name) };
}

type ReadOptions = Pick<
  Parameters<typeof parquetRead>[0],
  'file' | 'metadata' | 'compressors' | 'parsers' | 'rowStart' | 'rowEnd'
>;

async function readColumns(read: ReadOptions, { name }: LoadOptions): Promise<Map<string, unknown[]>> {
  const { rowStart = 0, rowEnd = 0 } = read;
  const columns = new Map<string, unknown[]>();
  try {
    await parquetRead({
      ...read,
      onChunk: (chunk) => {
        let values = columns.get(chunk.columnName);
        if (values === undefined) columns.set(chunk.columnName, (values = new Array<unknown>(rowEnd - rowStart)));
        const { columnData } = chunk;
        for (let i = 0; i < columnData.length; i++) {
          const at = chunk.rowStart + i - rowStart;
          if (at >= 0 && at < values.length) values[at] = columnData[i];
        }
      },
    });
  } catch (error) {
    throw new KqlError('data', `${name ?? 'The file'} cannot be read as Parquet: ${messageOf(error)}`);
  }
  return columns;
}

function typeOf({ element, children }: SchemaTree): ScalarType {
  if (children.length > 0 || element.repetition_type === 'REPEATED') return 'dynamic';
  const logical = element.logical_type?.type;
  switch (element.converted_type ?? logical) {
    case 'UTF8':
    case 'ENUM':
    case 'STRING':
      return 'string';
    case 'JSON':
    case 'BSON':
      return 'dynamic';
    case 'DECIMAL':
      return 'decimal';
    case 'DATE':
    case 'TIMESTAMP':
    case 'TIMESTAMP_MILLIS':
    case 'TIMESTAMP_MICROS':
      return 'datetime';
    case 'UINT_32':
    case 'UINT_64':
      return 'long';
    default:
      break;
  }
  if (logical === 'TIMESTAMP') return 'datetime';
  if (logical === 'UUID') return 'guid';
  switch (element.type) {
    case 'BOOLEAN':
      return 'bool';
    case 'INT32':
      return 'int';
    case 'INT64':
      return 'long';
    case 'INT96':
      return 'datetime';
    case 'FLOAT':
    case 'DOUBLE':
      return 'real';
    default:
      return 'string';
  }
}

/** A value of the reader as one of the engine. */
function valueOf(raw: unknown, type: ScalarType): Value {
  switch (type) {
    case 'long':
      return typeof raw === 'bigint' ? BigInt.asIntN(64, raw) : BigInt(Math.trunc(Number(raw)));
    case 'datetime':
      return raw instanceof Ticks ? raw.value : null;
    case 'int':
    case 'real':
      return Number(raw);
    case 'decimal':
      return new Decimal(String(raw));
    case 'bool':
      return raw === true;
    case 'dynamic':
      return typeof raw === 'string' ? raw : dynamicOf(raw);
    default:
      return raw instanceof Uint8Array ? decoder.decode(raw) : String(raw);
  }
}

function dynamicOf(raw: unknown): Dynamic {
  if (raw === null || raw === undefined) return null;
  if (raw instanceof Ticks) return new Boxed('datetime', raw.value);
  if (raw instanceof Uint8Array) return decoder.decode(raw);
  if (ArrayBuffer.isView(raw)) return Array.from(raw as unknown as ArrayLike<number | bigint>, dynamicOf);
  if (Array.isArray(raw)) return raw.map(dynamicOf);
  switch (typeof raw) {
    case 'bigint':
      return dynamicLong(raw);
    case 'number':
      return Number.isInteger(raw) ? raw : dynamicReal(raw);
    case 'object': {
      const bag: MutableBag = {};
      for (const [key, value] of Object.entries(raw)) setKey(bag, key, dynamicOf(value));
      return bag;
    }
    default:
      return typeof raw === 'boolean' || typeof raw === 'string' ? raw : null;
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
