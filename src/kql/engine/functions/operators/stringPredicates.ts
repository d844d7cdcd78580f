import { ConstColumn, Utf8Column, type Column } from '../../columns/column.js';
import { compileRegex } from '../../regex.js';
import type { EvalContext, Overload, ScalarFunction } from '../definition.js';
import { CallSite } from '../lift.js';
import { foldCase, termMatcher } from '../strings/terms.js';
import { isSearchable, searchBytes, type ByteMatch } from './byteSearch.js';

type Test = (text: string) => boolean;

interface Predicate {
  readonly name: string;
  readonly caseSensitive: boolean;
  /** How UTF-8 rows can be searched without decoding. */
  readonly bytes?: ByteMatch;
  /** The test of texts for one right-hand side. */
  readonly make: (needle: string) => Test;
}

function folded(test: (text: string, needle: string) => boolean): (needle: string) => Test {
  return (needle) => {
    const target = foldCase(needle);
    return (text) => test(foldCase(text), target);
  };
}

const exactly =
  (test: (text: string, needle: string) => boolean) =>
  (needle: string): Test =>
  (text) =>
    test(text, needle);

const contains = (text: string, needle: string): boolean => text.includes(needle);
const starts = (text: string, needle: string): boolean => text.startsWith(needle);
const ends = (text: string, needle: string): boolean => text.endsWith(needle);

const predicates: readonly Predicate[] = [
  { name: 'contains', caseSensitive: false, bytes: 'contains', make: folded(contains) },
  { name: 'contains_cs', caseSensitive: true, bytes: 'contains', make: exactly(contains) },
  { name: 'startswith', caseSensitive: false, bytes: 'startswith', make: folded(starts) },
  { name: 'startswith_cs', caseSensitive: true, bytes: 'startswith', make: exactly(starts) },
  { name: 'endswith', caseSensitive: false, bytes: 'endswith', make: folded(ends) },
  { name: 'endswith_cs', caseSensitive: true, bytes: 'endswith', make: exactly(ends) },
  { name: 'has', caseSensitive: false, bytes: 'term', make: (needle) => termMatcher(needle, 'term', false) },
  { name: 'has_cs', caseSensitive: true, bytes: 'term', make: (needle) => termMatcher(needle, 'term', true) },
  { name: 'hasprefix', caseSensitive: false, bytes: 'prefix', make: (needle) => termMatcher(needle, 'prefix', false) },
  { name: 'hasprefix_cs', caseSensitive: true, bytes: 'prefix', make: (needle) => termMatcher(needle, 'prefix', true) },
  { name: 'hassuffix', caseSensitive: false, bytes: 'suffix', make: (needle) => termMatcher(needle, 'suffix', false) },
  { name: 'hassuffix_cs', caseSensitive: true, bytes: 'suffix', make: (needle) => termMatcher(needle, 'suffix', true) },
  { name: '=~', caseSensitive: false, make: folded((text, needle) => text === needle) },
];

/** The operator over columns: one test per right-hand side, which is nearly always a constant. */
function predicateOverload(predicate: Predicate, negated: boolean): Overload {
  let needle: string | undefined;
  let test: Test = () => false;
  const row = (text: string, right: string): boolean => {
    if (right !== needle) {
      needle = right;
      test = predicate.make(right);
    }
    return test(text) !== negated;
  };
  const site = new CallSite({ parameters: ['string', 'string'], returns: 'bool', row: row });
  const vector = (args: readonly Column[], length: number, context: EvalContext): Column => {
    const [left, right] = args;
    if (
      predicate.bytes !== undefined &&
      left instanceof Utf8Column &&
      right instanceof ConstColumn &&
      isSearchable(right.value as string)
    ) {
      const text = right.value as string;
      const found = searchBytes(left, text, predicate.bytes, predicate.caseSensitive, predicate.make(text));
      if (negated) for (let i = 0; i < length; i++) found.values[i] = found.values[i] === 1 ? 0 : 1;
      return found;
    }
    return site.evaluate(args, length, context);
  };
  return { parameters: ['string', 'string'], returns: 'bool', vector };
}

const negatedName = (name: string): string => (name === '=~' ? '!~' : `!${name}`);

/** `text matches regex pattern` and search patterns. */
export function regexTest(text: string, pattern: string): boolean {
  return compileRegex(pattern).test(text);
}

export const stringPredicateOperators: readonly ScalarFunction[] = [
  ...predicates.flatMap((predicate): ScalarFunction[] => [
    { name: predicate.name, overloads: () => predicateOverload(predicate, false) },
    { name: negatedName(predicate.name), overloads: () => predicateOverload(predicate, true) },
  ]),
  {
    name: 'matches regex',
    overloads: [{ parameters: ['string', 'string'], returns: 'bool', row: regexTest }],
  },
];
