import type { ExportFormat } from '../../model/cellResult';
import { delimited } from './delimited';
import { jsonArray, jsonLines } from './jsonRows';
import { markdownTable } from './markdownTable';
import type { Columns, RowFormat } from './rowFormat';
import type { Selection } from './selection';

/** A part of a file, and how many rows are written with it in all. */
export interface Piece {
  readonly data: string | Uint8Array;
  readonly rows: number;
}

/** What a format could not keep. */
export interface ExportLosses {
  /** Datetimes whose last digit, a tenth of a microsecond, was cut. */
  readonly cutDatetimes: number;
}

/** Characters of a piece of text, about. */
const pieceLength = 256 * 1024;

const textFormats: Readonly<Record<Exclude<ExportFormat, 'parquet'>, (columns: Columns) => RowFormat>> = {
  csv: (columns) => delimited(columns, ','),
  json: jsonArray,
  ndjson: jsonLines,
  markdown: markdownTable,
};

/** The file piece by piece, so that no text of the whole is ever there. UTF-8, without a byte order mark. */
export async function* exportPieces(selection: Selection, format: ExportFormat): AsyncGenerator<Piece, ExportLosses> {
  if (format === 'parquet') {
    const { parquetPieces } = await import('./parquet');
    return yield* parquetPieces(selection);
  }
  const { head, row, tail } = textFormats[format](selection.columns);
  let text = head;
  for (let index = 0; index < selection.rowCount; index++) {
    text += row(selection.row(index), index);
    if (text.length < pieceLength) continue;
    yield { data: text, rows: index + 1 };
    text = '';
  }
  yield { data: text + tail, rows: selection.rowCount };
  return { cutDatetimes: 0 };
}
