import { parseNumber } from './tokenNumbers';
import type { Token } from './types';

const guid = /^\{?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\}?$/i;
const ipv4 = /^(?:\d{1,3}\.){3}\d{1,3}(?:\/\d{1,2}|:\d{1,5})?$/;
const url = /^[a-z][a-z0-9+.-]{1,20}:\/\/\S+$/i;
const mail = /^[^\s@]+@[^\s@]+$/;
const host = /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)+(?::\d{1,5})?$/i;
const topDomains = /\.(?:com|net|org|io|dev|app|local|internal|cloud|lan|corp|info|eu|de|uk|es|fr|co|ai|test|example)(?::\d+)?$/i;
const path = /^(?:\/[^/\s]\S*|\/|[A-Za-z]:\\\S*|~\/\S+|\w[^/\s]*(?:\/[^/\s]+){2,}\/?)$/;
const provider = /^[A-Za-z]\w*(?:\.\w+)+(?:\/[\w.-]+)+$/;
const dotted = /^[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)+$/u;
const plainName = /^[\p{L}\p{N}_-]+$/u;
const date = /^\d{4}-\d{2}|^\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}$|^\d{1,2}:\d{2}|^\d{1,2}(?:am|pm)?-\d{1,2}(?::\d{2})?(?:am|pm)?$/i;

/** A token of what is written without spaces, if it is a name, a number, a path or an address as a whole; `undefined` for plain words. */
export function classify(text: string, start: number): Token | undefined {
  const kind = kindOf(text);
  if (kind === undefined) return undefined;
  const number = kind === 'number' ? parseNumber(text) : undefined;
  return { text, word: text.toLowerCase(), start, length: text.length, kind, ...number };
}

function kindOf(text: string): Token['kind'] | undefined {
  if (/^\d/.test(text)) {
    if (ipv4.test(text)) return 'address';
    if (parseNumber(text) !== undefined) return 'number';
    if (date.test(text) && !guid.test(text)) return 'word';
  } else if (/^[+-]?\.?\d/.test(text) && parseNumber(text) !== undefined) return 'number';
  if (text.length <= 38 && guid.test(text)) return 'guid';
  if (isIpv6(text) || url.test(text) || mail.test(text)) return 'address';
  if (provider.test(text)) return 'identifier';
  if (path.test(text)) return 'path';
  if (host.test(text) && /[a-z]/i.test(text) && isHost(text)) return 'address';
  if (dotted.test(text)) return 'identifier';
  return plainName.test(text) && isIdentifier(text) ? 'identifier' : undefined;
}

const isHost = (text: string): boolean =>
  topDomains.test(text) ||
  /:\d+$/.test(text) ||
  (text === text.toLowerCase() && text.split('.').length > 2) ||
  /-.*\.|\d\./.test(text);

/** A name rather than a word: `cloud_RoleName`, `AppRequests`, `vm-web-01`, `web01`; no `p95`, `VM`, `VMs`, `sign-in`. */
function isIdentifier(text: string): boolean {
  if (!/\p{L}/u.test(text) || /^[-_]|-$/.test(text)) return false;
  if (text.includes('_')) return true;
  if (/\d/.test(text)) return text.length > 3 && /\p{L}{2}/u.test(text) && !/^p\d/i.test(text);
  return /\p{Ll}\p{Lu}/u.test(text) || /^\p{Lu}{2,}\p{Ll}{2,}/u.test(text);
}

function isIpv6(text: string): boolean {
  if (text.length > 60 || !/^\[?[0-9a-f:.]+(?:%\w+)?\]?(?:\/\d{1,3})?$/i.test(text)) return false;
  const groups = text.replace(/[%/].*$/, '').split(':');
  return text.includes('::')
    ? groups.length <= 9 && groups.length > 2 && /[0-9a-f]/i.test(text)
    : groups.length === 8 && !groups.includes('');
}
