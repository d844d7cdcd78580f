import { readIpv4 } from './ipv4.js';

/** An IPv6 address as a number of 128 bits, and the length of its network prefix. */
export interface Ipv6 {
  readonly address: bigint;
  readonly prefix: number;
}

const mappedIpv4 = 0xffff_0000_0000n;

/** IPv6 text, or IPv4 text as the address that it is mapped to; each may end with a prefix. Null for any other text. */
export function readIpv6(text: string): Ipv6 | null {
  // `::10.1.2.3` is read as the IPv4 address, and its prefix counts as one of IPv4.
  const ipv4 = readIpv4(/^\s*::\d+\./.test(text) ? text.replace('::', '') : text);
  if (ipv4 !== null) return { address: mappedIpv4 + BigInt(ipv4.address), prefix: 96 + ipv4.prefix };
  const match = /^\s*([0-9A-Fa-f:.]+)(?:%\w+)?(?:\/(\d{1,3}))?\s*$/.exec(text);
  if (match === null) return null;
  const prefix = match[2] === undefined ? 128 : Number(match[2]);
  const address = prefix > 128 ? null : readGroups(match[1]!);
  return address === null ? null : { address, prefix };
}

function readGroups(text: string): bigint | null {
  let source = text;
  const tail = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  if (tail !== null) {
    const ipv4 = readIpv4(tail[2]!);
    if (ipv4 === null) return null;
    source = `${tail[1]!}${Math.floor(ipv4.address / 65536).toString(16)}:${(ipv4.address % 65536).toString(16)}`;
  }
  const halves = source.split('::');
  if (halves.length > 2) return null;
  const [left, right] = halves.map((half) => (half === '' ? [] : half.split(':')));
  if (left === undefined) return null;
  const missing = 8 - left.length - (right?.length ?? 0);
  if (right === undefined ? missing !== 0 : missing < 1) return null;
  const groups = [...left, ...new Array<string>(missing).fill('0'), ...(right ?? [])];
  if (!groups.every((group) => /^[0-9A-Fa-f]{1,4}$/.test(group))) return null;
  return groups.reduce((address, group) => address * 65536n + BigInt(parseInt(group, 16)), 0n);
}

export function maskIpv6(address: bigint, prefix: number): bigint {
  const shift = BigInt(128 - prefix);
  return (address >> shift) << shift;
}

/** Eight groups of four digits. */
export function writeIpv6(address: bigint): string {
  return address.toString(16).padStart(32, '0').match(/.{4}/g)!.join(':');
}

/** -1, 0 or 1 in the networks of the shortest of the prefixes; null when a text is no address. */
export function compareIpv6(a: string, b: string, prefix = 128n): bigint | null {
  const left = readIpv6(a);
  const right = readIpv6(b);
  if (left === null || right === null || prefix < 0n || prefix > 128n) return null;
  const shortest = Math.min(left.prefix, right.prefix, Number(prefix));
  const x = maskIpv6(left.address, shortest);
  const y = maskIpv6(right.address, shortest);
  return x === y ? 0n : x < y ? -1n : 1n;
}
