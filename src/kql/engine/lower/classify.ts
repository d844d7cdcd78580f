import { nameOf } from './names.js';
import { isTabularPattern, patternOfCall } from './patterns.js';
import type { Context } from './scope.js';
import type { SyntaxNode } from './syntax.js';

const tabularKinds = new Set([
  'PipeExpression',
  'DataTableExpression',
  'ContextualDataTableExpression',
  'ExternalDataExpression',
  'InlineExternalTableExpression',
  'MaterializeExpression',
  'ToTableExpression',
]);

/** Functions that name another database: what follows their dot is a table. */
export const remoteFunctions: ReadonlySet<string> = new Set([
  'cluster',
  'database',
  'app',
  'workspace',
  'resource',
  'adx',
  'arg',
]);

export const tableFunctions: ReadonlySet<string> = new Set(['table', 'external_table', 'materialized_view']);

/** Whether an expression gives rows. What the query itself declares counts before what the binder says: it may know less. */
export function isTabular(node: SyntaxNode, context: Context): boolean {
  if (tabularKinds.has(node.kind) || node.kind.endsWith('Operator')) return true;
  switch (node.kind) {
    case 'ParenthesizedExpression': {
      const inner = node.child('Expression');
      return inner !== undefined && isTabular(inner, context);
    }
    case 'NameReference': {
      const kind = node.symbol?.kind;
      if (kind === 'Column') return false;
      if (node.child('Name')?.kind.includes('Wildcarded') === true) return true;
      return isTabularName(nameOf(node), context) ?? node.isTabular;
    }
    case 'FunctionCallExpression': {
      const name = node.child('Name');
      if (name === undefined) return false;
      if (tableFunctions.has(nameOf(name))) return true;
      return isTabularName(nameOf(name), context) ?? node.isTabular;
    }
    case 'PathExpression':
    case 'ElementExpression': {
      const pattern = patternOfCall(node, context);
      return pattern === undefined ? isRemote(node) || node.isTabular : isTabularPattern(pattern, context);
    }
    default:
      return node.isTabular;
  }
}

function isTabularName(name: string, context: Context): boolean | undefined {
  const binding = context.scope.lookup(name);
  if (binding === undefined) return undefined;
  if (binding.kind === 'pattern') return isTabularPattern(binding, context);
  if (binding.kind !== 'function') return binding.kind === 'tabular';
  if (binding.isView) return true;
  const body = binding.body.child('Expression');
  return body === undefined ? undefined : isTabularBody(body, binding.parameters, context);
}

/** The body of a function may name its own tabular parameters. */
function isTabularBody(body: SyntaxNode, parameters: readonly SyntaxNode[], context: Context): boolean {
  if (body.kind === 'NameReference') {
    const name = nameOf(body);
    const parameter = parameters.find((one) => parameterName(one) === name);
    if (parameter !== undefined) return isTabularParameter(parameter);
  }
  return isTabular(body, context) || body.isTabular;
}

export function parameterName(parameter: SyntaxNode): string {
  const name = parameter.child('NameAndType')?.child('Name');
  return name === undefined ? '' : nameOf(name);
}

export function isTabularParameter(parameter: SyntaxNode): boolean {
  return parameter.child('NameAndType')?.child('Type')?.kind === 'SchemaTypeExpression';
}

/** `database("x").T`, `app("x").T`, `cluster("x").database("y").T`. */
export function isRemote(node: SyntaxNode): boolean {
  if (node.kind === 'FunctionCallExpression') {
    const name = node.child('Name');
    return name !== undefined && remoteFunctions.has(nameOf(name));
  }
  const left = node.kind === 'PathExpression' ? node.child('Expression') : undefined;
  return left !== undefined && isRemote(left);
}
