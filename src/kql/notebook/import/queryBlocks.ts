import { blocksOf } from '../../language/blocks.js';
import { scanText } from '../../language/lexical.js';

/** A part of a file of queries. */
export interface QueryBlock {
  readonly text: string;
  readonly kind: 'query' | 'comment' | 'directive';
}

/** The blocks that the editor sees; beyond that a line of Kusto Explorer that begins with `#` is a block of its own. */
export function queryBlocks(file: string): QueryBlock[] {
  const blocks: QueryBlock[] = [];
  let from = 0;
  const take = (to: number): void => {
    const part = file.slice(from, to);
    for (const { start, length, hasCode } of blocksOf(part))
      blocks.push({ text: part.slice(start, start + length), kind: hasCode ? 'query' : 'comment' });
  };
  for (const { start, length } of scanText(file).directives) {
    take(start);
    from = start + length;
    blocks.push({ text: file.slice(start, from).trim(), kind: 'directive' });
  }
  take(file.length);
  return blocks;
}
