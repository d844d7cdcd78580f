import type { TimeWindow } from '../../../model/time';
import type { SyntaxNode } from '../../engine/lower/syntax.js';
import { analyzeRecent, type Globals } from '../../language/kusto.js';
import { namesOf } from '../../language/names.js';
import { column, within } from '../compose/build';
import { printStages } from '../compose/print';
import { Constants } from './constants.js';
import { boundedReads } from './reads.js';
import { rowCapOf } from './rowCap.js';

/** A query with what it lacked, or why it cannot be given it. The result has to pass the gate as any other. */
export type Amended = { readonly ok: true; readonly kql: string } | { readonly ok: false; readonly message: string };

/** `take` at the end, before a `render`, unless the rows are bounded already. Throws a KqlError for what cannot be read at all. */
export function addLimits(kql: string, globals: Globals, rows: number): Amended {
  const { root } = analyzeRecent(kql, globals);
  const query = queryOf(root);
  if (query === undefined) return { ok: false, message: 'It is not one query that can be read without errors.' };
  const names = namesOf(root);
  if (rowCapOf(query, names, new Constants(names, undefined)) !== undefined) return { ok: true, kql };
  const end = endOf(beforeRender(query));
  return put(kql, [{ at: end, text: printStages([{ kind: 'take', count: rows }]) }], globals);
}

/** The window, at every table with a time column whose time has no beginning or no end. Throws a KqlError for what cannot be read at all. */
export function closeWindows(kql: string, globals: Globals, window: TimeWindow): Amended {
  const { root } = analyzeRecent(kql, globals);
  const query = queryOf(root);
  if (query === undefined) return { ok: false, message: 'It is not one query that can be read without errors.' };
  const names = namesOf(root);
  const insertions = new Map<number, Insertion[]>();
  for (const { node, timeColumn, bounds } of boundedReads(query, names, new Constants(names, window.to))) {
    if (timeColumn === undefined || (bounds.from !== undefined && bounds.to !== undefined)) continue;
    const parent = parentOf(root, node);
    if (parent === undefined || parent.kind === 'FindInClause') return { ok: false, message: `${node.text} can have no condition of its own.` };
    const text = printStages([{ kind: 'where', condition: within(column(timeColumn), window) }]);
    const isAlone = alone.has(parent.kind);
    insertions.set(
      node.start,
      isAlone ? [{ at: endOf(node), text }] : [{ at: node.start, text: '(' }, { at: endOf(node), text: `${text})` }],
    );
  }
  return put(kql, [...insertions.values()].flat(), globals);
}

interface Insertion {
  readonly at: number;
  readonly text: string;
}

/** Where stages may follow a table without brackets around them. */
const alone: ReadonlySet<string> = new Set([
  'PipeExpression',
  'ExpressionStatement',
  'LetStatement',
  'ParenthesizedExpression',
  'FunctionBody',
  'ToScalarExpression',
  'MaterializeExpression',
]);

function put(kql: string, insertions: readonly Insertion[], globals: Globals): Amended {
  const text = insertions
    .toSorted((a, b) => b.at - a.at)
    .reduce((rest, { at, text: more }) => rest.slice(0, at) + more + rest.slice(at), kql);
  const { diagnostics } = analyzeRecent(text, globals);
  const error = diagnostics.find(({ severity }) => severity === 'error');
  return error === undefined ? { ok: true, kql: text } : { ok: false, message: error.message };
}

function queryOf(root: SyntaxNode): SyntaxNode | undefined {
  if (root.kind !== 'QueryBlock') return undefined;
  const queries = root.list('Statements').filter(({ kind, text }) => kind === 'ExpressionStatement' && text !== '');
  return queries.length === 1 ? queries[0]?.child('Expression') : undefined;
}

function beforeRender(query: SyntaxNode): SyntaxNode {
  const source = query.child('Expression');
  return query.kind === 'PipeExpression' && query.child('Operator')?.kind === 'RenderOperator' && source !== undefined
    ? source
    : query;
}

const endOf = ({ start, length }: SyntaxNode): number => start + length;

/** What holds a node, lists left out; a pipeline holds its first table alone. */
function parentOf(root: SyntaxNode, node: SyntaxNode): SyntaxNode | undefined {
  let holder: SyntaxNode | undefined;
  let at: SyntaxNode | undefined = root;
  while (at !== undefined) {
    const next: SyntaxNode | undefined = at.children.find(
      (child) => child.start <= node.start && endOf(child) >= endOf(node) && child.length > 0,
    );
    if (next === undefined || (next.start === node.start && next.length === node.length && next.kind === node.kind)) return holder ?? at;
    if (next.kind !== 'List' && next.kind !== 'SeparatedElement') holder = next;
    at = next;
  }
  return holder;
}
