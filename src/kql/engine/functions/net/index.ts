import { Decimal, formatDecimal } from '../../decimal.js';
import { elements, isArray } from '../../dynamic.js';
import { dynamicText } from '../../dynamicText.js';
import type { Value } from '../../types.js';
import { overload, type ScalarFunction } from '../definition.js';
import { converting } from '../strings/define.js';
import { cidrList, compareIpv4, isPrivateIpv4, maskIpv4, readIpv4, writeIpv4 } from './ipv4.js';
import { compareIpv6, maskIpv6, readIpv6, writeIpv6 } from './ipv6.js';
import { locationOf } from './location.js';
import { hasAnyIpv4, hasAnyIpv4Prefix } from './search.js';

type Compare = (a: string, b: string, prefix?: bigint) => bigint | null;

function matches(compare: Compare): (a: string, b: string, prefix?: bigint) => boolean | null {
  return (a, b, prefix) => {
    const order = prefix === undefined ? compare(a, b) : compare(a, b, prefix);
    return order === null ? null : order === 0n;
  };
}

/** Texts given one by one or in arrays. */
function texts(values: readonly Value[]): string[] {
  return values.flatMap((value) => {
    if (value instanceof Decimal) return [formatDecimal(value)];
    return isArray(value) ? elements(value).map(dynamicText) : [dynamicText(value)];
  });
}

/** True in any of the ranges; null when the address is none. A range that is none holds nothing. */
function inAnyRange(compare: Compare): (ip: string, ...ranges: Value[]) => boolean | null {
  return (ip, ...ranges) => {
    if (compare(ip, ip) === null) return null;
    return texts(ranges).some((range) => compare(ip, range) === 0n);
  };
}

function parseIpv4(text: string, prefix = 32n): bigint | null {
  const ip = readIpv4(text);
  if (ip === null || prefix < 0n || prefix > 32n) return null;
  return BigInt(maskIpv4(ip.address, Math.min(ip.prefix, Number(prefix))));
}

function parseIpv6(text: string, prefix = 128n): string | null {
  const ip = readIpv6(text);
  if (ip === null || prefix < 0n || prefix > 128n) return null;
  return writeIpv6(maskIpv6(ip.address, Math.min(ip.prefix, Number(prefix))));
}

/** The network of an address, given as text or as a number, and the length of its prefix. */
function network(ip: string, prefix: bigint): { address: string; prefix: number } | null {
  const number = /^\d{1,10}$/.test(ip) ? Number(ip) : NaN;
  const read = number <= 0xffff_ffff ? { address: number, prefix: 32 } : readIpv4(ip);
  if (read === null || prefix < 0n || prefix > 32n) return null;
  const shortest = Math.min(read.prefix, Number(prefix));
  return { address: writeIpv4(maskIpv4(read.address, shortest)), prefix: shortest };
}

function formatIpv4Mask(ip: string, prefix = 32n): string | null {
  const found = network(ip, prefix);
  return found === null ? null : `${found.address}/${found.prefix}`;
}

export const netFunctions: readonly ScalarFunction[] = [
  converting(
    'parse_ipv4',
    overload(['string'], 'long', (text) => parseIpv4(text)),
  ),
  converting('parse_ipv4_mask', overload(['string', 'long'], 'long', parseIpv4)),
  converting('ipv4_compare', overload(['string', 'string', 'long?'], 'long', compareIpv4)),
  converting('ipv4_is_match', overload(['string', 'string', 'long?'], 'bool', matches(compareIpv4))),
  converting('ipv4_is_in_range', overload(['string', 'string'], 'bool', matches(compareIpv4))),
  converting('ipv4_is_in_any_range', overload(['string', 'any', 'any*'], 'bool', inAnyRange(compareIpv4))),
  converting('ipv4_is_private', overload(['string'], 'bool', isPrivateIpv4)),
  converting(
    'ipv4_netmask_suffix',
    overload(['string'], 'long', (text) => {
      const ip = readIpv4(text);
      return ip === null ? null : BigInt(ip.prefix);
    }),
  ),
  converting('ipv4_range_to_cidr_list', overload(['string', 'string'], 'dynamic', cidrList)),
  converting(
    'format_ipv4',
    overload(['string', 'long?'], 'string', (ip, prefix = 32n) => network(ip, prefix)?.address ?? null),
  ),
  converting('format_ipv4_mask', overload(['string', 'long?'], 'string', formatIpv4Mask)),
  converting(
    'has_ipv4',
    overload(['string', 'string'], 'bool', (text, ip) => hasAnyIpv4(text, [ip])),
  ),
  converting(
    'has_any_ipv4',
    overload(['string', 'any', 'any*'], 'bool', (text, ...ips) => hasAnyIpv4(text, texts(ips))),
  ),
  converting(
    'has_ipv4_prefix',
    overload(['string', 'string'], 'bool', (text, prefix) => hasAnyIpv4Prefix(text, [prefix])),
  ),
  converting(
    'has_any_ipv4_prefix',
    overload(['string', 'any', 'any*'], 'bool', (text, ...prefixes) => hasAnyIpv4Prefix(text, texts(prefixes))),
  ),
  converting(
    'parse_ipv6',
    overload(['string'], 'string', (text) => parseIpv6(text)),
  ),
  converting('parse_ipv6_mask', overload(['string', 'long'], 'string', parseIpv6)),
  converting('ipv6_compare', overload(['string', 'string', 'long?'], 'long', compareIpv6)),
  converting('ipv6_is_match', overload(['string', 'string', 'long?'], 'bool', matches(compareIpv6))),
  converting('ipv6_is_in_range', overload(['string', 'string'], 'bool', matches(compareIpv6))),
  converting('ipv6_is_in_any_range', overload(['string', 'any', 'any*'], 'bool', inAnyRange(compareIpv6))),
  converting('geo_info_from_ip_address', overload(['string'], 'dynamic', locationOf), {
    deviation: 'private and reserved addresses only: the place of a public one needs data that are not here, and is refused',
  }),
];
