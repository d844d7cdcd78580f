import type { Failure } from '../model/failure';
import { isAbort, SourceError } from '../model/failure';
import type { GraphQuery, QueryTable } from '../model/query';
import type { ResourceGraphStore } from '../model/stores';
import type { SubscriptionLister } from './alerts';
import { ArmClient } from './armClient';
import { sourced } from './gather';
import { asNumber, asText, at, need } from './json';
import type { Pipeline } from './pipeline';
import { toSourceError } from './errors';
import { parseTable } from './queryParsing';

export const resourceGraphVersion = '2024-04-01';
const path = '/providers/Microsoft.ResourceGraph/resources';
const pageSize = 1000;
const mostSubscriptions = 1000;
const defaultMostRows = 10_000;

/** Queries of Azure Resource Graph, read page by page to the end or to a limit, which is then named. */
export function createResourceGraphStore(pipeline: Pipeline, subscriptions: SubscriptionLister): ResourceGraphStore {
  const client = new ArmClient(pipeline, 'read');
  return {
    async query(query, signal) {
      const context = { source: 'resourceGraph' as const, action: 'query Azure Resource Graph' };
      const scope = query.subscriptions ?? (await subscriptions(signal)).map(({ id }) => id);
      const result = await sourced(context, undefined, async () => {
        if (scope.length > mostSubscriptions)
          throw new RangeError(`a query reaches no more than ${mostSubscriptions} subscriptions`);
        return readPages(query, (options) =>
          client.post(path, { 'api-version': resourceGraphVersion }, { subscriptions: scope, query: query.kql, options }, signal),
        );
      });
      const { table, totalRows, failures } = result.value;
      return { value: { table, totalRows }, provenance: result.provenance, failures };
    },
  };
}

interface Pages {
  readonly table: QueryTable;
  readonly totalRows: number;
  readonly failures: readonly Failure[];
}

/** A page that fails ends the reading; what came before stays, and the failure says so. */
async function readPages(query: GraphQuery, ask: (options: object) => Promise<unknown>): Promise<Pages> {
  const most = query.mostRows ?? defaultMostRows;
  const pages: QueryTable[] = [];
  let read = 0;
  let total = 0;
  let token: string | undefined;
  for (;;) {
    let page: unknown;
    try {
      page = await ask({
        resultFormat: 'table',
        $top: Math.min(pageSize, most - read),
        ...(token === undefined ? {} : { $skipToken: token }),
      });
    } catch (error) {
      if (pages.length === 0 || (error instanceof Error && isAbort(error))) throw error;
      const cause = toSourceError(error, { source: 'resourceGraph', action: 'read the next page of Azure Resource Graph' });
      const failure: Failure = cause instanceof SourceError ? cause.failure : failureOf(cause.message);
      return joined(pages, total, [
        { ...failure, kind: 'partial', message: `${failure.message} Only the first ${read} rows were read.` },
      ]);
    }
    const table = parseTable(
      'PrimaryResult',
      need(at(page, 'data', 'columns'), 'the columns of the answer'),
      at(page, 'data', 'rows'),
    );
    pages.push(table);
    read += table.rows.length;
    total = asNumber(at(page, 'totalRecords')) ?? read;
    token = asText(at(page, '$skipToken'));
    if (token !== undefined && read < most && table.rows.length > 0) continue;
    const isTruncated = token !== undefined || asText(at(page, 'resultTruncated')) === 'true' || total > read;
    return joined(pages, total, isTruncated ? [cutFailure(read, total, most)] : []);
  }
}

function joined(pages: readonly QueryTable[], totalRows: number, failures: readonly Failure[]): Pages {
  const columns = pages[0]?.columns ?? [];
  return { table: { name: 'PrimaryResult', columns, rows: pages.flatMap(({ rows }) => rows) }, totalRows, failures };
}

function cutFailure(read: number, total: number, most: number): Failure {
  const hint =
    read >= most
      ? 'Ask for fewer rows with where, summarize or take.'
      : 'Keep the column id in the query: Azure pages only answers that have it.';
  return { ...failureOf(`Only ${read} of ${total} rows were read.`), kind: 'partial', nextAction: hint };
}

const failureOf = (message: string): Failure => ({
  source: 'resourceGraph',
  kind: 'partial',
  message,
  nextAction: 'Refresh to read the rest.',
});
