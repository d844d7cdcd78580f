/** A part of a file of queries: what stands between blank lines. */
export interface QueryBlock {
  readonly text: string;
  readonly kind: 'query' | 'comment' | 'directive';
}

const declaration = /^(?:let|set|declare|alias|restrict|pattern)\b/i;
const piece =
  /\/\/[^\n]*|h?@"(?:[^"\n]|"")*"?|h?@'(?:[^'\n]|'')*'?|```[^]*?(?:```|$)|~~~[^]*?(?:~~~|$)|"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|[()[\]{};\n]|[^\S\n]+|[^\s/h@"'`~()[\]{};]+|[^]/gy;

/**
 * Splits a file of queries where Kusto Explorer does: at blank lines, not within strings and brackets, and not behind a declaration,
 * which belongs to what follows it. A line that begins with `#` is a block of its own.
 */
export function queryBlocks(file: string): QueryBlock[] {
  const blocks: QueryBlock[] = [];
  let lines: string[] = [];
  let scan = new Statement();
  const flush = (): void => {
    const text = withoutBlankLines(lines);
    if (text !== '') blocks.push({ text, kind: scan.hasCode ? 'query' : 'comment' });
    lines = [];
    scan = new Statement();
  };
  for (const piecesOfLine of linesOf(file)) {
    const line = piecesOfLine.join('');
    if (line.startsWith('#') && !scan.isOpen) {
      flush();
      blocks.push({ text: line.trim(), kind: 'directive' });
      continue;
    }
    if (line.trim() === '' && !scan.isOpen) flush();
    else {
      lines.push(line);
      piecesOfLine.forEach((part) => scan.take(part));
    }
  }
  flush();
  return blocks;
}

/** The pieces of each line; a piece such as a string over several lines counts to the line where it starts. */
function linesOf(file: string): string[][] {
  const lines: string[][] = [];
  let line: string[] = [];
  for (const [part] of file.matchAll(piece)) {
    if (part === '\n') {
      lines.push(line);
      line = [];
    } else line.push(part);
  }
  return [...lines, line];
}

/** Where a reader of statements is. */
class Statement {
  hasCode = false;
  #depth = 0;
  #start = '';
  #awaitsMore = false;

  /** True within brackets and behind a declaration. */
  get isOpen(): boolean {
    return this.#depth > 0 || this.#awaitsMore;
  }

  take(part: string): void {
    if (part.startsWith('//') || part.trim() === '') {
      if (this.#start !== '' && this.#start.length < 10) this.#start += ' ';
      return;
    }
    this.hasCode = true;
    if (part === ';' && this.#depth === 0) {
      this.#awaitsMore = declaration.test(this.#start);
      this.#start = '';
      return;
    }
    this.#awaitsMore = false;
    if (/^[([{]$/.test(part)) this.#depth += 1;
    else if (/^[)\]}]$/.test(part)) this.#depth = Math.max(0, this.#depth - 1);
    if (this.#start.length < 10) this.#start += part;
  }
}

function withoutBlankLines(lines: readonly string[]): string {
  const from = lines.findIndex((line) => line.trim() !== '');
  const to = lines.findLastIndex((line) => line.trim() !== '');
  return from < 0
    ? ''
    : lines
        .slice(from, to + 1)
        .join('\n')
        .replace(/\r$/, '');
}
