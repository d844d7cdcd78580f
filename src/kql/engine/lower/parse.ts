import { unsupported } from '../errors.js';
import type { ParseKvPlan, ParsePart, Plan } from '../plan.js';
import { lowerExpr } from './expressions.js';
import { spanOf, stringOf } from './literals.js';
import { nameOf, need } from './names.js';
import { choiceOf, flagOf, nameParameter, parametersOf, textOf } from './parameters.js';
import type { Context } from './scope.js';
import { declarationOf, declarationsOf } from './sources.js';
import type { SyntaxNode } from './syntax.js';

export function lowerParse(node: SyntaxNode, input: Plan, context: Context): Plan {
  const parameters = parametersOf(node);
  return {
    op: node.kind === 'ParseWhereOperator' ? 'parse-where' : 'parse',
    input,
    mode: choiceOf(parameters, 'kind', ['simple', 'regex', 'relaxed'], node) ?? 'simple',
    flags: nameParameter(parameters, 'flags') ?? '',
    expr: lowerExpr(need(node, 'Expression'), context),
    parts: node.list('Patterns').map(partOf),
    ...spanOf(node),
  };
}

function partOf(node: SyntaxNode): ParsePart {
  switch (node.kind) {
    case 'StarExpression':
      return { kind: 'star' };
    case 'StringLiteralExpression':
    case 'CompoundStringLiteralExpression':
      return { kind: 'text', text: stringOf(node) };
    case 'NameAndTypeDeclaration':
      return { kind: 'column', ...declarationOf(node) };
    case 'NameDeclaration':
    case 'NameReference':
      return { kind: 'column', name: nameOf(node), type: 'string' };
    default:
      throw unsupported(`'${node.text.slice(0, 40)}' in a parse pattern`, node);
  }
}

export function lowerParseKv(node: SyntaxNode, input: Plan, context: Context): Plan {
  const clause = node.child('WithClause');
  return {
    op: 'parse-kv',
    input,
    expr: lowerExpr(need(node, 'Expression'), context),
    columns: declarationsOf(need(node, 'Keys')),
    properties: clause === undefined ? {} : kvProperties(clause),
    ...spanOf(node),
  };
}

function kvProperties(clause: SyntaxNode): ParseKvPlan['properties'] {
  const given = parametersOf(clause, 'Properties');
  const text = (name: string): string | undefined => nameParameter(given, name);
  const pairDelimiter = text('pair_delimiter');
  const kvDelimiter = text('kv_delimiter');
  const escape = text('escape');
  const regex = text('regex');
  const quotes = clause.list('Properties').flatMap((property) => {
    const name = nameOf(need(property, 'Name'));
    return name === 'quote' || name === 'quotes' ? [textOf(need(property, 'Expression'))] : [];
  });
  return {
    ...(pairDelimiter !== undefined && { pairDelimiter }),
    ...(kvDelimiter !== undefined && { kvDelimiter }),
    ...(quotes.length > 0 && { quotes }),
    ...(escape !== undefined && { escape }),
    ...(given.has('greedy') && { greedy: flagOf(given, 'greedy') }),
    ...(regex !== undefined && { regex }),
  };
}
