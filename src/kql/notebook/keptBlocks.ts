import type { CellResult } from '../../model/cellResult';
import { checkResult } from '../../results/table/parseCellResult';
import { JsonFault, parseJson } from './jsonText';

/** Pictures of a text cell: base64 by media type by name. */
export type Attachments = Readonly<Record<string, Readonly<Record<string, string>>>>;

const lineWidth = 76;
const compactUpTo = 100;

/** JSON with base64 in lines of 76 characters, fit for a comment. */
export function printAttachments(attachments: Attachments): string {
  const wrapped = mapValues(attachments, (types) => mapValues(types, (data) => (data.length > lineWidth ? chunks(data) : data)));
  return forComment(pretty(wrapped, '', true));
}

/** Throws a `JsonFault`. */
export function readAttachments(text: string): Attachments {
  const whole = parseJson(text);
  if (!isRecord(whole)) throw new JsonFault(1, 'attachments are an object: media types and base64 by name');
  return mapValues(whole, (types, name) => {
    if (!isRecord(types)) throw new JsonFault(1, `the attachment ${JSON.stringify(name)} is not an object with a media type`);
    return mapValues(types, (data, type) => {
      if (typeof data === 'string') return data;
      if (Array.isArray(data) && data.every((line) => typeof line === 'string')) return data.join('');
      throw new JsonFault(1, `the ${type} of the attachment ${JSON.stringify(name)} is neither base64 nor lines of it`);
    });
  });
}

/** JSON with one row of a table per line, fit for a comment. */
export function printOutput(result: CellResult): string {
  return forComment(pretty(result, '', false));
}

/** A row as `printOutput` writes it. */
export const printRow = (row: CellResult['tables'][number]['rows'][number]): string => forComment(compact(row));

/** Throws a `JsonFault`. */
export function readOutput(text: string): CellResult {
  const result = parseJson(text);
  const problem = checkResult(result);
  if (problem !== undefined) throw new JsonFault(1, `this output cannot be read: ${problem}`);
  return result as CellResult;
}

/** JSON on one line. Unlike `JSON.stringify` it keeps the sign of a zero, and writes what JSON has no number for as text. */
export function compact(value: unknown): string {
  if (typeof value === 'number')
    return Object.is(value, -0) ? '-0' : JSON.stringify(Number.isFinite(value) ? value : String(value));
  if (Array.isArray(value)) return `[${value.map(compact).join(',')}]`;
  if (isRecord(value))
    return `{${entriesOf(value)
      .map(([key, inner]) => `${JSON.stringify(key)}:${compact(inner)}`)
      .join(',')}}`;
  return JSON.stringify(value ?? null);
}

/** Small values stay on a line; every row of a table has its own, however long; `allLines` opens arrays always. */
function pretty(value: unknown, indent: string, allLines: boolean): string {
  const deeper = `${indent}  `;
  const block = (open: string, lines: readonly string[], close: string): string =>
    lines.length === 0 ? open + close : `${open}\n${lines.map((line) => deeper + line).join(',\n')}\n${indent}${close}`;
  if (Array.isArray(value)) {
    if (value.every(Array.isArray)) return block('[', value.map(compact), ']');
    if (!allLines && fits(value)) return compact(value);
    return block(
      '[',
      value.map((inner) => pretty(inner, deeper, allLines)),
      ']',
    );
  }
  if (!isRecord(value) || (!allLines && indent !== '' && fits(value))) return compact(value);
  return block(
    '{',
    entriesOf(value).map(([key, inner]) => `${JSON.stringify(key)}: ${pretty(inner, deeper, allLines)}`),
    '}',
  );
}

const fits = (value: unknown): boolean => compact(value).length <= compactUpTo;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const entriesOf = (value: Readonly<Record<string, unknown>>): [string, unknown][] =>
  Object.entries(value).filter(([, inner]) => inner !== undefined);

function mapValues<From, To>(record: Readonly<Record<string, From>>, map: (value: From, key: string) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value, key)]));
}

function chunks(text: string): string[] {
  return Array.from({ length: Math.ceil(text.length / lineWidth) }, (_, index) =>
    text.slice(index * lineWidth, (index + 1) * lineWidth),
  );
}

/** Nothing may end the comment early. */
const forComment = (json: string): string => json.replace(/(--!?)>/g, '$1\\u003e');
