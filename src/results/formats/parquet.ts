import { ByteWriter, ParquetWriter, type SchemaElement } from 'hyparquet-writer';
import type { Cell, ColumnType } from '../../model/query';
import type { ExportLosses, Piece } from './exportPieces';
import type { Selection } from './selection';
import { uniqueNames } from './uniqueNames';

/** Rows of one group: what is encoded at once. */
const groupRows = 10_000;

/** How a type is stored; datetimes are counted in microseconds of UTC, decimals and timespans are text because they stay exact so. */
const elements: Readonly<Record<ColumnType, Omit<SchemaElement, 'name'>>> = {
  bool: { type: 'BOOLEAN' },
  int: { type: 'INT32' },
  long: { type: 'INT64' },
  real: { type: 'DOUBLE' },
  datetime: {
    type: 'INT64',
    converted_type: 'TIMESTAMP_MICROS',
    logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MICROS' },
  },
  string: { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } },
  decimal: { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } },
  timespan: { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } },
  guid: { type: 'FIXED_LEN_BYTE_ARRAY', type_length: 16, logical_type: { type: 'UUID' } },
  dynamic: { type: 'BYTE_ARRAY', converted_type: 'JSON', logical_type: { type: 'JSON' } },
};

/** A Parquet file, compressed with Snappy, one row group per piece. A column name that comes again has a number. */
export async function* parquetPieces(selection: Selection): AsyncGenerator<Piece, ExportLosses> {
  const names = uniqueNames(selection.columns.map(({ name }) => name));
  const schema: SchemaElement[] = [
    { name: 'root', num_children: names.length },
    ...selection.columns.map(({ type }, i): SchemaElement => {
      return { name: names[i] ?? '', repetition_type: 'OPTIONAL', ...elements[type] };
    }),
  ];
  const bytes = new ByteWriter();
  const writer = new ParquetWriter({ writer: bytes, schema, createdBy: 'sre-workbench' });
  let cutDatetimes = 0;
  const take = (): Uint8Array => {
    const data = bytes.getBytes().slice();
    bytes.index = 0;
    return data;
  };
  for (let from = 0; from < selection.rowCount; from += groupRows) {
    const to = Math.min(from + groupRows, selection.rowCount);
    const rows = Array.from({ length: to - from }, (_, i) => selection.row(from + i));
    const columnData = selection.columns.map(({ type }, place) => {
      const data = rows.map((row) => stored(row[place] ?? null, type));
      if (type === 'datetime') cutDatetimes += rows.filter((row) => hasTicks(row[place] ?? null)).length;
      return { name: names[place] ?? '', data };
    });
    await writer.write({ columnData, rowGroupSize: groupRows });
    yield { data: take(), rows: to };
  }
  await writer.finish();
  yield { data: take(), rows: selection.rowCount };
  return { cutDatetimes };
}

function stored(cell: Cell, type: ColumnType): unknown {
  if (cell === null) return null;
  switch (type) {
    case 'bool':
    case 'dynamic':
      return cell;
    case 'int':
    case 'real':
      return Number(cell);
    case 'long':
      return typeof cell === 'number' || typeof cell === 'string' ? BigInt(cell) : null;
    case 'datetime':
      return typeof cell === 'string' ? microseconds(cell) : null;
    case 'guid':
      return cell;
    case 'string':
    case 'decimal':
    case 'timespan':
      return typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
  }
}

const datetimeText = /^(.{19})(?:\.(\d{1,7}))?Z$/;

/** Since 1970; throws a RangeError for a text that is no datetime. */
function microseconds(text: string): bigint {
  const [, second = '', fraction = ''] = datetimeText.exec(text) ?? [];
  const at = Date.parse(`${second}Z`);
  if (Number.isNaN(at)) throw new RangeError(`not a datetime: ${JSON.stringify(text)}`);
  return BigInt(at) * 1000n + BigInt(fraction.padEnd(7, '0').slice(0, 6));
}

function hasTicks(cell: Cell): boolean {
  return typeof cell === 'string' && /\.\d{6}[1-9]Z$/.test(cell);
}
