import { KqlError } from '../../kql/engine/errors';
import type { JsonValue, QueryResult } from '../../kql/engine/result';
import type { ScalarType } from '../../kql/engine/types';
import type { GraphJob, QueryAnswer } from './queryJob';
import { graphCell, writeRows } from './queryWire';

/** The position that breaks: what a partial answer's token leads to. */
export const brokenToken = 'broken';

const types: Readonly<Record<ScalarType, string>> = {
  bool: 'boolean',
  int: 'integer',
  long: 'integer',
  real: 'number',
  decimal: 'number',
  datetime: 'datetime',
  timespan: 'string',
  string: 'string',
  guid: 'string',
  dynamic: 'object',
};

/** A query may leave its table out: it is `resources` then. */
export function impliedTable(text: string): string {
  const first = /^(?:\s|\/\/[^\n]*\n)*(\S+)/.exec(text)?.[1] ?? '';
  const isOperator =
    /^(where|filter|project(-\w+)?|extend|summarize|sort|order|top|take|limit|count|distinct|mv-expand|mvexpand|parse|join|union)$/i;
  return isOperator.test(first) ? 'resources | ' : '';
}

/** One page of an answer of Resource Graph. More pages need the column `id` among the columns, as there. */
export function answerGraph(job: GraphJob, result: QueryResult, isCancelled: () => boolean): QueryAnswer {
  const table = result.primary;
  const total = job.spoilt === 'empty' ? 0 : table.rowCount;
  const from = Math.min(job.skip, total);
  const whole = Math.min(from + job.top, total);
  const isPartial = job.spoilt === 'partial' && whole > from;
  const to = isPartial ? from + Math.ceil((whole - from) / 2) : whole;
  const names = table.columns.map(({ name }) => name);
  const write = (cells: readonly JsonValue[]): string =>
    JSON.stringify(job.format === 'table' ? cells : Object.fromEntries(cells.map((cell, index) => [names[index] ?? '', cell])));
  const check = (): void => {
    if (isCancelled()) throw new KqlError('cancelled', 'The query was cancelled.');
  };
  const rows = writeRows(table, { from, to, cell: graphCell, write, check });
  const columns = table.columns.map(({ name, type }) => ({ name, type: types[type] }));
  const isTruncated = to < total || result.truncated !== undefined;
  const token = isPartial ? brokenToken : String(to);
  const data = `[${rows.texts.join(',')}]`;
  const parts = [
    `"totalRecords":${total}`,
    `"count":${rows.texts.length}`,
    `"data":${job.format === 'table' ? `{"columns":${JSON.stringify(columns)},"rows":${data}}` : data}`,
    '"facets":[]',
    `"resultTruncated":"${isTruncated}"`,
    ...(isPartial || (to < total && names.includes('id'))
      ? [`"$skipToken":${JSON.stringify(Buffer.from(token).toString('base64url'))}`]
      : []),
  ];
  return { status: 200, body: `{${parts.join(',')}}` };
}
