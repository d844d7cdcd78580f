import type { Span } from '../engine/errors.js';
import type { SyntaxNode } from '../engine/lower/syntax.js';
import type { LetStatement, Outline } from './languageService';
import { scanText } from './lexical.js';
import type { Names } from './names.js';
import { tableReads } from './timeLimits.js';

/** A block of a text as it was analysed. A place in it is `shift` further than in the text; what is before `from` is not the text's. */
export interface AnalysedBlock {
  readonly root: SyntaxNode;
  readonly names: Names;
  readonly shift: number;
  readonly from: number;
}

/**
 * What a text consists of. Free names may hold names of columns where the table is not known. `limitsTime` is true when something is
 * limited and no table with a time column, or of unknown columns, is read without a limit.
 */
export function outlineOf(text: string, queries: readonly Span[], blocks: readonly AnalysedBlock[]): Outline {
  const lets = blocks.flatMap(letsOf);
  const declared = new Set(lets.map(({ name }) => name));
  const free = blocks.flatMap((block) => freeNamesOf(block)).filter((name) => !declared.has(name));
  const reads = blocks.flatMap(({ root, names, from }) => tableReads(root, names, (statement) => statement.start >= from));
  return {
    queries,
    lets,
    freeNames: [...new Set(free)],
    folds: foldsOf(text, blocks),
    hasQuery: blocks.some(({ root, from }) => statementsOf(root, from).some(givesRows)),
    limitsTime: reads.length > 0 && reads.every(({ isLimited }) => isLimited),
  };
}

function statementsOf(root: SyntaxNode, from: number): readonly SyntaxNode[] {
  const statements = root.list('Statements');
  return (statements.length === 0 ? root.children : statements).filter(({ start, length }) => start >= from && length > 0);
}

const preparing: ReadonlySet<string> = new Set([
  'LetStatement',
  'SetOptionStatement',
  'QueryParametersStatement',
  'AliasStatement',
  'PatternStatement',
  'RestrictStatement',
]);

function givesRows({ kind }: SyntaxNode): boolean {
  return kind.endsWith('Statement') && !preparing.has(kind);
}

export function letsOf({ names, shift, from }: AnalysedBlock): LetStatement[] {
  const lets: LetStatement[] = [];
  for (const { name, kind, place, statement, isTopLevel } of names.declarations) {
    if (!isTopLevel || statement === undefined || place.start < from || kind === 'parameter' || kind === 'result') continue;
    lets.push({ name, kind, place: moved(place, -shift), statement: moved(statement, -shift) });
  }
  return lets;
}

/** Names of elsewhere and of the prelude, in the order of their places, in all of a block or in a part of what was analysed. */
export function freeNamesOf({ names, from }: AnalysedBlock, within?: Span): string[] {
  const uses = names.free.filter(({ place }) => place.start >= from);
  for (const { name, place, uses: places } of names.declarations) {
    if (place.start < from) uses.push(...places.filter(({ start }) => start >= from).map((use) => ({ name, place: use })));
  }
  const isWithin = ({ start }: Span): boolean =>
    within === undefined || (start >= within.start && start < within.start + within.length);
  return uses
    .filter(({ place }) => isWithin(place))
    .toSorted((a, b) => a.place.start - b.place.start)
    .map(({ name }) => name);
}

function foldsOf(text: string, blocks: readonly AnalysedBlock[]): Outline['folds'] {
  const { brackets, comments } = scanText(text);
  const isLong = ({ start, length }: Span): boolean => /[\r\n]/.test(text.slice(start, start + length));
  const statements = blocks.flatMap(({ root, shift, from }) => statementsOf(root, from).map((node) => moved(node, -shift)));
  return [
    ...statements.filter(isLong).map((span) => ({ ...span, kind: 'statement' as const })),
    ...brackets.filter(isLong).map((span) => ({ ...span, kind: 'brackets' as const })),
    ...commentRuns(text, comments).map((span) => ({ ...span, kind: 'comment' as const })),
  ].toSorted((a, b) => a.start - b.start);
}

/** Comments on lines that follow each other and hold nothing else. */
function commentRuns(text: string, comments: readonly Span[]): Span[] {
  const runs: { start: number; length: number }[] = [];
  let last: { start: number; length: number } | undefined;
  for (const { start, length } of comments) {
    const lineStart = Math.max(text.lastIndexOf('\n', start - 1), text.lastIndexOf('\r', start - 1)) + 1;
    if (text.slice(lineStart, start).trim() !== '') {
      last = undefined;
      continue;
    }
    const between = last === undefined ? '' : text.slice(last.start + last.length, start);
    if (last !== undefined && /^(?:\r\n|\r|\n)[ \t]*$/.test(between)) last.length = start + length - last.start;
    else runs.push((last = { start, length }));
  }
  return runs.filter(({ start, length }) => /[\r\n]/.test(text.slice(start, start + length)));
}

export function moved({ start, length }: Span, by: number): Span {
  return { start: start + by, length };
}
