import type { Table } from '../../kql/engine/chunk';
import { HOUR, MINUTE } from '../../model/time';
import { unixEpochTicks } from '../../kql/engine/ticks';
import type { Value } from '../../kql/engine/types';
import type { DatabaseLogs } from '../story/logTypes';
import { guid, hash, noise } from '../story/random';
import type { LogStory } from './logStory';
import { toldTable, type ToldRow } from './workspaceTable';

/** Minutes of one interval of the query store, in the detailed part and in the older one. */
const intervals = { detailed: 15, older: 60 } as const;

const ticks = (at: number): bigint => BigInt(at) * 10_000n + unixEpochTicks;
const shortHash = (text: string): string => `0x${hash(text).toString(16).toUpperCase().padStart(8, '0')}`;

/** Diagnostics of the databases, and rows that the story tells one by one. */
export function azureDiagnostics(log: LogStory): Table {
  const rows = [
    ...log.logs.databases.flatMap((database) => [
      ...queryStore(log, database),
      ...incidents(log, database),
      ...insights(log, database),
    ]),
    ...toldRows(log, 'AzureDiagnostics'),
  ];
  return toldTable(log, 'AzureDiagnostics', rows);
}

function head(log: LogStory, id: string, category: string): Record<string, Value> {
  const resource = log.resource(id);
  const [provider = '', ...types] = resource.type.split('/');
  return {
    Category: category,
    ResourceId: id.toUpperCase(),
    Resource: (resource.name.split('/').at(-1) ?? '').toUpperCase(),
    ResourceGroup: resource.resourceGroup.toUpperCase(),
    SubscriptionId: resource.subscriptionId,
    ResourceProvider: provider.toUpperCase(),
    ResourceType: types.join('/').toUpperCase(),
  };
}

const databaseHead = (log: LogStory, { resource }: DatabaseLogs, category: string): Record<string, Value> => {
  const [server = '', database = ''] = log.resource(resource).name.split('/');
  return { ...head(log, resource, category), LogicalServerName_s: server, DatabaseName_s: database };
};

/** What each query took of the database's CPU, per interval. The CPU times add up to the database's `cpu_percent`. */
function queryStore(log: LogStory, database: DatabaseLogs): ToldRow[] {
  const cpu = log.values(database.resource, 'cpu_percent');
  const rows: ToldRow[] = [];
  const header = databaseHead(log, database, 'QueryStoreRuntimeStatistics');
  for (let minute = 0; minute < log.minutes;) {
    const step = minute < log.detailFrom ? intervals.older : intervals.detailed;
    const inside = Array.from(cpu.subarray(minute, minute + step));
    const mean = inside.reduce((sum, value) => sum + value, 0) / Math.max(inside.length, 1);
    const above = database.queries.map((query) => inside.filter((value) => value > (query.above ?? -1)).length / step);
    const claimed = database.queries.map(({ share }, index) => share * (above[index] ?? 0));
    const all = claimed.reduce((sum, share) => sum + share, 0);
    database.queries.forEach((query, index) => {
      const part = (claimed[index] ?? 0) / Math.max(all, 1e-9);
      const runs = Math.round(query.perMinute * step * (above[index] ?? 0) * (1 + 0.2 * noise(query.id, minute)));
      if (runs === 0) return;
      const microseconds = (mean / 100) * database.cores * step * 60e6 * part;
      const each = microseconds / runs;
      rows.push({
        at: log.at(minute + step) - 1000,
        resource: database.resource,
        values: {
          ...header,
          OperationName: 'QueryStoreRuntimeStatisticsEvent',
          query_id_d: query.id,
          plan_id_d: query.id + 100,
          query_hash_s: shortHash(query.text),
          query_plan_hash_s: shortHash(`plan|${query.text}`),
          querytext_s: query.text,
          statement_type_s: query.text.split(' ')[0] ?? '',
          count_executions_d: runs,
          cpu_time_d: Math.round(microseconds),
          duration_d: Math.round(microseconds * 1.3),
          max_cpu_time_d: Math.round(each * 3.1),
          max_duration_d: Math.round(each * 4.4),
          logical_io_reads_d: Math.round(microseconds / 18),
          physical_io_reads_d: Math.round(microseconds / 2600),
          rowcount_d: runs * 24,
          execution_type_d: 0,
          interval_start_time_d: log.at(minute),
          interval_end_time_d: log.at(minute + step),
          intervalStartTime_t: ticks(log.at(minute)),
          intervalEndTime_t: ticks(log.at(minute + step)),
        },
      });
    });
    minute += step;
  }
  return rows;
}

