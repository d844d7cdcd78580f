import type { Relation } from '../chunk.js';
import { ColumnWriter } from '../columns/column.js';
import type { Column } from '../columns/column.js';
import { textOf } from '../convert.js';
import { NameTable } from '../naming.js';
import type { ExecContext } from '../operators/context.js';
import type { EvaluatePlan, Expr, NamedExpr } from '../plan.js';
import { chunked, singleChunk } from '../relations.js';
import type { ColumnSpec, Schema, Value } from '../types.js';
import type { Plugin } from './definition.js';
import { keyOf, PluginArguments } from './support.js';

/** Names of the columns that an expression reads. */
function columnsIn(expr: Expr): readonly string[] {
  if (expr.kind === 'column') return [expr.name];
  if (expr.kind === 'member') return columnsIn(expr.base);
  if (expr.kind === 'call') return expr.args.flatMap(columnsIn);
  return [];
}

const nothing = { start: 0, length: 0 };
const valueName = '\u0000value';
const pivotName = '\u0000pivot';

function columnExpr(name: string): Expr {
  return { kind: 'column', name, ...nothing };
}

/** What the aggregate gives for no rows; NaN becomes null. */
function emptyCell(aggregate: NamedExpr, schema: Schema, context: ExecContext): Value {
  const none: Relation = { schema, chunks: [], serialized: false };
  const plan = { op: 'summarize', aggregates: [aggregate], by: [], input: { op: 'context', ...nothing }, ...nothing } as const;
  const chunk = singleChunk(context.run(plan, none), context);
  const value = chunk.length === 0 ? null : chunk.column(0).get(0);
  return Number.isNaN(value) ? null : value;
}

function run(plan: EvaluatePlan, input: Relation, context: ExecContext): Relation {
  const args = new PluginArguments(plan, input.schema, context);
  args.require(1);
  const pivot = args.column(0);
  const expr: Expr = args.count > 1 ? args.expr(1) : { kind: 'call', name: 'count', args: [], ...nothing };
  const used = new Set([pivot.name, ...columnsIn(expr)]);
  const keys: Schema = args.count > 2 ? args.columns(2) : input.schema.filter((column) => !used.has(column.name));
  const aggregate: NamedExpr = { name: valueName, expr };
  const by: NamedExpr[] = keys.map(({ name }) => ({ name, expr: columnExpr(name) }));
  const summary = context.run(
    {
      op: 'summarize',
      aggregates: [aggregate],
      by: [...by, { name: pivotName, expr: columnExpr(pivot.name) }],
      input: { op: 'context', ...nothing },
      ...nothing,
    },
    input,
  );
  const chunk = singleChunk(summary, context);
  const keyColumns = keys.map((_, index) => chunk.column(index));
  const pivots = chunk.column(keys.length);
  const cells = chunk.column(keys.length + 1);
  const rowOfKey = new Map<string, number>();
  const firsts: number[] = [];
  const outputRows = Array.from({ length: chunk.length }, (_, row) => {
    const key = keyOf(keyColumns.map((column) => column.get(row)));
    let at = rowOfKey.get(key);
    if (at === undefined) {
      rowOfKey.set(key, (at = firsts.length));
      firsts.push(row);
    }
    return at;
  });
  const texts = Array.from({ length: chunk.length }, (_, row) => textOf(pivots.get(row), pivot.type));
  const headings = [...new Set(texts)].sort((a, b) => (a < b ? -1 : 1));
  const empty = emptyCell(aggregate, input.schema, context);
  const values = new Map(headings.map((heading) => [heading, new Array<Value>(firsts.length).fill(empty)]));
  texts.forEach((heading, row) => {
    values.get(heading)![outputRows[row]!] = cells.get(row);
  });
  const names = new NameTable(keys.map(({ name }) => name));
  const schema: ColumnSpec[] = [
    ...keys.map(({ name, type }) => ({ name, type })),
    ...headings.map((heading) => ({ name: heading === '' ? names.unnamed() : names.unique(heading), type: cells.type })),
  ];
  const first = Int32Array.from(firsts);
  const columns: Column[] = keyColumns.map((column) => column.gather(first));
  for (const heading of headings) {
    const writer = new ColumnWriter(cells.type, firsts.length);
    values.get(heading)!.forEach((value, row) => {
      writer.set(row, value);
    });
    columns.push(writer.finish());
  }
  return chunked(schema, columns, firsts.length);
}

/** Turns the values of a column into columns, with an aggregate (`count()` when none is given) in each cell. */
export const pivot: Plugin = { name: 'pivot', run };
