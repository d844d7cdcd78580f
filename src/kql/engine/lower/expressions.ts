import { semanticError, unsupported, type Span } from '../errors.js';
import type { Expr, Literal, NamedExpr, Plan } from '../plan.js';
import { isRemote, isTabular } from './classify.js';
import { inlineScalar } from './functions.js';
import { call, isLiteral, literal, lowerLiteral, spanOf, stringOf } from './literals.js';
import { nameOf, need, wildcardOf } from './names.js';
import { lowerPlan } from './plans.js';
import { enterPattern, patternOfCall } from './patterns.js';
import type { Context, PatternBinding } from './scope.js';
import type { SyntaxNode } from './syntax.js';

/** The official tree as an expression of the plan. */
export function lowerExpr(node: SyntaxNode, context: Context): Expr {
  if (isLiteral(node)) {
    const value = lowerLiteral(node);
    if (value === undefined) throw semanticError('null is not a value by itself: write its type, such as int(null).', node);
    return context.search !== undefined && isTerm(node) ? call('search.term', [value], node) : value;
  }
  switch (node.kind) {
    case 'NameReference':
      return lowerName(node, context);
    case 'ParenthesizedExpression':
    case 'OrderedExpression':
      return lowerExpr(need(node, 'Expression'), context);
    case 'FunctionCallExpression':
      return lowerCall(node, context);
    case 'PathExpression':
      return lowerPath(node, context);
    case 'ElementExpression':
      return lowerElement(node, context);
    case 'UnaryMinusExpression':
    case 'UnaryPlusExpression':
      return lowerSign(node, context);
    case 'InExpression':
    case 'NotInExpression':
    case 'InCsExpression':
    case 'NotInCsExpression':
    case 'HasAnyExpression':
    case 'HasAllExpression':
      return lowerList(node, context);
    case 'BetweenExpression':
    case 'NotBetweenExpression': {
      const couple = need(node, 'Right');
      const args = [need(node, 'Left'), need(couple, 'First'), need(couple, 'Second')];
      return call(operatorOf(node), lowerOperands(args, context), node);
    }
    case 'ToScalarExpression':
      return lowerToScalar(node, context);
    case 'StarExpression':
      return { kind: 'star', ...spanOf(node) };
    case 'TypeOfLiteralExpression':
      return literal('string', node.list('Types').map(typeText).join(','), node);
    case 'SearchExpression':
      return lowerColumnTerm(node, context);
    case 'SimpleNamedExpression':
      return lowerExpr(need(node, 'Expression'), context);
    case 'DataTableExpression':
    case 'PipeExpression':
    case 'MaterializeExpression':
      throw semanticError('A table stands where a value is expected; toscalar() makes one of it.', node);
    default:
      break;
  }
  if (node.child('Left') !== undefined && node.child('Operator') !== undefined) {
    const args = lowerOperands([need(node, 'Left'), need(node, 'Right')], context, isConnective(node));
    return call(operatorOf(node), args, node);
  }
  throw unsupported(`'${node.text.slice(0, 40)}' (${node.kind})`, node);
}

export function typeText(node: SyntaxNode): string {
  return node.kind === 'NameAndTypeDeclaration' ? typeText(need(node, 'Type')) : node.text.toLowerCase();
}

function isConnective(node: SyntaxNode): boolean {
  return node.kind === 'AndExpression' || node.kind === 'OrExpression';
}

/** Only the operands of `and`, `or`, `not` and parentheses are terms of a search. */
function lowerOperands(nodes: readonly SyntaxNode[], context: Context, keepSearch = false): Expr[] {
  const inner = keepSearch ? context : context.notSearching();
  return nodes.map((node) => lowerExpr(node, inner));
}

function isTerm(node: SyntaxNode): boolean {
  return (
    node.kind === 'StringLiteralExpression' ||
    node.kind === 'CompoundStringLiteralExpression' ||
    node.kind === 'LongLiteralExpression'
  );
}

const synonyms: Readonly<Record<string, string>> = { '<>': '!=', columnifexists: 'column_ifexists' };

function operatorOf(node: SyntaxNode): string {
  const text = need(node, 'Operator').text.toLowerCase().replace(/\s+/g, ' ');
  return synonyms[text] ?? text;
}

