import type { Table } from '../../kql/engine/chunk';
import type { HostLogs } from '../story/logTypes';
import { always, reals, texts } from './fills';
import { hostFigures, type Figure } from './hostFigures';
import { RowWriter } from './logRows';
import type { LogStory } from './logStory';
import { workspaceTable } from './workspaceTable';

/** Minutes between two samples in the part that is told in less detail. */
export const olderStep = 5;

interface Counter {
  readonly host: HostLogs;
  readonly object: string;
  readonly name: string;
  readonly instance: string;
  readonly value: Figure;
}

/** Windows counters, sampled every minute, every five minutes in the older part. The values agree with the platform's metrics. */
export function perf(log: LogStory): Table {
  const counters = log.logs.hosts.flatMap((host) => countersOf(log, host));
  const rows = sampled(
    log,
    counters.map(({ host: { resource }, value }) => ({ resource, value })),
  );
  const of = (pick: (counter: Counter) => string): ReturnType<typeof texts> => texts(rows.kind, counters.map(pick));
  return workspaceTable(
    log,
    'Perf',
    rows,
    { kinds: rows.kind, ids: counters.map(({ host }) => host.resource) },
    {
      Computer: of(({ host }) => log.resource(host.resource).name),
      ObjectName: of(({ object }) => object),
      CounterName: of(({ name }) => name),
      InstanceName: of(({ instance }) => instance),
      CounterPath: of(
        ({ host, object, name, instance }) =>
          `\\\\${log.resource(host.resource).name}\\${object}${instance === '' ? '' : `(${instance})`}\\${name}`,
      ),
      CounterValue: reals(rows.a),
      SourceSystem: always('OpsManager'),
    },
  );
}

/** One row per thing and sample; while the platform says that a machine is not well its agent is not heard. */
export function sampled(
  log: LogStory,
  things: readonly { readonly resource: string; readonly value: Figure }[],
): ReturnType<RowWriter['finish']> {
  const writer = new RowWriter(log.from);
  const silence = new Map(things.map(({ resource }) => [resource, log.isSilent(resource)]));
  things.forEach(({ resource, value }, kind) => {
    const silent = silence.get(resource);
    const second = resource.length % 40;
    for (let minute = 0; minute < log.minutes; minute += minute < log.detailFrom ? olderStep : 1) {
      if (silent?.(minute) === true) continue;
      writer.add(log.at(minute) + second * 1000, kind, Math.round(value(minute) * 10_000) / 10_000);
    }
  });
  return writer.finish();
}

function countersOf(log: LogStory, host: HostLogs): Counter[] {
  const figures = hostFigures(log, host);
  const { cpu, steady } = figures;
  const counter = (object: string, name: string, instance: string, value: Figure): Counter => ({
    host,
    object,
    name,
    instance,
    value,
  });
  return [
    counter('Processor', '% Processor Time', '_Total', cpu),
    counter('Processor', '% Privileged Time', '_Total', (minute) => cpu(minute) * 0.11),
    counter('System', 'Processor Queue Length', '', (minute) => Math.max(0, Math.round((cpu(minute) - 62) / 4))),
    counter('Memory', 'Available MBytes', '', figures.availableMb),
    counter('Memory', '% Committed Bytes In Use', '', (minute) => (1 - figures.availableMb(minute) / host.memoryMb) * 82),
    counter('Memory', 'Pages/sec', '', steady('pages', 3.2, 0.6)),
    counter('Paging File', '% Usage', '_Total', steady('paging', 1.4, 0.05)),
    counter('Network Adapter', 'Bytes Received/sec', 'Microsoft Hyper-V Network Adapter', figures.received),
    counter('Network Adapter', 'Bytes Sent/sec', 'Microsoft Hyper-V Network Adapter', figures.sent),
    ...[...figures.freeSpace].flatMap(([mount, free]) => [
      counter('LogicalDisk', '% Free Space', mount, free),
      counter('LogicalDisk', 'Avg. Disk sec/Transfer', mount, steady(`${mount}time`, 0.004, 0.4)),
      counter('LogicalDisk', 'Disk Transfers/sec', mount, steady(`${mount}transfers`, 42, 0.4)),
    ]),
    ...host.processes.flatMap(({ name, workingSetMb }) => [
      counter('Process', '% Processor Time', name, figures.processes.get(name) ?? cpu),
      counter('Process', 'Working Set', name, workingSet(host, figures, name, workingSetMb)),
    ]),
    ...(host.web === undefined ? [] : webCounters(counter, host.web.process, host.web.site, figures)),
  ];
}

/** The first process holds what the machine's memory figure says beyond its usual size. */
function workingSet(host: HostLogs, figures: ReturnType<typeof hostFigures>, name: string, megabytes: number): Figure {
  const usual = figures.steady(`${name}|memory`, megabytes * 1_048_576, 0.02);
  if (name !== host.processes[0]?.name) return usual;
  return (minute) => usual(minute) + Math.max(0, host.memoryMb * 0.72 - figures.availableMb(minute)) * 0.8 * 1_048_576;
}

function webCounters(
  counter: (object: string, name: string, instance: string, value: Figure) => Counter,
  process: string,
  site: string,
  { cpu, requests, took, steady }: ReturnType<typeof hostFigures>,
): Counter[] {
  const collected = steady('gc', 2.4, 0.25);
  return [
    counter('.NET CLR Memory', '% Time in GC', process, (minute) => collected(minute) + cpu(minute) * 0.012),
    counter('.NET CLR Memory', '# Bytes in all Heaps', process, steady('heaps', 9.4e8, 0.06)),
    counter('.NET CLR Memory', 'Large Object Heap size', process, steady('loh', 1.6e8, 0.06)),
    counter('Web Service', 'Total Method Requests/sec', site, (minute) => requests(minute) / 60),
    // Little's law: those under way are those that come times how long they stay.
    counter('Web Service', 'Current Connections', site, (minute) =>
      Math.ceil((requests(minute) / 60) * (took(minute) / 1000) + 2),
    ),
    counter('ASP.NET', 'Requests Queued', '', (minute) =>
      Math.max(0, Math.round((requests(minute) / 60) * (took(minute) / 1000) - 24)),
    ),
  ];
}
