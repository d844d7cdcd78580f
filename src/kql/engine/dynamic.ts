import type { Decimal } from 'decimal.js';

/**
 * A dynamic value. A JavaScript number is a long when it is an integer and a real otherwise; a real that happens to be integral is
 * `Boxed('real', 1)`; a long beyond 2^53 is a bigint. A `Float64Array` is an array of reals (series).
 * Bags are plain objects; set their keys with `setKey`, since a key may be `__proto__`.
 */
export type Dynamic = null | boolean | number | bigint | string | Boxed | readonly Dynamic[] | Float64Array | Bag;

export interface Bag {
  readonly [key: string]: Dynamic;
}

export type MutableBag = Record<string, Dynamic>;

interface BoxedValues {
  real: number;
  decimal: Decimal;
  /** Ticks since 0001-01-01. */
  datetime: bigint;
  /** Ticks. */
  timespan: bigint;
  guid: string;
}

/** A dynamic value of a type that JSON does not have. */
export class Boxed<T extends keyof BoxedValues = keyof BoxedValues> {
  constructor(
    readonly type: T,
    readonly value: BoxedValues[T],
  ) {}

  is<U extends keyof BoxedValues>(type: U): this is Boxed<U> {
    return (this.type as string) === type;
  }
}

export function isArray(value: Dynamic): value is readonly Dynamic[] | Float64Array {
  return Array.isArray(value) || value instanceof Float64Array;
}

export function isBag(value: Dynamic): value is Bag {
  return typeof value === 'object' && value !== null && !isArray(value) && !(value instanceof Boxed);
}

/** A real as a dynamic value. */
export function dynamicReal(value: number): Dynamic {
  return Number.isInteger(value) ? new Boxed('real', value) : value;
}

/** A long as a dynamic value. */
export function dynamicLong(value: bigint): Dynamic {
  return value >= -9007199254740991n && value <= 9007199254740991n ? Number(value) : value;
}

/** The elements of an array, reals of a series boxed as their type asks. */
export function elements(value: readonly Dynamic[] | Float64Array): readonly Dynamic[] {
  return value instanceof Float64Array ? Array.from(value, dynamicReal) : value;
}

export function setKey(bag: MutableBag, key: string, value: Dynamic): void {
  if (key === '__proto__') {
    Object.defineProperty(bag, key, { value, enumerable: true, configurable: true, writable: true });
  } else {
    bag[key] = value;
  }
}

export function getKey(bag: Bag, key: string): Dynamic | undefined {
  return Object.hasOwn(bag, key) ? bag[key] : undefined;
}
