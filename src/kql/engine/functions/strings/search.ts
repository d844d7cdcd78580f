import { elements, isArray, type Dynamic } from '../../dynamic.js';
import { dynamicText } from '../../dynamicText.js';
import { semanticError } from '../../errors.js';
import { compileRegex } from '../../regex.js';
import { overload, type ScalarFunction } from '../definition.js';
import { characterCount, characterOfUnit, unitOfCharacter } from './characters.js';
import { converting } from './define.js';
import { foldCase, termMatcher } from './terms.js';

/** Code units between which a match may start; undefined when the limits make no sense. */
function searchRange(text: string, start: bigint, length: bigint, occurrence: bigint): readonly [number, number] | undefined {
  if (length < -1n || occurrence < 1n) return undefined;
  const from = Math.max(0, start < 0n ? characterCount(text) + Number(start) : Number(start));
  if (from > text.length) return [text.length + 1, 0];
  return [unitOfCharacter(text, from), length === -1n ? Infinity : unitOfCharacter(text, from + Number(length))];
}

function indexOf(text: string, lookup: string, start = 0n, length = -1n, occurrence = 1n): bigint | null {
  const range = searchRange(text, start, length, occurrence);
  if (range === undefined) return null;
  const [from, to] = range;
  if (from > text.length) return -1n;
  let at = from - 1;
  for (let left = occurrence; left > 0n; left--) {
    at = text.indexOf(lookup, at + 1);
    if (at < 0 || at >= to) return -1n;
  }
  return BigInt(characterOfUnit(text, at));
}

function indexOfRegex(text: string, pattern: string, start = 0n, length = -1n, occurrence = 1n): bigint | null {
  const regex = compileRegex(pattern);
  const range = start < 0n ? undefined : searchRange(text, start, length, occurrence);
  if (range === undefined) return null;
  const [from, to] = range;
  if (from > text.length) return -1n;
  const match = occurrence === 1n ? regex.exec(text, from) : regex.matches(text, from)[Number(occurrence) - 1];
  return match === null || match === undefined || match.start >= to ? -1n : BigInt(characterOfUnit(text, match.start));
}

/** Plain matches may overlap, those of a regular expression do not. */
function countOf(text: string, search: string, kind = 'normal'): bigint {
  if (kind === 'regex') return BigInt(compileRegex(search).matches(text).length);
  if (kind !== 'normal') throw semanticError(`countof: the kind is 'normal' or 'regex', not '${kind}'.`);
  if (search === '') return 0n;
  let count = 0n;
  for (let at = text.indexOf(search); at >= 0; at = text.indexOf(search, at + 1)) count++;
  return count;
}

function hasAnyIndex(text: string, terms: Dynamic): bigint | null {
  if (!isArray(terms)) return null;
  const folded = foldCase(text);
  return BigInt(elements(terms).findIndex((term) => termMatcher(foldCase(dynamicText(term)), 'term', true)(folded)));
}

export const searchFunctions: readonly ScalarFunction[] = [
  converting('indexof', overload(['string', 'string', 'long?', 'long?', 'long?'], 'long', indexOf)),
  converting('indexof_regex', overload(['string', 'string', 'long?', 'long?', 'long?'], 'long', indexOfRegex)),
  converting('countof', overload(['string', 'string', 'string?'], 'long', countOf)),
  converting('has_any_index', overload(['string', 'dynamic'], 'long', hasAnyIndex)),
];
