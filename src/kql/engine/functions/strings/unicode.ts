import { elements, isArray, type Dynamic } from '../../dynamic.js';
import { dynamicText } from '../../dynamicText.js';
import { overload, type ScalarFunction } from '../definition.js';
import { converting } from './define.js';
import { decodePunycode, encodePunycode } from './punycode.js';

function codePoints(text: string): number[] {
  return Array.from(text, (char) => char.codePointAt(0)!);
}

/** The characters of code points, given one by one or in arrays. A value that is no code point makes the whole text null. */
function textOfCodePoints(...values: Dynamic[]): string | null {
  let result = '';
  for (const value of values.flatMap((item) => (isArray(item) ? elements(item) : [item]))) {
    const codePoint = Number(dynamicText(value));
    if (!Number.isInteger(codePoint) || codePoint < 0 || codePoint > 0x10ffff || isSurrogate(codePoint)) return null;
    result += String.fromCodePoint(codePoint);
  }
  return result;
}

const isSurrogate = (codePoint: number): boolean => codePoint >= 0xd800 && codePoint <= 0xdfff;

const isPlain = (label: string): boolean => !/[^\0-\x7f]/.test(label);

export const unicodeFunctions: readonly ScalarFunction[] = [
  converting('unicode_codepoints_from_string', overload(['string'], 'dynamic', codePoints), { aliases: ['to_utf8'] }),
  converting('unicode_codepoints_to_string', overload(['dynamic', 'dynamic*'], 'string', textOfCodePoints), {
    aliases: ['make_string'],
  }),
  converting(
    'punycode_from_string',
    overload(['string'], 'string', (text) => encodePunycode(text) ?? null),
  ),
  converting(
    'punycode_to_string',
    overload(['string'], 'string', (text) => decodePunycode(text) ?? null),
  ),
  converting(
    'punycode_domain_from_string',
    overload(['string'], 'string', (domain) =>
      mapLabels(domain, (label) => (isPlain(label) ? label : prefixed(encodePunycode(label)))),
    ),
  ),
  converting(
    'punycode_domain_to_string',
    overload(['string'], 'string', (domain) =>
      mapLabels(domain, (label) => (label.startsWith('xn--') ? decodePunycode(label.slice(4)) : label)),
    ),
  ),
];

function prefixed(label: string | undefined): string | undefined {
  return label === undefined ? undefined : `xn--${label}`;
}

function mapLabels(domain: string, map: (label: string) => string | undefined): string | null {
  const labels = domain.split('.').map(map);
  return labels.includes(undefined) ? null : labels.join('.');
}
