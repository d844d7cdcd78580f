import { chunkRows, type Chunk, type Table } from '../../kql/engine/chunk';
import { ticksOfMilliseconds } from '../../kql/engine/ticks';
import type { Schema } from '../../kql/engine/types';
import type { Instant } from '../../model/time';
import type { Story } from '../story/types';
import { appDependencies, appRequests, componentOf, type Component } from './applicationTables';
import { appServiceHttpLogs } from './appServiceHttpLogs';
import { appServiceConsoleLogs, appServicePlatformLogs } from './appServiceLogs';
import { appAvailabilityResults } from './availabilityTable';
import { alert, azureActivity, azureMetrics } from './azureTables';
import { classicSources, classicTable, rowsUntil } from './classicTables';
import { containerLogV2, kubeEvents, kubePodInventory, syslog } from './clusterTables';
import { appMetrics, appPerformanceCounters } from './componentMetrics';
import { azureDiagnostics, storageBlobLogs, usage } from './diagnosticTables';
import { appExceptions, appTraces } from './failureTables';
import { w3cIisLog } from './iisLog';
import { insightsMetrics } from './insightsMetrics';
import { LogStory } from './logStory';
import { event, heartbeat, vmProcess } from './machineTables';
import { perf } from './perf';
import { schemaOf, tableNames, type ClassicTable, type LogTableName, type WorkspaceTable } from './schemas';
import { Traffic } from './traffic';
import { vmConnection } from './vmConnection';
import { toldTable } from './workspaceTable';

/** The log tables of a story: the rows that the things behind its series would have written. */
export interface LogTables {
  readonly names: () => readonly LogTableName[];
  /** This and the next two throw a RangeError for a name that is not in `names`. */
  readonly schema: (name: string) => Schema;
  /** All rows of the story, sorted by time; made on first use and kept. The same story gives the same rows. */
  readonly table: (name: string) => Table;
  /** The rows that exist by `now`. */
  readonly visible: (name: string, now: Instant) => Table;
}

const made = new WeakMap<Story, LogTables>();

/** The log tables of a story; the same object for the same story. */
export function logTables(story: Story): LogTables {
  const found = made.get(story) ?? makeTables(new LogStory(story));
  made.set(story, found);
  return found;
}

const isLogTable = (name: string): name is LogTableName => (tableNames as readonly string[]).includes(name);

function known(name: string): LogTableName {
  if (!isLogTable(name)) throw new RangeError(`no log table ${name}`);
  return name;
}

function makeTables(log: LogStory): LogTables {
  const components = log.story.resources.filter(({ type }) => type === 'Microsoft.Insights/components').map(componentOf);
  const tables = new Map<LogTableName, Table>();
  let traffic: Traffic | undefined;
  const table = (name: LogTableName): Table => {
    const ready = tables.get(name);
    if (ready !== undefined) return ready;
    const built = isClassic(name)
      ? classicTable(log, name, table(classicSources[name]), components)
      : makers[name](log, () => (traffic ??= new Traffic(log)), components);
    tables.set(name, built);
    return built;
  };
  return {
    names: () => tableNames,
    schema: (name) => schemaOf(known(name)),
    table: (name) => table(known(name)),
    visible: (name, now) => until(table(known(name)), now),
  };
}

const isClassic = (name: LogTableName): name is ClassicTable => Object.hasOwn(classicSources, name);

type Maker = (log: LogStory, traffic: () => Traffic, components: readonly Component[]) => Table;

const makers: Readonly<Record<WorkspaceTable, Maker>> = {
  AppRequests: (log, traffic, components) => appRequests(log, traffic(), components),
  AppDependencies: (log, traffic, components) => appDependencies(log, traffic(), components),
  AppExceptions: (log, traffic, components) => appExceptions(log, traffic(), components),
  AppTraces: (log, traffic, components) => appTraces(log, traffic(), components),
  AppAvailabilityResults: (log, _, components) => appAvailabilityResults(log, components),
  AppPerformanceCounters: (log, _, components) => appPerformanceCounters(log, components),
  AppMetrics: (log, _, components) => appMetrics(log, components),
  AppEvents: (log) => toldTable(log, 'AppEvents', []),
  AppPageViews: (log) => toldTable(log, 'AppPageViews', []),
  Perf: perf,
  InsightsMetrics: insightsMetrics,
  W3CIISLog: w3cIisLog,
  AppServiceHTTPLogs: appServiceHttpLogs,
  AppServiceConsoleLogs: (log, traffic) => appServiceConsoleLogs(log, traffic()),
  AppServicePlatformLogs: appServicePlatformLogs,
  AzureActivity: azureActivity,
  AzureMetrics: azureMetrics,
  AzureDiagnostics: azureDiagnostics,
  Heartbeat: heartbeat,
  Event: event,
  Syslog: syslog,
  ContainerLogV2: containerLogV2,
  KubeEvents: kubeEvents,
  KubePodInventory: kubePodInventory,
  VMConnection: vmConnection,
  VMProcess: vmProcess,
  Alert: alert,
  Usage: usage,
  StorageBlobLogs: storageBlobLogs,
};

/** The rows of a table sorted by its first datetime column that are not later than `now`. */
function until(table: Table, now: Instant): Table {
  const place = table.schema.findIndex(({ name }) => name === 'TimeGenerated' || name === 'timestamp');
  const limit = ticksOfMilliseconds(now);
  const chunks: Chunk[] = [];
  for (const chunk of table.chunks) {
    const rows = rowsUntil(chunk.column(place), limit);
    if (rows > 0) chunks.push(chunk.slice(0, rows));
    if (rows < chunk.length) break;
  }
  const last = chunks.at(-1)?.length ?? 0;
  return { schema: table.schema, chunks, rowCount: Math.max(0, chunks.length - 1) * chunkRows + last };
}
