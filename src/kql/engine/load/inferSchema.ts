import type { ColumnSpec, ScalarType, Schema } from '../types.js';

/** Rows that types are inferred from. */
export const sampleRows = 2000;

const integer = /^-?(?:0|[1-9]\d{0,18})$/;
const decimal = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$|^(?:NaN|-?Infinity|-?inf)$/i;
const isoDate = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?$/;
const portalDate = /^\d{1,2}\/\d{1,2}\/\d{4},? \d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?: [AP]M)?$/;
const timespan = /^-?(?:\d+\.)?\d\d:\d\d:\d\d(?:\.\d+)?$/;
const json = /^\s*[{[]/;
/** Numbers under such names are identifiers: nobody adds them up, and digits must stay exact. */
const idName = /(?:^|_|[a-z])(?:I[dD]|_id|Guid|GUID)$|^(?:id|guid)$/i;

/** A kind of JSON value, or the text of a file that has no types. */
export type Sample =
  | { readonly kind: 'text' | 'string' | 'number'; readonly text: string }
  | { readonly kind: 'bool' | 'nested'; readonly text?: string };

/** The type of a column by its samples (nulls and empty text left out): a string unless all of them have one other type. */
export function inferType(name: string, samples: readonly Sample[]): ScalarType {
  if (samples.length === 0) return 'string';
  if (samples.some(({ kind }) => kind === 'nested')) return samples.every(({ kind }) => kind !== 'text') ? 'dynamic' : 'string';
  if (samples.every(({ kind }) => kind === 'bool')) return 'bool';
  const all = (pattern: RegExp): boolean => samples.every(({ text }) => text !== undefined && pattern.test(text));
  if (samples.every(({ kind }) => kind === 'number')) return all(integer) && samples.every(fitsLong) ? 'long' : 'real';
  const kinds = new Set(samples.map(({ kind }) => kind));
  // Values of different JSON types in one column.
  if (kinds.size > 1) return 'dynamic';
  if (all(isoDate) || all(portalDate)) return 'datetime';
  if (all(timespan)) return 'timespan';
  if (kinds.has('string')) return 'string';
  return inferText(name, samples, all);
}

function inferText(name: string, samples: readonly Sample[], all: (pattern: RegExp) => boolean): ScalarType {
  if (all(/^(?:true|false)$/i)) return 'bool';
  if (!idName.test(name)) {
    if (all(integer)) return samples.every(fitsLong) ? 'long' : 'string';
    if (all(decimal)) return samples.some(({ text = '' }) => /^-?\d{19,}$/.test(text)) ? 'string' : 'real';
  }
  return all(json) && samples.every(({ text = '' }) => isJson(text)) ? 'dynamic' : 'string';
}

function fitsLong({ text = '' }: Sample): boolean {
  return text.length < 19 || BigInt.asIntN(64, BigInt(text)) === BigInt(text);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The columns of a file: a known type where the name has one, else the inferred one. Names are kept unique. */
export function overlay(names: readonly string[], samples: readonly (readonly Sample[])[], known: Schema | undefined): Schema {
  return names.map(
    (name, i): ColumnSpec => known?.find((column) => column.name === name) ?? { name, type: inferType(name, samples[i] ?? []) },
  );
}

/** The known columns that a file does not have, to be added as nulls. */
export function missingColumns(names: readonly string[], known: Schema | undefined): Schema {
  return known?.filter(({ name }) => !names.includes(name)) ?? [];
}

/** Unique, non-empty column names of a header. A portal export writes `TimeGenerated [UTC]`. */
export function headerNames(fields: readonly string[]): string[] {
  const taken = new Set<string>();
  return fields.map((field, i) => {
    const base = field.replace(/ \[UTC\]$/, '').trim() || `Column${i + 1}`;
    let name = base;
    for (let n = 1; taken.has(name); n++) name = `${base}${n}`;
    taken.add(name);
    return name;
  });
}
