/** An IPv4 address as a number, and the length of its network prefix. */
export interface Ipv4 {
  readonly address: number;
  readonly prefix: number;
}

const form = /^\s*(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?:\/(\d{1,2}))?\s*$/;

/** `a.b.c.d` or `a.b.c.d/prefix`; null for any other text. */
export function readIpv4(text: string): Ipv4 | null {
  const match = form.exec(text);
  if (match === null) return null;
  let address = 0;
  for (let i = 1; i <= 4; i++) {
    const octet = Number(match[i]);
    if (octet > 255) return null;
    address = address * 256 + octet;
  }
  const prefix = match[5] === undefined ? 32 : Number(match[5]);
  return prefix > 32 ? null : { address, prefix };
}

/** The first address of the network. */
export function maskIpv4(address: number, prefix: number): number {
  const size = 2 ** (32 - prefix);
  return address - (address % size);
}

export function writeIpv4(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
}

/** -1, 0 or 1 in the networks of the shortest of the prefixes; null when a text is no address. */
export function compareIpv4(a: string, b: string, prefix = 32n): bigint | null {
  const left = readIpv4(a);
  const right = readIpv4(b);
  if (left === null || right === null || prefix < 0n || prefix > 32n) return null;
  const shortest = Math.min(left.prefix, right.prefix, Number(prefix));
  const difference = maskIpv4(left.address, shortest) - maskIpv4(right.address, shortest);
  return BigInt(Math.sign(difference));
}

const privateNetworks = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].map((text) => readIpv4(text)!);

/** Null for a text that is no address; a network is private when its first and last addresses are. */
export function isPrivateIpv4(text: string): boolean | null {
  const ip = readIpv4(text);
  if (ip === null) return null;
  return privateNetworks.some(({ address, prefix }) => ip.prefix >= prefix && maskIpv4(ip.address, prefix) === address);
}

/** The fewest networks that hold just the addresses from one to the other. */
export function cidrList(start: string, end: string): string[] | null {
  const first = readIpv4(start);
  const last = readIpv4(end);
  if (first === null || last === null || first.address > last.address) return null;
  const list: string[] = [];
  for (let address = first.address; address <= last.address;) {
    let prefix = 32;
    while (prefix > 0) {
      const size = 2 ** (33 - prefix);
      if (address % size !== 0 || address + size - 1 > last.address) break;
      prefix--;
    }
    list.push(`${writeIpv4(address)}/${prefix}`);
    address += 2 ** (32 - prefix);
  }
  return list;
}
