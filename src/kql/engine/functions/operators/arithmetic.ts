import type { Decimal } from 'decimal.js';
import { Int64Column, RealColumn, type Column } from '../../columns/column.js';
import { convertValue, toDynamicValue } from '../../convert.js';
import type { Dynamic } from '../../dynamic.js';
import { isNumeric, type Int64Type, type ScalarType } from '../../types.js';
import {
  overload,
  overloadSeeingNulls,
  vectorOverload,
  type Argument,
  type Overload,
  type ScalarFunction,
} from '../definition.js';
import { addInt64, bothValid, mapInt64, operand, toDouble } from './int64.js';

type Operator = '+' | '-' | '*' | '/' | '%';

/** Ticks of 9999-12-31T23:59:59.9999999Z. */
const maxDatetime = 3_155_378_975_999_999_999n;

const fastInt64: Record<'*' | '/' | '%', (a: number, b: number) => number | null> = {
  '*': (a, b) => a * b,
  '/': (a, b) => (b === 0 ? null : Math.trunc(a / b)),
  '%': (a, b) => (b === 0 ? null : modulo(a, b)),
};

const exactInt64: Record<'*' | '/' | '%', (a: bigint, b: bigint) => bigint | null> = {
  '*': (a, b) => a * b,
  '/': (a, b) => (b === 0n ? null : a / b),
  '%': (a, b) => (b === 0n ? null : ((a % b) + (b < 0n ? -b : b)) % (b < 0n ? -b : b)),
};

/** Never negative, as Kusto's `%` of integers. */
function modulo(a: number, b: number): number {
  const rest = a % b;
  return rest < 0 ? rest + Math.abs(b) : rest + 0;
}

function int64Kernel(operator: Operator, type: Int64Type) {
  return (args: readonly Column[], length: number): Column => {
    const [left, right] = args;
    const result =
      operator === '+' || operator === '-'
        ? addInt64(type, left!, right!, length, operator === '+' ? 1 : -1)
        : mapInt64(type, left!, right!, length, fastInt64[operator], exactInt64[operator]);
    return type === 'datetime' ? withinCalendar(result) : result;
  };
}

/** A datetime before year 1 or after 9999 is null. */
function withinCalendar(column: Int64Column): Int64Column {
  const { words } = column;
  const limit = Number(maxDatetime >> 32n);
  let valid = column.valid;
  for (let i = 0; i < column.length; i++) {
    const high = words[2 * i + 1]!;
    if (high >= 0 && high < limit) continue;
    const ticks = column.values[i]!;
    if (ticks >= 0n && ticks <= maxDatetime) continue;
    valid = valid === column.valid ? (column.valid?.slice() ?? new Uint8Array(column.length).fill(1)) : valid;
    valid![i] = 0;
  }
  return valid === column.valid ? column : new Int64Column('datetime', column.values, valid);
}

const realOperation: Record<Operator, (a: number, b: number) => number> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
};

function realKernel(operator: Operator) {
  const apply = realOperation[operator];
  return (args: readonly Column[], length: number): Column => {
    const a = reals(args[0]!, length);
    const b = reals(args[1]!, length);
    const values = new Float64Array(length);
    for (let i = 0; i < length; i++) values[i] = apply(a.values[i * a.stride]!, b.values[i * b.stride]!);
    const valid =
      a.valid === undefined ? b.valid : b.valid === undefined ? a.valid : a.valid.map((flag, i) => flag & b.valid![i]!);
    return new RealColumn(values, valid);
  };
}

function reals(column: Column, length: number): { values: Float64Array; stride: 0 | 1; valid: Uint8Array | undefined } {
  if (column instanceof RealColumn) return { values: column.values, stride: 1, valid: column.valid };
  const value = length === 0 ? 0 : (column.get(0) as number | null);
  return {
    values: new Float64Array([value ?? 0]),
    stride: 0,
    valid: value === null ? new Uint8Array(length) : undefined,
  };
}

const decimalOperation: Record<Operator, (a: Decimal, b: Decimal) => Decimal | null> = {
  '+': (a, b) => a.plus(b),
  '-': (a, b) => a.minus(b),
  '*': (a, b) => a.times(b),
  '/': (a, b) => (b.isZero() ? null : a.dividedBy(b)),
  '%': (a, b) => (b.isZero() ? null : a.modulo(b)),
};

/** Ticks as a share of ticks: `1h / 5m` is 12.0. */
function ratio(args: readonly Column[], length: number): Column {
  const a = operand(args[0]!);
  const b = operand(args[1]!);
  const values = new Float64Array(length);
  for (let i = 0; i < length; i++) values[i] = toDouble(a.words, i * a.stride) / toDouble(b.words, i * b.stride);
  return new RealColumn(values, bothValid(a, b, length));
}

/** Ticks times or divided by a real, cut to whole ticks; null when there is no such number. */
function scaled(operator: '*' | '/' | '%', ticks: bigint, factor: number): bigint | null {
  const result = realOperation[operator](Number(ticks), factor);
  return Number.isFinite(result) && Math.abs(result) < 9.3e18 ? BigInt(Math.trunc(result)) : null;
}

