import { Int64Column, type Column } from '../columns/column.js';
import { convertColumn, convertValue, toDynamicValue } from '../convert.js';
import type { Dynamic } from '../dynamic.js';
import { KqlError, semanticError } from '../errors.js';
import type { Expr, PlanOf } from '../plan.js';
import { isInt64, isNumeric, type ScalarType, type Value } from '../types.js';
import type { ExecContext } from './context.js';
import type { Entry } from './projection.js';

/** The steps of a `make-series` axis. Bins are whole numbers; bin 0 starts at `from`, or else at a multiple of the step near the data. */
export interface Axis {
  /** First and last bin when the query gives them. `last` may be before `first`: no bins. */
  readonly first: number | undefined;
  readonly last: number | undefined;
  /** Writes the rows that have a bin, and the bins; returns how many. Null and NaN have none. */
  place(column: Column, rows: Int32Array, bins: Int32Array): number;
  /** The starts of bins `first` to `last`. */
  labels(first: number, last: number): Dynamic;
}

export function bindAxis(plan: PlanOf<'make-series'>, on: Entry, context: ExecContext): Axis {
  const type = on.compiled.type;
  const stepType = type === 'datetime' ? 'timespan' : type;
  const step = context.constant(plan.step);
  if (isInt64(type) || type === 'int') {
    const held = type === 'int' ? 'long' : type;
    if (held === 'long' && (step.type === 'real' || step.type === 'decimal')) return realAxis(plan, on, context);
    const heldStep = stepType === 'int' ? 'long' : stepType;
    return new Int64Axis(
      held,
      bound(plan.from, held, context),
      bound(plan.to, held, context),
      plan.inRange,
      stepOf(convertStep(step, heldStep, plan), plan) as bigint,
    );
  }
  if (type === 'real' || type === 'decimal') return realAxis(plan, on, context);
  throw semanticError(`make-series needs a datetime, timespan or number as its axis, not ${type}.`, plan.on.expr);
}

function realAxis(plan: PlanOf<'make-series'>, on: Entry, context: ExecContext): Axis {
  if (!isNumeric(on.compiled.type)) throw semanticError('make-series needs a number as its axis here.', plan.on.expr);
  const step = stepOf(convertStep(context.constant(plan.step), 'real', plan), plan) as number;
  const from = bound(plan.from, 'real', context) as number | undefined;
  const to = bound(plan.to, 'real', context) as number | undefined;
  return new RealAxis(from, to, plan.inRange, step);
}

function convertStep(step: { type: ScalarType; value: Value }, to: ScalarType, plan: PlanOf<'make-series'>): Value {
  if (step.type === to) return step.value;
  if (!isNumeric(step.type) || !isNumeric(to)) throw semanticError(`The step of this axis must be a ${to}.`, plan.step);
  return convertValue(step.value, step.type, to);
}

function stepOf(step: Value, plan: PlanOf<'make-series'>): bigint | number {
  if (step === null || Number(step) <= 0) throw semanticError('The step of make-series must be positive.', plan.step);
  return step as bigint | number;
}

function bound(expr: Expr | undefined, type: ScalarType, context: ExecContext): Value | undefined {
  if (expr === undefined) return undefined;
  const { type: from, value } = context.constant(expr);
  const converted = from === type ? value : isNumeric(from) && isNumeric(type) ? convertValue(value, from, type) : null;
  if (converted === null) throw semanticError(`A bound of this axis must be a ${type}.`, expr);
  return converted;
}

const maxBin = 2 ** 31 - 1;

function tooManyBins(): KqlError {
  return new KqlError('limit', 'make-series has too many steps: take a larger step or a shorter range.');
}

class Int64Axis implements Axis {
  readonly first: number | undefined;
  readonly last: number | undefined;
  /** Where bin 0 starts: known at once, or from the first value. */
  private base: bigint | undefined;
  private readonly end: bigint | undefined;

