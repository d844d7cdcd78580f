import { blockEnd, closesFence, isBlank, TextLines, type BlockLine } from './blockLines';
import { conflictIn, unescapeCell } from './cellEscapes';
import { JsonFault, lineAt } from './jsonText';
import { readAttachments, readOutput } from './keptBlocks';
import { NotebookFormatError, type NotebookCell, type NotebookFile } from './notebookFile';
import { headMark, parseHead, readAt } from './notebookHead';
import { parseAttributes } from './queryAttributes';
import { parseQuestionAttributes } from './questionAttributes';

/** The notebook of a file's text; an empty one of an empty text. Throws a `NotebookFormatError` for any other text that is no notebook. */
export function parseNotebook(text: string): NotebookFile {
  const hasByteOrderMark = text.startsWith('\ufeff');
  const content = hasByteOrderMark ? text.slice(1) : text;
  if (content.trim() === '') return { cells: [], otherLines: [], hasByteOrderMark };
  const conflict = conflictIn(content);
  if (conflict !== undefined) {
    throw new NotebookFormatError(
      lineAt(content, conflict),
      'the file has an unresolved merge conflict; resolve it in the text editor and open the notebook again.',
    );
  }
  const lines = new Lines(content);
  const { head, hasQuestions } = parseHead(headLines(lines));
  return { ...head, cells: new Body(lines, hasQuestions).cells(), hasByteOrderMark };
}

/** The notebook of a file. Throws a `NotebookFormatError` for what is not UTF-8, with the line of the first wrong byte. */
export function decodeNotebook(bytes: Uint8Array): NotebookFile {
  return parseNotebook(decodeUtf8(bytes));
}

/** The text of a file with its byte order mark. Throws `NotebookFormatError` when it is not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    throw new NotebookFormatError(1, 'the file is UTF-16; save it as UTF-8.');
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw Object.assign(new NotebookFormatError(lineOfWrongByte(bytes), 'the file is not valid UTF-8; save it as UTF-8.'), {
      cause: error,
    });
  }
}

/** The lines of a text, one after the other. A line ends with LF or CRLF. */
class Lines {
  /** Of the line that `next` gave last: its number from 1, where it starts and where the one after it does. */
  number = 0;
  start = 0;
  end = 0;

  constructor(readonly text: string) {}

  /** Undefined after the last line. */
  next(): string | undefined {
    if (this.end >= this.text.length) return undefined;
    this.start = this.end;
    this.number += 1;
    const at = this.text.indexOf('\n', this.start);
    this.end = at < 0 ? this.text.length : at + 1;
    const line = this.text.slice(this.start, at < 0 ? this.end : at);
    return line.endsWith('\r') ? line.slice(0, -1) : line;
  }
}

