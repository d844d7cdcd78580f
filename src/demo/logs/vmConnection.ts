import type { Table } from '../../kql/engine/chunk';
import type { HostLogs } from '../story/logTypes';
import { guid, hash } from '../story/random';
import { always, ints, longs, texts, type Fill } from './fills';
import { RowWriter } from './logRows';
import type { LogStory } from './logStory';
import { olderStep } from './perf';
import { workspaceTable } from './workspaceTable';

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
    for (let minute = 0; minute < log.minutes;) {
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
  return workspaceTable(
    log,
    'VMConnection',
    rows,
    { kinds: rows.kind, ids: connections.map(({ host }) => host.resource) },
    {
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
    },
  );
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
        log
          .cells(series.resourceId, metric)
          .find((other) => same(other.dimensions, value))
          ?.values() ?? zero;
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
