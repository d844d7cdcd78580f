import { decodeUtf8 } from '../columns/column.js';
import type { ColumnSpec, ScalarType } from '../types.js';
import { CsvParser, type CsvRecord } from './csvParser.js';
import { headerNames, inferType, missingColumns, sampleRows, type Sample } from './inferSchema.js';
import { checkCancelled, DirtyLog, type ByteSource, type Loaded, type LoadOptions } from './loadOptions.js';
import { readHead } from './readHead.js';
import { TableBuilder } from './tableBuilder.js';

/** Bytes that the delimiter, header and types are inferred from. */
const HEAD_BYTES = 1 << 20;
/** A column of which more than this share cannot be read as the inferred type is text after all. */
const MAX_DIRTY_SHARE = 0.01;
const delimiters = [',', '\t', ';', '|'] as const;

/**
 * Reads CSV (or text with tabs, semicolons, bars). The first row is the header unless it looks like data. `open` gives the bytes from the
 * start; it is called again when a column turns out to be text after the sample.
 */
export async function loadCsv(open: () => ByteSource, options: LoadOptions = {}, delimiter?: string): Promise<Loaded> {
  const asText = new Set<string>();
  for (;;) {
    const { loaded, log } = await loadOnce(open(), options, delimiter, asText);
    const share = loaded.table.rowCount * MAX_DIRTY_SHARE;
    const wrong = loaded.inferred.filter((name) => !asText.has(name) && (log.byColumn.get(name) ?? 0) > share);
    if (wrong.length === 0) return loaded;
    for (const name of wrong) asText.add(name);
  }
}

async function loadOnce(
  source: ByteSource,
  options: LoadOptions,
  wanted: string | undefined,
  asText: ReadonlySet<string>,
): Promise<{ loaded: Loaded; log: DirtyLog }> {
  const { head, rest, complete } = await readHead(source, HEAD_BYTES);
  const delimiter = (wanted ?? findDelimiter(head)).charCodeAt(0);
  const sample = sampleRecords(head, delimiter, complete);
  const [first = []] = sample;
  const hasHeader = looksLikeHeader(first);
  const names = hasHeader ? headerNames(first) : headerNames(first.map(() => ''));
  const rows = hasHeader ? sample.slice(1) : sample;
  const inferred: string[] = [];
  const columns = names.map((name, i): ColumnSpec => {
    const known = options.schema?.find((column) => column.name === name);
    if (known !== undefined) return known;
    inferred.push(name);
    return { name, type: asText.has(name) ? 'string' : inferType(name, samplesOf(rows, i)) };
  });
  const schema = [...columns, ...missingColumns(names, options.schema)];
  const builder = new TableBuilder(schema, options);
  const log = new DirtyLog();
  const writer = new RecordWriter(builder, names.length, log);
  let isHeader = hasHeader;
  const parser = new CsvParser(delimiter, (record) => {
    if (isHeader) isHeader = false;
    else writer.write(record);
    return true;
  });
  parser.push(withoutMark(head), complete);
  if (!complete) {
    for await (const block of rest) {
      checkCancelled(options);
      parser.push(block, false);
    }
    parser.push(new Uint8Array(0), true);
  }
  return { loaded: { table: builder.finish(), dirty: log.report(), inferred }, log };
}

class RecordWriter {
  private row = 0;

  constructor(
    private readonly builder: TableBuilder,
    private readonly width: number,
    private readonly log: DirtyLog,
  ) {}

  write({ bytes, starts, ends, count, malformed }: CsvRecord): void {
    const row = ++this.row;
    const { columns, schema } = this.builder;
    if (malformed || count !== this.width) {
      const problem = malformed ? 'a quote is not closed where the field ends' : `${count} fields, not ${this.width}`;
      this.log.note({ row, problem, text: decodeUtf8(bytes, starts[0]!, Math.min(ends[count - 1]!, starts[0]! + 200)) });
      if (malformed) return;
    }
    const known = Math.min(count, this.width);
    for (let i = 0; i < known; i++) {
      const start = starts[i]!;
      const end = ends[i]!;
      if (!columns[i]!.appendBytes(bytes, start, end)) {
        const { name, type } = schema[i]!;
        const text = decodeUtf8(bytes, start, end);
        this.log.note({ row, column: name, problem: `no ${type}`, text });
      }
    }
    for (let i = known; i < columns.length; i++) columns[i]!.append(null);
    this.builder.endRow();
  }
}

function sampleRecords(head: Uint8Array, delimiter: number, complete: boolean): string[][] {
  const records: string[][] = [];
  const parser = new CsvParser(delimiter, ({ bytes, starts, ends, count }) => {
    records.push(Array.from({ length: count }, (_, i) => decodeUtf8(bytes, starts[i]!, ends[i]!)));
    return records.length <= sampleRows;
  });
  parser.push(withoutMark(head), complete);
  return records;
}

function samplesOf(rows: readonly (readonly string[])[], column: number): Sample[] {
  return rows.flatMap((row): Sample[] => {
    const text = row[column] ?? '';
    return text === '' ? [] : [{ kind: 'text', text }];
  });
}

/** The delimiter that stands most often in the first line. */
function findDelimiter(head: Uint8Array): string {
  const lineEnd = head.indexOf(10);
  const line = decodeUtf8(head, 0, lineEnd < 0 ? head.length : lineEnd).replace(/"[^"]*"/g, '');
  const count = (delimiter: string): number => line.split(delimiter).length;
  return delimiters.reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best));
}

const dataTypes: readonly ScalarType[] = ['long', 'real', 'datetime', 'timespan', 'bool', 'dynamic'];

function looksLikeHeader(fields: readonly string[]): boolean {
  return fields.every((text) => text === '' || !dataTypes.includes(inferType('', [{ kind: 'text', text }])));
}

/** Without the byte order mark. */
function withoutMark(bytes: Uint8Array): Uint8Array {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}
