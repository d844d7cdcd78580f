import { Chunk } from '../chunk.js';
import { constant, type Column } from '../columns/column.js';
import type { Schema, Value } from '../types.js';
import type { Compiled } from './context.js';

/** An expression of a step: on the whole input at once when it reads nothing but the row, else row by row. */
export interface StepExpression {
  readonly compiled: Compiled;
  readonly readsRowOnly: boolean;
}

export interface MachineStep {
  readonly optional: boolean;
  readonly output: 'all' | 'last' | 'none';
  readonly condition: StepExpression;
  readonly assignments: readonly { readonly index: number; readonly value: StepExpression }[];
}

/** The last row that a step matched in a sequence, with its declared columns. */
interface Match {
  readonly row: number;
  readonly declared: readonly Value[];
}

/** A sequence on its way: what each step matched last. */
interface Sequence {
  readonly id: number;
  readonly matches: readonly (Match | undefined)[];
}

interface Output {
  readonly rows: number[];
  readonly declaredValues: (readonly Value[])[];
  readonly matchIds: number[];
}

/**
 * The state machine of `scan`. A row is tried on the steps from last to first. On each step it either carries on the sequence that waits
 * at the step before, or repeats the step in the sequence that is there, or on the first step begins a sequence.
 */
export class ScanMachine {
  readonly output: Output = { rows: [], declaredValues: [], matchIds: [] };
  private states: (Sequence | undefined)[] = [];
  private nextId = 0;
  private readonly precomputed = new Map<StepExpression, Column>();

  /** `schema`: the columns of the input, the declared ones, then both again for each step. */
  constructor(
    private readonly steps: readonly MachineStep[],
    private readonly schema: Schema,
    private readonly sourceWidth: number,
    private readonly defaults: readonly Value[],
    private readonly chunk: Chunk,
  ) {}

  startPartition(): void {
    this.states = this.steps.map(() => undefined);
  }

  accept(row: number): void {
    for (let step = this.steps.length - 1; step >= 0; step--) {
      if (this.advance(step, row)) continue;
      this.repeat(step, row);
    }
  }

  endPartition(): void {
    this.states.forEach((sequence, step) => {
      this.release(sequence, step);
    });
  }

  /** Moves the sequence that waits at the step before, or before optional steps that nothing matched, to this step. */
  private advance(step: number, row: number): boolean {
    for (let from = step - 1; from >= 0; from--) {
      const sequence = this.states[from];
      if (sequence !== undefined) {
        if (!this.holds(step, row, sequence)) return false;
        this.release(this.states[step], step);
        this.release(sequence, from);
        this.states[from] = undefined;
        this.match(step, row, sequence);
        return true;
      }
      if (!this.steps[from]!.optional) return false;
    }
    return false;
  }

  private repeat(step: number, row: number): void {
    const sequence = this.states[step];
    if (sequence !== undefined) {
      if (this.holds(step, row, sequence)) this.match(step, row, sequence);
    } else if (this.steps.slice(0, step).every((before) => before.optional)) {
      const begun: Sequence = { id: this.nextId, matches: this.steps.map(() => undefined) };
      if (!this.holds(step, row, begun)) return;
      this.nextId++;
      this.match(step, row, begun);
    }
  }

  private match(step: number, row: number, sequence: Sequence): void {
    const { assignments, output } = this.steps[step]!;
    const declared = [...this.defaults];
    for (const { index, value } of assignments) declared[index] = this.evaluate(value, row, declared, sequence);
    const match: Match = { row, declared };
    const matches = [...sequence.matches];
    matches[step] = match;
    this.states[step] = { id: sequence.id, matches };
    if (output === 'all') this.emit(match, sequence.id);
  }

  /** A step with `output=last` gives its row when its sequence moves on or ends. */
  private release(sequence: Sequence | undefined, step: number): void {
    const match = sequence?.matches[step];
    if (sequence !== undefined && match !== undefined && this.steps[step]!.output === 'last') this.emit(match, sequence.id);
  }

  private emit(match: Match, id: number): void {
    this.output.rows.push(match.row);
    this.output.declaredValues.push(match.declared);
    this.output.matchIds.push(id);
  }

  private holds(step: number, row: number, sequence: Sequence): boolean {
    return this.evaluate(this.steps[step]!.condition, row, this.defaults, sequence) === true;
  }

  private evaluate(expression: StepExpression, row: number, declared: readonly Value[], sequence: Sequence): Value {
    if (expression.readsRowOnly) {
      let column = this.precomputed.get(expression);
      if (column === undefined) {
        const { chunk, schema } = this;
        const whole = Chunk.lazy(schema.length, chunk.length, (i) => chunk.column(i));
        this.precomputed.set(expression, (column = expression.compiled.evaluate(whole)));
      }
      return column.get(row);
    }
    const { sourceWidth, schema, chunk } = this;
    const width = sourceWidth + declared.length;
    const one = Chunk.lazy(schema.length, 1, (index) => {
      const place = index % width;
      const match: Match | undefined = index < width ? { row, declared } : sequence.matches[Math.floor(index / width) - 1];
      const value =
        place < sourceWidth
          ? match === undefined
            ? null
            : chunk.column(place).get(match.row)
          : (match === undefined ? this.defaults : match.declared)[place - sourceWidth];
      return constant(schema[index]!.type, value ?? null, 1);
    });
    return expression.compiled.evaluate(one).get(0);
  }
}
