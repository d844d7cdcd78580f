import type { MakeSeriesPlan, Plan } from '../plan.js';
import { semanticError } from '../errors.js';
import { lowerExpr, lowerNamed, lowerNamedList } from './expressions.js';
import { spanOf } from './literals.js';
import { need } from './names.js';
import { nameParameter, parametersOf } from './parameters.js';
import { optionalExpr } from './projections.js';
import type { Context } from './scope.js';
import type { SyntaxNode } from './syntax.js';

export function lowerMakeSeries(node: SyntaxNode, input: Plan, context: Context): Plan {
  const by = node.child('ByClause');
  return {
    op: 'make-series',
    input,
    aggregates: node.list('Aggregates').map((item) => ({
      ...lowerNamed(need(item, 'Expression'), context),
      ...optionalExpr('default', item.child('DefaultExpression')?.child('Expression'), context),
    })),
    on: lowerNamed(need(need(node, 'OnClause'), 'Expression'), context),
    ...lowerRangeClause(need(node, 'RangeClause'), context),
    by: by === undefined ? [] : lowerNamedList(by, 'Expressions', context),
    nonEmpty: nameParameter(parametersOf(node), 'kind')?.toLowerCase() === 'nonempty',
    ...spanOf(node),
  };
}

/** `from a to b step c`, or the older `in range(a, b, c)`. */
function lowerRangeClause(clause: SyntaxNode, context: Context): Pick<MakeSeriesPlan, 'from' | 'to' | 'step' | 'inRange'> {
  if (clause.kind === 'MakeSeriesInRangeClause') {
    const [from, to, step] = need(clause, 'Arguments').list('Expressions');
    if (from === undefined || to === undefined || step === undefined)
      throw semanticError('range() takes start, stop and step.', clause);
    return { from: lowerExpr(from, context), to: lowerExpr(to, context), step: lowerExpr(step, context), inRange: true };
  }
  return {
    ...optionalExpr('from', clause.child('MakeSeriesFromClause')?.child('Expression'), context),
    ...optionalExpr('to', clause.child('MakeSeriesToClause')?.child('Expression'), context),
    step: lowerExpr(need(need(clause, 'MakeSeriesStepClause'), 'Expression'), context),
    inRange: false,
  };
}
