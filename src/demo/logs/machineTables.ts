import type { Table } from '../../kql/engine/chunk';
import { HOUR } from '../../model/time';
import type { HostLogs } from '../story/logTypes';
import { guid, hash } from '../story/random';
import { moments } from './failureTables';
import { always, longs, ints, texts, type Fill } from './fills';
import { RowWriter } from './logRows';
import type { LogStory } from './logStory';
import { olderStep } from './perf';
import { toldTable, workspaceTable, type ToldRow } from './workspaceTable';

/** One beat per machine and minute, none while the platform says that the machine is not well. */
export function heartbeat(log: LogStory): Table {
  const { hosts } = log.logs;
  const writer = new RowWriter(log.from);
  hosts.forEach(({ resource }, kind) => {
    const silent = log.isSilent(resource);
    const second = hash(resource) % 58;
    for (let minute = 0; minute < log.minutes; minute++)
      if (!silent(minute)) writer.add(log.at(minute) + second * 1000, kind);
  });
  const rows = writer.finish();
  const of = (pick: (host: HostLogs) => string): Fill => texts(rows.kind, hosts.map(pick));
  return workspaceTable(log, 'Heartbeat', rows, { kinds: rows.kind, ids: hosts.map(({ resource }) => resource) }, {
    Computer: of(({ resource }) => log.resource(resource).name),
    Category: always('Azure Monitor Agent'),
    OSType: always('Windows'),
    OSName: of(({ osName }) => osName),
    OSMajorVersion: always('10'),
    OSMinorVersion: always('0'),
    Version: always('1.31.0.0'),
    ComputerIP: of(({ address }) => address),
    ComputerPrivateIPs: of(({ address }) => JSON.stringify([address])),
    ComputerEnvironment: always('Azure'),
    Resource: of(({ resource }) => log.resource(resource).name),
    ResourceGroup: of(({ resource }) => log.resource(resource).resourceGroup),
    ResourceType: always('virtualMachines'),
    ResourceProvider: always('Microsoft.Compute'),
    ResourceId: of(({ resource }) => resource),
    SubscriptionId: of(({ resource }) => log.resource(resource).subscriptionId),
    VMUUID: of(({ resource }) => guid(resource)),
    SourceSystem: always('OpsManager'),
  });
}

const eventLevels = { Error: 2, Warning: 3, Information: 4 } as const;

/** The Windows event logs of the machines. */
export function event(log: LogStory): Table {
  const rows = log.logs.hosts.flatMap(({ resource, events }) =>
    events.flatMap((entry): ToldRow[] =>
      moments(log, `${resource}|${entry.source}|${entry.id}`, entry.perDay).map((at) => ({
        at,
        resource,
        values: {
          Computer: log.resource(resource).name,
          EventLog: entry.log,
          Source: entry.source,
          EventID: entry.id,
          EventLevel: eventLevels[entry.level],
          EventLevelName: entry.level,
          RenderedDescription: entry.message,
          UserName: 'N/A',
        },
      })),
    ),
  );
  return toldTable(log, 'Event', rows, { SourceSystem: always('OpsManager'), ManagementGroupName: always('') });
}

/** The processes of the machines, told every hour. */
export function vmProcess(log: LogStory): Table {
  const started = log.from - 19 * HOUR;
  const rows: ToldRow[] = [];
  for (const { resource, processes } of log.logs.hosts) {
    const { name: computer } = log.resource(resource);
    for (let at = log.from; at < log.story.to; at += HOUR) {
      processes.forEach((process, index) =>
        rows.push({
          at: at + 1000 * (hash(resource) % 1800),
          resource,
          values: {
            Computer: computer,
            Machine: `m-${guid(resource)}`,
            AgentId: guid(`agent|${resource}`),
            Process: `p-${guid(`${resource}|${process.name}`)}`,
            ExecutableName: process.name,
            DisplayName: process.description,
            Description: process.description,
            ExecutablePath: process.path,
            CommandLine: process.commandLine,
            UserName: process.user,
            UserDomain: process.user.includes('\\') ? (process.user.split('\\')[0] ?? '') : '',
            FirstPid: 1200 + 404 * index,
            StartTime: BigInt(started) * 10_000n + 621_355_968_000_000_000n,
          },
        }),
      );
    }
  }
  return toldTable(log, 'VMProcess', rows, { SourceSystem: always('Insights') });
}

interface Connection {
  readonly host: HostLogs;
  readonly process: string;
  readonly direction: 'inbound' | 'outbound';
  readonly remote: string;
  readonly remoteName: string;
  readonly port: number;
  /** Connections and their milliseconds, per minute. */
  readonly counts: Float64Array;
  readonly failed: Float64Array;
  readonly took: Float64Array;
}

