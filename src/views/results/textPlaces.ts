import type { Span } from '../../kql/engine/errors';
import type { Outline } from '../../kql/language/languageService';
import type { EarlierCell } from '../../kql/notebook/queryRun';

/** The part of a text from one offset to another without the blanks around it; undefined when it is blank. */
export function trimmed(text: string, from: number, to: number): Span | undefined {
  const part = text.slice(from, to);
  const body = part.trim();
  return body === '' ? undefined : { start: from + part.indexOf(body), length: body.length };
}

/** The block that an offset is in or closest to. */
export function closest(blocks: readonly Span[], offset: number): Span | undefined {
  const distance = ({ start, length }: Span): number => Math.max(start - offset, offset - (start + length), 0);
  // Of two that are as close the first is taken: the cursor waits below what was written last.
  return blocks.reduce<Span | undefined>(
    (best, block) => (best === undefined || distance(block) < distance(best) ? block : best),
    undefined,
  );
}

/** The blocks before an offset that declare something, the part of a block before the offset included. */
export function declaredAbove(text: string, { queries, lets }: Outline, offset: number): readonly EarlierCell[] {
  return queries.flatMap((block) => {
    const ends = Math.min(block.start + block.length, offset);
    const own = lets.filter(({ statement }) => statement.start >= block.start && statement.start + statement.length <= ends);
    const last = own.at(-1);
    if (last === undefined) return [];
    // What stands behind the last declaration declares nothing, and cut in half it could not be read.
    const to = block.start + block.length <= offset ? block.start + block.length : last.statement.start + last.statement.length;
    return [{ text: text.slice(block.start, to), isStale: false }];
  });
}

/**
 * The place of a text in its document as that is now: where it was, or the closest place where the same text stands. A whole block counts
 * only where nothing was added before or behind it. Undefined when it has been edited.
 */
export function placeNow(text: string, documentText: string, offset: number, isBlock: boolean): number | undefined {
  let best: number | undefined;
  for (let at = documentText.indexOf(text); at >= 0; at = documentText.indexOf(text, at + 1)) {
    if (isBlock && !standsAlone(documentText, at, text.length)) continue;
    if (best === undefined || Math.abs(at - offset) < Math.abs(best - offset)) best = at;
  }
  return best;
}

/** Between blank lines or the ends of the document. */
function standsAlone(documentText: string, at: number, length: number): boolean {
  return (
    /(?:^|\n[^\S\n]*\n)[^\S\n]*$/.test(documentText.slice(0, at)) &&
    /^[^\S\n]*(?:$|\n[^\S\n]*(?:\n|$))/.test(documentText.slice(at + length))
  );
}
