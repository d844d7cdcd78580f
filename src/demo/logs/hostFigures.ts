import type { HostLogs } from '../story/logTypes';
import { noise, hash } from '../story/random';
import type { LogStory } from './logStory';

/** One value for each minute of the story. */
export type Figure = (minute: number) => number;

/** What can be measured of a machine; its CPU, memory and network are the platform's own series. */
export interface HostFigures {
  /** Percent. */
  readonly cpu: Figure;
  readonly availableMb: Figure;
  /** Bytes per second. */
  readonly received: Figure;
  readonly sent: Figure;
  /** Percent, by mount. */
  readonly freeSpace: ReadonlyMap<string, Figure>;
  /** Percent of one core, by process. */
  readonly processes: ReadonlyMap<string, Figure>;
  /** Requests of the machine's web server in the minute. */
  readonly requests: Figure;
  /** Mean milliseconds of those requests. */
  readonly took: Figure;
  /** Figures that stay where they are whatever happens: paging, disk times. `amount` is the noise as a part of the value. */
  readonly steady: (name: string, value: number, amount?: number) => Figure;
}

export function hostFigures(log: LogStory, host: HostLogs): HostFigures {
  const cpu = log.values(host.resource, 'Percentage CPU');
  const memory = log.values(host.resource, 'Available Memory Bytes', host.memoryMb * 0.6 * 1_048_576);
  const received = log.values(host.resource, 'Network In Total', 4_000_000);
  const sent = log.values(host.resource, 'Network Out Total', 6_000_000);
  const read =
    (values: Float64Array, factor = 1): Figure =>
    (minute) =>
      (values[minute] ?? 0) * factor;
  const steady = (name: string, value: number, amount = 0.1): Figure => {
    const seed = hash(`${host.resource}|${name}`);
    return (minute) => Math.max(0, value * (1 + amount * noise(seed, minute)));
  };
  const processes = new Map<string, Figure>();
  let named = 0;
  for (const [index, { name, share }] of host.processes.entries()) {
    if (index > 0) named += share;
    const part = index === 0 ? 0 : share;
    processes.set(name, (minute) => (cpu[minute] ?? 0) * host.cores * part);
  }
  const [main] = host.processes;
  if (main !== undefined) processes.set(main.name, (minute) => (cpu[minute] ?? 0) * host.cores * (1 - named));
  const { requests, took } = webFigures(log, host);
  return {
    cpu: read(cpu),
    availableMb: read(memory, 1 / 1_048_576),
    received: read(received, 1 / 60),
    sent: read(sent, 1 / 60),
    freeSpace: new Map(
      host.disks.map(({ mount, freePercent }) => [mount, read(log.course(`${host.resource}|${mount}`, freePercent))]),
    ),
    processes,
    requests,
    took,
    steady,
  };
}

function webFigures(log: LogStory, { web }: HostLogs): { readonly requests: Figure; readonly took: Figure } {
  if (web === undefined) return { requests: () => 0, took: () => 0 };
  const ofRole = (metric: string): readonly (() => Float64Array)[] =>
    log.story.series
      .filter((series) => series.metric === metric)
      .flatMap(({ cells }) => cells)
      .filter(({ dimensions }) => dimensions['cloud/roleName'] === web.role)
      .map((cell) => () => cell.values());
  const counts = ofRole('requests/count').map((values) => values());
  const durations = ofRole('requests/duration').map((values) => values());
  const requests: Figure = (minute) => counts.reduce((sum, values) => sum + (values[minute] ?? 0), 0);
  const took: Figure = (minute) => {
    const all = requests(minute);
    const time = counts.reduce((sum, values, index) => sum + (values[minute] ?? 0) * (durations[index]?.[minute] ?? 0), 0);
    return all === 0 ? 0 : time / all;
  };
  return { requests, took };
}
