import type { Chunk, Relation } from '../chunk.js';
import { BoolColumn, ConstColumn, type Column } from '../columns/column.js';
import { semanticError } from '../errors.js';
import type { Expr, PlanOf } from '../plan.js';
import type { Compiled, ExecContext } from './context.js';
import { windowInput } from './projection.js';

/** `where`: keeps the rows for which the predicate is true; null drops a row. */
export function where(plan: PlanOf<'where'>, input: Relation, context: ExecContext): Relation {
  const terms = conjuncts(plan.predicate).map((expr) => {
    const compiled = context.compile(expr, input.schema);
    if (compiled.type !== 'bool') throw semanticError(`where needs a bool; this expression is ${compiled.type}.`, expr);
    return compiled;
  });
  if (terms.some((term) => term.isConstant && term.constant !== true)) return { ...input, chunks: [] };
  const tested = terms.filter((term) => !term.isConstant);
  if (tested.length === 0) return input;
  return { ...input, chunks: filtered(windowInput(input, tested, context), tested, context) };
}

/** The terms of `a and b and c`: a row passes when each is true. */
export function conjuncts(expr: Expr): readonly Expr[] {
  return expr.kind === 'call' && expr.name === 'and' ? expr.args.flatMap(conjuncts) : [expr];
}

function* filtered(chunks: Iterable<Chunk>, terms: readonly Compiled[], context: ExecContext): Iterable<Chunk> {
  const isWindow = terms.some((term) => term.isWindow);
  for (const chunk of chunks) {
    context.check();
    const rows = isWindow ? intersect(chunk, terms) : narrow(chunk, terms);
    if (rows === undefined) yield chunk;
    else if (rows.length > 0) yield chunk.gather(rows);
  }
}

/** Rows for which all terms are true; undefined for all rows. A window function sees every row. */
function intersect(chunk: Chunk, terms: readonly Compiled[]): Int32Array | undefined {
  let rows: Int32Array | undefined;
  for (const term of terms) rows = keep(term.evaluate(chunk), rows);
  return rows;
}

/** Like `intersect`; later terms are evaluated only on the rows left once those are few. */
function narrow(chunk: Chunk, terms: readonly Compiled[]): Int32Array | undefined {
  let rows: Int32Array | undefined;
  for (const term of terms) {
    if (rows === undefined || rows.length > chunk.length >> 1) {
      rows = keep(term.evaluate(chunk), rows);
    } else if (rows.length > 0) {
      const left = trueRows(term.evaluate(chunk.gather(rows)));
      if (left !== undefined) {
        const from: Int32Array = rows;
        rows = left.map((row) => from[row]!);
      }
    }
    if (rows?.length === 0) break;
  }
  return rows;
}

function keep(mask: Column, rows: Int32Array | undefined): Int32Array | undefined {
  if (rows === undefined) return trueRows(mask);
  if (mask instanceof ConstColumn) return mask.value === true ? rows : new Int32Array(0);
  if (!(mask instanceof BoolColumn)) return rows.filter((row) => mask.get(row) === true);
  const { values, valid } = mask;
  const result = new Int32Array(rows.length);
  let count = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    if (values[row] === 1 && (valid === undefined || valid[row] === 1)) result[count++] = row;
  }
  return count === rows.length ? rows : result.slice(0, count);
}

/** The rows where a bool column is true; undefined for all of them. */
export function trueRows(mask: Column): Int32Array | undefined {
  if (mask instanceof ConstColumn) return mask.value === true ? undefined : new Int32Array(0);
  const rows = new Int32Array(mask.length);
  let count = 0;
  if (mask instanceof BoolColumn) {
    const { values, valid } = mask;
    if (valid === undefined) {
      for (let row = 0; row < values.length; row++) {
        rows[count] = row;
        count += values[row]!;
      }
    } else {
      for (let row = 0; row < values.length; row++) {
        rows[count] = row;
        count += values[row]! & valid[row]!;
      }
    }
  } else {
    for (let row = 0; row < mask.length; row++) if (mask.get(row) === true) rows[count++] = row;
  }
  return count === mask.length ? undefined : rows.slice(0, count);
}