/** Connections of the machines that serve a role: what comes in is its requests, what goes out its dependencies. */
export function vmConnection(log: LogStory): Table {
  const connections = log.logs.hosts.flatMap((host) => connectionsOf(log, host));
  const writer = new RowWriter(log.from);
  connections.forEach(({ counts, failed, took }, kind) => {
    for (let minute = 0; minute < log.minutes; ) {
      const step = minute < log.detailFrom ? olderStep : 1;
      let [established, lost, time] = [0, 0, 0];
      for (let inner = minute; inner < minute + step; inner++) {
        established += counts[inner] ?? 0;
        lost += failed[inner] ?? 0;
        time += (counts[inner] ?? 0) * (took[inner] ?? 0);
      }
      if (established + lost > 0) writer.add(log.at(minute), kind, established, lost, time);
      minute += step;
    }
  });
  const rows = writer.finish();
  const of = (pick: (connection: Connection) => string): Fill => texts(rows.kind, connections.map(pick));
  const established = (factor: number): Fill => longs((row) => (rows.a[row] ?? 0) * factor);
  const mean = (row: number): number => (rows.c[row] ?? 0) / Math.max(rows.a[row] ?? 0, 1);
  return workspaceTable(log, 'VMConnection', rows, { kinds: rows.kind, ids: connections.map(({ host }) => host.resource) }, {
    Computer: of(({ host }) => log.resource(host.resource).name),
    Machine: of(({ host }) => `m-${guid(host.resource)}`),
    AgentId: of(({ host }) => guid(`agent|${host.resource}`)),
    ProcessName: of(({ process }) => process),
    Process: of(({ host, process }) => `p-${guid(`${host.resource}|${process}`)}`),
    Direction: of(({ direction }) => direction),
    Protocol: always('tcp'),
    SourceIp: of(({ direction, host, remote }) => (direction === 'inbound' ? remote : host.address)),
    DestinationIp: of(({ direction, host, remote }) => (direction === 'inbound' ? host.address : remote)),
    RemoteIp: of(({ remote }) => remote),
    RemoteDnsCanonicalNames: of(({ remoteName }) => JSON.stringify([remoteName])),
    DestinationPort: ints((row) => connections[rows.kind[row] ?? 0]?.port ?? 0),
    LinksEstablished: established(1),
    LinksTerminated: established(1),
    LinksLive: longs((row) => 2 + Math.ceil((rows.c[row] ?? 0) / 60_000)),
    LinksFailed: longs(rows.b),
    Responses: established(1),
    BytesSent: established(5200),
    BytesReceived: established(1900),
    ResponseTimeSum: longs(rows.c),
    ResponseTimeMin: longs((row) => mean(row) * 0.4),
    ResponseTimeMax: longs((row) => mean(row) * 2.6),
    SourceSystem: always('Insights'),
  });
}

function connectionsOf(log: LogStory, host: HostLogs): Connection[] {
  const { web } = host;
  if (web === undefined) return [];
  const outbound = new Map<string, number>([['SQL', 1433]]);
  const out: Connection[] = [];
  const zero = new Float64Array(log.minutes);
  for (const series of log.story.series.filter(({ metric }) => metric === 'dependencies/count' || metric === 'requests/count')) {
    const prefix = series.metric.split('/')[0] ?? '';
    const incoming = prefix === 'requests';
    for (const cell of series.cells) {
      const { dimensions } = cell;
      const success = incoming ? 'request/success' : 'dependency/success';
      if (dimensions['cloud/roleName'] !== web.role || dimensions[success] !== 'True') continue;
      const same = (other: typeof dimensions, value: string): boolean =>
        Object.entries(dimensions).every(([key, wanted]) => other[key] === (key === success ? value : wanted));
      const find = (metric: string, value: string): Float64Array =>
        log.cells(series.resourceId, metric).find((other) => same(other.dimensions, value))?.values() ?? zero;
      const target = dimensions['dependency/target'] ?? '';
      const address = hash(target) % 200;
      out.push({
        host,
        process: web.process,
        direction: incoming ? 'inbound' : 'outbound',
        remote: incoming ? '10.20.1.4' : `10.20.8.${20 + address}`,
        remoteName: incoming ? web.host : (target.split(' | ')[0] ?? ''),
        port: incoming ? web.port : (outbound.get(dimensions['dependency/type'] ?? '') ?? 443),
        counts: cell.values(),
        failed: find(series.metric, 'False'),
        took: find(`${prefix}/duration`, 'True'),
      });
    }
  }
  return merged(out, log.minutes);
}

/** What comes in through one port is one connection, whichever operation it asks for. */
function merged(connections: readonly Connection[], minutes: number): Connection[] {
  const inbound = connections.filter(({ direction }) => direction === 'inbound');
  const [first] = inbound;
  if (first === undefined) return [...connections];
  const counts = new Float64Array(minutes);
  const failed = new Float64Array(minutes);
  const took = new Float64Array(minutes);
  for (let minute = 0; minute < minutes; minute++) {
    let time = 0;
    for (const connection of inbound) {
      counts[minute] = (counts[minute] ?? 0) + (connection.counts[minute] ?? 0);
      failed[minute] = (failed[minute] ?? 0) + (connection.failed[minute] ?? 0);
      time += (connection.counts[minute] ?? 0) * (connection.took[minute] ?? 0);
    }
    took[minute] = time / Math.max(counts[minute] ?? 0, 1);
  }
  return [{ ...first, counts, failed, took }, ...connections.filter(({ direction }) => direction === 'outbound')];
}
