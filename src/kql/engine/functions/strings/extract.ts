import { convertValue } from '../../convert.js';
import { elements, isArray, type Dynamic } from '../../dynamic.js';
import { dynamicText } from '../../dynamicText.js';
import { semanticError } from '../../errors.js';
import { compileRegex, quoteRegex, type KqlRegex } from '../../regex.js';
import { scalarTypes, type ScalarType, type Value } from '../../types.js';
import { overload, type Argument, type Overload, type ScalarFunction } from '../definition.js';
import { converting } from './define.js';

function extract(pattern: string, group: bigint, text: string): string {
  return compileRegex(pattern).exec(text)?.groups[Number(group)] ?? '';
}

const typeAliases: Readonly<Record<string, ScalarType>> = {
  boolean: 'bool',
  double: 'real',
  date: 'datetime',
  time: 'timespan',
  int32: 'int',
  int64: 'long',
  uuid: 'guid',
  uniqueid: 'guid',
  object: 'dynamic',
  sqldecimal: 'decimal',
};

/** The type that a `typeof(…)` argument names; undefined when it names none. */
export function typeArgument(argument: Argument): ScalarType | undefined {
  if (typeof argument.constant !== 'string') return undefined;
  const name = argument.constant
    .replace(/^typeof\((.*)\)$/, '$1')
    .replace(/^System\.(Data\.SqlTypes\.)?/, '')
    .toLowerCase();
  return typeAliases[name] ?? scalarTypes.find((type) => type === name);
}

function extractOverload(args: readonly Argument[]): Overload | string {
  const [, , , literal] = args;
  if (literal === undefined) return overload(['string', 'long', 'string'], 'string', extract);
  const type = typeArgument(literal);
  if (type === undefined) return 'The fourth argument of extract must be a type, such as typeof(long).';
  const row = (pattern: string, group: bigint, text: string): Value => {
    const found = compileRegex(pattern).exec(text)?.groups[Number(group)];
    return found === undefined ? null : convertValue(found, 'string', type);
  };
  return { parameters: ['string', 'long', 'string', 'string'], returns: type, row };
}

/** The groups that `extract_all` is to give, by number or name. */
function groupNumbers(regex: KqlRegex, groups: Dynamic | undefined): readonly number[] {
  if (groups === undefined) {
    if (regex.groupCount === 0)
      throw semanticError(`extract_all: the regular expression '${regex.pattern}' has no capturing group.`);
    return Array.from({ length: regex.groupCount }, (_, i) => i + 1);
  }
  if (!isArray(groups)) throw semanticError('extract_all: the capture groups must be a dynamic array.');
  return elements(groups).map((group) => {
    const number = typeof group === 'string' ? (regex.groupNames.get(group) ?? Number(group)) : Number(group);
    if (Number.isInteger(number) && number >= 0 && number <= regex.groupCount) return number;
    throw semanticError(`extract_all: the regular expression '${regex.pattern}' has no group '${dynamicText(group)}'.`);
  });
}

/** One string per match for one group, one array per match for several; null without a match. */
function extractAll(pattern: string, groups: Dynamic | undefined, text: string): Dynamic {
  const regex = compileRegex(pattern);
  const numbers = groupNumbers(regex, groups);
  const found = regex.matches(text);
  if (found.length === 0) return null;
  if (numbers.length === 1) return found.map((match) => match.groups[numbers[0] ?? 0] ?? '');
  return found.map((match) => numbers.map((number) => match.groups[number] ?? ''));
}

function extractAllOverload(args: readonly Argument[]): Overload {
  return args.length === 3
    ? overload(['string', 'dynamic', 'string'], 'dynamic', extractAll)
    : overload(['string', 'string'], 'dynamic', (pattern, text) => extractAll(pattern, undefined, text));
}

/** All parts, or in an array of its own the one at the place asked for. */
function split(text: string, delimiter: string, requestedIndex?: bigint): Dynamic {
  const parts = delimiter === '' ? [text] : text.split(delimiter);
  if (requestedIndex === undefined) return parts;
  const part = requestedIndex < 0n ? undefined : parts[Number(requestedIndex)];
  return part === undefined ? [] : [part];
}

export const extractFunctions: readonly ScalarFunction[] = [
  { name: 'extract', overloads: extractOverload },
  { name: 'extract_all', aliases: ['extractall'], overloads: extractAllOverload },
  converting('split', overload(['string', 'string', 'long?'], 'dynamic', split)),
  converting('regex_quote', overload(['string'], 'string', quoteRegex)),
];
