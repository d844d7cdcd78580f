import type { Table } from '../../kql/engine/chunk';
import { hash } from '../story/random';
import { contextFills, type Component } from './applicationTables';
import { always, bools, ints, reals, texts, written } from './fills';
import { spread } from './flows';
import { RowWriter } from './logRows';
import type { LogStory } from './logStory';
import { bucketOf, bucketTexts, writeSpanId, writeTraceId } from './texts';
import { workspaceTable } from './workspaceTable';

/** Minutes between two runs of a test from one place. */
const every = 5;
/** Milliseconds after which a test gives up. */
const patience = 30_000;

/** Web tests: each asks its app from several places every five minutes and sees the app's own response time, and the way there. */
export function appAvailabilityResults(log: LogStory, components: readonly Component[]): Table {
  const writer = new RowWriter(log.from);
  const tests = log.logs.webTests.flatMap((test) => test.locations.map((location) => ({ ...test, location })));
  tests.forEach((test, kind) => {
    const seconds = log.values(test.app, 'HttpResponseTime', 0.2);
    const place = kind % test.locations.length;
    for (let minute = place % every; minute < log.minutes; minute += every) {
      const key = minute * 64 + kind;
      const duration = (seconds[minute] ?? 0) * 1000 * spread(log.seed, key, 0.12) + 18 + 22 * place;
      writer.add(log.at(minute) + 1000 * (7 + 9 * place), kind, Math.min(duration, patience), 0, key);
    }
  });
  const rows = writer.finish();
  const roles = tests.map(({ role, location }) => ({
    ...(log.logs.roles.find((entry) => entry.role === role) ?? { role, host: '', baseUrl: '', versions: [] }),
    instance: location,
    sdk: 'azwebtest:1.0.0',
  }));
  const owner = components[0] ?? { id: '', key: '', name: '' };
  const salt = hash(`${log.seed}|webtests`);
  const good = (row: number): boolean => (rows.a[row] ?? 0) < patience;
  return workspaceTable(log, 'AppAvailabilityResults', rows, owner.id, {
    ...contextFills(
      log,
      rows,
      rows.kind,
      roles,
      roles.map(() => owner),
    ),
    Id: written(16, (row, bytes, offset) => writeSpanId(salt, rows.c[row] ?? 0, bytes, offset)),
    OperationId: written(32, (row, bytes, offset) => writeTraceId(salt, rows.c[row] ?? 0, bytes, offset)),
    Name: texts(
      rows.kind,
      tests.map(({ name }) => name),
    ),
    OperationName: texts(
      rows.kind,
      tests.map(({ name }) => name),
    ),
    Location: texts(
      rows.kind,
      tests.map(({ location }) => location),
    ),
    Success: bools(good),
    Message: texts((row) => (good(row) ? 0 : 1), ['Passed', 'The test timed out']),
    DurationMs: reals(rows.a),
    PerformanceBucket: texts((row) => bucketOf(rows.a[row] ?? 0), bucketTexts),
    ItemCount: ints(() => 1),
    SyntheticSource: always('Application Insights Availability Monitoring'),
    Measurements: always(null),
  });
}
