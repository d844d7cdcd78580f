import { semanticError } from '../errors.js';
import { stringOf } from './literals.js';
import type { SyntaxNode } from './syntax.js';

/** The name that a `NameReference`, `NameDeclaration` or a name itself spells, without brackets and quotes. */
export function nameOf(node: SyntaxNode): string {
  switch (node.kind) {
    case 'NameReference':
    case 'NameDeclaration': {
      const name = node.child('Name');
      return name === undefined ? node.text : nameOf(name);
    }
    case 'BracketedName': {
      const name = node.child('Name');
      return name === undefined ? node.text : nameOf(name);
    }
    case 'BracedName':
      return node.child('Name')?.text ?? node.text;
    case 'BracketedWildcardedName':
      return node.child('Pattern')?.text ?? node.text;
    case 'StringLiteralExpression':
    case 'CompoundStringLiteralExpression':
      return stringOf(node);
    default:
      return node.text;
  }
}

/** The pattern of a wildcard name such as `App*`; undefined for a plain name. */
export function wildcardOf(node: SyntaxNode): string | undefined {
  const name = node.kind === 'NameReference' ? node.child('Name') : node;
  if (name?.kind === 'WildcardedName' || name?.kind === 'BracketedWildcardedName')
    return nameOf(name).replace(/^\[?['"]?|['"]?\]?$/g, '');
  return node.kind === 'StarExpression' ? '*' : undefined;
}

/** A test for a name pattern in which `*` stands for any text. */
export function patternTest(pattern: string): (name: string) => boolean {
  const source = pattern
    .split('*')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  const expression = new RegExp(`^${source}$`);
  return (name) => expression.test(name);
}

/** A child that the grammar asks for. */
export function need(node: SyntaxNode, name: string): SyntaxNode {
  const child = node.child(name);
  if (child === undefined) throw semanticError(`Something is missing in '${node.text.slice(0, 60)}'.`, node);
  return child;
}
