/** How a document's flat blocks fall into what is seen: headline, sections, columns. Pure. */
import type { Block, Span } from '../../model/document';
import type { Fact, Unit } from '../../model/fact';

export type Heading = Extract<Block, { kind: 'heading' }>;
export type Paragraph = Extract<Block, { kind: 'paragraph' }>;
export type Table = Extract<Block, { kind: 'table' }>;

export interface Section {
  /** Absent for blocks before the first heading of level 2. */
  readonly heading?: Heading;
  readonly blocks: readonly Block[];
}

export interface Layout {
  /** The opening paragraph, which is the answer. */
  readonly headline?: Paragraph;
  readonly sections: readonly Section[];
}

/** Sections start at headings of level 2; a leading paragraph is the headline. */
export function layOut(blocks: readonly Block[]): Layout {
  const [first, ...rest] = blocks;
  const headline = first?.kind === 'paragraph' ? first : undefined;
  const sections: { heading?: Heading; blocks: Block[] }[] = [];
  for (const block of headline ? rest : blocks) {
    const last = sections.at(-1);
    if (block.kind === 'heading' && block.level === 2) sections.push({ heading: block, blocks: [] });
    else if (last) last.blocks.push(block);
    else sections.push({ blocks: [block] });
  }
  return { ...(headline && { headline }), sections };
}

export function plainText(spans: readonly Span[]): string {
  return spans.map(({ text }) => text).join('');
}

const AMOUNTS: ReadonlySet<Unit> = new Set<Unit>(['count', 'percent', 'seconds', 'milliseconds', 'bytes', 'bytesPerSecond']);

/** For each column whether its cells hold amounts and nothing else, so that they align at the end; empty cells do not count. */
export function amountColumns(table: Table, facts: Readonly<Record<string, Fact>>): boolean[] {
  return table.columns.map((_, column) => {
    const cells = table.rows.flatMap((row) => (row[column]?.length ? [row[column]] : []));
    return cells.length > 0 && cells.every((cell) => cell.length === 1 && isAmount(cell[0], facts));
  });
}

function isAmount(span: Span | undefined, facts: Readonly<Record<string, Fact>>): boolean {
  const unit = span?.kind === 'fact' ? facts[span.fact]?.unit : undefined;
  return unit !== undefined && AMOUNTS.has(unit);
}
