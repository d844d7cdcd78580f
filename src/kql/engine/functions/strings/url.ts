import { setKey, type Bag, type MutableBag } from '../../dynamic.js';
import { overload, type ScalarFunction } from '../definition.js';
import { utf8Bytes, utf8TextLoose } from './characters.js';
import { converting } from './define.js';

/** Percent-encodes all but letters, digits and `-_.!*()`, in lower-case hexadecimal. */
function urlEncode(text: string, space: string): string {
  return text.replace(/[^A-Za-z0-9\-_.!*()]+/g, (run) => {
    let encoded = '';
    for (const byte of utf8Bytes(run)) {
      encoded += byte === 0x20 ? space : `%${byte.toString(16).padStart(2, '0')}`;
    }
    return encoded;
  });
}

function urlDecode(text: string): string {
  return text.replaceAll('+', ' ').replace(/(?:%[0-9A-Fa-f]{2})+/g, (run) => {
    const bytes = Uint8Array.from({ length: run.length / 3 }, (_, i) => parseInt(run.slice(i * 3 + 1, i * 3 + 3), 16));
    return utf8TextLoose(bytes);
  });
}

/** The parameters of a query string as they are written, not decoded. */
function queryParameters(query: string): Bag {
  const bag: MutableBag = {};
  for (const pair of query.split('&')) {
    if (pair === '') continue;
    const at = pair.indexOf('=');
    if (at < 0) setKey(bag, pair, '');
    else setKey(bag, pair.slice(0, at), pair.slice(at + 1));
  }
  return bag;
}

const urlForm = /^(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#([\s\S]*))?$/;
const authorityForm = /^(?:([^:@]*)(?::([^@]*))?@)?(\[[^\]]*\]|[^:]*)(?::(\d*))?$/;

function parseUrl(url: string): Bag | null {
  const parts = urlForm.exec(url.trim());
  const authority = authorityForm.exec(parts?.[2] ?? '');
  if (parts === null || authority === null) return null;
  return {
    Scheme: parts[1] ?? '',
    Host: authority[3] ?? '',
    Port: authority[4] ?? '',
    Path: parts[3] ?? '',
    Username: authority[1] ?? '',
    Password: authority[2] ?? '',
    'Query Parameters': queryParameters(parts[4] ?? ''),
    Fragment: parts[5] ?? '',
  };
}

export const urlFunctions: readonly ScalarFunction[] = [
  converting(
    'url_encode',
    overload(['string'], 'string', (text) => urlEncode(text, '+')),
  ),
  converting(
    'url_encode_component',
    overload(['string'], 'string', (text) => urlEncode(text, '%20')),
  ),
  converting('url_decode', overload(['string'], 'string', urlDecode)),
  converting('parse_url', overload(['string'], 'dynamic', parseUrl), { aliases: ['parseurl'] }),
  converting(
    'parse_urlquery',
    overload(['string'], 'dynamic', (query) => ({ 'Query Parameters': queryParameters(query.replace(/^\?/, '')) })),
    { aliases: ['parseurlquery'] },
  ),
];
