import type { Span } from '../engine/errors.js';
import type { Diagnostic, SyntaxNode } from '../engine/lower/syntax.js';

/*
 * What Azure Resource Graph documents of the language: it answers a subset of KQL. It may grow, so what is outside of the subset is a
 * warning and never keeps a query from running.
 */
const operators: Readonly<Record<string, string | undefined>> = {
  FilterOperator: 'where',
  ProjectOperator: 'project',
  ProjectAwayOperator: 'project-away',
  ProjectKeepOperator: 'project-keep',
  ProjectRenameOperator: 'project-rename',
  ProjectReorderOperator: 'project-reorder',
  ExtendOperator: 'extend',
  SummarizeOperator: 'summarize',
  JoinOperator: 'join',
  MvExpandOperator: 'mv-expand',
  UnionOperator: 'union',
  TakeOperator: 'take',
  SortOperator: 'sort',
  TopOperator: 'top',
  CountOperator: 'count',
  DistinctOperator: 'distinct',
  ParseOperator: 'parse',
};

/** Statements and sources by the words that a person would use for them. */
const others: Readonly<Record<string, string | undefined>> = {
  LetStatement: 'let statements',
  SetOptionStatement: 'set statements',
  DataTableExpression: 'datatable',
  PrintOperator: 'print',
  RangeOperator: 'range',
  MaterializeExpression: 'materialize()',
  ToScalarExpression: 'toscalar()',
  ExternalDataExpression: 'externaldata',
};

const joinKinds: ReadonlySet<string> = new Set(['innerunique', 'inner', 'leftouter', 'fullouter']);
/** How many joins and unions one query may have, each. */
const MOST_JOINS = 3;

/** What of a query is outside of the documented subset. */
export function graphDiagnostics(root: SyntaxNode): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const joins: SyntaxNode[] = [];
  const warn = (place: Span, code: string, message: string): void => {
    found.push({ code, severity: 'warning', message, start: place.start, length: place.length });
  };
  const visit = (node: SyntaxNode): void => {
    const other = others[node.kind];
    if (other !== undefined) warn(firstWord(node), 'SRE201', `Azure Resource Graph does not support ${other}.`);
    else if (node.kind.endsWith('Operator') && operators[node.kind] === undefined && node.text !== '') {
      warn(firstWord(node), 'SRE201', `Azure Resource Graph does not support the operator ${firstWord(node).text}.`);
    }
    if (node.kind === 'JoinOperator') {
      joins.push(node);
      const kind = joinKindOf(node);
      if (kind !== undefined && !joinKinds.has(kind.text)) {
        warn(kind, 'SRE202', `Azure Resource Graph joins with ${[...joinKinds].join(', ')} only.`);
      }
    }
    for (const child of node.children) visit(child);
  };
  visit(root);
  const tooMany = joins.toSorted((a, b) => a.start - b.start)[MOST_JOINS];
  if (tooMany !== undefined) {
    warn(firstWord(tooMany), 'SRE203', `Azure Resource Graph takes ${MOST_JOINS} joins in a query at most.`);
  }
  return found;
}

/** The word after `kind=` of a join. */
export function joinKindOf(join: SyntaxNode): SyntaxNode | undefined {
  const parameter = join.list('Parameters').find((one) => one.kind === 'NamedParameter' && one.child('Name')?.text === 'kind');
  return parameter?.child('Expression');
}

function firstWord(node: SyntaxNode): Span & { readonly text: string } {
  const text = /^[\w-]+/.exec(node.text)?.[0] ?? node.text;
  return { start: node.start, length: text.length, text };
}
