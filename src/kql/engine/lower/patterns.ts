import { semanticError } from '../errors.js';
import { isTabular } from './classify.js';
import { lowerExpr } from './expressions.js';
import { isLiteral, lowerLiteral } from './literals.js';
import { nameOf, need } from './names.js';
import { Scope, type Context, type PatternBinding, type PatternCase } from './scope.js';
import { lowerStatement } from './statements.js';
import type { SyntaxNode } from './syntax.js';

/** `declare pattern name = (a: string)[path: string] { ("x").["y"] = { … }; }`. */
export function declarePattern(node: SyntaxNode, context: Context): void {
  const name = nameOf(need(node, 'Name'));
  const declaration = node.child('Pattern');
  const path = declaration?.child('PathParameter')?.child('Parameter')?.child('Name');
  context.scope.define(name, {
    kind: 'pattern',
    name,
    parameters: declaration?.list('Parameters').map((parameter) => nameOf(need(parameter, 'Name'))) ?? [],
    ...(path !== undefined && { path: nameOf(path) }),
    cases: declaration?.list('Patterns').map(caseOf) ?? [],
    scope: context.scope,
  });
}

function caseOf(node: SyntaxNode): PatternCase {
  const path = node.child('PathValue')?.child('Value');
  return {
    values: need(node, 'ParameterValues').list('Expressions'),
    ...(path !== undefined && { path }),
    body: need(node, 'Body'),
  };
}

/** The pattern that `name(…)` or `name(…).path` calls; undefined when it is no pattern. */
export function patternOfCall(node: SyntaxNode, context: Context): PatternBinding | undefined {
  const head = node.kind === 'PathExpression' || node.kind === 'ElementExpression' ? node.child('Expression') : node;
  const name = head?.kind === 'FunctionCallExpression' ? head.child('Name') : undefined;
  const binding = name === undefined ? undefined : context.scope.lookup(nameOf(name));
  return binding?.kind === 'pattern' ? binding : undefined;
}

/** The body of the case that the literals of a call pick, and where to lower it. */
export function enterPattern(node: SyntaxNode, binding: PatternBinding, context: Context): { body: SyntaxNode; inner: Context } {
  const hasPath = node.kind === 'PathExpression' || node.kind === 'ElementExpression';
  const call = hasPath ? need(node, 'Expression') : node;
  const selector = hasPath ? need(node, 'Selector') : undefined;
  const args = need(call, 'ArgumentList').list('Expressions');
  const path = selector === undefined ? undefined : pathText(selector);
  const found = binding.cases.find(
    (one) =>
      one.values.length === args.length &&
      one.values.every((value, i) => keyOf(value) === keyOf(args[i] ?? value)) &&
      (one.path === undefined ? path === undefined : path !== undefined && keyOf(one.path) === path),
  );
  if (found === undefined) throw semanticError(`The pattern ${binding.name} has no case for ${node.text}.`, node);
  const scope = new Scope(binding.scope);
  const inner = context.inside(scope, node);
  binding.parameters.forEach((name, i) => {
    const value = found.values[i];
    if (value !== undefined) scope.define(name, { kind: 'scalar', expr: lowerExpr(value, inner) });
  });
  if (binding.path !== undefined && found.path !== undefined) {
    scope.define(binding.path, { kind: 'scalar', expr: lowerExpr(found.path, inner) });
  }
  for (const statement of found.body.list('Statements')) lowerStatement(statement, inner);
  return { body: need(found.body, 'Expression'), inner };
}

export function isTabularPattern(binding: PatternBinding, context: Context): boolean {
  const body = binding.cases[0]?.body.child('Expression');
  return body !== undefined && isTabular(body, context);
}

function pathText(selector: SyntaxNode): string {
  return selector.kind === 'BracketedExpression' ? keyOf(need(selector, 'Expression')) : JSON.stringify(nameOf(selector));
}

function keyOf(node: SyntaxNode): string {
  const value = isLiteral(node) ? lowerLiteral(node) : undefined;
  if (value?.kind !== 'literal') throw semanticError('A pattern is called with literals.', node);
  return JSON.stringify(value.value);
}
