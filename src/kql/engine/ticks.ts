import { dateOfDays, daysOfTicks, int64OrNull } from './calendar.js';

export { parseDatetime } from './datetimeText.js';

/** Ticks of 100 ns. Datetimes count from 0001-01-01T00:00:00Z. */
export const ticksPerSecond = 10_000_000n;
export const ticksPerMinute = 600_000_000n;
export const ticksPerHour = 36_000_000_000n;
export const ticksPerDay = 864_000_000_000n;
/** Ticks of 1970-01-01. */
export const unixEpochTicks = 621_355_968_000_000_000n;

const twoDigits = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, '0'));

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

/** `hh:mm:ss`. */
function clockText(seconds: number): string {
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) - hours * 60;
  return `${twoDigits[hours]!}:${twoDigits[minutes]!}:${twoDigits[seconds - hours * 3600 - minutes * 60]!}`;
}

/** Seven digits. */
function fractionText(ticks: number): string {
  return ticks === 0 ? '0000000' : String(10_000_000 + ticks).slice(1);
}

let lastDays = -1;
let lastDateText = '';

/** `2026-11-17T`, remembered for the next row. */
function dateText(days: number): string {
  if (days !== lastDays) {
    const { year, month, day } = dateOfDays(days);
    lastDateText = `${pad(year, 4)}-${twoDigits[month]!}-${twoDigits[day]!}T`;
    lastDays = days;
  }
  return lastDateText;
}

/** `2026-11-17T02:45:00.0000000Z`. */
export function formatDatetime(ticks: bigint): string {
  const days = daysOfTicks(ticks);
  const rest = Number(ticks - BigInt(days) * ticksPerDay);
  const seconds = Math.floor(rest / 10_000_000);
  return `${dateText(days)}${clockText(seconds)}.${fractionText(rest - seconds * 10_000_000)}Z`;
}

const clockTimespan = /^([+-])?(?:(\d{1,8})(?:\.|:(?=\d+:\d+:\d)))?(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d+))?)?$/;
const unitTimespan = /^([+-])?(\d+)(?:\.(\d*))?\s*([a-z]*)$/i;

/** Ticks of each unit of a timespan literal, times 100: a nanosecond is a hundredth of a tick. */
const unitHundredths = new Map<string, bigint>();
for (const [names, hundredths] of [
  [['', 'd', 'day', 'days'], 86_400_000_000_000n],
  [['h', 'hr', 'hrs', 'hour', 'hours'], 3_600_000_000_000n],
  [['m', 'min', 'mins', 'minute', 'minutes'], 60_000_000_000n],
  [['s', 'sec', 'secs', 'second', 'seconds'], 1_000_000_000n],
  [['ms', 'milli', 'millis', 'millisec', 'millisecond', 'milliseconds'], 1_000_000n],
  [['us', 'micro', 'micros', 'microsec', 'microsecond', 'microseconds'], 1_000n],
  [['ns', 'nano', 'nanos', 'nanosec', 'nanosecond', 'nanoseconds'], 1n],
  [['t', 'tick', 'ticks'], 100n],
] as const) {
  for (const name of names) unitHundredths.set(name, hundredths);
}

/** Any text that `totimespan` reads (`1.02:03:04.5`, `00:05:00`, `5`), and literals (`1d`, `2h`, `1.5m`, `10tick`); null when none. */
export function parseTimespan(text: string): bigint | null {
  const trimmed = text.trim();
  const clock = clockTimespan.exec(trimmed);
  if (clock !== null) {
    const hours = Number(clock[3]);
    const minutes = Number(clock[4]);
    const seconds = Number(clock[5] ?? 0);
    if (hours > 23 || minutes > 59 || seconds > 59) return null;
    const fraction = BigInt((clock[6] ?? '').slice(0, 7).padEnd(7, '0'));
    const ticks = BigInt(clock[2] ?? 0) * ticksPerDay + BigInt(hours * 3600 + minutes * 60 + seconds) * ticksPerSecond + fraction;
    return int64OrNull(clock[1] === '-' ? -ticks : ticks);
  }
  const literal = unitTimespan.exec(trimmed);
  if (literal === null) return null;
  const hundredths = unitHundredths.get(literal[4]!.toLowerCase());
  if (hundredths === undefined) return null;
  const decimals = literal[3] ?? '';
  const ticks = (BigInt(literal[2]! + decimals) * hundredths) / (100n * 10n ** BigInt(decimals.length));
  return int64OrNull(literal[1] === '-' ? -ticks : ticks);
}

/** `[-][d.]hh:mm:ss[.fffffff]`. */
export function formatTimespan(ticks: bigint): string {
  const size = ticks < 0n ? -ticks : ticks;
  const days = size / ticksPerDay;
  const rest = Number(size - days * ticksPerDay);
  const seconds = Math.floor(rest / 10_000_000);
  const fraction = rest - seconds * 10_000_000;
  const text = `${days > 0n ? `${days}.` : ''}${clockText(seconds)}${fraction > 0 ? `.${fractionText(fraction)}` : ''}`;
  return ticks < 0n ? `-${text}` : text;
}

/** Ticks of a Unix time in milliseconds. */
export function ticksOfMilliseconds(milliseconds: number): bigint {
  return BigInt(Math.trunc(milliseconds)) * 10_000n + unixEpochTicks;
}
