import { Decimal } from 'decimal.js';
import { Chunk, type Relation } from '../chunk.js';
import { ColumnWriter, type Column } from '../columns/column.js';
import { convertValue } from '../convert.js';
import { semanticError } from '../errors.js';
import type { PlanOf } from '../plan.js';
import { singleChunk } from '../relations.js';
import { columnIndex, isNumeric, numericTypes, type ColumnSpec, type ScalarType, type Schema, type Value } from '../types.js';
import type { ExecContext } from './context.js';
import { graphFrom, graphRelation } from './graph.js';

/** Where the properties of a node come from: a row of a node table, or nothing but the id that an edge names. */
interface NodeOrigin {
  readonly table: number;
  readonly row: number;
  readonly id: Value;
}

interface NodeTable {
  readonly schema: Schema;
  readonly chunk: Chunk;
  readonly key: number;
}

/** A graph of the rows as edges. Nodes come from the node tables, first row of an id first; ids that only edges name are nodes too. */
export function makeGraph(plan: PlanOf<'make-graph'>, input: Relation, context: ExecContext): Relation {
  const edges = singleChunk(input, context);
  const source = edges.column(required(input.schema, plan.source, plan));
  const target = edges.column(required(input.schema, plan.target, plan));
  const tables = plan.nodes.map((entry): NodeTable => {
    const relation = context.run(entry.plan);
    const { schema } = relation;
    const chunk = inPartition(plan, { schema: input.schema, chunk: edges }, { schema, chunk: singleChunk(relation, context) });
    return { schema, chunk, key: required(schema, entry.key, plan) };
  });
  const origins: NodeOrigin[] = [];
  const nodeOfId = new Map<unknown, number>();
  const nodeFor = (id: Value, table: number, row: number): number => {
    const key = keyOf(id);
    let node = nodeOfId.get(key);
    if (node === undefined) {
      node = origins.push({ table, row, id }) - 1;
      nodeOfId.set(key, node);
    }
    return node;
  };
  tables.forEach(({ chunk, key }, table) => {
    const ids = chunk.column(key);
    for (let row = 0; row < chunk.length; row++) nodeFor(ids.get(row), table, row);
  });
  context.check();
  const sources = new Int32Array(edges.length);
  const targets = new Int32Array(edges.length);
  for (let row = 0; row < edges.length; row++) {
    sources[row] = nodeFor(source.get(row), -1, -1);
    targets[row] = nodeFor(target.get(row), -1, -1);
  }
  context.reserve(edges.length * 24 + origins.length * 48);
  const { schema: nodeSchema, columns } = nodeColumns(plan, tables, origins, source.type);
  const nodes = Chunk.of(columns, origins.length);
  return graphRelation(graphFrom({ nodeSchema, nodes, edgeSchema: input.schema, edges, sources, targets }));
}

interface Rows {
  readonly schema: Schema;
  readonly chunk: Chunk;
}

/** The nodes that have the value of the partition that the edges have. */
function inPartition({ partitionColumn, ...plan }: PlanOf<'make-graph'>, edges: Rows, nodes: Rows): Chunk {
  if (partitionColumn === undefined || edges.chunk.length === 0) return nodes.chunk;
  const own = nodes.chunk.column(required(nodes.schema, partitionColumn, plan));
  const value = keyOf(edges.chunk.column(required(edges.schema, partitionColumn, plan)).get(0));
  const rows = Array.from({ length: own.length }, (_, row) => row).filter((row) => keyOf(own.get(row)) === value);
  return nodes.chunk.gather(Int32Array.from(rows));
}

const keyOf = (id: Value): unknown => (id instanceof Decimal ? id.toString() : id);

function required(schema: Schema, name: string, plan: PlanOf<'make-graph'>): number {
  const index = columnIndex(schema, name);
  if (index < 0) throw semanticError(`make-graph: there is no column '${name}'.`, plan);
  return index;
}

function nodeColumns(
  plan: PlanOf<'make-graph'>,
  tables: readonly NodeTable[],
  origins: readonly NodeOrigin[],
  idType: ScalarType,
): { readonly schema: Schema; readonly columns: readonly Column[] } {
  const schema: ColumnSpec[] = plan.nodeId === undefined ? [] : [{ name: plan.nodeId, type: idType }];
  for (const table of tables) {
    for (const { name, type } of table.schema) {
      const index = columnIndex(schema, name);
      if (index < 0) schema.push({ name, type });
      else schema[index] = { name, type: commonType(schema[index]!.type, type) };
    }
  }
  const keys = plan.nodeId === undefined ? plan.nodes.map((entry) => entry.key) : [plan.nodeId];
  const columns = schema.map(({ name, type }) => {
    const places = tables.map((table) => columnIndex(table.schema, name));
    const isKey = keys.includes(name);
    const writer = new ColumnWriter(type, origins.length);
    origins.forEach(({ table, row, id }, node) => {
      const place = table < 0 ? -1 : places[table]!;
      if (place >= 0) {
        const column = tables[table]!.chunk.column(place);
        writer.set(node, converted(column.get(row), column.type, type));
      } else if (isKey) writer.set(node, converted(id, idType, type));
    });
    return writer.finish();
  });
  return { schema, columns };
}

function commonType(left: ScalarType, right: ScalarType): ScalarType {
  if (left === right) return left;
  if (isNumeric(left) && isNumeric(right))
    return numericTypes[Math.max(numericTypes.indexOf(left), numericTypes.indexOf(right))]!;
  return 'dynamic';
}

function converted(value: Value, from: ScalarType, to: ScalarType): Value {
  return from === to ? value : convertValue(value, from, to);
}
