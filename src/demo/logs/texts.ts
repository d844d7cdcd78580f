import { mix } from '../story/random';

const hex = (word: number): string => (word >>> 0).toString(16).padStart(8, '0');

/** Two words that no two keys below 2^53 share, for one salt. */
function words(salt: number, key: number): readonly [number, number] {
  const low = mix((key >>> 0) ^ salt);
  return [low, mix((Math.floor(key / 0x1_0000_0000) >>> 0) ^ low)];
}

/** 16 hexadecimal digits: the id of a span. */
export function spanId(salt: number, key: number): string {
  const [low, high] = words(salt, key);
  return hex(low) + hex(high);
}

/** 32 hexadecimal digits: the id of an operation. */
export function traceId(salt: number, key: number): string {
  const [low, high] = words(salt, key);
  return hex(low) + hex(high) + hex(mix(low ^ 0x9e3779b9)) + hex(mix(high ^ 0x7f4a7c15));
}

/** A GUID for a key. */
export function keyGuid(salt: number, key: number): string {
  const text = traceId(salt, key);
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-4${text.slice(13, 16)}-a${text.slice(17, 20)}-${text.slice(20)}`;
}

/** Puts a number of four digits, always the same for the key, where the text says `{id}`. */
export function withId(text: string, key: number): string {
  if (!text.includes('{id}')) return text;
  return text.replaceAll('{id}', String(1000 + (mix((key >>> 0) ^ 0x51ed27) % 9000)));
}

/** Bounds as Application Insights words them. */
const buckets: readonly (readonly [number, string])[] = [
  [250, '<250ms'],
  [500, '250ms-500ms'],
  [1000, '500ms-1sec'],
  [3000, '1sec-3sec'],
  [7000, '3sec-7sec'],
  [15000, '7sec-15sec'],
  [30000, '15sec-30sec'],
  [60000, '30sec-1min'],
  [120000, '1min-2min'],
  [300000, '2min-5min'],
  [Infinity, '>=5min'],
];

export const bucketTexts = buckets.map(([, text]) => text);

/** The index in `bucketTexts` of a duration in milliseconds. */
export function bucketOf(duration: number): number {
  return buckets.findIndex(([below]) => duration < below);
}
