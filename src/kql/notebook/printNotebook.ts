import { blockEnd, cellMark, fenceFor, isPlain, wrapFor } from './blockLines';
import { escapeCell, needsEscapes } from './cellEscapes';
import { printAttachments, printOutput } from './keptBlocks';
import type { NotebookCell, NotebookFile } from './notebookFile';
import { printHead } from './notebookHead';
import { printAttributes } from './queryAttributes';
import { printQuestionAttributes } from './questionAttributes';

/**
 * The file of a notebook, from which `parseNotebook` reads exactly the same one. Throws a RangeError for a connection, time range, result
 * name or line of the head that no file may have.
 */
export function printNotebook(file: NotebookFile): string {
  const hasQuestions = file.cells.some((cell) => cell.kind === 'question' || (cell.kind === 'query' && cell.asked !== undefined));
  const blocks: string[][] = [printHead(file, hasQuestions)];
  let endsInPlainText = false;
  for (const cell of file.cells) {
    const isPlainText = cell.kind === 'text' && !needsEscapes(cell.text) && isPlain(cell.text, hasQuestions);
    if (endsInPlainText && isPlainText) blocks.push([cellMark]);
    blocks.push(isPlainText ? [cell.text] : cellLines(cell), ...keptLines(cell));
    endsInPlainText = isPlainText && cell.attachments === undefined;
  }
  const lineBreak = lineBreakOf(file.cells);
  const text = blocks.map((lines) => lines.map((line) => line + lineBreak).join('')).join(lineBreak);
  return file.hasByteOrderMark ? `\ufeff${text}` : text;
}

/** The same as UTF-8. */
export function encodeNotebook(file: NotebookFile): Uint8Array {
  return new TextEncoder().encode(printNotebook(file));
}

function cellLines(cell: NotebookCell): string[] {
  const isEscaped = needsEscapes(cell.text);
  const text = isEscaped ? escapeCell(cell.text) : cell.text;
  const content = text === '' ? [] : [text];
  if (cell.kind === 'text') {
    const { start, end } = wrapFor(text, isEscaped);
    return [start, ...content, end];
  }
  const fence = fenceFor(text);
  const language = cell.kind === 'question' ? 'ask' : 'kusto';
  const attributes =
    cell.kind === 'question' ? printQuestionAttributes({ ...cell, isEscaped }) : printAttributes({ ...cell, isEscaped });
  return [`${fence}${language}${attributes}`, ...content, fence];
}

function keptLines(cell: NotebookCell): string[][] {
  if (cell.kind === 'text') {
    return cell.attachments === undefined
      ? []
      : [['<!-- attachments', ...printAttachments(cell.attachments).split('\n'), blockEnd]];
  }
  return cell.kind === 'question' || cell.output === undefined
    ? []
    : [['<!-- output', ...printOutput(cell.output).split('\n'), blockEnd]];
}

/** CRLF where every line break of the cells is one, as after a checkout on Windows; else LF. */
function lineBreakOf(cells: readonly NotebookCell[]): string {
  const isMixed = cells.some(({ text }) => /\r(?!\n)|(?<!\r)\n/.test(text));
  return !isMixed && cells.some(({ text }) => text.includes('\r\n')) ? '\r\n' : '\n';
}
