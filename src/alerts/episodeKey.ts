import { createHash } from 'node:crypto';
import type { Alert } from '../model/alert';
import { MINUTE } from '../model/time';

/** A rule that fires again on the same resource and dimensions within this time is still the same episode. */
export const REFIRE = 15 * MINUTE;

/** What makes two firings the same thing: rule, resource and dimensions, without regard to the case of ids. */
export function episodeKey(alert: Alert): string {
  const rule = alert.rule === '' ? alert.name : alert.rule;
  const dimensions = Object.entries(alert.dimensions)
    .map(([key, value]) => [key.toLowerCase(), value])
    .sort(([a = ''], [b = '']) => (a < b ? -1 : a > b ? 1 : 0));
  return JSON.stringify([rule.toLowerCase(), alert.target.id.toLowerCase(), dimensions]);
}

/** The first 12 hexadecimal digits of the SHA-256 of the parts. */
export function shortHash(...parts: readonly (string | number)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 12);
}
