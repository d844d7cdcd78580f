import { datetimeOrNull } from './calendar.js';
import { type Column } from './columns/column.js';
import { convertByClass } from './convertColumn.js';
import { decimalOf, finiteDecimal, formatDecimal, parseDecimal, type Decimal } from './decimal.js';
import { Boxed, dynamicLong, dynamicReal, isArray, isBag, type Dynamic } from './dynamic.js';
import { dynamicText, parseDynamic } from './dynamicText.js';
import { formatReal, intOfNumber, longOfReal, longOrNull, parseLong, parseReal } from './numberText.js';
import { formatDatetime, formatTimespan, parseDatetime, parseTimespan } from './ticks.js';
import { isNumeric, type ScalarType, type Value } from './types.js';

/** The explicit conversion `to<type>(value)`: null when it has no value in that type (a string never is null). */
export function convertValue(value: Value, from: ScalarType, to: ScalarType): Value {
  if (value === null) return to === 'string' ? '' : null;
  if (from === to) return value;
  if (to === 'string') return textOf(value, from);
  if (to === 'dynamic') return from === 'string' ? parseDynamic(value as string) : toDynamicValue(value, from);
  switch (from) {
    case 'string':
      return parseAs(value as string, to);
    case 'dynamic':
      return convertDynamic(value as Dynamic, to);
    case 'guid':
      return null;
    case 'bool':
      return isNumeric(to) ? convertNumber(value === true ? 1n : 0n, to) : null;
    case 'decimal':
      return convertDecimal(value as Decimal, to);
    case 'datetime':
    case 'timespan':
      return to === 'datetime' || to === 'timespan' || to === 'bool' ? null : convertNumber(value as bigint, to);
    default:
      return convertNumber(value as number | bigint, to);
  }
}

/** A number (of ticks, for a datetime or timespan). */
function convertNumber(value: number | bigint, to: ScalarType): Value {
  switch (to) {
    case 'bool':
      return Number(value) !== 0;
    case 'int':
      return intOfNumber(Number(value));
    case 'long':
      return typeof value === 'bigint' ? value : longOfReal(value);
    case 'real':
      return Number(value);
    case 'decimal':
      return decimalOf(value);
    case 'datetime': {
      const ticks = typeof value === 'bigint' ? value : longOfReal(value);
      return ticks === null ? null : datetimeOrNull(ticks);
    }
    case 'timespan':
      return typeof value === 'bigint' ? value : longOfReal(value);
    default:
      return null;
  }
}

function convertDecimal(value: Decimal, to: ScalarType): Value {
  switch (to) {
    case 'bool':
      return !value.isZero();
    case 'real':
      return value.toNumber();
    case 'int':
      return intOfNumber(value.trunc().toNumber());
    default:
      if (value.abs().greaterThan('1e19')) return null;
      return convertNumber(longOrNull(BigInt(value.trunc().toFixed())) ?? NaN, to);
  }
}

function parseAs(text: string, to: ScalarType): Value {
  switch (to) {
    case 'bool':
      return parseBool(text);
    case 'int': {
      const whole = parseLong(text);
      return whole === null ? null : intOfNumber(Number(whole));
    }
    case 'long':
      return parseLong(text);
    case 'real':
      return parseReal(text);
    case 'decimal': {
      const decimal = parseDecimal(text);
      return decimal === null ? null : finiteDecimal(decimal);
    }
    case 'datetime':
      return parseDatetime(text);
    case 'timespan':
      return parseTimespan(text);
    case 'guid':
      return parseGuid(text);
    default:
      return text;
  }
}

function parseBool(text: string): boolean | null {
  const trimmed = text.trim().toLowerCase();
  if (trimmed === 'true') return true;
  if (trimmed === 'false') return false;
  const whole = parseLong(trimmed);
  return whole === null ? null : whole !== 0n;
}

const guidText = /^([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})$/;

/** A guid of a text with or without dashes and braces, in lower case with dashes; null when it is none. */
export function parseGuid(text: string): string | null {
  let trimmed = text.trim().toLowerCase();
  if (/^(?:\{.*\}|\(.*\))$/.test(trimmed)) trimmed = trimmed.slice(1, -1);
  const match = guidText.exec(trimmed);
  return match === null ? null : `${match[1]!}-${match[2]!}-${match[3]!}-${match[4]!}-${match[5]!}`;
}

function convertDynamic(value: Dynamic, to: ScalarType): Value {
  switch (typeof value) {
    case 'string':
      return parseAs(value, to);
    case 'boolean':
      return convertValue(value, 'bool', to);
    case 'bigint':
      return convertNumber(value, to);
    case 'number':
      return convertNumber(Number.isInteger(value) ? BigInt(value) : value, to);
  }
  if (value instanceof Boxed) return convertValue(value.value, value.type, to);
  return isArray(value) || isBag(value) ? null : value;
}

/** `convertValue` over a column; the same column when it already has the type. Dictionary columns convert once per distinct value. */
export function convertColumn(column: Column, to: ScalarType): Column {
  const from = column.type;
  return from === to ? column : convertByClass(column, to, (value) => convertValue(value, from, to));
}

/** A scalar as a dynamic value of the same meaning (`pack_array`, `make_list`, `todynamic` of a number). */
export function toDynamicValue(value: Value, type: ScalarType): Dynamic {
  if (value === null) return null;
  switch (type) {
    case 'long':
      return dynamicLong(value as bigint);
    case 'real':
      return dynamicReal(value as number);
    case 'decimal':
      return new Boxed('decimal', value as Decimal);
    case 'datetime':
    case 'timespan':
      return new Boxed(type, value as bigint);
    case 'guid':
      return new Boxed('guid', value as string);
    default:
      return value as Dynamic;
  }
}

/** What `tostring` gives: `True`, 7-digit ISO datetimes, .NET spellings of reals; "" for null. */
export function textOf(value: Value, type: ScalarType): string {
  if (value === null) return '';
  switch (type) {
    case 'bool':
      return value === true ? 'True' : 'False';
    case 'real':
      return formatReal(value as number);
    case 'decimal':
      return formatDecimal(value as Decimal);
    case 'datetime':
      return formatDatetime(value as bigint);
    case 'timespan':
      return formatTimespan(value as bigint);
    case 'dynamic':
      return dynamicText(value as Dynamic);
    default:
      return typeof value === 'string' ? value : (value as number | bigint).toString();
  }
}

const numericRank: Partial<Record<ScalarType, number>> = { int: 1, long: 2, real: 3, decimal: 4 };

/** True when an argument of type `from` is taken where `to` is asked for, without a cast: int → long → real → decimal; dynamic → any. */
export function isImplicit(from: ScalarType, to: ScalarType): boolean {
  if (from === to || from === 'dynamic') return true;
  const rank = numericRank[from];
  const wanted = numericRank[to];
  return rank !== undefined && wanted !== undefined && rank < wanted;
}
