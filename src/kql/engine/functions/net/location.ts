import { unsupported } from '../../errors.js';
import { compareIpv4, readIpv4 } from './ipv4.js';
import { readIpv6 } from './ipv6.js';

/** Ranges that belong to nobody in particular, so that no location data has them (RFC 6890). */
const placeless = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.2.0/24',
  '192.168.0.0/16',
  '198.51.100.0/24',
  '203.0.113.0/24',
];

/** Null for text that is no address and for private or reserved addresses; the place of any other needs data that are not here. */
export function locationOf(text: string): null {
  const isPublic =
    readIpv4(text) === null ? readIpv6(text) !== null : !placeless.some((range) => compareIpv4(text, range) === 0n);
  if (isPublic)
    throw unsupported(`The place of the public address ${text} needs location data, so geo_info_from_ip_address() of it`);
  return null;
}
