import { semanticError } from '../errors.js';
import { isLiteral, lowerLiteral } from './literals.js';
import { nameOf, need } from './names.js';
import type { SyntaxNode } from './syntax.js';

/** The `name=value` parameters of an operator, by name in lower case. Hints are left out. */
export function parametersOf(node: SyntaxNode, list = 'Parameters'): ReadonlyMap<string, SyntaxNode> {
  const parameters = new Map<string, SyntaxNode>();
  for (const parameter of node.list(list)) {
    const name = nameOf(need(parameter, 'Name')).toLowerCase();
    if (!name.startsWith('hint.')) parameters.set(name, need(parameter, 'Expression'));
  }
  return parameters;
}

/** The value of a parameter as text: a bare word, a name or a literal. */
export function textOf(value: SyntaxNode): string {
  const scalar = scalarOf(value);
  return scalar === undefined ? nameOf(value) : String(scalar);
}

/** The value of a literal; undefined for a word or a name. */
export function scalarOf(value: SyntaxNode): string | number | boolean | undefined {
  if (value.kind === 'UnaryMinusExpression') {
    const inner = scalarOf(need(value, 'Expression'));
    return inner === undefined ? undefined : -Number(inner);
  }
  const literal = isLiteral(value) ? lowerLiteral(value) : undefined;
  if (literal?.kind !== 'literal' || literal.value === null) return undefined;
  return literal.type === 'long' ? Number(literal.value) : literal.value;
}

export function nameParameter(parameters: ReadonlyMap<string, SyntaxNode>, name: string): string | undefined {
  const value = parameters.get(name);
  return value === undefined ? undefined : textOf(value);
}

export function flagOf(parameters: ReadonlyMap<string, SyntaxNode>, name: string): boolean {
  const text = nameParameter(parameters, name)?.toLowerCase();
  return text !== undefined && text !== 'false' && text !== '0';
}

/** A parameter with a fixed set of values. */
export function choiceOf<T extends string>(
  parameters: ReadonlyMap<string, SyntaxNode>,
  name: string,
  choices: readonly T[],
  node: SyntaxNode,
): T | undefined {
  const value = parameters.get(name);
  if (value === undefined) return undefined;
  const text = textOf(value).toLowerCase();
  const choice = choices.find((one) => one === text);
  if (choice === undefined)
    throw semanticError(`${name} is one of ${choices.join(', ')}, not '${text}'.`, value.length > 0 ? value : node);
  return choice;
}
