import { deepEqual, equal, ok, rejects } from 'node:assert/strict';
import type { AskScan, ScanPart } from '../../../../../src/kql/ask/answer';
import { lookedAt, notLookedAt, partsFound, verdictOf } from '../../../../../src/kql/ask/scan/reportWords';
import { runScan } from '../../../../../src/kql/ask/scan/runScan';
import type { Rows } from '../../../../../src/kql/ask/rows';
import { SourceError, type Failure } from '../../../../../src/model/failure';
import { checkDraft } from '../../../../../src/kql/ask/check/check';
import { knownTables } from '../../../../../src/kql/schema/knownTables';
import { ask, draft } from '../core/workspace';
import { part, rowsOf, window } from './quietData';

const failure: Failure = { source: 'logs', kind: 'timeout', message: 'It took too long.', nextAction: 'Ask again.' };
const rows = (valueAt: (day: number, step: number) => number): Rows => ({
  table: {
    name: 'PrimaryResult',
    columns: [
      { name: 'Group', type: 'string' },
      { name: 'Time', type: 'datetime' },
      { name: 'Value', type: 'real' },
    ],
    rows: rowsOf('g', valueAt),
  },
  failures: [],
});
const quiet = rows(() => 30);
const loud = rows((day, step) => (day === 0 && step === 3 ? 90 : 30));
const scanOf = (...parts: readonly ScanPart[]): AskScan => ({ kind: 'scan', window, slots: [], explain: [], parts });
const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('running a scan', () => {
  it('runs four queries at a time, tells how far it is, and finds the same in whatever order they end', async () => {
    const ids = Array.from({ length: 12 }, (_, index) => `p${index}`);
    let running = 0;
    let most = 0;
    const told: string[] = [];
    const report = await runScan(
      scanOf(...ids.map((id) => part(id, '%'))),
      async ({ id }) => {
        most = Math.max(most, (running += 1));
        await wait(20 - Number(id.slice(1)));
        running--;
        return id === 'p3' ? loud : quiet;
      },
      { onProgress: (title, share) => told.push(`${title} ${share}`) },
    );
    equal(most, 4);
    equal(told.length, 12);
    deepEqual(
      partsFound(report).map(({ id }) => id),
      ['p3'],
    );
    deepEqual(
      report.compared.map((one) => one.part.id),
      ids,
    );
  });

  it('goes on when a part fails, and calls nothing usual then', async () => {
    const report = await runScan(scanOf(part('a', '%'), part('b', '%')), ({ id }) =>
      id === 'a' ? Promise.reject(new SourceError(failure)) : Promise.resolve(quiet),
    );
    ok(!verdictOf(report).includes('Nothing unusual'));
    deepEqual(notLookedAt(report), ['a (It took too long.)']);
    deepEqual(lookedAt(report), ['b (1)']);
  });

  it('takes rows that are not whole for what they are', async () => {
    const report = await runScan(scanOf(part('a', '%')), () => Promise.resolve({ ...quiet, failures: [failure] }));
    ok(!verdictOf(report).includes('Nothing unusual'));
  });

  it('says that nothing was unusual when all was read', async () => {
    const report = await runScan(scanOf(part('a', '%')), () => Promise.resolve(quiet));
    equal(verdictOf(report), 'Nothing unusual in what was looked at.');
  });

  it('stops when it is cancelled, and starts nothing more', async () => {
    const abort = new AbortController();
    let started = 0;
    const scan = scanOf(...Array.from({ length: 20 }, (_, index) => part(`p${index}`, '%')));
    const running = runScan(
      scan,
      async () => {
        started++;
        await wait(10);
        abort.signal.throwIfAborted();
        return quiet;
      },
      { signal: abort.signal },
    );
    abort.abort();
    await rejects(running, { name: 'AbortError' });
    await wait(30);
    equal(started, 4);
  });

  it('passes on what is no failure of a source', async () => {
    await rejects(
      runScan(scanOf(part('a', '%')), () => Promise.reject(new TypeError('a mistake'))),
      TypeError,
    );
  });
});

describe('asking for a scan', () => {
  const phrases = [
    'what was unusual around 2 AM?',
    'anything weird around 2am?',
    'what changed from normal around 2 AM',
    'was something odd going on at about two in the morning',
    'find anomalies in metrics and logs around 2 AM',
  ];
  for (const phrase of phrases) {
    it(`"${phrase}" looks an hour to each side, and can be narrowed`, async () => {
      const answer = await ask(phrase);
      ok(answer.kind === 'scan', JSON.stringify(answer));
      deepEqual(
        [answer.window.from, answer.window.to].map((at) => new Date(at).toISOString()),
        ['2026-11-17T00:00:00.000Z', '2026-11-17T02:00:00.000Z'],
      );
      const slot = answer.slots.find(({ kind }) => kind === 'window');
      ok(slot?.meaning.includes('17 Nov 01:00 to 03:00 Europe/Madrid'), slot?.meaning);
      const narrow = await ask(phrase, { 'window-1': 'quarter' });
      ok(narrow.kind === 'scan');
      equal(narrow.window.to - narrow.window.from, 30 * 60_000);
    });
  }

  it('keeps a window that is named', async () => {
    const answer = await ask('any anomalies between 1:30 and 2:30 this morning');
    ok(answer.kind === 'scan');
    equal(answer.window.to - answer.window.from, 3_600_000);
  });

  it('looks at the tables that are there and names those that are not', async () => {
    const answer = await ask('what was unusual around 2 AM?');
    ok(answer.kind === 'scan');
    const ids = answer.parts.map(({ id }) => id);
    ok(['requests', 'dependencyTimeouts', 'cpu', 'heartbeats'].every((id) => ids.includes(id)));
    ok(answer.absent?.some(({ tables }) => tables.includes('AzureMetrics')));
    ok(answer.parts.every(({ kql }) => /datetime\(/.test(kql)));
  });

  it('makes queries that pass the gate, with their windows', async () => {
    const tables = knownTables('logs');
    const answer = await ask('what was unusual around 2 AM?');
    ok(answer.kind === 'scan');
    for (const { kql, window: whole, id } of answer.parts) {
      const { result } = checkDraft(kql, tables, { now: answer.window.to, window: whole });
      ok(result.ok, `${id}: ${JSON.stringify(result)}`);
    }
    const { whenEmpty, window: bounds } = await draft('failed requests of shop-web slower than 5 seconds in the last hour');
    ok(whenEmpty?.lastSeen !== undefined && bounds !== undefined);
    const probes = whenEmpty.probes.map(({ kql }) => ({ kql, window: bounds }));
    for (const probe of [...probes, whenEmpty.lastSeen]) {
      const { result } = checkDraft(probe.kql, tables, { now: bounds.to, window: probe.window });
      ok(result.ok, `${probe.kql}: ${JSON.stringify(result)}`);
    }
  }).timeout(60_000);
});
