import type { Relation } from '../chunk.js';
import { KqlError, unsupported } from '../errors.js';
import type { Plan, PlanOf } from '../plan.js';
import type { ExecContext } from './context.js';
import { assertSchema } from './assertSchema.js';
import { distinct } from './distinct.js';
import { evaluatePlugin } from './evaluatePlugin.js';
import { extend, print, project, serialize } from './project.js';
import { facet } from './facet.js';
import { fork } from './fork.js';
import { graphMatch } from './graphMatch.js';
import { graphMarkComponents } from './graphMarkComponents.js';
import { graphToTable } from './graphToTable.js';
import { graphWhere } from './graphWhere.js';
import { join } from './join.js';
import { lookup } from './lookup.js';
import { makeGraph } from './makeGraph.js';
import { makeSeries } from './makeSeries.js';
import { mvApply } from './mvApply.js';
import { mvExpand } from './mvExpand.js';
import { parse } from './parse.js';
import { parseKv } from './parseKv.js';
import { partition } from './partition.js';
import { reduce } from './reduce.js';
import { rowCount, sample, take } from './take.js';
import { sampleDistinct } from './sampleDistinct.js';
import { scan } from './scan.js';
import { search } from './search.js';
import { projectAway, projectByNames, projectKeep, projectRename, projectReorder } from './selectColumns.js';
import { sort } from './sort.js';
import { datatable, empty, range, table } from './sources.js';
import { summarize } from './summarize.js';
import { consume, count, getSchema } from './counts.js';
import { top } from './top.js';
import { topHitters } from './topHitters.js';
import { topNested } from './topNested.js';
import { union } from './union.js';
import { splitByColumns } from './pushdown.js';
import { where } from './filter.js';

/** Opens an operator: its inputs first, then itself. `ref`, `context` and `render` belong to the executor. */
export function operate(plan: Plan, context: ExecContext): Relation {
  switch (plan.op) {
    case 'table':
      return table(plan, context);
    case 'datatable':
      return datatable(plan, context);
    case 'externaldata':
      throw unsupported('externaldata (the engine opens no connections; load the file as a table)', plan);
    case 'range':
      return range(plan, context);
    case 'print':
      return print(plan, context);
    case 'empty':
      return empty(plan);
    case 'union':
      return union(plan, context);
    case 'search':
    case 'find':
      return search(plan, context);
    case 'where':
      return filteredJoin(plan, context) ?? where(plan, context.run(plan.input), context);
    case 'take':
      return sortedTake(plan, context) ?? take(plan, context.run(plan.input), context);
    case 'ref':
    case 'context':
    case 'render':
      throw new KqlError('internal', `The executor runs '${plan.op}' itself.`, plan);
    default:
      return transform(plan, context.run(plan.input), context);
  }
}

/**
 * A filter behind a join goes to the left rows as far as it reads only those. The real engine does so too, and it shows: `innerunique`
 * then keeps the first left row of each key that passes.
 */
function filteredJoin(plan: PlanOf<'where'>, context: ExecContext): Relation | undefined {
  const { input } = plan;
  if (input.op !== 'join' || !['innerunique', 'inner', 'leftouter', 'leftsemi', 'leftanti'].includes(input.joinKind))
    return undefined;
  const left = context.run(input.input);
  const { inside, outside } = splitByColumns(plan.predicate, new Set(left.schema.map((column) => column.name)));
  const joined = join(input, inside === undefined ? left : where({ ...plan, predicate: inside }, left, context), context);
  return outside === undefined ? joined : where({ ...plan, predicate: outside }, joined, context);
}

/** More rows than this are sorted as a whole. */
const mostTopRows = 65_536;

/** The first rows of a sort need no full sort, unless the keys look at other rows or differ from call to call. */
function sortedTake(plan: PlanOf<'take'>, context: ExecContext): Relation | undefined {
  const { input, count } = plan;
  if (input.op !== 'sort' || count.kind !== 'literal') return undefined;
  const rows = context.run(input.input);
  const columns = new Set(rows.schema.map((column) => column.name));
  const isPlain = input.keys.every((key) => splitByColumns(key.expr, columns).outside === undefined);
  if (isPlain && rowCount(count, context) <= mostTopRows) return top({ ...input, op: 'top', count }, rows, context);
  return take(plan, sort(input, rows, context), context);
}

type Source =
  'table' | 'datatable' | 'externaldata' | 'range' | 'print' | 'empty' | 'union' | 'search' | 'find' | 'where' | 'take';

function transform(
  plan: Exclude<Plan, { op: Source | 'ref' | 'context' | 'render' }>,
  input: Relation,
  context: ExecContext,
): Relation {
  switch (plan.op) {
    case 'project':
      return project(plan, input, context);
    case 'extend':
      return extend(plan, input, context);
    case 'serialize':
      return serialize(plan, input, context);
    case 'project-away':
      return projectAway(plan, input);
    case 'project-keep':
      return projectKeep(plan, input);
    case 'project-rename':
      return projectRename(plan, input);
    case 'project-reorder':
      return projectReorder(plan, input);
    case 'project-by-names':
      return projectByNames(plan, input, context);
    case 'summarize':
      return summarize(plan, input, context);
    case 'distinct':
      return distinct(plan, input, context);
    case 'sort':
      return sort(plan, input, context);
    case 'top':
      return top(plan, input, context);
    case 'sample':
      return sample(plan, input, context);
    case 'count':
      return count(plan, input, context);
    case 'getschema':
      return getSchema(plan, input);
    case 'assert-schema':
      return assertSchema(plan, input);
    case 'consume':
      return consume(plan, input, context);
    case 'join':
      return join(plan, input, context);
    case 'lookup':
      return lookup(plan, input, context);
    case 'make-series':
      return makeSeries(plan, input, context);
    case 'sample-distinct':
      return sampleDistinct(plan, input, context);
    case 'mv-expand':
      return mvExpand(plan, input, context);
    case 'mv-apply':
      return mvApply(plan, input, context);
    case 'parse':
    case 'parse-where':
      return parse(plan, input, context);
    case 'parse-kv':
      return parseKv(plan, input, context);
    case 'top-nested':
      return topNested(plan, input, context);
    case 'top-hitters':
      return topHitters(plan, input, context);
    case 'scan':
      return scan(plan, input, context);
    case 'partition':
      return partition(plan, input, context);
    case 'fork':
      return fork(plan, input, context);
    case 'facet':
      return facet(plan, input, context);
    case 'reduce':
      return reduce(plan, input, context);
    case 'evaluate':
      return evaluatePlugin(plan, input, context);
    case 'make-graph':
      return makeGraph(plan, input, context);
    case 'graph-match':
    case 'graph-shortest-paths':
      return graphMatch(plan, input, context);
    case 'graph-where':
      return graphWhere(plan, input, context);
    case 'graph-mark-components':
      return graphMarkComponents(plan, input, context);
    case 'graph-to-table':
      return graphToTable(plan, input, context);
  }
}