function lowerName(node: SyntaxNode, context: Context): Expr {
  if (wildcardOf(node) !== undefined) return { kind: 'star', ...spanOf(node) };
  const name = nameOf(node);
  const binding = context.scope.lookup(name);
  if (node.symbol?.kind !== 'Column' || (binding?.kind === 'scalar' && binding.hidesColumn === true)) {
    if (binding?.kind === 'scalar') return { ...binding.expr, ...(binding.expr.kind === 'literal' && spanOf(node)) };
    if (binding?.kind === 'function' && node.symbol?.kind !== undefined) return inlineScalar(node, binding, context);
  }
  return { kind: 'column', name, ...spanOf(node) };
}

/** They take a node or an edge of a graph pattern, which the binder types as rows. */
const patternFunctions = new Set(['all', 'any', 'map', 'inner_nodes', 'labels', 'node_id', 'node_degree_in', 'node_degree_out']);

function lowerCall(node: SyntaxNode, context: Context): Expr {
  const name = nameOf(need(node, 'Name'));
  const binding = context.scope.lookup(name);
  if (binding?.kind === 'function') return inlineScalar(node, binding, context);
  if (binding?.kind === 'pattern') return patternValue(node, binding, context);
  const args = need(node, 'ArgumentList').list('Expressions');
  const table = args.find((arg) => arg.kind !== 'SimpleNamedExpression' && isTabular(arg, context));
  if (table !== undefined && !patternFunctions.has(name)) {
    if (name === 'column_names_of') return columnNames(lowerPlan(table, context.withRows(undefined)), node);
    throw semanticError(`${name}() takes values, not tables; toscalar() makes a value of one.`, table);
  }
  return call(synonyms[name] ?? name, lowerOperands(args, context, name === 'not'), node);
}

const sides: Readonly<Record<string, 'left' | 'right'>> = { $left: 'left', $right: 'right' };

/** `column_names_of(T)`: the names of the columns, in order. */
function columnNames(table: Plan, span: Span): Expr {
  const place = spanOf(span);
  const names = call('make_list', [{ kind: 'column', name: 'ColumnName', ...place }], span);
  const input: Plan = { op: 'getschema', input: table, ...place };
  return {
    kind: 'toscalar',
    plan: { op: 'summarize', input, aggregates: [{ name: 'names', expr: names }], by: [], ...place },
    ...place,
  };
}

function patternValue(node: SyntaxNode, pattern: PatternBinding, context: Context): Expr {
  const { body, inner } = enterPattern(node, pattern, context);
  return lowerExpr(body, inner);
}

function lowerPath(node: SyntaxNode, context: Context): Expr {
  const pattern = patternOfCall(node, context);
  if (pattern !== undefined) return patternValue(node, pattern, context);
  const left = need(node, 'Expression');
  const selector = need(node, 'Selector');
  const side = left.kind === 'NameReference' ? sides[left.text] : undefined;
  if (side !== undefined) return { kind: 'column', name: nameOf(selector), side, ...spanOf(node) };
  if (isRemote(node)) throw semanticError('A table stands where a value is expected.', node);
  // `T.column`, in the conditions of search and find.
  if (left.symbol?.kind === 'Table' && selector.symbol?.kind === 'Column') {
    return { kind: 'column', name: nameOf(selector), ...spanOf(node) };
  }
  const base = lowerExpr(left, context);
  if (selector.kind === 'NameReference') return { kind: 'member', base, name: nameOf(selector), ...spanOf(node) };
  if (selector.kind === 'BracketedExpression') return call('[]', [base, lowerExpr(need(selector, 'Expression'), context)], node);
  throw semanticError(`'${selector.text.slice(0, 40)}' cannot follow a dot.`, selector);
}

function lowerElement(node: SyntaxNode, context: Context): Expr {
  const base = lowerExpr(need(node, 'Expression'), context);
  const selector = need(node, 'Selector');
  const index = selector.kind === 'BracketedExpression' ? need(selector, 'Expression') : selector;
  return call('[]', [base, lowerExpr(index, context)], node);
}

function lowerSign(node: SyntaxNode, context: Context): Expr {
  const value = lowerExpr(need(node, 'Expression'), context);
  if (node.kind === 'UnaryPlusExpression') return value;
  const negative = value.kind === 'literal' ? negated(value) : undefined;
  return negative === undefined ? call('-', [value], node) : { ...negative, ...spanOf(node) };
}

