import { KqlError } from '../../kql/engine/errors';
import type { JsonValue, QueryResult, Render, ResultTable } from '../../kql/engine/result';
import { mostCharacters } from '../logs/logAnswer';
import type { ClusterJob, QueryAnswer } from '../logs/queryJob';
import { logCell, statisticsPart, tablesInOrder, writeRows } from '../logs/queryWire';
import { guid } from '../story/random';
import { oneApiError, type OneApiError } from './clusterErrors';

/** An answer of `/v2/rest/query` in whole tables. What of it is missing stands among the rows and at the end. */
export function answerCluster(job: ClusterJob, result: QueryResult, isCancelled: () => boolean): QueryAnswer {
  const check = (): void => {
    if (isCancelled()) throw new KqlError('cancelled', 'The query was cancelled.');
  };
  let room = mostCharacters;
  let isCut = false;
  const written = [...tablesInOrder(result)]
    // The service gives what the query as a whole gives first; further statements follow.
    .sort((a, b) => Number(b.table === result.primary) - Number(a.table === result.primary))
    .map(({ table }) => {
      const rows = writeRows(table, {
        to: kept(table.rowCount, job),
        characters: room,
        check,
        cell: logCell,
        write: writer(table),
      });
      room -= rows.characters;
      isCut ||= rows.cut;
      return { columns: columnsOf(table), texts: rows.texts };
    });
  const error = missing(job, result, isCut);
  const frames = [
    '{"FrameType":"DataSetHeader","IsProgressive":false,"Version":"v2.0","IsFragmented":false,"ErrorReportingPlacement":"InData"}',
    table(
      0,
      'QueryProperties',
      '@ExtendedProperties',
      propertyColumns,
      result.render === undefined ? [] : [visualization(result.render)],
    ),
    ...written.map(({ columns, texts }, index) => {
      const rows = index === 0 && error !== undefined ? [...texts, JSON.stringify({ OneApiErrors: [error] })] : texts;
      return table(index + 1, 'PrimaryResult', index === 0 ? 'PrimaryResult' : `Table_${index}`, columns, rows);
    }),
    table(
      written.length + 1,
      'QueryCompletionInformation',
      'QueryCompletionInformation',
      completionColumns,
      completion(job, result, mostCharacters - room),
    ),
    JSON.stringify({
      FrameType: 'DataSetCompletion',
      HasErrors: error !== undefined,
      Cancelled: false,
      ...(error === undefined ? {} : { OneApiErrors: [error] }),
    }),
  ];
  return { status: 200, body: `[${frames.join(',\r\n')}]` };
}

/** Longs are numbers however long they are. */
function writer({ columns }: ResultTable): (cells: readonly JsonValue[]) => string {
  return (cells) =>
    `[${cells.map((cell, index) => (columns[index]?.type === 'long' && typeof cell === 'string' ? cell : JSON.stringify(cell))).join(',')}]`;
}

type Columns = readonly (readonly [name: string, type: string])[];

const columnsOf = ({ columns }: ResultTable): Columns => columns.map(({ name, type }) => [name, type]);

const propertyColumns: Columns = [
  ['TableId', 'int'],
  ['Key', 'string'],
  ['Value', 'dynamic'],
];

const completionColumns: Columns = [
  ['Timestamp', 'datetime'],
  ['ClientRequestId', 'string'],
  ['ActivityId', 'guid'],
  ['SubActivityId', 'guid'],
  ['ParentActivityId', 'guid'],
  ['Level', 'int'],
  ['LevelName', 'string'],
  ['StatusCode', 'int'],
  ['StatusCodeName', 'string'],
  ['EventType', 'int'],
  ['EventTypeName', 'string'],
  ['Payload', 'string'],
];

function table(id: number, kind: string, name: string, columns: Columns, rows: readonly string[]): string {
  const named = columns.map(([ColumnName, ColumnType]) => ({ ColumnName, ColumnType }));
  const head = JSON.stringify({ FrameType: 'DataTable', TableId: id, TableKind: kind, TableName: name, Columns: named });
  return `${head.slice(0, -1)},"Rows":[${rows.join(',')}]}`;
}

function visualization({ visualization, properties }: Render): string {
  const of = (name: string): unknown => properties[name.toLowerCase()] ?? properties[name] ?? null;
  const told = {
    Visualization: visualization,
    Title: of('title'),
    XColumn: of('xcolumn'),
    Series: of('series'),
    YColumns: of('ycolumns'),
    AnomalyColumns: of('anomalycolumns'),
    XTitle: of('xtitle'),
    YTitle: of('ytitle'),
    XAxis: of('xaxis'),
    YAxis: of('yaxis'),
    Legend: of('legend'),
    YSplit: of('ysplit'),
    Accumulate: of('accumulate') ?? false,
    IsQuerySorted: false,
    Kind: of('kind'),
    Ymin: of('ymin') ?? 'NaN',
    Ymax: of('ymax') ?? 'NaN',
    Xmin: of('xmin'),
    Xmax: of('xmax'),
  };
  return JSON.stringify([1, 'Visualization', JSON.stringify(told)]);
}

function completion(job: ClusterJob, result: QueryResult, characters: number): string[] {
  const activity = guid(`activity|${job.clientRequestId}`);
  const { query } = statisticsPart(result, characters) as { readonly query: Readonly<Record<string, unknown>> };
  const { executionTime, resourceUsage, inputDatasetStatistics, datasetStatistics } = query;
  const row = (level: number, levelName: string, eventType: number, eventTypeName: string, payload: object): string =>
    JSON.stringify([
      new Date(job.now).toISOString(),
      job.clientRequestId,
      activity,
      activity,
      activity,
      level,
      levelName,
      0,
      'S_OK (0)',
      eventType,
      eventTypeName,
      JSON.stringify(payload),
    ]);
  return [
    row(4, 'Info', 4, 'QueryInfo', { Count: 1, Text: 'Query completed successfully' }),
    row(6, 'Stats', 0, 'QueryResourceConsumption', {
      ExecutionTime: executionTime,
      resource_usage: resourceUsage,
      input_dataset_statistics: inputDatasetStatistics,
      dataset_statistics: datasetStatistics,
    }),
  ];
}

function kept(rows: number, { spoilt }: ClusterJob): number {
  return spoilt === 'empty' ? 0 : spoilt === 'partial' ? Math.ceil(rows / 2) : rows;
}

function missing({ spoilt }: ClusterJob, { truncated }: QueryResult, isCut: boolean): OneApiError | undefined {
  const limits = (what: string): OneApiError =>
    oneApiError(
      'LimitsExceeded',
      'Kusto.Data.Exceptions.KustoServicePartialQueryFailureLimitsExceededException',
      `Query execution has exceeded the allowed limits (80DA0003): ${what} (E_QUERY_RESULT_SET_TOO_LARGE). See https://aka.ms/kustoquerylimits`,
      { isPermanent: false },
    );
  if (isCut) return limits(`the results of this query exceed the set limit of ${mostCharacters} bytes.`);
  if (truncated !== undefined) return limits(`the results of this query exceed the set limit of ${truncated.limit} records.`);
  if (spoilt !== 'partial') return undefined;
  return oneApiError(
    'Partial query failure',
    'Kusto.Data.Exceptions.KustoServicePartialQueryFailureException',
    'Partial query failure: an attempt to read from one of the data nodes failed, so not all records were returned (E_QUERY_DATA_NODE_UNAVAILABLE).',
    { isPermanent: false },
  );
}
