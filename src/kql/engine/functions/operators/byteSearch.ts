import { BoolColumn, type Utf8Column } from '../../columns/column.js';

export type ByteMatch = 'contains' | 'startswith' | 'endswith' | 'term' | 'prefix' | 'suffix';

const isAlphanumericByte = new Uint8Array(256);
for (let c = 48; c < 58; c++) isAlphanumericByte[c] = 1;
for (let c = 65; c < 91; c++) isAlphanumericByte[c] = isAlphanumericByte[c + 32] = 1;

const identity = Uint8Array.from({ length: 256 }, (_, c) => c);
const lower = Uint8Array.from({ length: 256 }, (_, c) => (c >= 65 && c < 91 ? c + 32 : c));

/**
 * Searches UTF-8 rows for an ASCII needle without decoding them (Horspool's method; ASCII letters fold, other characters have no ASCII
 * letter as their other case). Where a term meets a non-ASCII character, `decide` settles the row on its text.
 */
export function searchBytes(
  column: Utf8Column,
  needle: string,
  match: ByteMatch,
  caseSensitive: boolean,
  decide: (text: string) => boolean,
): BoolColumn {
  const { bytes, starts, ends } = column;
  const fold = caseSensitive ? identity : lower;
  const pattern = Uint8Array.from(needle, (character) => fold[character.charCodeAt(0)]!);
  const m = pattern.length;
  const out = new Uint8Array(column.length);
  const shift = new Uint32Array(256).fill(m);
  for (let i = 0; i < m - 1; i++) shift[pattern[i]!] = m - 1 - i;
  const tail = pattern[m - 1]!;
  const bound = match === 'term' || match === 'prefix' || match === 'suffix';
  const checkBefore = match === 'term' || match === 'prefix';
  const checkAfter = match === 'term' || match === 'suffix';
  const headIsWord = isAlphanumericByte[pattern[0]!] === 1;
  const tailIsWord = isAlphanumericByte[tail] === 1;

  for (let row = 0; row < out.length; row++) {
    const start = starts[row]!;
    const end = ends[row]!;
    if (match === 'startswith' || match === 'endswith') {
      const at = match === 'startswith' ? start : end - m;
      let k = 0;
      if (at >= start && at + m <= end) while (k < m && fold[bytes[at + k]!] === pattern[k]) k++;
      out[row] = k === m ? 1 : 0;
      continue;
    }
    let at = start + m - 1;
    while (at < end) {
      const byte = fold[bytes[at]!]!;
      if (byte === tail) {
        let k = m - 2;
        const base = at - m + 1;
        while (k >= 0 && fold[bytes[base + k]!] === pattern[k]) k--;
        if (k < 0) {
          if (!bound) {
            out[row] = 1;
            break;
          }
          const before = checkBefore && headIsWord && base > start ? bytes[base - 1]! : 0;
          const after = checkAfter && tailIsWord && at + 1 < end ? bytes[at + 1]! : 0;
          if (before > 127 || after > 127) {
            out[row] = decide(column.get(row)) ? 1 : 0;
            break;
          }
          if (isAlphanumericByte[before] === 0 && isAlphanumericByte[after] === 0) {
            out[row] = 1;
            break;
          }
        }
      }
      at += shift[byte]!;
    }
  }
  return new BoolColumn(out);
}

/** True for a text that `searchBytes` can look for. */
export function isSearchable(needle: string): boolean {
  return needle.length > 0 && /^[\u0001-\u007f]+$/.test(needle);
}
