import type { Relation } from '../chunk.js';
import { ColumnWriter, constant } from '../columns/column.js';
import { semanticError } from '../errors.js';
import type { Expr, PlanOf, ScanStep } from '../plan.js';
import { chunked, singleChunk } from '../relations.js';
import { columnIndex, type ColumnSpec, type ScalarType, type Schema } from '../types.js';
import type { ExecContext } from './context.js';
import { rewrite } from './literal.js';
import { rowKeys, rowsByKey } from './rowKeys.js';
import { ScanMachine, type MachineStep, type StepExpression } from './scanMachine.js';

/**
 * Matches sequences of rows to steps. Result columns: those of the input, the declared ones, and the match id. Expressions of a step see
 * the row, the declared columns, and `step.column` for the last row that each step matched in the sequence at hand.
 */
export function scan(plan: PlanOf<'scan'>, input: Relation, context: ExecContext): Relation {
  const ordered = plan.orderBy.length === 0 ? input : sorted(plan, input, context);
  const chunk = singleChunk(ordered, context);
  const declared: ColumnSpec[] = plan.declare.map(({ name, type }) => ({ name, type }));
  const row: Schema = [...input.schema, ...declared];
  const output: ColumnSpec[] = [...row];
  if (plan.withMatchId !== undefined) output.push({ name: plan.withMatchId, type: 'long' });

  const defaults = plan.declare.map((column) => {
    if (column.default === undefined) return constant(column.type, null, 1).get();
    return context.constant(converted(column.default, column.type)).value;
  });
  const state = plan.steps.flatMap((step) => row.map(({ name, type }) => ({ name: stateName(step.name, name), type })));
  const scope: StepScope = { source: input.schema, declared, row, all: [...row, ...state] };
  const steps = plan.steps.map((step) => bindStep(step, plan.steps, scope, context));
  const keys = rowKeys(
    plan.partitionBy.map((expr) => context.compile(expr, input.schema).evaluate(chunk)),
    chunk.length,
  );
  const machine = new ScanMachine(steps, scope.all, input.schema.length, defaults, chunk);
  for (const rows of rowsByKey(keys)) {
    machine.startPartition();
    for (let i = 0; i < rows.length; i++) {
      if ((i & 0xfff) === 0) context.check();
      machine.accept(rows[i]!);
    }
    machine.endPartition();
  }
  const { rows, declaredValues, matchIds } = machine.output;
  const gathered = chunk.gather(Int32Array.from(rows));
  const columns = output.map((column, index) => {
    if (index < input.schema.length) return gathered.column(index);
    const writer = new ColumnWriter(column.type, rows.length);
    const place = index - input.schema.length;
    for (let i = 0; i < rows.length; i++) {
      writer.set(i, place < declared.length ? (declaredValues[i]![place] ?? null) : BigInt(matchIds[i]!));
    }
    return writer.finish();
  });
  return chunked(output, columns, rows.length, true);
}

function sorted(plan: PlanOf<'scan'>, input: Relation, context: ExecContext): Relation {
  const { start, length } = plan;
  return context.run({ op: 'sort', input: { op: 'context', start, length }, keys: plan.orderBy, start, length }, input);
}

/** Compiles a step against the row, followed by the state of every step: the columns `step.column`. */
function bindStep(step: ScanStep, steps: readonly ScanStep[], scope: StepScope, context: ExecContext): MachineStep {
  const compile = (expr: Expr): StepExpression => {
    const bound = rewrite(expr, (node) => stateColumn(node, steps, scope.row));
    return { compiled: context.compile(bound, scope.all), readsRowOnly: readsOnly(bound, scope.source) };
  };
  return {
    optional: step.optional,
    output: step.output,
    condition: compile(step.condition),
    assignments: step.assignments.map(({ name, expr }) => {
      const index = columnIndex(scope.declared, name);
      if (index < 0) throw semanticError(`The step assigns '${name}', which the scan does not declare.`, expr);
      return { index, value: compile(converted(expr, scope.declared[index]!.type)) };
    }),
  };
}

/** What expressions of a step see: `row` is `source` and `declared`; `all` has the state of every step too. */
interface StepScope {
  readonly source: Schema;
  readonly declared: Schema;
  readonly row: Schema;
  readonly all: Schema;
}

function converted(expr: Expr, type: ScalarType): Expr {
  return { kind: 'call', name: `to${type}`, args: [expr], start: expr.start, length: expr.length };
}

function readsOnly(expr: Expr, schema: Schema): boolean {
  switch (expr.kind) {
    case 'literal':
    case 'scalarRef':
      return true;
    case 'column':
      return columnIndex(schema, expr.name) >= 0;
    case 'member':
      return readsOnly(expr.base, schema);
    case 'call':
      return expr.args.every((arg) => readsOnly(arg, schema));
    default:
      return false;
  }
}

function stateName(step: string, column: string): string {
  return `${step}.${column}`;
}

function stateColumn(node: Expr, steps: readonly ScanStep[], row: Schema): Expr | undefined {
  if (node.kind !== 'member' || node.base.kind !== 'column') return undefined;
  const step = node.base.name;
  if (!steps.some(({ name }) => name === step) || columnIndex(row, step) >= 0) return undefined;
  return { kind: 'column', name: stateName(step, node.name), start: node.start, length: node.length };
}
