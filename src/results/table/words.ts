/** Sentences about a table's size and a run. */

export function grouped(count: number): string {
  return count.toLocaleString('en-US');
}

export interface Counts {
  /** Rows of the whole table. */
  readonly total: number;
  /** Rows that can be shown; fewer than all when the host has lost the others. */
  readonly reachable: number;
  /** Rows that are seen. */
  readonly seen: number;
  readonly filtered: boolean;
}

/** `41,233 rows`, `17 of 41,233 rows`, `showing 1,000 of 41,233 rows`. */
export function countText({ total, reachable, seen, filtered }: Counts): string {
  const rows = `${grouped(total)} ${total === 1 ? 'row' : 'rows'}`;
  if (reachable < total) {
    if (!filtered) return `showing ${grouped(reachable)} of ${rows}`;
    return `${grouped(seen)} of the ${grouped(reachable)} rows that are here (${rows} in all)`;
  }
  return filtered ? `${grouped(seen)} of ${rows}` : rows;
}

/** `340 ms`, `2.4 s`, `3 min 5 s`. */
export function durationText(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 59_950) return `${(milliseconds / 1000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** Date, time to the second (or to the millisecond that is not 0) and zone, as a person of that zone reads it; UTC when the zone is unknown. */
export function momentText(at: number, timeZone: string): string {
  const zone = knownZone(timeZone);
  const text = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    ...(at % 1000 !== 0 && { fractionalSecondDigits: 3 }),
  }).format(at);
  return `${text.replace(',', '')} (${zone})`;
}

export function knownZone(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone }).resolvedOptions().timeZone === 'UTC' ? 'UTC' : timeZone;
  } catch (error) {
    if (error instanceof RangeError) return 'UTC';
    throw error;
  }
}
