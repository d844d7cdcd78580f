import type { Cell, LogAnswer, QueryStatistics, QueryTable, Rendering } from '../model/query';
import { parseClusterError } from './clusterErrors';
import { parseExact } from './exactJson';
import { asList, asNumber, asText, at, isRecord, need, ShapeError } from './json';
import { parseTable, type QueryErrorInfo } from './queryParsing';

/** What a cluster answered, with what went wrong on the way: an error stands in the middle of an answer of status 200. */
export interface ClusterAnswer {
  readonly answer: LogAnswer;
  readonly errors: readonly QueryErrorInfo[];
  /** Whether there is any table of the query itself. */
  readonly hasRows: boolean;
}

/** A table as its frames tell it, before its cells are read. */
interface RawTable {
  readonly id: unknown;
  readonly kind: string;
  readonly name: string;
  readonly columns: unknown;
  rows: unknown[];
}

/** Reads the frames of `/v2/rest/query`: whole tables, or tables in fragments. Throws a ShapeError or SyntaxError for anything else. */
export function parseFrames(text: string): ClusterAnswer {
  const frames = parseExact(text);
  if (!Array.isArray(frames)) throw new ShapeError('the list of frames is missing');
  const tables: RawTable[] = [];
  const errors: QueryErrorInfo[] = [];
  let isComplete = false;
  for (const frame of frames as readonly unknown[]) {
    errors.push(...errorsOf(at(frame, 'OneApiErrors')));
    switch (asText(at(frame, 'FrameType'))) {
      case 'DataTable':
      case 'TableHeader':
        tables.push(rawTable(frame));
        break;
      case 'TableFragment':
        addFragment(tables, frame);
        break;
      case 'DataSetCompletion':
        isComplete = true;
        if (at(frame, 'Cancelled') === true) errors.push({ code: 'Cancelled', message: 'The query was cancelled.' });
        else if (at(frame, 'HasErrors') === true && errors.length === 0)
          errors.push({ message: 'The cluster does not say why.' });
        break;
      default:
        break;
    }
  }
  const parsed = tables.map((table) => ({ kind: table.kind, id: table.id, table: readTable(table, errors) }));
  if (!isComplete) errors.push({ message: 'The answer ended before it was complete.' });
  const primary = parsed.filter(({ kind }) => kind === 'PrimaryResult');
  const of = (kind: string): QueryTable | undefined => parsed.find((entry) => entry.kind === kind)?.table;
  const render = renderingOf(of('QueryProperties'), primary[0]?.id);
  const statistics = statisticsOf(of('QueryCompletionInformation'));
  return {
    answer: {
      tables: primary.map(({ table }) => table),
      ...(render === undefined ? {} : { render }),
      ...(statistics === undefined ? {} : { statistics }),
    },
    errors: distinct(errors),
    hasRows: primary.length > 0,
  };
}

/** Reads the tables of `/v1/rest/mgmt`; the first is the answer, the others describe it. */
export function parseManagementAnswer(text: string): { readonly table: QueryTable; readonly errors: readonly QueryErrorInfo[] } {
  const body = parseExact(text);
  const errors = errorsOf(at(body, 'Exceptions'));
  const [first] = asList(need(at(body, 'Tables'), 'the tables of the answer'));
  return { table: readTable(rawTable(need(first, 'the table of the answer')), errors), errors };
}

function rawTable(frame: unknown): RawTable {
  return {
    id: at(frame, 'TableId'),
    kind: asText(at(frame, 'TableKind')) ?? '',
    name: asText(at(frame, 'TableName')) ?? '',
    columns: at(frame, 'Columns'),
    rows: [...asList(at(frame, 'Rows'))],
  };
}

function addFragment(tables: readonly RawTable[], frame: unknown): void {
  const table = need(
    tables.find(({ id }) => id === at(frame, 'TableId')),
    'the table of a fragment',
  );
  const rows = asList(at(frame, 'Rows'));
  table.rows = at(frame, 'TableFragmentType') === 'DataReplace' ? [...rows] : table.rows.concat(rows);
}

/** Clusters name the types of old answers as .NET does. */
const clrTypes: Readonly<Record<string, string>> = {
  sbyte: 'bool',
  boolean: 'bool',
  int32: 'int',
  int64: 'long',
  double: 'real',
  sqldecimal: 'decimal',
  datetime: 'datetime',
  timespan: 'timespan',
  string: 'string',
  guid: 'guid',
  object: 'dynamic',
};

/** An error may stand where a row is expected: what comes before it is kept. */
function readTable({ name, columns, rows }: RawTable, errors: QueryErrorInfo[]): QueryTable {
  const whole = rows.filter((row) => {
    if (Array.isArray(row)) return true;
    errors.push(...errorsOf(at(row, 'OneApiErrors') ?? at(row, 'Exceptions') ?? [row]));
    return false;
  });
  const typed = asList(columns).map((column) => {
    const clr =
      asText(at(column, 'DataType'))
        ?.replace(/^System\.(Data\.SqlTypes\.)?/, '')
        .toLowerCase() ?? '';
    return { name: at(column, 'ColumnName'), type: asText(at(column, 'ColumnType')) ?? clrTypes[clr] };
  });
  return parseTable(name, typed, whole);
}

function errorsOf(list: unknown): QueryErrorInfo[] {
  return asList(list).map((error) =>
    typeof error === 'string' ? { message: error } : parseClusterError(at(error, 'error') ?? error),
  );
}

/** The same error stands among the rows and at the end. */
function distinct(errors: readonly QueryErrorInfo[]): QueryErrorInfo[] {
  return errors.filter((error, index) => errors.findIndex(({ message }) => message === error.message) === index);
}

/** Cluster and Log Analytics differ in the capitals of the properties only. */
function renderingOf(table: QueryTable | undefined, id: unknown): Rendering | undefined {
  const rows = (table?.rows ?? []).filter(([, key]) => key === 'Visualization');
  const row = rows.find(([of]) => of === id) ?? rows[0];
  const told = row?.[2];
  const visualization = asText(at(told, 'Visualization'));
  if (visualization === undefined || !isRecord(told)) return undefined;
  const properties: Record<string, Cell> = {};
  for (const [key, value] of Object.entries(told)) {
    if (key === 'Visualization' || value === null || value === 'NaN') continue;
    properties[propertyName(key)] = value;
  }
  return { visualization, properties };
}

function propertyName(key: string): string {
  const limit = /^([XY])(min|max)$/.exec(key);
  if (limit !== null) return `${limit[1]?.toLowerCase() ?? ''}${limit[2] === 'min' ? 'Min' : 'Max'}`;
  return key.charAt(0).toLowerCase() + key.slice(1);
}

function statisticsOf(table: QueryTable | undefined): QueryStatistics | undefined {
  const column = (name: string): number => table?.columns.findIndex((candidate) => candidate.name === name) ?? -1;
  const row = table?.rows.find((cells) => cells[column('EventTypeName')] === 'QueryResourceConsumption');
  const payload = row?.[column('Payload')];
  const detail: unknown = typeof payload === 'string' ? parseExact(payload) : payload;
  if (!isRecord(detail)) return undefined;
  const seconds = asNumber(at(detail, 'ExecutionTime'));
  return {
    ...(seconds === undefined ? {} : { seconds }),
    detail: Object.fromEntries(Object.entries(detail).map(([key, value]) => [key, value as Cell])),
  };
}
