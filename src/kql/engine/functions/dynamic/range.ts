import { toDynamicValue } from '../../convert.js';
import { dynamicReal, type Dynamic } from '../../dynamic.js';
import type { ScalarType } from '../../types.js';
import { overload, type Argument, type Overload, type ScalarFunction } from '../definition.js';

/** The most values that `range()` gives. */
const mostValues = 1_048_576;
const ticksPerHour = 36_000_000_000n;

const isSafe = (value: bigint): boolean => value > -(2n ** 52n) && value < 2n ** 52n;

function wholeRange(start: bigint, stop: bigint, step: bigint, type: ScalarType): Dynamic {
  if (step === 0n) return null;
  const values: Dynamic[] = [];
  if (type === 'long' && [start, stop, step].every(isSafe)) {
    const [last, by] = [Number(stop), Number(step)];
    for (let at = Number(start); (by > 0 ? at <= last : at >= last) && values.length < mostValues; at += by) values.push(at);
    return values;
  }
  for (let at = start; (step > 0n ? at <= stop : at >= stop) && values.length < mostValues; at += step) {
    values.push(toDynamicValue(at, type));
  }
  return values;
}

function realRange(start: number, stop: number, step: number): Dynamic {
  if (step === 0 || !Number.isFinite(step)) return null;
  const values: Dynamic[] = [];
  for (let i = 0; i < mostValues; i++) {
    const at = start + i * step;
    if (!(step > 0 ? at <= stop : at >= stop)) break;
    values.push(dynamicReal(at));
  }
  return values;
}

function rangeOverload(args: readonly Argument[]): Overload | string {
  const [start, stop, step] = args.map((argument) => argument.type);
  switch (start) {
    case 'datetime':
      return overload(['datetime', 'datetime', 'timespan?'], 'dynamic', (from, to, by = ticksPerHour) =>
        wholeRange(from, to, by, 'datetime'),
      );
    case 'timespan':
      return overload(['timespan', 'timespan', 'timespan?'], 'dynamic', (from, to, by = ticksPerHour) =>
        wholeRange(from, to, by, 'timespan'),
      );
    case 'string':
    case 'bool':
    case 'guid':
      return `range() has no values between ${start}s.`;
    default: {
      const fractional = [start, stop, step].some((type) => type === 'real' || type === 'decimal');
      if (fractional) return overload(['real', 'real', 'real?'], 'dynamic', (from, to, by = 1) => realRange(from, to, by));
      return overload(['long', 'long', 'long?'], 'dynamic', (from, to, by = 1n) => wholeRange(from, to, by, 'long'));
    }
  }
}

export const rangeFunctions: readonly ScalarFunction[] = [{ name: 'range', overloads: rangeOverload }];
