/** Ticks of 100 ns. Datetimes count from 0001-01-01T00:00:00Z. */
export const ticksPerSecond = 10_000_000n;
export const ticksPerDay = 864_000_000_000n;
/** Ticks of 1970-01-01. */
export const unixEpochTicks = 621_355_968_000_000_000n;

/** Any text that `todatetime` reads; null when it is none. */
export function parseDatetime(text: string): bigint | null {
  throw new Error(`not written: ${text}`);
}

/** `2026-11-17T02:45:00.0000000Z`. */
export function formatDatetime(ticks: bigint): string {
  throw new Error(`not written: ${ticks}`);
}

/** Any text that `totimespan` reads (`1.02:03:04.5`, `00:05:00`, `5`), and literals (`1d`, `2h`, `1.5m`, `10tick`); null when none. */
export function parseTimespan(text: string): bigint | null {
  throw new Error(`not written: ${text}`);
}

/** `[-][d.]hh:mm:ss[.fffffff]`. */
export function formatTimespan(ticks: bigint): string {
  throw new Error(`not written: ${ticks}`);
}

/** Ticks of a Unix time in milliseconds. */
export function ticksOfMilliseconds(milliseconds: number): bigint {
  return BigInt(Math.trunc(milliseconds)) * 10_000n + unixEpochTicks;
}
