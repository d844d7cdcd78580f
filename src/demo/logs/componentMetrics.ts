import type { Table } from '../../kql/engine/chunk';
import { contextFills, type Component } from './applicationTables';
import { ints, reals, texts } from './fills';
import type { LogStory } from './logStory';
import { olderStep } from './perf';
import { RowWriter } from './logRows';
import type { RoleLogs } from '../story/logTypes';
import { workspaceTable } from './workspaceTable';

interface Counter {
  readonly role: RoleLogs;
  readonly category: string;
  readonly counter: string;
  readonly value: (minute: number) => number;
}

/** What the SDK measures in each role: the processor and memory of its machine or app. */
export function appPerformanceCounters(log: LogStory, components: readonly Component[]): Table {
  const counters = log.logs.roles.flatMap((role): Counter[] => {
    const host = log.logs.hosts.find(({ resource }) => resource === role.host);
    const of = (metric: string, factor = 1): ((minute: number) => number) | undefined => {
      const values = log.cells(role.host, metric)[0]?.values();
      return values && ((minute) => (values[minute] ?? 0) * factor);
    };
    const cpu = host === undefined ? undefined : of('Percentage CPU');
    const bytes = host === undefined ? of('MemoryWorkingSet') : of('Available Memory Bytes');
    return [
      ...(cpu === undefined ? [] : [{ role, category: 'Processor', counter: '% Processor Time', value: cpu }]),
      ...(bytes === undefined
        ? []
        : [
            host === undefined
              ? { role, category: 'Process', counter: 'Private Bytes', value: bytes }
              : { role, category: 'Memory', counter: 'Available Bytes', value: bytes },
          ]),
    ];
  });
  const writer = new RowWriter(log.from);
  counters.forEach(({ value }, kind) => {
    for (let minute = 0; minute < log.minutes; minute += minute < log.detailFrom ? olderStep : 1)
      writer.add(log.at(minute) + 30_000, kind, value(minute));
  });
  const rows = writer.finish();
  const owner = components[0] ?? { id: '', key: '', name: '' };
  const roles = counters.map(({ role }) => role);
  const of = (pick: (counter: Counter) => string): ReturnType<typeof texts> => texts(rows.kind, counters.map(pick));
  return workspaceTable(log, 'AppPerformanceCounters', rows, owner.id, {
    ...contextFills(
      log,
      rows,
      rows.kind,
      roles,
      roles.map(() => owner),
    ),
    Category: of(({ category }) => category),
    Counter: of(({ counter }) => counter),
    Name: of(({ counter }) => counter),
    Value: reals(rows.a),
  });
}

/** The metrics that the SDK sums up over all requests before any sampling: exact counts per role and minute. */
export function appMetrics(log: LogStory, components: readonly Component[]): Table {
  const owner = components[0] ?? { id: '', key: '', name: '' };
  const { roles } = log.logs;
  const writer = new RowWriter(log.from);
  roles.forEach((role, kind) => {
    const cells = log.story.series
      .filter(({ metric }) => metric === 'requests/count')
      .flatMap(({ cells: all }) => all)
      .filter(({ dimensions }) => dimensions['cloud/roleName'] === role.role)
      .map((cell) => cell.values());
    for (let minute = 0; minute < log.minutes;) {
      const step = minute < log.detailFrom ? olderStep : 1;
      let sum = 0;
      for (const values of cells) for (let inner = minute; inner < minute + step; inner++) sum += values[inner] ?? 0;
      writer.add(log.at(minute) + 59_000, kind, sum, step);
      minute += step;
    }
  });
  const rows = writer.finish();
  return workspaceTable(log, 'AppMetrics', rows, owner.id, {
    ...contextFills(
      log,
      rows,
      rows.kind,
      roles,
      roles.map(() => owner),
    ),
    Name: texts(() => 0, ['RequestsReceived']),
    Sum: reals(rows.a),
    Min: reals((row) => (rows.a[row] ?? 0) / Math.max(rows.b[row] ?? 1, 1)),
    Max: reals((row) => (rows.a[row] ?? 0) / Math.max(rows.b[row] ?? 1, 1)),
    ItemCount: ints(rows.b),
  });
}
