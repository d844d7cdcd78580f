import { semanticError, type Span } from '../errors.js';
import type { Expr, Plan } from '../plan.js';
import { scalarTypes, type ScalarType } from '../types.js';
import { isTabular, isTabularParameter, parameterName } from './classify.js';
import { lowerExpr, typeText } from './expressions.js';
import { call } from './literals.js';
import { nameOf, need } from './names.js';
import { lowerPlan } from './plans.js';
import { Scope, type Context, type FunctionBinding } from './scope.js';
import { lowerStatement } from './statements.js';
import type { SyntaxNode } from './syntax.js';

/** The value of a call of a declared function: its body with the arguments in place. */
export function inlineScalar(node: SyntaxNode, binding: FunctionBinding, context: Context): Expr {
  const { body, inner } = enter(node, binding, context);
  return lowerExpr(need(body, 'Expression'), inner);
}

/** The rows of a call of a declared function. `first` is the input of `invoke`. */
export function inlinePlan(node: SyntaxNode, binding: FunctionBinding, context: Context, first?: Plan): Plan {
  const { body, inner } = enter(node, binding, context, first);
  return lowerPlan(need(body, 'Expression'), inner);
}

/** Binds the arguments and runs the statements of the body. */
function enter(node: SyntaxNode, binding: FunctionBinding, context: Context, first?: Plan): { body: SyntaxNode; inner: Context } {
  const scope = new Scope(binding.scope);
  const inner = context.inside(scope, node);
  bindArguments(node, binding, context, scope, first);
  const body = node.calledBody ?? binding.body;
  for (const statement of body.list('Statements')) lowerStatement(statement, inner);
  return { body, inner };
}

function bindArguments(node: SyntaxNode, binding: FunctionBinding, context: Context, scope: Scope, first?: Plan): void {
  const given = new Map<string, SyntaxNode>();
  const args = node.child('ArgumentList')?.list('Expressions') ?? [];
  const names = binding.parameters.map(parameterName);
  const [firstName] = names;
  if (first !== undefined && firstName !== undefined) scope.define(firstName, { kind: 'tabular', plan: first });
  args.forEach((arg, i) => {
    const isNamed = arg.kind === 'SimpleNamedExpression';
    const name = isNamed ? nameOf(need(arg, 'Name')) : names[first === undefined ? i : i + 1];
    if (name === undefined || !names.includes(name)) throw semanticError(`${binding.name}() takes no such argument.`, arg);
    given.set(name, isNamed ? need(arg, 'Expression') : arg);
  });
  binding.parameters.forEach((parameter, i) => {
    if (first !== undefined && i === 0) return;
    const name = parameterName(parameter);
    const arg = given.get(name);
    const fallback = parameter.child('DefaultValue')?.child('Value');
    if (arg === undefined && fallback === undefined) throw semanticError(`${binding.name}() needs the argument ${name}.`, node);
    // A default value sees what the declaration sees.
    const from = arg === undefined ? context.inside(binding.scope, node) : context.withRows(undefined);
    bindArgument(parameter, name, arg ?? fallback ?? parameter, from, scope);
  });
}

function bindArgument(parameter: SyntaxNode, name: string, arg: SyntaxNode, from: Context, scope: Scope): void {
  if (isTabularParameter(parameter) || isTabular(arg, from)) {
    const plan = lowerPlan(arg, from);
    scope.define(name, { kind: 'tabular', plan: from.parts.tableRef(plan, arg) });
    return;
  }
  const expr = typed(lowerExpr(arg, from), arg, parameter);
  scope.define(name, { kind: 'scalar', expr: scalarBinding(expr, from, arg) });
}

const conversions: Partial<Record<ScalarType, string>> = { long: 'tolong', int: 'toint', real: 'toreal', decimal: 'todecimal' };
const numbers = new Set(['int', 'long', 'real', 'decimal']);

/** A number of another type becomes one of the declared type. */
function typed(expr: Expr, arg: SyntaxNode, parameter: SyntaxNode): Expr {
  const declaration = parameter.child('NameAndType')?.child('Type');
  const text = declaration === undefined ? '' : typeText(declaration);
  const target = scalarTypes.find((type) => type === text || (type === 'real' && text === 'double'));
  const from = arg.scalarType;
  if (target === undefined || from === undefined || from === target || !numbers.has(from)) return expr;
  const conversion = conversions[target];
  return conversion === undefined ? expr : call(conversion, [expr], arg);
}

/** A value that does not depend on the row is evaluated once; one that does stands in place wherever it is named. */
export function scalarBinding(expr: Expr, context: Context, span: Span): Expr {
  return dependsOnRow(expr) ? expr : context.parts.scalarRef(expr, span);
}

function dependsOnRow(expr: Expr): boolean {
  switch (expr.kind) {
    case 'column':
    case 'star':
      return true;
    case 'call':
      return expr.args.some(dependsOnRow);
    case 'member':
      return dependsOnRow(expr.base);
    case 'inQuery':
      return dependsOnRow(expr.value);
    default:
      return false;
  }
}
