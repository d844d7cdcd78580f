/** A view of bytes for reads of words at any offset. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The last one to three bytes before `end` as a word; 0 when `start` is `end`. */
export function tailWord(bytes: Uint8Array, start: number, end: number): number {
  switch (end - start) {
    case 1:
      return bytes[start]!;
    case 2:
      return bytes[start]! | (bytes[start + 1]! << 8);
    case 3:
      return bytes[start]! | (bytes[start + 1]! << 8) | (bytes[start + 2]! << 16);
    default:
      return 0;
  }
}

/** Copies `from[start, end)` to `at`; gives the place behind it. For texts: a call of `set` costs more than a few words. */
export function copyBytes(from: DataView, start: number, end: number, to: DataView, at: number): number {
  let i = start;
  let j = at;
  for (; i + 4 <= end; i += 4, j += 4) to.setInt32(j, from.getInt32(i, true), true);
  for (; i < end; i++, j++) to.setUint8(j, from.getUint8(i));
  return j;
}

/** A 32-bit hash of bytes, good in its upper bits. `view` is that of `bytes`. */
export function hashBytes(bytes: Uint8Array, view: DataView, start: number, end: number): number {
  let a = 0x9e3779b1 ^ (end - start);
  let b = 0x3c6ef372;
  let i = start;
  for (; i + 8 <= end; i += 8) {
    a = Math.imul(a ^ view.getInt32(i, true), 0x85ebca6b);
    b = Math.imul(b ^ view.getInt32(i + 4, true), 0xc2b2ae35);
    a ^= a >>> 15;
    b ^= b >>> 13;
  }
  if (i + 4 <= end) {
    a = Math.imul(a ^ view.getInt32(i, true), 0x85ebca6b);
    a ^= a >>> 15;
    i += 4;
  }
  b = Math.imul(b ^ tailWord(bytes, i, end), 0xc2b2ae35);
  let h = a ^ (b >>> 16) ^ Math.imul(b, 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
  return h ^ (h >>> 16);
}
