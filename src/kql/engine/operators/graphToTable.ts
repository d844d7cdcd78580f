import { Chunk, type Relation } from '../chunk.js';
import { Int64Column, type Column } from '../columns/column.js';
import type { PlanOf } from '../plan.js';
import { slices } from '../relations.js';
import type { ColumnSpec } from '../types.js';
import type { ExecContext } from './context.js';
import { graphOf } from './graph.js';

/** The nodes or the edges of a graph as rows, after the ids asked for. */
export function graphToTable(plan: PlanOf<'graph-to-table'>, input: Relation, context: ExecContext): Relation {
  const graph = graphOf(input, plan);
  const isNodes = plan.output === 'nodes';
  const rows = isNodes ? graph.nodes : graph.edges;
  const schema: ColumnSpec[] = [];
  const ids: Column[] = [];
  const addIds = (name: string | undefined, idOf: (row: number) => number): void => {
    if (name === undefined) return;
    context.reserve(rows.length * 8);
    schema.push({ name, type: 'long' });
    ids.push(
      new Int64Column(
        'long',
        BigInt64Array.from({ length: rows.length }, (_, row) => BigInt(idOf(row))),
      ),
    );
  };
  if (isNodes) addIds(plan.idName, (row) => row);
  else {
    addIds(plan.sourceIdName, (row) => graph.sources[row]!);
    addIds(plan.targetIdName, (row) => graph.targets[row]!);
  }
  schema.push(...(isNodes ? graph.nodeSchema : graph.edgeSchema));
  const chunk = Chunk.lazy(schema.length, rows.length, (i) => ids[i] ?? rows.column(i - ids.length));
  return { schema, chunks: slices(chunk), serialized: false };
}
