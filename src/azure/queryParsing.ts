import type { TextPosition } from '../model/failure';
import type { Cell, ColumnType, LogAnswer, QueryTable } from '../model/query';
import { asList, asNumber, asText, at, isRecord, need, ShapeError } from './json';

const types: Readonly<Record<string, ColumnType>> = {
  bool: 'bool',
  boolean: 'bool',
  int: 'int',
  integer: 'long',
  long: 'long',
  real: 'real',
  number: 'real',
  double: 'real',
  decimal: 'decimal',
  datetime: 'datetime',
  date: 'datetime',
  timespan: 'timespan',
  time: 'timespan',
  string: 'string',
  guid: 'guid',
  uuid: 'guid',
  dynamic: 'dynamic',
  object: 'dynamic',
};

/** A type as a service names it. One that is not known reads as dynamic, whose cells may be anything. */
export function columnTypeOf(name: string): ColumnType {
  return types[name.toLowerCase()] ?? 'dynamic';
}

/** A table as the query services write it. */
export function parseTable(name: string, columns: unknown, rows: unknown): QueryTable {
  const parsed = asList(columns).map((column) => ({
    name: need(asName(at(column, 'name')), 'the name of a column'),
    type: columnTypeOf(asText(at(column, 'type')) ?? ''),
  }));
  return {
    name,
    columns: parsed,
    rows: asList(rows).map((row) => {
      const cells = asList(row);
      if (cells.length !== parsed.length) throw new ShapeError(`a row has ${cells.length} cells for ${parsed.length} columns`);
      return parsed.map(({ type }, index) => parseCell(cells[index], type));
    }),
  };
}

const asName = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

function parseCell(value: unknown, type: ColumnType): Cell {
  if (value === null || value === undefined) return null;
  if (type === 'dynamic') return typeof value === 'string' ? parseDynamic(value) : (value as Cell);
  if (typeof value === 'string') return parseText(value, type);
  // Older answers have 0 and 1.
  if (type === 'bool' && typeof value === 'number') return value !== 0;
  return value as Cell;
}

/** Numbers come as text from several workspaces at once; text that a number cannot hold exactly stays. */
function parseText(text: string, type: ColumnType): Cell {
  if (type === 'bool') return text.toLowerCase() === 'true';
  if (type !== 'int' && type !== 'long' && type !== 'real') return text;
  const number = text.trim() === '' ? Number.NaN : Number(text);
  return (type === 'real' ? Number.isFinite(number) : Number.isSafeInteger(number)) ? number : text;
}

/** A dynamic value comes as JSON text, or as the text that it is. */
function parseDynamic(text: string): Cell {
  try {
    return JSON.parse(text) as Cell;
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}

/** The whole answer of a log query, apart from its error. */
export function parseLogAnswer(body: unknown): LogAnswer {
  const tables = asList(need(at(body, 'tables'), 'the tables of the answer'));
  const render = at(body, 'render');
  const visualization = asText(at(render, 'visualization'));
  const statistics = at(body, 'statistics');
  const seconds = asNumber(at(statistics, 'query', 'executionTime'));
  return {
    tables: tables.map((table) => parseTable(asText(at(table, 'name')) ?? '', at(table, 'columns'), at(table, 'rows'))),
    ...(visualization === undefined || !isRecord(render)
      ? {}
      : { render: { visualization, properties: cellsOf(render, 'visualization') } }),
    ...(isRecord(statistics)
      ? { statistics: { ...(seconds === undefined ? {} : { seconds }), detail: cellsOf(statistics) } }
      : {}),
  };
}

function cellsOf(value: Readonly<Record<string, unknown>>, ...without: readonly string[]): Record<string, Cell> {
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, cell]) => cell !== null && !without.includes(key))
      .map(([key, cell]) => [key, cell as Cell]),
  );
}

/** Code, words and place of an error that may be nested: the innermost that has them counts. */
export interface QueryErrorInfo {
  readonly code?: string;
  readonly message?: string;
  readonly position?: TextPosition;
}

export function parseQueryError(error: unknown): QueryErrorInfo {
  const inner = [at(error, 'innererror'), ...asList(at(error, 'details'))]
    .filter(isRecord)
    .map(parseQueryError)
    .reduce<QueryErrorInfo>(
      (best, found) =>
        best.position === undefined && (found.position !== undefined || best.message === undefined) ? found : best,
      {},
    );
  const code = inner.code ?? asText(at(error, 'code'));
  const message = inner.message ?? asText(at(error, 'message'));
  const position = inner.position ?? positionOf(error);
  return {
    ...(code === undefined ? {} : { code }),
    ...(message === undefined ? {} : { message }),
    ...(position === undefined ? {} : { position }),
  };
}

function positionOf(error: unknown): TextPosition | undefined {
  const line = asNumber(at(error, 'line'));
  const column = asNumber(at(error, 'pos')) ?? asNumber(at(error, 'characterPositionInLine'));
  const token = asText(at(error, 'token'));
  if (line === undefined || column === undefined) return undefined;
  return { line, column, ...(token === undefined ? {} : { token }) };
}
