import { datetimeOrNull, floorDivide } from '../../calendar.js';
import { ConstColumn, IntColumn, Int64Column, RealColumn, constant, type Column } from '../../columns/column.js';
import type { Decimal } from '../../decimal.js';
import type { ScalarType, Value } from '../../types.js';
import {
  overload,
  vectorOverload,
  type Argument,
  type Overload,
  type ScalarFunction,
  type VectorFunction,
} from '../definition.js';
import { evaluateOverload } from '../lift.js';
import { floorToStep } from './int64.js';

const numeric: readonly ScalarType[] = ['int', 'long', 'real', 'decimal'];

function widest(types: readonly ScalarType[]): ScalarType | undefined {
  const ranks = types.map((type) => (type === 'dynamic' ? 1 : numeric.indexOf(type)));
  return ranks.includes(-1) ? undefined : numeric[Math.max(...ranks)];
}

function binReal(value: number, step: number): number | null {
  return step > 0 ? Math.floor(value / step) * step : null;
}

/** Wraps around below the least 64-bit integer, as all arithmetic of longs does. */
function binLong(value: bigint, step: bigint): bigint | null {
  return step > 0n ? BigInt.asIntN(64, floorDivide(value, step) * step) : null;
}

function binDecimal(value: Decimal, step: Decimal): Decimal | null {
  return step.isPositive() && !step.isZero() ? value.dividedBy(step).floor().times(step) : null;
}

/** A constant step over a plain column goes through a loop on its array; anything else row by row. */
function withConstantStep(fallback: Overload, fast: (column: Column, step: Value) => Column | undefined): VectorFunction {
  return (args, length, context) => {
    const [column, step] = args;
    if (step instanceof ConstColumn && !(column instanceof ConstColumn)) {
      if (step.value === null) return constant(fallback.returns, null, length);
      const result = fast(column!, step.value);
      if (result !== undefined) return result;
    }
    return evaluateOverload(fallback, args, length, context);
  };
}

function binColumn64(column: Column, step: Value): Column | undefined {
  if (!(column instanceof Int64Column)) return undefined;
  return (step as bigint) > 0n ? floorToStep(column, step as bigint) : constant(column.type, null, column.length);
}

function binInts(column: Column, step: Value): Column | undefined {
  const width = step as number;
  if (!(column instanceof IntColumn) || width <= 0) return undefined;
  return new IntColumn(
    column.values.map((value) => Math.floor(value / width) * width),
    column.valid,
  );
}

function binReals(column: Column, step: Value): Column | undefined {
  const width = step as number;
  if (!(column instanceof RealColumn) || !(width > 0)) return undefined;
  return new RealColumn(
    column.values.map((value) => Math.floor(value / width) * width),
    column.valid,
  );
}

const longBin = overload(['long', 'long'], 'long', binLong);
const intBin = overload(['int', 'int'], 'int', binReal);
const realBin = overload(['real', 'real'], 'real', binReal);
const datetimeBin = overload(['datetime', 'timespan'], 'datetime', binLong);
const timespanBin = overload(['timespan', 'timespan'], 'timespan', binLong);

const vectorBins: Partial<Record<ScalarType, Overload>> = {
  int: vectorOverload(['int', 'int'], 'int', withConstantStep(intBin, binInts)),
  long: vectorOverload(['long', 'long'], 'long', withConstantStep(longBin, binColumn64)),
  real: vectorOverload(['real', 'real'], 'real', withConstantStep(realBin, binReals)),
  decimal: overload(['decimal', 'decimal'], 'decimal', binDecimal),
  datetime: vectorOverload(['datetime', 'timespan'], 'datetime', withConstantStep(datetimeBin, binColumn64)),
  timespan: vectorOverload(['timespan', 'timespan'], 'timespan', withConstantStep(timespanBin, binColumn64)),
};

function chooseBin(args: readonly Argument[]): Overload | string {
  const [value, step] = args;
  if (value === undefined || step === undefined || args.length > 2) return 'bin() takes a value and a bin size.';
  const type = value.type === 'dynamic' && step.type === 'timespan' ? 'datetime' : value.type;
  if ((type === 'datetime' || type === 'timespan') && step.type === 'timespan') return vectorBins[type]!;
  if (type === 'datetime' && step.type === 'datetime') return overload(['datetime', 'datetime'], 'datetime', binLong);
  const common = widest([type, step.type]);
  const chosen = common === undefined ? undefined : vectorBins[common];
  return chosen ?? `bin() does not take ${value.type} with a bin size of ${step.type}.`;
}

