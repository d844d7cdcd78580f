import { semanticError } from '../errors.js';
import type { ColumnDeclaration, Plan } from '../plan.js';
import { scalarTypes, type ScalarType } from '../types.js';
import { lowerExpr, lowerNamedList } from './expressions.js';
import { spanOf, stringOf } from './literals.js';
import { nameOf, need } from './names.js';
import { parametersOf, textOf } from './parameters.js';
import type { Context } from './scope.js';
import type { SyntaxNode } from './syntax.js';

const typeSynonyms: Readonly<Record<string, ScalarType>> = {
  boolean: 'bool',
  date: 'datetime',
  double: 'real',
  float: 'real',
  time: 'timespan',
  uniqueid: 'guid',
  uuid: 'guid',
  int32: 'int',
  int64: 'long',
  single: 'real',
  char: 'string',
  byte: 'int',
  uint: 'long',
  ulong: 'long',
};

/** The type that a type name such as `long` or `double` stands for. */
export function typeOf(node: SyntaxNode): ScalarType {
  const text = node.text.toLowerCase().replace(/^system\./, '');
  const type = scalarTypes.find((one) => one === text) ?? typeSynonyms[text];
  if (type === undefined) throw semanticError(`There is no type '${node.text}'.`, node);
  return type;
}

export function declarationOf(node: SyntaxNode): ColumnDeclaration {
  return { name: nameOf(need(node, 'Name')), type: typeOf(need(node, 'Type')) };
}

/** `(a: long, b: string)`. */
export function declarationsOf(schema: SyntaxNode): ColumnDeclaration[] {
  return schema.list('Columns').map(declarationOf);
}

export function lowerDatatable(node: SyntaxNode, context: Context): Plan {
  const columns = declarationsOf(need(node, 'Schema'));
  const values = node.list('Values').map((value) => lowerExpr(value, context));
  if (columns.length > 0 && values.length % columns.length !== 0) {
    throw semanticError(`The datatable has ${columns.length} columns, and ${values.length} values do not fill its rows.`, node);
  }
  return { op: 'datatable', columns, values, ...spanOf(node) };
}

export function lowerExternalData(node: SyntaxNode): Plan {
  const uris = node.list('URIs').map((uri) => (uri.kind.endsWith('StringLiteralExpression') ? stringOf(uri) : uri.text));
  const clause = node.child('WithClause');
  const properties: Record<string, string> = {};
  if (clause !== undefined) for (const [name, value] of parametersOf(clause, 'Properties')) properties[name] = textOf(value);
  return { op: 'externaldata', columns: declarationsOf(need(node, 'Schema')), uris, properties, ...spanOf(node) };
}

export function lowerPrint(node: SyntaxNode, context: Context): Plan {
  return { op: 'print', columns: lowerNamedList(node, 'Expressions', context), ...spanOf(node) };
}

export function lowerRange(node: SyntaxNode, context: Context): Plan {
  return {
    op: 'range',
    column: nameOf(need(node, 'Name')),
    from: lowerExpr(need(node, 'From'), context),
    to: lowerExpr(need(node, 'To'), context),
    step: lowerExpr(need(node, 'Step'), context),
    ...spanOf(node),
  };
}
