import type { Span } from '../engine/errors.js';
import { scanText, type LexicalScan } from './lexical.js';

/** Part of a text that is analysed by itself. */
export interface Block extends Span {
  /** False when there are comments only. */
  readonly hasCode: boolean;
}

/** The keywords of statements that give no rows: what follows them belongs to them. */
const preparing = /^\s*(?:let|set|alias|declare|restrict|pattern)\b/;

/**
 * The blocks of a text. A blank line outside of brackets and strings ends a block, except where what stands before it waits for more: it
 * ends with a pipe or with a `let`, `set`, `declare`, `alias` or `restrict` statement; and except where what comes next begins with a pipe.
 */
export function blocksOf(text: string): readonly Block[] {
  const scan = scanText(text);
  const blocks: Block[] = [];
  let start = 0;
  const end = (at: number): void => {
    const trimmed = text.slice(start, at);
    const leading = trimmed.length - trimmed.trimStart().length;
    const length = trimmed.trim().length;
    if (length > 0) {
      const span = { start: start + leading, length };
      blocks.push({ ...span, hasCode: codeOf(text, span, scan).trim() !== '' });
    }
  };
  for (const gap of scan.gaps) {
    const before = codeOf(text, { start, length: gap.start - start }, scan).trimEnd();
    const after = text.slice(gap.start + gap.length).trimStart();
    if (before.trim() !== '' && (after.startsWith('|') || waits(before, start, scan))) continue;
    end(gap.start);
    start = gap.start + gap.length;
  }
  end(text.length);
  return blocks;
}

/** A part of a text with its comments blanked out, character for character. */
function codeOf(text: string, { start, length }: Span, { comments }: LexicalScan): string {
  let code = text.slice(start, start + length);
  for (const comment of comments) {
    const from = comment.start - start;
    if (from < 0 || from >= length) continue;
    code = code.slice(0, from) + ' '.repeat(comment.length) + code.slice(from + comment.length);
  }
  return code;
}

/** Whether what stands from `start` to a gap needs what comes after the gap. */
function waits(code: string, start: number, { semicolons }: LexicalScan): boolean {
  if (code.endsWith('|')) return true;
  if (!code.endsWith(';')) return false;
  const end = code.length - 1;
  const last = semicolons.findLast((at) => at >= start && at - start < end);
  return preparing.test(last === undefined ? code : code.slice(last + 1 - start));
}

/**
 * The block that text typed at an offset would belong to. An offset in the void between blocks has one of its own, which is empty.
 */
export function blockAt(text: string, offset: number): Span {
  const blocks = blocksOf(text);
  const inside = blocks.find(({ start, length }) => start <= offset && offset <= start + length);
  if (inside !== undefined) return inside;
  const typed = blocksOf(`${text.slice(0, offset)}x${text.slice(offset)}`);
  const block = typed.find(({ start, length }) => start <= offset && offset < start + length);
  return block === undefined ? { start: offset, length: 0 } : { start: block.start, length: block.length - 1 };
}
