import { semanticError, type Span } from '../errors.js';
import type { Plan, UnionPlan } from '../plan.js';
import { inlinePlan } from './functions.js';
import { spanOf } from './literals.js';
import { nameOf, patternTest, wildcardOf } from './names.js';
import { choiceOf, flagOf, nameParameter, parametersOf } from './parameters.js';
import { lowerPlan } from './plans.js';
import type { Context } from './scope.js';
import type { SyntaxNode } from './syntax.js';

export interface Input {
  readonly plan: Plan;
  /** What `withsource` says of it; absent for an expression without a name. */
  readonly source?: string;
}

/** The tables of a list of names, wildcards and expressions. `fuzzy`: a table that is not there is left out. */
export function inputsOf(nodes: readonly SyntaxNode[], context: Context, fuzzy = false): Input[] {
  return nodes.flatMap((node) => inputOf(node, context, fuzzy));
}

function inputOf(node: SyntaxNode, context: Context, fuzzy: boolean): Input[] {
  if (node.kind === 'ParenthesizedExpression') {
    const inner = node.child('Expression');
    if (inner !== undefined) return inputOf(inner, context, fuzzy);
  }
  const wildcard = wildcardOf(node);
  if (wildcard !== undefined) return matching(wildcard, context, node);
  const plan = lowerPlan(node, context);
  if (fuzzy && !isThere(plan, context)) return [];
  const source = sourceOf(node, plan, context);
  return [{ plan, ...(source !== undefined && { source }) }];
}

/** Whether there is every table that a plan reads: `isfuzzy` leaves out an input that lacks one. */
function isThere(value: unknown, context: Context): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every((item) => isThere(item, context));
  const { op, name, qualifier, id } = value as { op?: unknown; name?: unknown; qualifier?: unknown; id?: unknown };
  if (op === 'table') return qualifier === undefined && context.parts.environment.hasTable(String(name));
  if (op === 'ref') return isThere(context.parts.tables[Number(id)], context);
  return Object.values(value).every((item) => isThere(item, context));
}

/** The tables and views that a wildcard names; all of them when it is absent. */
export function matching(wildcard: string, context: Context, span: Span): Input[] {
  const test = patternTest(wildcard);
  const tables = context.parts.environment.tableNames().filter(test);
  const views = context.scope.views().filter((view) => test(view.name) && view.parameters.length === 0);
  return [
    ...tables.map((name): Input => ({ plan: { op: 'table', name, ...spanOf(span) }, source: name })),
    ...views.map((view): Input => ({ plan: inlinePlan(view.body, view, context), source: view.name })),
  ];
}

/** A table, a view and what `as` has named have names of their own. */
export function sourceOf(node: SyntaxNode, plan: Plan, context: Context): string | undefined {
  const binding = node.kind === 'NameReference' ? context.scope.lookup(nameOf(node)) : undefined;
  if (binding?.kind === 'function' && binding.isView) return binding.name;
  if (binding?.kind === 'tabular' && binding.source !== undefined) return binding.source;
  if (plan.op === 'table') return plan.qualifier === undefined ? plan.name : `${plan.qualifier}.${plan.name}`;
  if (node.kind === 'PipeExpression') {
    const operator = node.child('Operator');
    const name = operator?.kind === 'AsOperator' ? operator.child('Name') : undefined;
    if (name !== undefined) return nameOf(name);
  }
  return undefined;
}

/** Inputs with the names that the real engine gives to those without one. */
export function named(inputs: readonly Input[], prefix: string): { plan: Plan; source: string }[] {
  return inputs.map(({ plan, source }, i) => ({ plan, source: source ?? `${prefix}_arg${i}` }));
}

export function unionOf(inputs: readonly Input[], span: Span): UnionPlan {
  return { op: 'union', inputs: named(inputs, 'union'), unionKind: 'outer', ...spanOf(span) };
}

export function lowerUnion(node: SyntaxNode, input: Input | undefined, context: Context): Plan {
  const parameters = parametersOf(node);
  const listed = inputsOf(node.list('Expressions'), context, flagOf(parameters, 'isfuzzy'));
  const inputs = input === undefined ? listed : [input, ...listed];
  if (inputs.length === 0) {
    if (flagOf(parameters, 'isfuzzy')) return { op: 'empty', columns: [], ...spanOf(node) };
    throw semanticError('No table has such a name.', node);
  }
  const kind = choiceOf(parameters, 'kind', ['outer', 'inner'], node) ?? 'outer';
  const withSource = nameParameter(parameters, 'withsource') ?? nameParameter(parameters, 'with_source');
  return { ...unionOf(inputs, node), unionKind: kind, ...(withSource !== undefined && { withSource }) };
}
