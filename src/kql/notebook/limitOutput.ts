import type { CellResult, ResultTable } from '../../model/cellResult';
import { printOutput, printRow } from './keptBlocks';

/** What the lines around a row take: indent, comma, line break. */
const rowFrame = 12;
const tableFrame = 32;
const keptNotice = /^The file keeps the first [\d,]+ of [\d,]+ rows/;

/**
 * The result as a file may keep it: the first rows of each table that fit into so many bytes of the file, tables in their order, and a
 * notice for each that has more. Statistics go when nothing else helps; what stands beside the rows stays even if it does not fit.
 */
export function limitOutput(result: CellResult, bytes: number): CellResult {
  const whole: CellResult = { ...result, notices: result.notices.filter((notice) => !keptNotice.test(notice)) };
  const empty = (from: CellResult): CellResult =>
    keeping(
      from,
      from.tables.map((table) => ({ ...table, rows: [] })),
    );
  const { statistics, ...bare } = whole;
  const base = statistics === undefined || size(printOutput(empty(whole))) <= bytes ? whole : bare;
  let left = bytes - size(printOutput(empty(base)));
  const tables = base.tables.map((table): ResultTable => {
    left -= tableFrame;
    let kept = 0;
    for (const row of table.rows) {
      left -= size(printRow(row)) + rowFrame;
      if (left < 0) break;
      kept += 1;
    }
    return { ...table, rows: table.rows.slice(0, kept) };
  });
  return keeping(base, tables);
}

function keeping(result: CellResult, tables: readonly ResultTable[]): CellResult {
  const number = (count: number): string => count.toLocaleString('en-US');
  const notices = tables
    .filter(({ rows, totalRows }) => rows.length < totalRows)
    .map(({ name, rows, totalRows }) => {
      const of = tables.length > 1 ? ` of ${name}` : '';
      return `The file keeps the first ${number(rows.length)} of ${number(totalRows)} rows${of}.`;
    });
  return { ...result, tables, notices: [...result.notices, ...notices] };
}

const size = (text: string): number => new TextEncoder().encode(text).length;