function resolve(operator: Operator, args: readonly Argument[]): Overload | string {
  const [left, right] = args;
  if (right === undefined)
    return operator === '-' || operator === '+' ? unary(operator, left!) : `'${operator}' takes two operands.`;
  const a = left!.type;
  const b = right.type;
  const refusal = `'${operator}' cannot combine ${a} and ${b}.`;
  if (a === 'dynamic' && b === 'dynamic') {
    return overload(['dynamic', 'dynamic'], 'dynamic', (x, y) => dynamicArithmetic(operator, x, y));
  }
  if (a === 'dynamic') return typed(operator, b, b) ?? refusal;
  if (b === 'dynamic') return typed(operator, a, a) ?? refusal;
  return typed(operator, a, b) ?? refusal;
}

function typed(operator: Operator, a: ScalarType, b: ScalarType): Overload | undefined {
  if (isNumeric(a) && isNumeric(b)) return numeric(operator, a, b);
  const sum = operator === '+' || operator === '-';
  if (sum && isTicks(a) && isTicks(b)) {
    const returns = operator === '-' && a === b ? 'timespan' : a === 'datetime' || b === 'datetime' ? 'datetime' : 'timespan';
    return vectorOverload([a, b], returns, int64Kernel(operator, returns));
  }
  if (operator === '/' && isTicks(a) && isTicks(b)) return vectorOverload([a, b], 'real', ratio);
  if (operator === '%' && isTicks(a) && isTicks(b)) return vectorOverload([a, b], 'timespan', int64Kernel('%', 'timespan'));
  if (sum) return undefined;
  if (isTicks(a) && isNumeric(b)) return scaledOverload(operator, a, b);
  if (operator === '*' && isNumeric(a) && isTicks(b)) return scaledOverload(operator, b, a, true);
  return undefined;
}

const isTicks = (type: ScalarType): type is 'datetime' | 'timespan' => type === 'datetime' || type === 'timespan';

function scaledOverload(
  operator: '*' | '/' | '%',
  ticks: 'datetime' | 'timespan',
  factor: ScalarType,
  swapped = false,
): Overload {
  if (factor === 'int' || factor === 'long') {
    return vectorOverload(swapped ? ['long', ticks] : [ticks, 'long'], ticks, int64Kernel(operator, ticks));
  }
  return swapped
    ? overload(['real', ticks], ticks, (x, y) => scaled(operator, y, x))
    : overload([ticks, 'real'], ticks, (x, y) => scaled(operator, x, y));
}

function numeric(operator: Operator, a: ScalarType, b: ScalarType): Overload {
  if (a === 'decimal' || b === 'decimal') {
    return overload(['decimal', 'decimal'], 'decimal', (x, y) => decimalOperation[operator](x, y));
  }
  if (a === 'real' || b === 'real') return vectorOverload(['real', 'real'], 'real', realKernel(operator));
  return vectorOverload(['long', 'long'], 'long', int64Kernel(operator, 'long'));
}

function unary(operator: '-' | '+', arg: Argument): Overload | string {
  const { type } = arg;
  if (operator === '+') return overloadSeeingNulls(['any'], type, (value) => value as never);
  if (type === 'int' || type === 'long') return overload(['long'], 'long', (value) => BigInt.asIntN(64, -value));
  if (type === 'real') return overload(['real'], 'real', (value) => -value);
  if (type === 'decimal') return overload(['decimal'], 'decimal', (value) => value.negated());
  if (type === 'timespan' || type === 'datetime') return overload([type], 'timespan', (value) => -value);
  if (type === 'dynamic') return overload(['dynamic'], 'dynamic', (value) => dynamicArithmetic('-', 0, value));
  return `'-' cannot negate a value of type ${type}.`;
}

/** Arithmetic of two dynamic numbers, long where both are; null for other kinds. */
function dynamicArithmetic(operator: Operator, a: Dynamic, b: Dynamic): Dynamic {
  const isLong = (value: Dynamic): boolean => typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value));
  if (isLong(a) && isLong(b)) {
    const x = BigInt(a as number | bigint);
    const y = BigInt(b as number | bigint);
    const result = operator === '+' ? x + y : operator === '-' ? x - y : exactInt64[operator](x, y);
    return result === null ? null : toDynamicValue(BigInt.asIntN(64, result), 'long');
  }
  const x = convertValue(a, 'dynamic', 'real');
  const y = convertValue(b, 'dynamic', 'real');
  return typeof x === 'number' && typeof y === 'number' ? toDynamicValue(realOperation[operator](x, y), 'real') : null;
}

export const arithmeticOperators: readonly ScalarFunction[] = (['+', '-', '*', '/', '%'] as const).map((operator) => ({
  name: operator,
  overloads: (args) => (args.length === 0 || args.length > 2 ? `'${operator}' takes two operands.` : resolve(operator, args)),
}));
