import type { Fact, Unit } from '../model/fact';
import { HOUR, MINUTE, SECOND, type Instant } from '../model/time';
import { clockLabel } from './clock';

/** Everything that the wording of a value depends on besides the value. */
export interface Wording {
  /** IANA name. */
  readonly timeZone: string;
  /** The moment that counts as today. */
  readonly now: Instant;
}

const BYTE_STEPS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

/** A number for reading: thousands grouped, two significant digits below 1, one decimal below 100, none above. */
export function formatNumber(value: number): string {
  const size = Math.abs(value);
  if (!Number.isFinite(value)) return String(value);
  const decimals = size === 0 || size >= 100 ? 0 : size >= 1 ? 1 : Math.min(6, 1 - Math.floor(Math.log10(size)));
  return new Intl.NumberFormat('en-US', { maximumFractionDigits: decimals }).format(value);
}

function formatBytes(value: number): string {
  let step = 0;
  let rest = value;
  while (Math.abs(rest) >= 1024 && step < BYTE_STEPS.length - 1) {
    rest /= 1024;
    step += 1;
  }
  return `${formatNumber(rest)} ${BYTE_STEPS[step] ?? 'B'}`;
}

/** A span of time in words: `45 s`, `5 min`, `2 h 20 min`, `3 d 4 h`; whole minutes from one minute on. */
export function formatDuration(milliseconds: number): string {
  const size = Math.abs(milliseconds);
  if (size < MINUTE) return `${Math.round(size / SECOND)} s`;
  const minutes = Math.round(size / MINUTE);
  if (minutes < 60) return `${minutes} min`;
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours < 24) return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
  const [days, left] = [Math.floor(hours / 24), hours % 24];
  return left === 0 ? `${days} d` : `${days} d ${left} h`;
}

/** A span of time as hours and minutes, rounded down: `2:50`, `31:05`. */
export function formatHoursMinutes(milliseconds: number): string {
  const size = Math.max(0, milliseconds);
  return `${Math.floor(size / HOUR)}:${String(Math.floor((size % HOUR) / MINUTE)).padStart(2, '0')}`;
}

/** A value with its unit as the person reads it. Instants become clock labels in the wording's zone. */
export function formatValue(value: number | string, unit: Unit, wording: Wording): string {
  if (typeof value === 'string') return value;
  switch (unit) {
    case 'percent':
      return `${formatNumber(value)} %`;
    case 'seconds':
      return `${formatNumber(value)} s`;
    case 'milliseconds':
      return `${formatNumber(value)} ms`;
    case 'bytes':
      return formatBytes(value);
    case 'bytesPerSecond':
      return `${formatBytes(value)}/s`;
    case 'instant':
      return clockLabel(value, wording.timeZone, wording.now);
    case 'duration':
      return formatDuration(value);
    case 'count':
    case 'text':
      return formatNumber(value);
  }
}

export function formatFact(fact: Fact, wording: Wording): string {
  return formatValue(fact.value, fact.unit, wording);
}

/** `1 alert`, `3 alerts`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return count === 1 ? one : many;
}

/** The unit of a fact for a unit as Azure Monitor names it; what is not known is a plain count. */
export function unitOfMetric(unit: string): Unit {
  const units: Readonly<Record<string, Unit>> = {
    percent: 'percent',
    seconds: 'seconds',
    milliseconds: 'milliseconds',
    bytes: 'bytes',
    bytespersecond: 'bytesPerSecond',
  };
  return units[unit.toLowerCase()] ?? 'count';
}
