import { elements, isArray, type Dynamic } from '../../dynamic.js';
import { dynamicText } from '../../dynamicText.js';
import { overload, overloadSeeingNulls, type ScalarFunction } from '../definition.js';
import { characterCount, isAsciiText, mapCase, sliceCharacters, utf8Length } from './characters.js';
import { converting } from './define.js';

/** Most repetitions of `strrep`; more are cut to it. */
const repeatLimit = 1024;

/** The characters from `start` (negative: from the end), `length` of them; what is outside of the text is left out. */
export function substring(text: string, start: bigint, length?: bigint): string {
  const size = characterCount(text);
  const from = Number(start) < 0 ? size + Number(start) : Number(start);
  const to = length === undefined ? size : Math.min(size, from + Number(length));
  return to <= 0 || from >= to ? '' : sliceCharacters(text, Math.max(0, from), to);
}

function strcatArray(array: Dynamic, delimiter: string): string | null {
  return isArray(array) ? elements(array).map(dynamicText).join(delimiter) : null;
}

function strrep(text: string, multiplier: bigint, delimiter = ''): string {
  const count = multiplier > repeatLimit ? repeatLimit : Number(multiplier);
  if (count <= 0) return '';
  return delimiter === '' ? text.repeat(count) : new Array<string>(count).fill(text).join(delimiter);
}

function strcmp(a: string, b: string): bigint {
  if (a === b) return 0n;
  return a < b ? -1n : 1n;
}

function reverse(text: string): string {
  if (!isAsciiText(text)) return Array.from(text).reverse().join('');
  let result = '';
  for (let i = text.length - 1; i >= 0; i--) result += text.charAt(i);
  return result;
}

export const basicStringFunctions: readonly ScalarFunction[] = [
  converting(
    'strlen',
    overload(['string'], 'long', (text) => BigInt(characterCount(text))),
  ),
  converting(
    'string_size',
    overload(['string'], 'long', (text) => BigInt(utf8Length(text))),
  ),
  converting('substring', overload(['string', 'long', 'long?'], 'string', substring)),
  converting(
    'strcat',
    overload(['string', 'string*'], 'string', (...parts) => parts.join('')),
  ),
  converting(
    'strcat_delim',
    overload(['string', 'string', 'string*'], 'string', (delimiter, ...parts) => parts.join(delimiter)),
  ),
  converting('strcat_array', overload(['dynamic', 'string'], 'string', strcatArray), { aliases: ['array_strcat'] }),
  converting('strcmp', overload(['string', 'string'], 'long', strcmp)),
  converting('strrep', overload(['string', 'long', 'string?'], 'string', strrep)),
  converting(
    'tolower',
    overload(['string'], 'string', (text) => mapCase(text, false)),
  ),
  converting(
    'toupper',
    overload(['string'], 'string', (text) => mapCase(text, true)),
  ),
  converting('reverse', overload(['string'], 'string', reverse)),
  converting(
    'isascii',
    overloadSeeingNulls(['string'], 'bool', (text) => isAsciiText(text ?? '')),
  ),
  converting(
    'isutf8',
    overload(['string'], 'bool', (text) => !/\p{Surrogate}/u.test(text)),
  ),
];
