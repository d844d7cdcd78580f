import type { Finding } from './compare';

/** A resource by its name, anything else as it is. */
export function shortOf(of: string): string {
  return of.startsWith('/subscriptions/') ? (of.split('/').at(-1) ?? of) : of;
}

/** `90 %`, `5`, `18,765 ms`. */
export function measured(value: number, unit: string): string {
  const digits = Math.abs(value) >= 10 || unit === 'count' ? 0 : 1;
  const number = value.toLocaleString('en', { maximumFractionDigits: digits });
  return unit === '' || unit === 'count' ? number : `${number} ${unit}`;
}

/** `Dependency timeouts by target: payments.example.net`. */
export const whatOf = ({ part, of }: Finding): string => (of === '' ? part.title : `${part.title}: ${shortOf(of)}`);

/** What it is against: what is usual at these hours, or the level around it and on how many days it is the same. */
export function againstOf({ usual, unit, recurs }: Finding): string {
  if (recurs === undefined) return `usually ${measured(usual, unit)}`;
  const others = recurs.of === 0 ? 'no other day is known' : `as on ${recurs.days} of ${recurs.of} days before`;
  return `${measured(usual, unit)} around it; ${others}`;
}