function incidents(log: LogStory, database: DatabaseLogs): ToldRow[] {
  const one = (category: string, at: number, values: Record<string, Value>): ToldRow => ({
    at,
    resource: database.resource,
    values: { ...databaseHead(log, database, category), OperationName: `${category}Event`, ...values },
  });
  return [
    ...database.timeouts.map((at) =>
      one('Timeouts', at, {
        error_code_s: '-2',
        error_message_s: 'The query did not finish in time.',
        query_hash_s: shortHash(database.queries[0]?.text ?? ''),
      }),
    ),
    ...database.deadlocks.map((at) =>
      one('Deadlocks', at, {
        deadlock_xml_s: `<deadlock><victim-list><victimProcess id="p${at % 997}"/></victim-list></deadlock>`,
      }),
    ),
  ];
}

function insights(log: LogStory, database: DatabaseLogs): ToldRow[] {
  return database.insights.map(({ at, minutes, detection, cause }, index) => ({
    at,
    resource: database.resource,
    values: {
      ...databaseHead(log, database, 'SQLInsights'),
      OperationName: 'InsightEvent',
      status_s: 'Completed',
      issueId_d: index + 1,
      intervalStartTime_t: ticks(at - minutes * MINUTE),
      intervalEndTime_t: ticks(at),
      impact_s: JSON.stringify([{ name: 'CPU', change: { low: 'yes' } }]),
      detections_s: JSON.stringify([{ name: detection }]),
      rootCauseAnalysis_s: cause,
    },
  }));
}

function toldRows(log: LogStory, table: 'AzureDiagnostics' | 'StorageBlobLogs'): ToldRow[] {
  return log.logs.diagnostics
    .filter((row) => row.table === table)
    .map(({ at, resource, values: { Category = '', ...values } }) => ({
      at,
      resource,
      values:
        table === 'AzureDiagnostics'
          ? { ...head(log, resource, String(Category)), ...values, CorrelationId: guid(`${resource}|${at}`) }
          : {
              AccountName: log.resource(resource).name,
              Category: String(Category),
              Location: log.resource(resource).location,
              CorrelationId: guid(`${resource}|${at}`),
              ...values,
            },
    }));
}

export function storageBlobLogs(log: LogStory): Table {
  return toldTable(log, 'StorageBlobLogs', toldRows(log, 'StorageBlobLogs'));
}

/** What the workspace took in, per table and hour. */
export function usage(log: LogStory): Table {
  const rows: ToldRow[] = [];
  const { daily, over } = log.logs.ingestion;
  for (let at = log.from; at < log.story.to; at += HOUR) {
    const factor = over.find(({ from }) => at >= from && at < from + 24 * HOUR)?.factor ?? 1;
    for (const [type, gigabytes] of Object.entries(daily))
      rows.push({
        at: at + HOUR - MINUTE,
        resource: log.logs.workspace,
        values: {
          DataType: type,
          Solution: 'LogManagement',
          Quantity: ((gigabytes * 1000 * factor) / 24) * (1 + 0.1 * noise(hash(type), Math.floor(at / HOUR))),
          QuantityUnit: 'MBytes',
          IsBillable: true,
          StartTime: ticks(at),
          EndTime: ticks(at + HOUR),
          ResourceUri: log.logs.workspace,
        },
      });
  }
  return toldTable(log, 'Usage', rows);
}
