import type { Token } from '../../kql/language/service';

/** Tokens that end in the line they begin in, as editors want them; line breaks belong to none. */
export function splitAtLines(tokens: readonly Token[], text: string): readonly Token[] {
  const split: Token[] = [];
  for (const token of tokens) {
    const end = token.start + token.length;
    let start = token.start;
    for (const { index, 0: lineBreak } of text.slice(token.start, end).matchAll(/\r\n|\r|\n/g)) {
      const at = token.start + index;
      if (at > start) split.push({ kind: token.kind, start, length: at - start });
      start = at + lineBreak.length;
    }
    if (end > start) split.push({ kind: token.kind, start, length: end - start });
  }
  return split;
}
