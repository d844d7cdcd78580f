/** A well-mixed 32-bit hash of a text (FNV-1a, then Murmur3's finaliser). */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return mix(value);
}

/** A bijection of 32-bit numbers that spreads neighbours far apart (the finaliser of Murmur3). */
export function mix(value: number): number {
  let mixed = value ^ (value >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** A number in [0, 1) that depends on nothing but its two arguments. */
export function unit(seed: number, index: number): number {
  return mix(seed ^ Math.imul(index + 1, 0x9e3779b1)) / 0x1_0000_0000;
}

/** Smooth noise in (-1, 1): half of it from minute to minute, half drifting over about twenty minutes. */
export function noise(seed: number, minute: number): number {
  const knot = Math.floor(minute / 20);
  const part = (minute - knot * 20) / 20;
  const drift = unit(seed ^ 0x5bd1e995, knot) * (1 - part) + unit(seed ^ 0x5bd1e995, knot + 1) * part;
  return unit(seed, minute) + drift - 1;
}

/** A GUID that is a pure function of the text. */
export function guid(text: string): string {
  const hex = [0, 1, 2, 3].map((part) => hash(`${part}|${text}`).toString(16).padStart(8, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
