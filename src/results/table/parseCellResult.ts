/** Reads a result that may come from a file that anybody wrote. */
import type { AppliedTime, CellResult, ResultReply, ResultTable } from '../../model/cellResult';
import type { Failure, FailureKind } from '../../model/failure';
import type { Cell, ColumnType, QueryStatistics, Rendering } from '../../model/query';

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

class Malformed extends Error {}

/** `problem` is a sentence for a person. */
export function parseCellResult(value: unknown): Parsed<CellResult> {
  if (isFields(value) && typeof value['version'] === 'number' && value['version'] !== 1)
    return {
      problem: `This result was written in format ${value['version']}, which is not known here. Run the query again.`,
    };
  try {
    return { value: readResult(fields(value, 'the result')) };
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    return { problem: `This result cannot be shown: ${error.message}. Run the query again.` };
  }
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

function readResult(value: Fields): CellResult {
  if (value['version'] !== 1) throw new Malformed('it has no version');
  const render = optional(value['render'], readRendering);
  const statistics = optional(value['statistics'], readStatistics);
  const tables = list(value['tables'], 'tables').map((table, place) => readTable(fields(table, `table ${place + 1}`)));
  return {
    version: 1,
    id: text(value, 'id'),
    source: text(value, 'source'),
    ranAt: amount(value, 'ranAt'),
    milliseconds: amount(value, 'milliseconds'),
    time: readTime(fields(value['time'], 'time')),
    timeZone: text(value, 'timeZone'),
    tables,
    ...(render && { render }),
    ...(statistics && { statistics }),
    notices: list(value['notices'], 'notices').map((notice) => word(notice, 'a notice')),
    failures: list(value['failures'], 'failures').map((failure) => readFailure(fields(failure, 'a failure'))),
  };
}

function readTable(value: Fields): ResultTable {
  const columns = list(value['columns'], 'columns').map((column) => {
    const { name, type } = fields(column, 'a column');
    if (typeof name !== 'string' || typeof type !== 'string' || !Object.hasOwn(TYPES, type))
      throw new Malformed('a column is malformed');
    return { name, type: type as ColumnType };
  });
  const rows = list(value['rows'], 'rows').map((row) => {
    if (!Array.isArray(row) || row.length !== columns.length) throw new Malformed('a row does not fit the columns');
    return row as readonly Cell[];
  });
  const totalRows = amount(value, 'totalRows');
  if (!Number.isInteger(totalRows) || totalRows < rows.length) throw new Malformed('the number of rows is wrong');
  return { name: text(value, 'name'), columns, rows, totalRows };
}

function readTime(value: Fields): AppliedTime {
  const from = text(value, 'from');
  if (!Object.hasOwn(TIMES, from)) throw new Malformed('its time range is unknown');
  const window = optional(value['window'], (at) => ({ from: amount(at, 'from'), to: amount(at, 'to') }));
  return { from: from as AppliedTime['from'], text: text(value, 'text'), ...(window && { window }) };
}

function readRendering(value: Fields): Rendering {
  const properties = fields(value['properties'], 'the chart');
  return { visualization: text(value, 'visualization'), properties: properties as Readonly<Record<string, Cell>> };
}

function readStatistics(value: Fields): QueryStatistics {
  const detail = fields(value['detail'], 'the statistics') as Readonly<Record<string, Cell>>;
  const { seconds } = value;
  return typeof seconds === 'number' ? { seconds, detail } : { detail };
}

function readFailure(value: Fields): Failure {
  const kind = text(value, 'kind');
  if (!Object.hasOwn(KINDS, kind)) throw new Malformed('a failure is of an unknown kind');
  const { missingPermission, suggestedRole, correlationId } = value;
  return {
    source: text(value, 'source') as Failure['source'],
    kind: kind as FailureKind,
    message: text(value, 'message'),
    nextAction: text(value, 'nextAction'),
    ...(typeof missingPermission === 'string' && { missingPermission }),
    ...(typeof suggestedRole === 'string' && { suggestedRole }),
    ...(typeof correlationId === 'string' && { correlationId }),
  };
}

function optional<T>(value: unknown, read: (value: Fields) => T): T | undefined {
  return value === undefined || value === null ? undefined : read(fields(value, 'a part'));
}

function fields(value: unknown, what: string): Fields {
  if (!isFields(value)) throw new Malformed(`${what} is malformed`);
  return value;
}

function list(value: unknown, what: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new Malformed(`the ${what} are missing`);
  return value;
}

function word(value: unknown, what: string): string {
  if (typeof value !== 'string') throw new Malformed(`${what} is not text`);
  return value;
}

function text(value: Fields, name: string): string {
  return word(value[name], `“${name}”`);
}

function amount(value: Fields, name: string): number {
  const found = value[name];
  if (typeof found !== 'number' || !Number.isFinite(found)) throw new Malformed(`“${name}” is not a number`);
  return found;
}
