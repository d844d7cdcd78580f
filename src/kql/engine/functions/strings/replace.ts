import { elements, isArray, type Dynamic } from '../../dynamic.js';
import { compileRegex } from '../../regex.js';
import { overload, type ScalarFunction } from '../definition.js';
import { converting } from './define.js';

function replaceString(text: string, lookup: string, rewrite: string): string {
  return lookup === '' ? text : text.split(lookup).join(rewrite);
}

/** Earlier lookups win, and what one replaced is not searched again. A match whose rewrite is no string stays as it is. */
function replaceStrings(text: string, lookups: Dynamic, rewrites: Dynamic): string | null {
  if (!isArray(lookups) || !isArray(rewrites)) return null;
  // Even places are still to be searched, odd ones are done.
  let pieces = [text];
  const replacements = elements(rewrites);
  elements(lookups).forEach((lookup, index) => {
    if (typeof lookup !== 'string' || lookup === '') return;
    const rewrite = replacements[index];
    const next: string[] = [];
    pieces.forEach((piece, place) => {
      if (place % 2 === 1) {
        next.push(piece);
        return;
      }
      piece.split(lookup).forEach((part, i) => {
        if (i > 0) next.push(typeof rewrite === 'string' ? rewrite : lookup);
        next.push(part);
      });
    });
    pieces = next;
  });
  return pieces.join('');
}

export function trimStart(pattern: string, text: string): string {
  const match = compileRegex(`\\A(?:${pattern})`).exec(text);
  return match === null ? text : text.slice(match.end);
}

export function trimEnd(pattern: string, text: string): string {
  const match = compileRegex(`(?:${pattern})\\z`).exec(text);
  return match === null ? text : text.slice(0, match.start);
}

/** Each character of the search list becomes the one at its place in the replacement list, whose last one goes on for ever. */
function translate(searchList: string, replacementList: string, text: string): string {
  const search = Array.from(searchList);
  const replacements = Array.from(replacementList);
  const last = replacements.at(-1) ?? '';
  const table = new Map<string, string>();
  search.forEach((char, i) => {
    if (!table.has(char)) table.set(char, replacements[i] ?? last);
  });
  let result = '';
  for (const char of text) result += table.get(char) ?? char;
  return result;
}

export const replaceFunctions: readonly ScalarFunction[] = [
  converting(
    'replace_regex',
    overload(['string', 'string', 'string'], 'string', (text, pattern, rewrite) =>
      compileRegex(pattern).replaceAll(text, rewrite),
    ),
  ),
  converting(
    'replace',
    overload(['string', 'string', 'string'], 'string', (pattern, rewrite, text) =>
      compileRegex(pattern).replaceAll(text, rewrite),
    ),
  ),
  converting('replace_string', overload(['string', 'string', 'string'], 'string', replaceString)),
  converting('replace_strings', overload(['string', 'dynamic', 'dynamic'], 'string', replaceStrings)),
  converting(
    'trim',
    overload(['string', 'string'], 'string', (pattern, text) => trimEnd(pattern, trimStart(pattern, text))),
  ),
  converting('trim_start', overload(['string', 'string'], 'string', trimStart)),
  converting('trim_end', overload(['string', 'string'], 'string', trimEnd)),
  converting('translate', overload(['string', 'string', 'string'], 'string', translate)),
];
