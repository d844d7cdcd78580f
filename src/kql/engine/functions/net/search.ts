import { readIpv4 } from './ipv4.js';

const candidate = /(?<![A-Za-z0-9])\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?![A-Za-z0-9])/g;

/** The addresses in a text, delimited by characters that are no letters or digits. */
function addressesIn(text: string): readonly string[] {
  const found: string[] = [];
  candidate.lastIndex = 0;
  for (let match = candidate.exec(text); match !== null; match = candidate.exec(text)) {
    if (readIpv4(match[0]) !== null) found.push(match[0]);
    // `1.2.3.4.5` holds two.
    candidate.lastIndex = match.index + match[0].indexOf('.') + 1;
  }
  return found;
}

/** True when one of the addresses is in the text. */
export function hasAnyIpv4(text: string, addresses: readonly string[]): boolean {
  const wanted = new Set<number>();
  for (const address of addresses) {
    const ip = address.includes('/') ? null : readIpv4(address);
    if (ip !== null) wanted.add(ip.address);
  }
  return wanted.size > 0 && addressesIn(text).some((address) => wanted.has(readIpv4(address)!.address));
}

const prefixForm = /^(?:\d{1,3}\.){1,3}$/;

/** True when an address in the text starts with one of the prefixes, each whole octets with a dot (`10.1.`) or a whole address. */
export function hasAnyIpv4Prefix(text: string, prefixes: readonly string[]): boolean {
  const usable = prefixes.filter((prefix) => prefixForm.test(prefix) || readIpv4(prefix) !== null);
  if (usable.length === 0) return false;
  return addressesIn(text).some((address) =>
    usable.some((prefix) => (prefix.endsWith('.') ? address.startsWith(prefix) : address === prefix)),
  );
}