function negated(value: Literal): Literal | undefined {
  const { type } = value;
  if (value.value === null) return isSigned(type) ? value : undefined;
  if (type === 'long' || type === 'timespan') return { ...value, value: String(-BigInt(value.value)) };
  if (type === 'int' && typeof value.value === 'number') return { ...value, value: value.value === 0 ? 0 : -value.value };
  if (type === 'real' && typeof value.value === 'number' && value.value !== 0) return { ...value, value: -value.value };
  if (type === 'real' && value.value === 'Infinity') return { ...value, value: '-Infinity' };
  if (type === 'decimal' && typeof value.value === 'string' && !value.value.startsWith('-'))
    return { ...value, value: `-${value.value}` };
  return undefined;
}

function isSigned(type: Literal['type']): boolean {
  return type === 'long' || type === 'int' || type === 'real' || type === 'decimal' || type === 'timespan';
}

/** `x in (a, b)`, `x in (T)`, `x has_any (dynamic([…]))`. */
function lowerList(node: SyntaxNode, context: Context): Expr {
  const operator = operatorOf(node);
  const [value] = lowerOperands([need(node, 'Left')], context);
  const items = need(node, 'Right').list('Expressions');
  const [only] = items;
  if (value === undefined) throw semanticError('A value is missing.', node);
  if (only !== undefined && items.length === 1 && isTabular(only, context)) {
    return { kind: 'inQuery', name: operator, value, plan: lowerPlan(only, context.withRows(undefined)), ...spanOf(node) };
  }
  return call(operator, [value, ...lowerOperands(items, context)], node);
}

function lowerToScalar(node: SyntaxNode, context: Context): Expr {
  const inner = need(node, 'Expression');
  if (!isTabular(inner, context)) return lowerExpr(inner, context);
  return { kind: 'toscalar', plan: lowerPlan(inner, context.withRows(undefined)), ...spanOf(node) };
}

/** `column: "term"` of a search; `*` in the term stands for any text. */
function lowerColumnTerm(node: SyntaxNode, context: Context): Expr {
  const right = need(node, 'Right');
  const [left] = lowerOperands([need(node, 'Left')], context);
  if (left === undefined) throw semanticError('A column is missing.', node);
  if (right.kind !== 'StringLiteralExpression' && right.kind !== 'CompoundStringLiteralExpression') {
    return call('==', [left, ...lowerOperands([right], context)], node);
  }
  const term = stringOf(right);
  const suffix = context.search?.caseSensitive === true ? '_cs' : '';
  const inner = term.replace(/^\*+|\*+$/g, '');
  if (inner === '') return call('isnotempty', [left], node);
  const starts = term.startsWith('*');
  const ends = term.endsWith('*');
  const operator = starts && ends ? 'contains' : ends ? 'hasprefix' : starts ? 'hassuffix' : 'has';
  return call(`${operator}${suffix}`, [left, literal('string', inner, right)], node);
}

/** One entry of `project`, `extend`, `summarize`, `print` …, with the name that the binder gives it. */
export function lowerNamed(node: SyntaxNode, context: Context): NamedExpr {
  if (node.kind === 'SimpleNamedExpression') {
    const value = need(node, 'Expression');
    return { name: nameOf(need(node, 'Name')), ...tupleNames(value), expr: lowerExpr(value, context) };
  }
  if (node.kind === 'CompoundNamedExpression') {
    const names = need(node, 'Names').list('Names').map(nameOf);
    const value = need(node, 'Expression');
    return { names, ...tupleNames(value), expr: lowerExpr(value, context) };
  }
  if (node.kind === 'OrderedExpression') return lowerNamed(need(node, 'Expression'), context);
  const expr = lowerExpr(node, context);
  const defaultName = expr.kind === 'star' ? undefined : node.resultName;
  return { ...(defaultName !== undefined && { defaultName }), ...(expr.kind === 'call' && tupleNames(node)), expr };
}

/** The names of the columns that a function with several results gives. */
function tupleNames(node: SyntaxNode): { readonly defaultNames?: readonly string[] } {
  const names = node.tupleNames;
  return names === undefined ? {} : { defaultNames: names };
}

export function lowerNamedList(node: SyntaxNode, list: string, context: Context): NamedExpr[] {
  return node.list(list).map((item) => lowerNamed(item, context));
}
