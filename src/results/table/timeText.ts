/** Reading the texts of datetimes and timespans without losing their 100 ns ticks. */

const DATETIME = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2})(?::(\d{2})(?::(\d{2})(?:\.(\d{1,7})\d*)?)?)?)?Z?$/;
const TIMESPAN = /^(-?)(?:(\d+)\.)?(\d{1,2}):(\d{2}):(\d{2})(?:\.(\d{1,7}))?$/;
const SHORT_SPAN = /^(-?)(\d+(?:\.\d+)?)\s*(d|h|m|s|ms|microseconds?|us|µs|ticks?)$/i;

const TICKS: Readonly<Record<string, number>> = {
  d: 864_000_000_000,
  h: 36_000_000_000,
  m: 600_000_000,
  s: 10_000_000,
  ms: 10_000,
  microsecond: 10,
  microseconds: 10,
  us: 10,
  µs: 10,
  tick: 1,
  ticks: 1,
};

/** A stretch of time in ticks of 100 ns since 1970, `to` not included: as long as the text is vague. */
export interface TickSpan {
  readonly from: bigint;
  readonly to: bigint;
}

/** What a date or a moment in UTC covers: `2026-06-09` the day, `2026-06-09 08:15` the minute. Undefined when it is none. */
export function readDatetime(text: string): TickSpan | undefined {
  const [, year, month, day, hour, minute, second, fraction] = DATETIME.exec(text.trim()) ?? [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const at = new Date(0);
  at.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  at.setUTCHours(Number(hour ?? 0), Number(minute ?? 0), Number(second ?? 0));
  const iso = `${year}-${month}-${day}T${hour ?? '00'}:${minute ?? '00'}:${second ?? '00'}.000Z`;
  if (at.toISOString() !== iso) return undefined;
  const from = BigInt(at.getTime()) * 10_000n + BigInt((fraction ?? '').padEnd(7, '0'));
  return { from, to: from + spanOf(hour, minute, second, fraction) };
}

function spanOf(hour?: string, minute?: string, second?: string, fraction?: string): bigint {
  if (fraction !== undefined) return 10n ** BigInt(7 - fraction.length);
  const unit = second !== undefined ? 's' : minute !== undefined ? 'm' : hour !== undefined ? 'h' : 'd';
  return BigInt(TICKS[unit] ?? 1);
}

/** Ticks of `[-][d.]hh:mm:ss[.fffffff]` or of a short form such as `1.5h`, `250ms`; undefined when it is neither. */
export function readTimespan(text: string): bigint | undefined {
  const long = TIMESPAN.exec(text.trim());
  if (long) {
    const [, sign, days = '0', hours = '0', minutes = '0', seconds = '0', fraction = ''] = long;
    if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
    const whole = ((BigInt(days) * 24n + BigInt(hours)) * 60n + BigInt(minutes)) * 60n + BigInt(seconds);
    const ticks = whole * 10_000_000n + BigInt(fraction.padEnd(7, '0'));
    return sign === '-' ? -ticks : ticks;
  }
  const [, sign, amount, unit] = SHORT_SPAN.exec(text.trim()) ?? [];
  const ticks = unit === undefined ? undefined : TICKS[unit.toLowerCase()];
  if (amount === undefined || ticks === undefined) return undefined;
  return BigInt(Math.round(Number(amount) * ticks)) * (sign === '-' ? -1n : 1n);
}
