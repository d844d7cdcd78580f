import { mix } from '../story/random';

const digits = new TextEncoder().encode('0123456789abcdef');

/** Writes a text for a row at a place of the bytes; gives its length. */
export type TextWriter = (row: number, bytes: Uint8Array, offset: number) => number;

function writeHex(word: number, bytes: Uint8Array, offset: number): void {
  for (let place = 0; place < 8; place++) bytes[offset + place] = digits[(word >>> (28 - 4 * place)) & 15] ?? 48;
}

/** 16 hexadecimal digits, the id of a span: no two keys below 2^53 have the same one with one salt. */
export function writeSpanId(salt: number, key: number, bytes: Uint8Array, offset: number): number {
  const low = mix((key >>> 0) ^ salt);
  writeHex(low, bytes, offset);
  writeHex(mix((Math.floor(key / 0x1_0000_0000) >>> 0) ^ low), bytes, offset + 8);
  return 16;
}

/** 32 hexadecimal digits: the id of an operation. */
export function writeTraceId(salt: number, key: number, bytes: Uint8Array, offset: number): number {
  writeSpanId(salt, key, bytes, offset);
  writeSpanId(salt ^ 0x3c6ef372, key, bytes, offset + 16);
  return 32;
}

const scratch = new Uint8Array(32);
const dash = 45;

/** A GUID. */
export function writeGuid(salt: number, key: number, bytes: Uint8Array, offset: number): number {
  writeTraceId(salt, key, scratch, 0);
  let to = offset;
  for (let from = 0; from < 32; from++) {
    if (from === 8 || from === 12 || from === 16 || from === 20) bytes[to++] = dash;
    bytes[to++] = scratch[from] ?? 48;
  }
  return 36;
}

/** How many numbers stand for `{id}`. */
export const idCount = 1000;

/** The place of the number that stands for `{id}` for this key. */
export const idOf = (key: number): number => mix((key >>> 0) ^ 0x51ed27) % idCount;

export const idText = (place: number): string => String(7000 + place);

/** Puts a number of four digits, always the same for the key, where the text says `{id}`. */
export function withId(text: string, key: number): string {
  if (!text.includes('{id}')) return text;
  return text.replaceAll('{id}', idText(idOf(key)));
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
