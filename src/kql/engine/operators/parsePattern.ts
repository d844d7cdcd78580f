import { convertValue } from '../convert.js';
import { compileRegex, type KqlRegex } from '../regex.js';
import type { ParsePart, ParsePlan } from '../plan.js';
import type { ColumnSpec, ScalarType, Value } from '../types.js';
import type { ParseText } from './parsedColumns.js';

type ColumnPart = Extract<ParsePart, { kind: 'column' }>;
type Wild = Exclude<ParsePart, { kind: 'text' }>;

/** The columns that a pattern names, in order. */
export function patternColumns(parts: readonly ParsePart[]): readonly ColumnSpec[] {
  return parts.filter((part): part is ColumnPart => part.kind === 'column').map(({ name, type }) => ({ name, type }));
}

export function patternParser(plan: ParsePlan): ParseText {
  return plan.mode === 'regex' ? regexParser(plan.parts, plan.flags) : textParser(plan.parts, plan.mode === 'relaxed');
}

const number = '[-+]?\\d+';
const fraction = '[-+]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][-+]?\\d+)?';

/** How the values of a type are written; a string may be anything. */
const valueForms: Readonly<Partial<Record<ScalarType, string>>> = {
  int: number,
  long: number,
  real: fraction,
  decimal: fraction,
  bool: '(?:true|false|True|False|[01])',
  datetime: '\\d[-/\\d]*(?:[T ]\\d{1,2}:[:.\\d]+(?:Z|[-+]\\d\\d:\\d\\d)?)?',
  timespan: '-?(?:\\d+\\.)?\\d+:\\d+(?::\\d+(?:\\.\\d+)?)?',
  guid: '[0-9A-Fa-f]{8}-?(?:[0-9A-Fa-f]{4}-?){3}[0-9A-Fa-f]{12}',
};

/**
 * Simple and relaxed mode. The whole text must match: each constant is found at its first place after the one before, the last one at
 * the end. What is between goes to the columns there. A value that cannot be converted is null in relaxed mode, in simple mode the
 * whole text does not match.
 */
function textParser(parts: readonly ParsePart[], relaxed: boolean): ParseText {
  const groups: { readonly wilds: readonly Wild[]; readonly end: string }[] = [];
  let wilds: Wild[] = [];
  for (const part of parts) {
    if (part.kind !== 'text') wilds.push(part);
    else if (part.text !== '') {
      groups.push({ wilds, end: part.text });
      wilds = [];
    }
  }
  const tail = wilds;
  return (text) => {
    const values: Value[] = [];
    let from = 0;
    for (let i = 0; i < groups.length; i++) {
      const { wilds: between, end } = groups[i]!;
      const isLast = i === groups.length - 1 && tail.length === 0;
      const at =
        between.length === 0
          ? text.startsWith(end, from)
            ? from
            : -1
          : isLast
            ? text.length - end.length
            : text.indexOf(end, from);
      if (at < from || (isLast && (at + end.length !== text.length || !text.endsWith(end)))) return null;
      if (!fill(between, text.slice(from, at), relaxed, values)) return null;
      from = at + end.length;
    }
    if (groups.length === 0 && tail.length === 0) return text === '' ? values : null;
    return fill(tail, text.slice(from), relaxed, values) ? values : null;
  };
}

/** Shares out a piece of text between the columns and stars that stand together; false when a value does not convert. */
function fill(wilds: readonly Wild[], piece: string, relaxed: boolean, values: Value[]): boolean {
  let rest = piece;
  for (let i = 0; i < wilds.length; i++) {
    const wild = wilds[i]!;
    if (wild.kind === 'star') continue;
    // The last one takes all that is left; the others as little as they can.
    const taken = i === wilds.length - 1 ? rest : prefixOf(wild.type, rest);
    rest = rest.slice(taken.length);
    const value = valueOf(taken, wild.type);
    if (value === null && !relaxed && wild.type !== 'dynamic') return false;
    values.push(value);
  }
  return true;
}

function prefixOf(type: ScalarType, text: string): string {
  const form = valueForms[type];
  if (form === undefined) return '';
  const match = compileRegex(`\\A\\s*${form}`).exec(text);
  return match === null ? '' : text.slice(0, match.end);
}

function valueOf(text: string, type: ScalarType): Value {
  return type === 'string' ? text : convertValue(text, 'string', type);
}

/** Regex mode: one expression for the whole text; its columns are greedy unless the flag `U` turns that round. */
function regexParser(parts: readonly ParsePart[], flags: string): ParseText {
  const { regex, groups } = regexOf(parts, flags);
  return (text) => {
    const match = regex.exec(text);
    if (match === null) return null;
    const values: Value[] = [];
    for (const { group, type } of groups) {
      const value = valueOf(match.groups[group] ?? '', type);
      if (value === null && type !== 'dynamic') return null;
      values.push(value);
    }
    return values;
  };
}

function regexOf(
  parts: readonly ParsePart[],
  flags: string,
): { readonly regex: KqlRegex; readonly groups: readonly { group: number; type: ScalarType }[] } {
  const columns = patternColumns(parts);
  let place = 0;
  const source = parts.map((part) => {
    if (part.kind === 'star') return '.*';
    if (part.kind === 'text') return part.text.includes('|') ? `(?:${part.text})` : part.text;
    const form =
      part.type === 'int' || part.type === 'long' || part.type === 'real' || part.type === 'decimal'
        ? valueForms[part.type]
        : undefined;
    return `(?P<${groupName(place++)}>${form === undefined ? '.*' : `(?-U:${form})`})`;
  });
  const regex = compileRegex(`\\A${source.join('')}\\z`, flags);
  return { regex, groups: columns.map(({ type }, i) => ({ group: regex.groupNames.get(groupName(i))!, type })) };
}

const groupName = (place: number): string => `kusto_column_${place}`;