function binAtLong(value: bigint, step: bigint, fixed: bigint): bigint | null {
  return step > 0n ? BigInt.asIntN(64, fixed + floorDivide(value - fixed, step) * step) : null;
}

function binAtReal(value: number, step: number, fixed: number): number | null {
  return step > 0 ? fixed + Math.floor((value - fixed) / step) * step : null;
}

const binAts: Partial<Record<ScalarType, Overload>> = {
  int: overload(['int', 'int', 'int'], 'int', binAtReal),
  long: overload(['long', 'long', 'long'], 'long', binAtLong),
  real: overload(['real', 'real', 'real'], 'real', binAtReal),
  decimal: overload(['decimal', 'decimal', 'decimal'], 'decimal', (value, step, fixed) => {
    const bins = binDecimal(value.minus(fixed), step);
    return bins === null ? null : fixed.plus(bins);
  }),
  datetime: overload(['datetime', 'timespan', 'datetime'], 'datetime', (value, step, fixed) => {
    const at = binAtLong(value, step, fixed);
    return at === null ? null : datetimeOrNull(at);
  }),
  timespan: overload(['timespan', 'timespan', 'timespan'], 'timespan', binAtLong),
};

function chooseBinAt(args: readonly Argument[]): Overload | string {
  const [value, step, fixed] = args;
  if (value === undefined || step === undefined || fixed === undefined || args.length > 3) {
    return 'bin_at() takes a value, a bin size and a fixed point.';
  }
  if ((value.type === 'datetime' || value.type === 'timespan') && fixed.type === value.type && step.type === 'timespan') {
    return binAts[value.type]!;
  }
  const common = widest([value.type, step.type, fixed.type]);
  const chosen = common === undefined ? undefined : binAts[common];
  return chosen ?? `bin_at() does not take ${value.type} with a bin size of ${step.type} and a fixed point of ${fixed.type}.`;
}

/** Rounds a real half away from zero at a decimal place. */
export function roundReal(value: number, places: number): number {
  if (!Number.isFinite(value) || places > 300) return value;
  if (places < -300) return 0;
  const scale = 10 ** Math.abs(places);
  const scaled = places >= 0 ? value * scale : value / scale;
  if (!Number.isFinite(scaled)) return value;
  const rounded = Math.sign(scaled) * Math.round(Math.abs(scaled));
  return places >= 0 ? rounded / scale : rounded * scale;
}

function roundLong(value: bigint, places: bigint): bigint {
  if (places >= 0n) return value;
  if (places < -19n) return 0n;
  const unit = 10n ** -places;
  const size = value < 0n ? -value : value;
  const rounded = ((size + unit / 2n) / unit) * unit;
  return BigInt.asIntN(64, value < 0n ? -rounded : rounded);
}

const halfUp = 4;

export const binFunctions: readonly ScalarFunction[] = [
  { name: 'bin', aliases: ['floor'], overloads: chooseBin },
  { name: 'bin_at', overloads: chooseBinAt },
  {
    name: 'bin_auto',
    overloads: () =>
      'bin_auto() needs the query properties query_bin_auto_size and query_bin_auto_at, which this engine does not have.',
    refused: 'needs query properties of the service',
  },
  {
    name: 'ceiling',
    overloads: [
      overload(['int'], 'int', (value) => value),
      overload(['long'], 'long', (value) => value),
      overload(['real'], 'real', Math.ceil),
      overload(['decimal'], 'decimal', (value) => value.ceil()),
    ],
  },
  {
    name: 'round',
    overloads: [
      overload(['int', 'long?'], 'int', (value, places = 0n) => Number(roundLong(BigInt(value), places)) | 0),
      overload(['long', 'long?'], 'long', (value, places = 0n) => roundLong(value, places)),
      overload(['real', 'long?'], 'real', (value, places = 0n) => roundReal(value, Number(places))),
      overload(['decimal', 'long?'], 'decimal', (value, places = 0n) =>
        places >= 0n
          ? value.toDecimalPlaces(Math.min(Number(places), 1000), halfUp)
          : value.dividedBy(`1e${-places}`).toDecimalPlaces(0, halfUp).times(`1e${-places}`),
      ),
    ],
  },
  {
    name: 'abs',
    overloads: [
      overload(['long'], 'long', (value) => BigInt.asIntN(64, value < 0n ? -value : value)),
      overload(['real'], 'real', Math.abs),
      overload(['decimal'], 'decimal', (value) => value.abs()),
      overload(['timespan'], 'timespan', (value) => BigInt.asIntN(64, value < 0n ? -value : value)),
    ],
  },
];
