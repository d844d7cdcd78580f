import type { SyntaxNode } from '../engine/lower/syntax.js';
import { analyzeRecent, type Globals } from './kusto.js';
import type { KnownTables } from './schemaStore.js';

/** What the schema says of the table or column at an offset. */
export function describe(source: string, globals: Globals, known: KnownTables, offset: number): string | undefined {
  const { root } = analyzeRecent(source, globals);
  const name = nameAt(root, offset);
  const symbol = name?.symbol;
  if (symbol?.kind === 'Table') return known.table(symbol.name)?.description;
  if (symbol?.kind !== 'Column') return undefined;
  for (const table of tablesIn(root)) {
    const column = known.table(table)?.columns.find((one) => one.name === symbol.name);
    if (column?.description !== undefined) return column.description;
  }
  return undefined;
}

function nameAt(node: SyntaxNode, offset: number): SyntaxNode | undefined {
  if (offset < node.start || offset > node.start + node.length) return undefined;
  if (node.kind === 'NameReference') return node;
  for (const child of node.children) {
    const found = nameAt(child, offset);
    if (found !== undefined) return found;
  }
  return undefined;
}

function tablesIn(node: SyntaxNode): string[] {
  if (node.kind === 'NameReference') return node.symbol?.kind === 'Table' ? [node.symbol.name] : [];
  return node.children.flatMap(tablesIn);
}
