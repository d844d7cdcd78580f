import { KqlError } from '../../kql/engine/errors';
import type { QueryResult } from '../../kql/engine/result';
import { partialError } from './queryErrors';
import type { LogJob, QueryAnswer } from './queryJob';
import { logCell, renderPart, statisticsPart, tablesInOrder, writeRows } from './queryWire';

/** The service's limit on the text of an answer, here counted in characters: 64 MiB. */
export const mostCharacters = 67_108_864;

/** An answer of the Log Analytics API. What the limits cut off is named beside the rows that are there. */
export function answerLogs(job: LogJob, result: QueryResult, isCancelled: () => boolean): QueryAnswer {
  const check = (): void => {
    if (isCancelled()) throw new KqlError('cancelled', 'The query was cancelled.');
  };
  let room = mostCharacters;
  let isCut = false;
  const tables = tablesInOrder(result).map(({ name, table }) => {
    const rows = writeRows(table, { to: kept(table.rowCount, job), characters: room, check, cell: logCell });
    room -= rows.characters;
    isCut ||= rows.cut;
    const columns = table.columns.map((column) => ({ name: column.name, type: column.type }));
    return `{"name":${JSON.stringify(name)},"columns":${JSON.stringify(columns)},"rows":[${rows.texts.join(',')}]}`;
  });
  const error = missing(job, result, isCut);
  const parts = [
    `"tables":[${tables.join(',')}]`,
    ...(job.statistics ? [`"statistics":${JSON.stringify(statisticsPart(result, mostCharacters - room))}`] : []),
    ...(job.render && result.render !== undefined ? [`"render":${JSON.stringify(renderPart(result.render))}`] : []),
    ...(error === undefined ? [] : [`"error":${JSON.stringify(error)}`]),
  ];
  return { status: 200, body: `{${parts.join(',')}}` };
}

function kept(rows: number, { spoilt }: LogJob): number {
  return spoilt === 'empty' ? 0 : spoilt === 'partial' ? Math.ceil(rows / 2) : rows;
}

function missing({ spoilt }: LogJob, { truncated }: QueryResult, isCut: boolean): object | undefined {
  const more = 'See https://aka.ms/kustoquerylimits for more information and possible solutions.';
  if (isCut) {
    const message = `Query result set has exceeded the internal data size limit ${mostCharacters} (E_QUERY_RESULT_SET_TOO_LARGE, 0x80DA0003). ${more}`;
    return partialError(message, '-2133196797');
  }
  if (truncated !== undefined) {
    const message = `The results of this query exceed the set limit of ${truncated.limit} records, so not all records were returned (E_QUERY_RESULT_SET_TOO_LARGE, 0x80DA0003). ${more}`;
    return partialError(message, '-2133196797');
  }
  if (spoilt === 'partial') {
    return partialError(
      'Partial query failure: an attempt to read from one of the data nodes failed, so not all records were returned (E_QUERY_DATA_NODE_UNAVAILABLE).',
      '-2133196790',
    );
  }
  return undefined;
}
