import { nameOf, wildcardOf } from '../../engine/lower/names.js';
import type { SyntaxNode } from '../../engine/lower/syntax.js';
import { isColumn } from './bounds.js';

/** The columns that hold the time of a row after an operator, of those that held it before. */
export function timesAfter(operator: SyntaxNode, times: ReadonlySet<string>): ReadonlySet<string> {
  switch (operator.kind) {
    case 'ProjectOperator':
    case 'ProjectByNamesOperator':
      return projected(operator, times);
    case 'ProjectKeepOperator': {
      const kept = references(operator);
      return kept.some((node) => wildcardOf(node) !== undefined) ? new Set() : having(times, (name) => mentioned(kept, name));
    }
    case 'ProjectAwayOperator': {
      const gone = references(operator);
      const patterns = gone.map(wildcardOf).filter((pattern) => pattern !== undefined);
      return having(times, (name) => !mentioned(gone, name) && !patterns.some((pattern) => mayMatch(pattern, name)));
    }
    default:
      return declared(operator, times);
  }
}

function projected(operator: SyntaxNode, times: ReadonlySet<string>): ReadonlySet<string> {
  const after = new Set<string>();
  for (const item of items(operator)) {
    if (isColumn(item, times)) after.add(nameOf(item));
    const name = renamed(item, times);
    if (name !== undefined) after.add(name);
  }
  for (const name of declarations(operator)) if (!isRenamed(operator, name, times)) after.delete(name);
  return after;
}

/** What an operator gives a value of its own is no longer the time, unless it is the time itself under another name. */
function declared(operator: SyntaxNode, times: ReadonlySet<string>): ReadonlySet<string> {
  const after = new Set(times);
  for (const name of declarations(operator)) after.delete(name);
  if (operator.kind === 'ExtendOperator' || operator.kind === 'ProjectRenameOperator') {
    for (const item of items(operator)) {
      const name = renamed(item, times);
      const [source] = item.children.filter((child) => isColumn(child, times)).map(nameOf);
      if (name === undefined) continue;
      after.add(name);
      if (operator.kind === 'ProjectRenameOperator' && source !== undefined && source !== name) after.delete(source);
    }
  }
  return after;
}

/** `t = TimeGenerated`: the new name. */
function renamed(item: SyntaxNode, times: ReadonlySet<string>): string | undefined {
  if (item.kind !== 'SimpleNamedExpression' || !isColumn(item.child('Expression'), times)) return undefined;
  const name = item.child('Name');
  return name === undefined ? undefined : nameOf(name);
}

const isRenamed = (operator: SyntaxNode, name: string, times: ReadonlySet<string>): boolean =>
  items(operator).some((item) => renamed(item, times) === name);

function items(operator: SyntaxNode): readonly SyntaxNode[] {
  const found = operator.list('Expressions');
  return found.length > 0 ? found : operator.list('Columns');
}

/** Names that an operator declares, without those of queries inside. */
function declarations(node: SyntaxNode): string[] {
  return node.children.flatMap((child) => {
    if (child.kind === 'NameDeclaration') return [nameOf(child)];
    return child.kind === 'PipeExpression' || child.kind === 'NamedParameter' ? [] : declarations(child);
  });
}

function references(node: SyntaxNode): SyntaxNode[] {
  return node.children.flatMap((child) => (child.kind === 'NameReference' ? [child] : references(child)));
}

const mentioned = (nodes: readonly SyntaxNode[], name: string): boolean => nodes.some((node) => nameOf(node) === name);

/** Cautious: case aside, and only by what stands before the first star. */
const mayMatch = (pattern: string, name: string): boolean =>
  name.toLowerCase().startsWith((pattern.split('*')[0] ?? '').toLowerCase());

const having = (names: ReadonlySet<string>, test: (name: string) => boolean): ReadonlySet<string> =>
  new Set([...names].filter(test));
