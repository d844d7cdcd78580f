import { KqlError, semanticError, unsupported } from '../errors.js';
import type { Plan } from '../plan.js';
import { isRemote, tableFunctions } from './classify.js';
import { inlinePlan } from './functions.js';
import { spanOf, stringOf } from './literals.js';
import { nameOf, need, wildcardOf } from './names.js';
import { lowerOperator } from './operators.js';
import { enterPattern, patternOfCall } from './patterns.js';
import type { Context, PatternBinding } from './scope.js';
import { lowerDatatable, lowerExternalData, lowerPrint, lowerRange } from './sources.js';
import { lowerFind, lowerSearch } from './search.js';
import type { SyntaxNode } from './syntax.js';
import { inputsOf, lowerUnion, unionOf } from './union.js';

/** The official tree of a tabular expression as a plan. */
export function lowerPlan(node: SyntaxNode, context: Context): Plan {
  switch (node.kind) {
    case 'PipeExpression':
      return lowerOperator(need(node, 'Operator'), lowerPlan(need(node, 'Expression'), context), context);
    case 'ParenthesizedExpression':
    case 'MaterializeExpression':
    case 'ToTableExpression':
    case 'DataScopeExpression':
      return lowerPlan(need(node, 'Expression'), context);
    case 'NameReference':
      return lowerTableName(node, context);
    case 'FunctionCallExpression':
      return lowerTableCall(node, context);
    case 'PathExpression':
    case 'ElementExpression': {
      const pattern = patternOfCall(node, context);
      return pattern === undefined ? lowerRemote(node) : lowerPattern(node, pattern, context);
    }
    case 'DataTableExpression':
      return lowerDatatable(node, context);
    case 'ExternalDataExpression':
      return lowerExternalData(node);
    case 'PrintOperator':
      return lowerPrint(node, context);
    case 'RangeOperator':
      return lowerRange(node, context);
    case 'UnionOperator':
      return lowerUnion(node, undefined, context);
    case 'SearchOperator':
      return lowerSearch(node, undefined, context);
    case 'FindOperator':
      return lowerFind(node, context);
    case 'MacroExpandOperator':
      throw unsupported('macro-expand', node);
    default:
      break;
  }
  if (node.kind.endsWith('Operator')) return lowerOperator(node, context.startOf(node), context);
  if (node.kind.endsWith('Expression')) throw unsupported(`'${node.text.slice(0, 40)}' (${node.kind})`, node);
  throw semanticError(`'${node.text.slice(0, 40)}' is no table.`, node);
}

function lowerTableName(node: SyntaxNode, context: Context): Plan {
  const wildcard = wildcardOf(node);
  if (wildcard !== undefined) return unionOf(inputsOf([node], context), node);
  const name = nameOf(node);
  const binding = context.scope.lookup(name);
  if (binding?.kind === 'tabular') return { ...binding.plan, ...spanOf(node) };
  if (binding?.kind === 'function') return inlinePlan(node, binding, context);
  if (binding?.kind === 'scalar') throw semanticError(`'${name}' is a value, not a table.`, node);
  return { op: 'table', name, ...spanOf(node) };
}

function lowerTableCall(node: SyntaxNode, context: Context): Plan {
  const name = nameOf(need(node, 'Name'));
  const binding = context.scope.lookup(name);
  if (binding?.kind === 'function') return inlinePlan(node, binding, context);
  if (binding?.kind === 'pattern') return lowerPattern(node, binding, context);
  if (tableFunctions.has(name)) return { op: 'table', name: textArgument(node), ...spanOf(node) };
  if (isRemote(node)) throw semanticError(`${name}() needs the name of a table after it: ${node.text}.TableName.`, node);
  throw unsupported(`The tabular function ${name}()`, node);
}

function lowerPattern(node: SyntaxNode, pattern: PatternBinding, context: Context): Plan {
  const { body, inner } = enterPattern(node, pattern, context);
  return lowerPlan(body, inner);
}

/** The string that is the first argument of a call. */
function textArgument(node: SyntaxNode): string {
  const [argument] = need(node, 'ArgumentList').list('Expressions');
  if (argument?.kind !== 'StringLiteralExpression' && argument?.kind !== 'CompoundStringLiteralExpression') {
    throw unsupported('A name that is not a string literal', argument ?? node);
  }
  return stringOf(argument);
}

/** `database("x").T`, `app("x").T`: a table elsewhere. */
function lowerRemote(node: SyntaxNode): Plan {
  const left = need(node, 'Expression');
  const selector = need(node, 'Selector');
  if (!isRemote(left)) throw semanticError(`'${node.text.slice(0, 40)}' is no table.`, node);
  const head = remoteHead(left);
  if (head === 'arg' || head === 'adx') {
    throw new KqlError('unsupported', `${head}() asks another service: ${node.text} cannot be read here.`, node);
  }
  if (selector.kind === 'NameReference') {
    if (wildcardOf(selector) !== undefined) throw unsupported('A wildcard in another database', selector);
    return { op: 'table', name: nameOf(selector), qualifier: left.text, ...spanOf(node) };
  }
  if (selector.kind === 'FunctionCallExpression') {
    const name = nameOf(need(selector, 'Name'));
    if (tableFunctions.has(name)) return { op: 'table', name: textArgument(selector), qualifier: left.text, ...spanOf(node) };
    if (isRemote(selector)) throw semanticError(`${name}() needs the name of a table after it.`, node);
    throw unsupported(`The function ${name}() of another database`, node);
  }
  throw semanticError(`'${selector.text.slice(0, 40)}' is no table.`, selector);
}

function remoteHead(node: SyntaxNode): string {
  if (node.kind === 'PathExpression') return remoteHead(need(node, 'Expression'));
  return nameOf(need(node, 'Name'));
}