  constructor(
    private readonly type: 'long' | 'datetime' | 'timespan',
    from: Value | undefined,
    to: Value | undefined,
    inRange: boolean,
    private readonly step: bigint,
  ) {
    this.base = from as bigint | undefined;
    // `in range` includes its end.
    this.end = to === undefined ? undefined : (to as bigint) + (inRange ? 1n : 0n);
    this.first = from === undefined ? undefined : 0;
    if (this.base !== undefined && this.end !== undefined) {
      const bins = this.end <= this.base ? 0n : (this.end - this.base - 1n) / step + 1n;
      if (bins > BigInt(maxBin)) throw tooManyBins();
      this.last = Number(bins) - 1;
      if (inRange) this.end = this.base + BigInt(this.last + 1) * step;
    }
  }

  place(column: Column, rows: Int32Array, bins: Int32Array): number {
    const wide = column.type === this.type && column instanceof Int64Column ? column : undefined;
    const start = this.start(column);
    if (start === undefined) return 0;
    const stepNumber = Number(this.step);
    const highBase = Number(start >> 32n);
    const lowBase = Number(BigInt.asUintN(32, start));
    const limit = this.end === undefined ? Infinity : Number(this.end - start);
    const least = this.first === undefined ? -Infinity : 0;
    let count = 0;
    for (let row = 0; row < rows.length; row++) {
      if (column.isNull(row)) continue;
      let bin: number;
      let distance: number;
      if (wide !== undefined) {
        distance = (wide.words[2 * row + 1]! - highBase) * 4_294_967_296 + ((wide.words[2 * row]! >>> 0) - lowBase);
        // Beyond 2^53 the difference is not exact as a number.
        bin =
          Math.abs(distance) < 9_007_199_254_740_992
            ? Math.floor(distance / stepNumber)
            : Number(floorDivide(wide.values[row]! - start, this.step));
      } else {
        const difference = BigInt(column.get(row) as bigint | number) - start;
        distance = Number(difference);
        bin = Number(floorDivide(difference, this.step));
      }
      if (bin < least || distance >= limit) continue;
      if (bin > maxBin || bin < -maxBin) throw tooManyBins();
      rows[count] = row;
      bins[count++] = bin;
    }
    return count;
  }

  /** Without `from`, bins start at multiples of the step, as those of `bin()`. */
  private start(column: Column): bigint | undefined {
    if (this.base !== undefined) return this.base;
    for (let row = 0; row < column.length; row++) {
      const value = column.get(row);
      if (value !== null) return (this.base = floorDivide(BigInt(value as bigint | number), this.step) * this.step);
    }
    return undefined;
  }

  labels(first: number, last: number): Dynamic {
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) =>
      toDynamicValue((this.base ?? 0n) + BigInt(first + i) * this.step, this.type),
    );
  }
}

function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b < 0n ? quotient - 1n : quotient;
}

class RealAxis implements Axis {
  readonly first: number | undefined;
  readonly last: number | undefined;
  private base: number | undefined;
  private readonly end: number;

  constructor(
    from: number | undefined,
    to: number | undefined,
    inRange: boolean,
    private readonly step: number,
  ) {
    this.base = from;
    this.end = to ?? Infinity;
    this.first = from === undefined ? undefined : 0;
    if (from !== undefined && to !== undefined) {
      // A rounding error must not add or lose a bin.
      const bins = inRange ? Math.floor((to - from) / step + 1e-9) + 1 : Math.ceil((to - from) / step - 1e-9);
      if (bins > maxBin) throw tooManyBins();
      this.last = Math.max(bins, 0) - 1;
      if (inRange) this.end = from + bins * step;
    }
  }

  place(column: Column, rows: Int32Array, bins: Int32Array): number {
    const reals = convertColumn(column, 'real');
    let count = 0;
    for (let row = 0; row < rows.length; row++) {
      const value = reals.get(row) as number | null;
      if (value === null || !Number.isFinite(value) || value >= this.end) continue;
      this.base ??= Math.floor(value / this.step) * this.step;
      const bin = Math.floor((value - this.base) / this.step);
      if ((this.first !== undefined && bin < 0) || (this.last !== undefined && bin > this.last)) continue;
      if (Math.abs(bin) > maxBin) throw tooManyBins();
      rows[count] = row;
      bins[count++] = bin;
    }
    return count;
  }

  labels(first: number, last: number): Dynamic {
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) =>
      toDynamicValue((this.base ?? 0) + (first + i) * this.step, 'real'),
    );
  }
}
