/** Reads a result that may come from a file that anybody wrote. */
import type { AppliedTime, CellResult, ResultReply } from '../../model/cellResult';
import type { FailureKind } from '../../model/failure';
import type { Cell, ColumnType } from '../../model/query';

/** Records, so that a member added to the model has to be added here to compile. */
const TYPES: Readonly<Record<ColumnType, true>> = {
  bool: true,
  int: true,
  long: true,
  real: true,
  decimal: true,
  datetime: true,
  timespan: true,
  string: true,
  guid: true,
  dynamic: true,
};
const KINDS: Readonly<Record<FailureKind, true>> = {
  signedOut: true,
  wrongTenant: true,
  forbidden: true,
  notFound: true,
  throttled: true,
  conflict: true,
  precondition: true,
  badRequest: true,
  server: true,
  timeout: true,
  network: true,
  partial: true,
  unexpectedShape: true,
};
const TIMES: Readonly<Record<AppliedTime['from'], true>> = { range: true, query: true, default: true, none: true };

export type Parsed<T> = { readonly value: T } | { readonly problem: string };

type Fields = Readonly<Record<string, unknown>>;
type Check = (value: unknown) => boolean;

/** `problem` is a sentence for a person. */
export function parseCellResult(value: unknown): Parsed<CellResult> {
  const problem = checkResult(value);
  return problem === undefined
    ? { value: value as CellResult }
    : { problem: `This result cannot be shown: ${problem}. Run the query again.` };
}

/** What keeps plain JSON from being a `CellResult`, as a phrase; undefined when nothing does. Properties beyond the known ones may be there. */
export function checkResult(value: unknown): string | undefined {
  if (!isFields(value)) return 'it is not an object';
  const { version } = value;
  if (typeof version === 'number' && version > 1)
    return `it is in format ${version}, which was written by a newer version of the extension`;
  if (version !== 1) return 'it has no version';
  const wrong = Object.keys(PARTS).find((key) => PARTS[key]?.(value[key]) !== true);
  return wrong === undefined ? undefined : `its "${wrong}" is missing or malformed`;
}

/** Undefined for anything that is no reply. */
export function parseReply(value: unknown): ResultReply | undefined {
  if (!isFields(value) || typeof value['request'] !== 'number') return undefined;
  const { type, request, rows, message } = value;
  if (type === 'gone' && typeof message === 'string') return { type, request, message };
  if (type === 'rows' && Array.isArray(rows) && rows.every(Array.isArray)) return { type, request, rows: rows as Cell[][] };
  return undefined;
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const text: Check = (value) => typeof value === 'string';
const number: Check = Number.isFinite;
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const oneOf =
  (known: Fields): Check =>
  (value) =>
    typeof value === 'string' && Object.hasOwn(known, value);
const shape =
  (checks: Readonly<Record<string, Check>>): Check =>
  (value) =>
    isFields(value) && Object.entries(checks).every(([key, check]) => check(value[key]));

const column = shape({ name: text, type: oneOf(TYPES) });

const table: Check = (value) => {
  if (!shape({ name: text, columns: listOf(column), rows: listOf(Array.isArray), totalRows: Number.isInteger })(value))
    return false;
  const { columns, rows, totalRows } = value as CellResult['tables'][number];
  return totalRows >= rows.length && rows.every(({ length }) => length === columns.length);
};

const PARTS: Readonly<Record<string, Check>> = {
  id: text,
  source: text,
  ranAt: number,
  milliseconds: number,
  time: shape({ from: oneOf(TIMES), window: optional(shape({ from: number, to: number })), text }),
  timeZone: text,
  tables: listOf(table),
  render: optional(shape({ visualization: text, properties: isFields })),
  statistics: optional(shape({ seconds: optional(number), detail: isFields })),
  notices: listOf(text),
  failures: listOf(
    shape({
      source: text,
      kind: oneOf(KINDS),
      message: text,
      nextAction: text,
      missingPermission: optional(text),
      suggestedRole: optional(text),
      correlationId: optional(text),
    }),
  ),
};
