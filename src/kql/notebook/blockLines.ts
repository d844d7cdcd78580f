/** A line that gives the file its structure. */
export type BlockLine =
  | { readonly kind: 'query' | 'question'; readonly length: number; readonly attributes: string }
  | { readonly kind: 'text'; readonly end: string; readonly isEscaped: boolean }
  | { readonly kind: 'cell' | 'textEnd' | 'attachments' | 'output' };

interface OpenFence {
  readonly mark: string;
  readonly length: number;
  readonly line: number;
}

export const cellMark = '<!-- cell -->';
export const blockEnd = '-->';

const query = /^(`{3,})[ \t]*(?:kusto|kql|csl)(?:[ \t]+([^`]*))?$/i;
const question = /^(`{3,})[ \t]*ask(?:[ \t]+([^`]*))?$/i;
const fence = /^ {0,3}(?:(`{3,})[^`]*|(~{3,})[^]*)$/;
const fenceEnd = /^ {0,3}(`+|~+)[ \t]*$/;
const mark = /^<!-- (?:(cell)|text(?: (\d+))?( escaped)?|(\/text)(?: \d+)?) -->[ \t]*$/;
const kept = /^<!-- (attachments|output)[ \t]*$/;

/** Reads the lines of text between blocks; what stands in a fenced code block is text whatever it looks like. Lines have no line break. */
export class TextLines {
  #open: OpenFence | undefined;

  /** In files that have no questions, a block of the language `ask` is text. */
  constructor(private readonly hasQuestions: boolean) {}

  /** The code block that is open, with the line that opened it. */
  get open(): OpenFence | undefined {
    return this.#open;
  }

  /** The structure that a line is, if any. */
  see(line: string, number: number): BlockLine | undefined {
    if (this.#open !== undefined) {
      if (closesFence(line, this.#open.mark, this.#open.length)) this.#open = undefined;
      return undefined;
    }
    if (!/^ {0,3}[`~<]/.test(line)) return undefined;
    const block = blockLine(line, this.hasQuestions);
    if (block === undefined) {
      const [, ticks, tildes] = fence.exec(line) ?? [];
      const run = ticks ?? tildes;
      if (run !== undefined) this.#open = { mark: run.charAt(0), length: run.length, line: number };
    }
    return block;
  }
}

/** True for the line that closes a fenced block. */
export function closesFence(line: string, mark: string, length: number): boolean {
  const run = fenceEnd.exec(line)?.[1];
  return run !== undefined && run.startsWith(mark) && run.length >= length;
}

/** The fence that a query needs: longer than any run of backticks that begins one of its lines. */
export function fenceFor(text: string): string {
  let longest = 2;
  for (const [, run = ''] of text.matchAll(/(?:^|[\r\n])[ \t]*(`+)/g)) longest = Math.max(longest, run.length);
  return '`'.repeat(longest + 1);
}

/** The lines around a text that cannot stand as it is. */
export function wrapFor(text: string, isEscaped: boolean): { readonly start: string; readonly end: string } {
  const taken = new Set(Array.from(text.matchAll(/<!-- \/text(?: (\d+))? -->/g), ([, number]) => number ?? ''));
  let tag = '';
  for (let number = 2; taken.has(tag); number += 1) tag = String(number);
  const words = [tag, isEscaped ? 'escaped' : ''].filter((part) => part !== '').map((part) => ` ${part}`);
  return { start: `<!-- text${words.join('')} -->`, end: textEnd(tag) };
}

/** True when a text that stands between other cells as it is would be read as the same text. */
export function isPlain(text: string, hasQuestions: boolean): boolean {
  if (isBlank(text)) return false;
  const lines = new TextLines(hasQuestions);
  return text.split('\n').every((line) => lines.see(line.replace(/\r$/, ''), 0) === undefined) && lines.open === undefined;
}

export const isBlank = (text: string): boolean => /^[ \t\r\n]*$/.test(text);

function blockLine(line: string, hasQuestions: boolean): BlockLine | undefined {
  const [, ticks, attributes = ''] = query.exec(line) ?? [];
  if (ticks !== undefined) return { kind: 'query', length: ticks.length, attributes };
  const asked = hasQuestions ? question.exec(line) : null;
  if (asked !== null) return { kind: 'question', length: asked[1]?.length ?? 0, attributes: asked[2] ?? '' };
  const marked = mark.exec(line);
  if (marked !== null) {
    const [, cell, tag = '', escaped, end] = marked;
    if (cell !== undefined) return { kind: 'cell' };
    if (end !== undefined) return { kind: 'textEnd' };
    return { kind: 'text', end: textEnd(tag), isEscaped: escaped !== undefined };
  }
  const name = kept.exec(line)?.[1];
  return name === 'attachments' || name === 'output' ? { kind: name } : undefined;
}

const textEnd = (tag: string): string => (tag === '' ? '<!-- /text -->' : `<!-- /text ${tag} -->`);
