import { Chunk, type Relation } from '../chunk.js';
import { semanticError, unsupported } from '../errors.js';
import { NameTable } from '../naming.js';
import type { Expr, NamedExpr, PlanOf } from '../plan.js';
import { slices } from '../relations.js';
import type { ColumnSpec } from '../types.js';
import type { ExecContext } from './context.js';
import { graphOf } from './graph.js';
import { filtersOf, maskOf } from './graphFilters.js';
import { Matcher, patternOf, type Match } from './graphPattern.js';
import { MatchScope } from './graphScope.js';
import { shortestMatches } from './graphShortestPaths.js';
import { andAll } from './literal.js';

type MatchPlan = PlanOf<'graph-match' | 'graph-shortest-paths'>;

/** One row per match of the patterns (`graph-match`), or per shortest path between two nodes (`graph-shortest-paths`). */
export function graphMatch(plan: MatchPlan, input: Relation, context: ExecContext): Relation {
  const graph = graphOf(input, plan);
  if (plan.project.length === 0) throw unsupported(`${plan.op} without project`, plan);
  const pattern = patternOf(plan.patterns, plan);
  const scope = new MatchScope(graph, pattern, context);
  const { masks, rest } = filtersOf(plan.where, pattern, scope, context);
  const filter = rest.length === 0 ? undefined : scope.bind(andAll(rest, plan));
  const columns = plan.project.map((entry) => ({ entry, bound: scope.bind(entry.expr) }));
  const predicate = filter === undefined ? undefined : scope.compile(filter);
  if (predicate !== undefined && predicate.type !== 'bool')
    throw semanticError('The condition must be of type bool.', plan.where);
  const keep = (matches: readonly Match[]): readonly Match[] => {
    if (predicate === undefined) return matches;
    const mask = maskOf(predicate.evaluate(scope.chunk(matches)));
    return matches.filter((_, i) => mask[i] === 1);
  };
  const found =
    plan.op === 'graph-match'
      ? keep(new Matcher(graph, pattern, masks, plan.cycles, context).matches())
      : shortestMatches(
          { graph, pattern, masks, keep, isFiltered: predicate !== undefined, output: plan.output ?? 'any' },
          context,
        );

  const names = new NameTable();
  const schema: ColumnSpec[] = [];
  const compiled = columns.map(({ entry, bound }) => {
    const column = scope.compile(bound);
    const name = nameOf(entry);
    schema.push({ name: name === undefined ? names.unnamed() : names.unique(name), type: column.type });
    return column;
  });
  const matches = scope.chunk(found);
  const chunk = Chunk.lazy(schema.length, found.length, (index) => compiled[index]!.evaluate(matches));
  return { schema, chunks: slices(chunk), serialized: false };
}

function nameOf(entry: NamedExpr): string | undefined {
  return entry.name ?? propertyName(entry.expr) ?? entry.defaultName;
}

/** `node.property` is named `node_property`. */
function propertyName(expr: Expr): string | undefined {
  if (expr.kind === 'column') return expr.name;
  return expr.kind === 'member' && expr.base.kind === 'column' ? `${expr.base.name}_${expr.name}` : undefined;
}
