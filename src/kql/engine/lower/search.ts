import { unsupported } from '../errors.js';
import type { NamedExpr, Plan } from '../plan.js';
import type { ScalarType } from '../types.js';
import { lowerExpr, lowerNamed } from './expressions.js';
import { spanOf } from './literals.js';
import { nameOf, need } from './names.js';
import { choiceOf, flagOf, nameParameter, parametersOf } from './parameters.js';
import { patternOf } from './projections.js';
import type { Context } from './scope.js';
import { typeOf } from './sources.js';
import type { SyntaxNode } from './syntax.js';
import { inputsOf, matching, named, type Input } from './union.js';

type Cased = 'default' | 'case_insensitive' | 'case_sensitive';
const kinds: readonly Cased[] = ['default', 'case_insensitive', 'case_sensitive'];

function searchedInputs(node: SyntaxNode, context: Context, fuzzy: boolean): Input[] {
  const clause = node.child('InClause');
  return clause === undefined ? matching('*', context, node) : inputsOf(clause.list('Expressions'), context, fuzzy);
}

export function lowerSearch(node: SyntaxNode, input: Input | undefined, context: Context): Plan {
  const parameters = parametersOf(node);
  const caseSensitive = choiceOf(parameters, 'kind', kinds, node) === 'case_sensitive';
  const inputs = input === undefined ? searchedInputs(node, context, flagOf(parameters, 'isfuzzy')) : [input];
  return {
    op: 'search',
    inputs: named(inputs, 'search'),
    caseSensitive,
    predicate: lowerExpr(need(node, 'Condition'), context.searching(caseSensitive)),
    projectSmart: false,
    withSource: nameParameter(parameters, 'withsource') ?? '$table',
    ...spanOf(node),
  };
}

export function lowerFind(node: SyntaxNode, context: Context): Plan {
  const parameters = parametersOf(node);
  const inputs = searchedInputs(node, context, flagOf(parameters, 'isfuzzy'));
  const project = node.child('Project');
  const away = node.child('ProjectAway');
  const isSmart = project === undefined || project.child('ProjectKeyword')?.text === 'project-smart';
  return {
    op: 'find',
    inputs: named(inputs, 'find'),
    caseSensitive: false,
    predicate: lowerExpr(need(node, 'Condition'), context.searching(false)),
    ...(project !== undefined && !isSmart && { project: project.list('Columns').map((column) => lowerColumn(column, context)) }),
    ...(away !== undefined && { projectAway: away.list('Columns').map(patternOf) }),
    projectSmart: isSmart,
    withSource: nameParameter(parameters, 'withsource') ?? 'source_',
    ...spanOf(node),
  };
}

/** `column`, `column: type`, or `pack(*)`: a bag of the other columns. */
function lowerColumn(node: SyntaxNode, context: Context): NamedExpr & { readonly toType?: ScalarType } {
  switch (node.kind) {
    case 'PackExpression': {
      const star = { kind: 'star', ...spanOf(node) } as const;
      return { defaultName: 'pack_', expr: { kind: 'call', name: 'pack', args: [star], ...spanOf(node) } };
    }
    case 'TypedColumnReference': {
      const column = need(node, 'Column');
      const name = nameOf(column);
      return { defaultName: name, expr: { kind: 'column', name, ...spanOf(column) }, toType: typeOf(need(node, 'Type')) };
    }
    case 'NameReference':
    case 'SimpleNamedExpression':
      return lowerNamed(node, context);
    default:
      throw unsupported(`'${node.text.slice(0, 40)}' in the project of find`, node);
  }
}
