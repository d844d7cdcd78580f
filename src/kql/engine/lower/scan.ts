import type { Plan, ScanPlan, ScanStep } from '../plan.js';
import { semanticError } from '../errors.js';
import { lowerExpr } from './expressions.js';
import { spanOf } from './literals.js';
import { nameOf, need } from './names.js';
import { nameParameter, parametersOf } from './parameters.js';
import { optionalExpr, sortKeysOf } from './projections.js';
import type { Context } from './scope.js';
import { declarationOf } from './sources.js';
import type { SyntaxNode } from './syntax.js';

export function lowerScan(node: SyntaxNode, input: Plan, context: Context): Plan {
  const order = node.child('OrderByClause');
  const partition = node.child('PartitionByClause');
  const withMatchId = nameParameter(parametersOf(node), 'with_match_id');
  return {
    op: 'scan',
    input,
    orderBy: order === undefined ? [] : sortKeysOf(order, 'Expressions', context),
    partitionBy: partition?.list('Expressions').map((key) => lowerExpr(key, context)) ?? [],
    ...(withMatchId !== undefined && { withMatchId }),
    declare:
      node
        .child('DeclareClause')
        ?.list('Declarations')
        .map((item) => declared(item, context)) ?? [],
    steps: node.list('Steps').map((step) => lowerStep(step, context)),
    ...spanOf(node),
  };
}

function declared(node: SyntaxNode, context: Context): ScanPlan['declare'][number] {
  const value = node.child('DefaultValue')?.child('Value');
  return { ...declarationOf(need(node, 'NameAndType')), ...optionalExpr('default', value, context) };
}

function lowerStep(node: SyntaxNode, context: Context): ScanStep {
  const output = node.child('ScanStepOutput')?.child('OutputKind')?.text.toLowerCase() ?? 'all';
  if (output !== 'all' && output !== 'last' && output !== 'none') throw semanticError('output is one of all, last, none.', node);
  return {
    name: nameOf(need(node, 'Name')),
    optional: (node.child('OptionalKeyword')?.length ?? 0) > 0,
    output,
    condition: lowerExpr(need(node, 'Condition'), context),
    assignments:
      node
        .child('ComputationClause')
        ?.list('Assignments')
        .map((item) => ({ name: nameOf(need(item, 'Name')), expr: lowerExpr(need(item, 'Expression'), context) })) ?? [],
  };
}