function headLines(lines: Lines): string[] {
  const first = lines.next() ?? '';
  if (!headMark.test(first)) {
    throw new NotebookFormatError(
      1,
      /^\s*[{[]/.test(first)
        ? 'this is JSON and no KQL notebook; notebooks of other formats can be imported.'
        : 'a KQL notebook begins with a line "---" and a line "kqlnb: 1".',
    );
  }
  const head: string[] = [];
  for (let line = lines.next(); line !== undefined; line = lines.next()) {
    if (headMark.test(line)) return head;
    head.push(line.replace(/\r+$/, ''));
  }
  throw new NotebookFormatError(1, 'the head that begins here is not closed by a line "---".');
}

/** Reads what follows the head. */
class Body {
  readonly #cells: NotebookCell[] = [];
  readonly #between: TextLines;
  readonly #lines: Lines;
  /** Where the text after the last block starts. */
  #from: number;
  /** True when nothing but blank lines stands after the last cell. */
  #isDirect = false;

  constructor(lines: Lines, hasQuestions: boolean) {
    this.#lines = lines;
    this.#between = new TextLines(hasQuestions);
    this.#from = lines.end;
  }

  cells(): NotebookCell[] {
    const lines = this.#lines;
    for (let line = lines.next(); line !== undefined; line = lines.next()) {
      const block = this.#between.see(line, lines.number);
      if (block === undefined) continue;
      this.#takeText(lines.start, true);
      this.#takeBlock(block);
      this.#from = lines.end;
    }
    const { open } = this.#between;
    if (open !== undefined) throw new NotebookFormatError(open.line, 'the code block that opens here is not closed.');
    this.#takeText(lines.text.length, false);
    return this.#cells;
  }

  /** The text up to an offset, without the blank line that sets it off on either side. */
  #takeText(to: number, isBeforeBlock: boolean): void {
    const raw = this.#lines.text.slice(this.#from, to);
    if (isBlank(raw)) return;
    const inner = withoutLastBreak(raw.replace(/^\r?\n/, ''));
    this.#push({ kind: 'text', text: isBeforeBlock && inner.endsWith('\n') ? withoutLastBreak(inner) : inner });
  }

  #push(cell: NotebookCell): void {
    this.#cells.push(cell);
    this.#isDirect = true;
  }

  #takeBlock(block: BlockLine): void {
    const { number } = this.#lines;
    switch (block.kind) {
      case 'cell':
        this.#isDirect = false;
        return;
      case 'textEnd':
        throw new NotebookFormatError(number, 'this line ends a text cell that does not begin.');
      case 'text': {
        const text = this.#upTo(
          (line) => line.trimEnd() === block.end,
          `the text cell that begins here has no line ${block.end}.`,
        );
        this.#push({ kind: 'text', text: block.isEscaped ? readAt(number, () => unescapeCell(text)) : text });
        return;
      }
      case 'question':
      case 'query': {
        const parse = block.kind === 'query' ? parseAttributes : parseQuestionAttributes;
        const { isEscaped, ...attributes } = readAt(number, () => parse(block.attributes));
        const isEnd = (line: string): boolean => closesFence(line, '`', block.length);
        const text = this.#upTo(isEnd, `the ${block.kind} that begins here has no closing ${'`'.repeat(block.length)}.`);
        this.#push({ kind: block.kind, text: isEscaped ? readAt(number, () => unescapeCell(text)) : text, ...attributes });
        return;
      }
      case 'attachments':
      case 'output':
        this.#takeKept(block.kind);
    }
  }

  /** Adds a block to the cell before it. */
  #takeKept(kind: 'attachments' | 'output'): void {
    const { number } = this.#lines;
    const cell = this.#isDirect ? this.#cells.at(-1) : undefined;
    const isOutput = kind === 'output';
    if (cell?.kind !== (isOutput ? 'query' : 'text') || kind in cell) {
      throw new NotebookFormatError(
        number,
        isOutput ? 'this output does not follow a query.' : 'these attachments do not follow a text cell.',
      );
    }
    const text = this.#upTo(
      (line) => line.trimEnd() === blockEnd,
      `the ${kind} that begin here are not closed by a line ${blockEnd}.`,
    );
    try {
      this.#cells[this.#cells.length - 1] =
        cell.kind === 'query' ? { ...cell, output: readOutput(text) } : { ...cell, attachments: readAttachments(text) };
    } catch (error) {
      if (!(error instanceof JsonFault)) throw error;
      throw Object.assign(new NotebookFormatError(number + error.line, `${error.problem}.`), { cause: error });
    }
  }

  /** The text of the lines before the one that ends a block; fails at the line that began it. */
  #upTo(isEnd: (line: string) => boolean, problem: string): string {
    const lines = this.#lines;
    const { number, end: from } = lines;
    for (let line = lines.next(); line !== undefined; line = lines.next()) {
      if (isEnd(line)) return withoutLastBreak(lines.text.slice(from, lines.start));
    }
    throw new NotebookFormatError(number, problem);
  }
}

const withoutLastBreak = (text: string): string => text.replace(/\r?\n$/, '');

/** Halves the file until the first line that does not decode is found. */
function lineOfWrongByte(bytes: Uint8Array): number {
  const isValid = (end: number): boolean => {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, end), { stream: true });
      return true;
    } catch (error) {
      if (error instanceof TypeError) return false;
      throw error;
    }
  };
  let [valid, wrong] = [0, bytes.length];
  while (wrong - valid > 1) {
    const middle = (valid + wrong) >> 1;
    if (isValid(middle)) valid = middle;
    else wrong = middle;
  }
  return bytes.subarray(0, valid).reduce((line, byte) => (byte === 0x0a ? line + 1 : line), 1);
}
