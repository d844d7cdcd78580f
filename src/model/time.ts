/** A moment as milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A half-open span of time, `from` included, `to` not. */
export interface TimeWindow {
  readonly from: Instant;
  readonly to: Instant;
}

/** Where "now" comes from: frozen and movable in the demo, the system's clock on Azure. */
export interface Clock {
  now(): Instant;
}

export const systemClock: Clock = { now: () => Date.now() };

/** ISO 8601 in UTC without needless milliseconds: `2026-11-17T02:45:00Z`. */
export function toIso(at: Instant): string {
  return new Date(at).toISOString().replace('.000Z', 'Z');
}

/** Parses an ISO 8601 moment; throws a RangeError that quotes the input when it is not one. */
export function parseIso(text: string): Instant {
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw new RangeError(`not an ISO 8601 moment: ${JSON.stringify(text)}`);
  return at;
}

/** True for an IANA name that this runtime knows. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
