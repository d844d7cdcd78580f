import type { TimeWindow } from '../../../model/time';
import type { SyntaxNode } from '../../engine/lower/syntax.js';
import { analyzeRecent, glanceAt, type Globals } from '../../language/kusto.js';
import { namesOf, type Names } from '../../language/names.js';
import { column, within } from '../compose/build';
import { printStages } from '../compose/print';
import { Constants } from './constants.js';
import { boundedReads } from './reads.js';
import { rowCapOf } from './rowCap.js';

/** A query with what it lacked, or why it cannot be given it. The result has to pass the gate as any other. */
export type Amended = { readonly ok: true; readonly kql: string } | { readonly ok: false; readonly message: string };

/** `take` at the end, before a `render`, unless the rows are bounded already. Throws a KqlError for what cannot be read at all. */
export function addLimits(kql: string, globals: Globals, rows: number): Amended {
  const read = readQuery(kql, globals);
  if (read === undefined) return { ok: false, message: 'It is not one query.' };
  const { query, names } = read;
  if (rowCapOf(query, names, new Constants(names, undefined)) !== undefined) return { ok: true, kql };
  const end = endOf(beforeRender(query));
  return put(kql, [{ at: end, text: printStages([{ kind: 'take', count: rows }]) }], globals);
}

/** The window, at every table with a time column whose time has no beginning or no end. Throws a KqlError for what cannot be read at all. */
export function closeWindows(kql: string, globals: Globals, window: TimeWindow): Amended {
  const read = readQuery(kql, globals);
  if (read === undefined) return { ok: false, message: 'It is not one query.' };
  const { root, query, names } = read;
  const insertions = new Map<number, Insertion[]>();
  for (const { node, timeColumn, bounds } of boundedReads(query, names, new Constants(names, window.to))) {
    if (timeColumn === undefined || (bounds.from !== undefined && bounds.to !== undefined)) continue;
    const parent = parentOf(root, node);
    if (parent === undefined || parent.kind === 'FindInClause')
      return { ok: false, message: `${node.text} can have no condition of its own.` };
    const text = printStages([{ kind: 'where', condition: within(column(timeColumn), window) }]);
    const isAlone = alone.has(parent.kind);
    insertions.set(
      node.start,
      isAlone
        ? [{ at: endOf(node), text }]
        : [
            { at: node.start, text: '(' },
            { at: endOf(node), text: `${text})` },
          ],
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

function readQuery(kql: string, globals: Globals): { root: SyntaxNode; query: SyntaxNode; names: Names } | undefined {
  if (!glanceAt(kql, globals).isQuery) return undefined;
  const { root } = analyzeRecent(kql, globals);
  const queries = root.list('Statements').filter(({ kind, text }) => kind === 'ExpressionStatement' && text !== '');
  const query = queries.length === 1 ? queries[0]?.child('Expression') : undefined;
  return query === undefined ? undefined : { root, query, names: namesOf(root) };
}

function beforeRender(query: SyntaxNode): SyntaxNode {
  const source = query.child('Expression');
  return query.kind === 'PipeExpression' && query.child('Operator')?.kind === 'RenderOperator' && source !== undefined
    ? source
    : query;
}

const endOf = ({ start, length }: SyntaxNode): number => start + length;

/** What holds a node, lists left out; a pipeline holds its first table alone. */
function parentOf(node: SyntaxNode, table: SyntaxNode, holder?: SyntaxNode): SyntaxNode | undefined {
  for (const child of node.children) {
    if (child.length === 0 || child.start > table.start || endOf(child) < endOf(table)) continue;
    const nearest = node.kind === 'List' || node.kind === 'SeparatedElement' ? holder : node;
    const isTable = child.start === table.start && child.length === table.length && child.kind === table.kind;
    return isTable ? nearest : parentOf(child, table, nearest);
  }
  return undefined;
}
