import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { startKqlWorker } from '../../../../src/kql/host/client';
import { inProcessExecutor } from '../../../../src/kql/host/inProcess';
import type { QueryExecutor, TableInput } from '../../../../src/kql/host/queryExecutor';

const worker = (graceMilliseconds?: number): QueryExecutor =>
  startKqlWorker(new URL('./workerEntry.mjs', import.meta.url), graceMilliseconds === undefined ? {} : { graceMilliseconds });

/** Minutes of work. */
const endless = 'range x from 1 to 100000000000 step 1 | extend y = tostring(x) | where y endswith "abc" | count';

const people: TableInput & { readonly kind: 'rows' } = {
  kind: 'rows',
  name: 'People',
  schema: [
    { name: 'Name', type: 'string' },
    { name: 'Age', type: 'long' },
    { name: 'Born', type: 'datetime' },
    { name: 'Tags', type: 'dynamic' },
  ],
  rows: [
    ['Ada', 36, '1815-12-10T00:00:00Z', { a: [1] }],
    ['Alan', '9007199254740993', null, null],
  ],
};

async function rowsOf(executor: QueryExecutor, text: string): Promise<unknown> {
  const answer = await executor.run({ text });
  return answer.page(0, answer.rowCount);
}

const executors: readonly [name: string, start: () => QueryExecutor][] = [
  ['in process', () => inProcessExecutor()],
  ['in a worker', () => worker()],
];

for (const [name, start] of executors) {
  describe(`KQL executor ${name}`, function () {
    this.timeout(120_000);
    let executor: QueryExecutor;
    before(async () => {
      executor = start();
      await executor.load(people);
    });
    after(() => executor.dispose());

    it('keeps values exact and gives pages', async () => {
      const answer = await executor.run({ text: 'People | project Name, Age, Born, Tags' });
      assert.equal(answer.rowCount, 2);
      assert.deepEqual(await answer.page(0, 1), [['Ada', 36, '1815-12-10T00:00:00.0000000Z', { a: [1] }]]);
      assert.deepEqual(await answer.page(1, 99), [['Alan', '9007199254740993', null, null]]);
      answer.close();
      await assert.rejects(answer.page(0, 1), { code: 'data' });
    });

    it('runs at the clock of the request', async () => {
      const answer = await executor.run({ text: 'print now()', now: Date.UTC(2026, 10, 17) });
      assert.deepEqual(await answer.page(0, 1), [['2026-11-17T00:00:00.0000000Z']]);
    });

    it('gives the mistakes of a query with their place', async () => {
      await assert.rejects(executor.run({ text: 'People | where Agge > 1' }), { code: 'KS142', span: { start: 15, length: 4 } });
      await assert.rejects(executor.run({ text: 'People | where' }), { code: /^KS0/ });
    });

    it('tells how far a query is', async () => {
      const shares: number[] = [];
      await executor.run({ text: 'People | count' }, { onProgress: (share) => shares.push(share) });
      assert.equal(shares.at(-1), 1);
    });

    it('loads files with the columns that were declared, lists tables and removes them', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'kql-host-'));
      try {
        await writeFile(join(folder, 'AppRequests.csv'), 'ResultCode,Extra\n200,x\noops,y\n');
        await executor.load({
          kind: 'schemas',
          tables: [{ name: 'AppRequests', schema: [{ name: 'ResultCode', type: 'string' }] }],
        });
        const shares: number[] = [];
        const [loaded] = await executor.load({ kind: 'files', paths: [folder] }, { onProgress: (share) => shares.push(share) });
        assert.deepEqual(
          loaded?.schema.map(({ name: column, type }) => `${column}:${type}`),
          ['ResultCode:string', 'Extra:string'],
        );
        assert.equal(shares.at(-1), 1);
        assert.deepEqual(await rowsOf(executor, 'AppRequests | count'), [[2]]);
        await executor.remove('AppRequests');
        assert.deepEqual(
          (await executor.tables()).map((table) => table.name),
          ['People'],
        );
      } finally {
        await rm(folder, { recursive: true });
      }
    });
  });
}

describe('KQL worker', function () {
  this.timeout(120_000);
  let executor: QueryExecutor;
  before(async () => {
    executor = worker();
    await executor.warm();
  });
  after(() => executor.dispose());

  it('stops a query soon after the wish, and what waits behind it runs', async () => {
    const stop = new AbortController();
    const running = executor.run({ text: endless }, { signal: stop.signal });
    const behind = executor.run({ text: 'print 1' });
    await new Promise((resolve) => setTimeout(resolve, 300));
    const asked = performance.now();
    stop.abort();
    await assert.rejects(running, { code: 'cancelled' });
    const waited = performance.now() - asked;
    // Tens of milliseconds on an idle machine; less than the grace after which the worker would be ended.
    assert.ok(waited < 1000, `${waited} ms`);
    assert.equal((await behind).rowCount, 1);
  });

  it('drops a cancelled query that has not started', async () => {
    const first = executor.run({ text: 'print 1' });
    const stop = new AbortController();
    const waiting = executor.run({ text: endless }, { signal: stop.signal });
    stop.abort();
    await assert.rejects(waiting, { code: 'cancelled' });
    assert.equal((await first).rowCount, 1);
  });

  it('ends a query past its time', async () => {
    await assert.rejects(executor.run({ text: endless, limits: { milliseconds: 200 } }), { code: 'limit' });
  });

  it('replaces a worker that does not react, and the next one has the tables', async () => {
    // No grace at all: the worker is ended before it can react.
    const impatient = worker(0);
    try {
      await impatient.load(people);
      const stop = new AbortController();
      const running = impatient.run({ text: endless }, { signal: stop.signal });
      await new Promise((resolve) => setTimeout(resolve, 200));
      stop.abort();
      await assert.rejects(running, { code: 'cancelled' });
      assert.deepEqual(
        (await impatient.tables()).map(({ name, rowCount }) => [name, rowCount]),
        [['People', 2]],
      );
    } finally {
      await impatient.dispose();
    }
  });

  it('gives up a query that needs more memory than the worker has, and goes on', async () => {
    const small = startKqlWorker(new URL('./workerEntry.mjs', import.meta.url), { heapMegabytes: 300 });
    try {
      await small.load(people);
      const hungry = 'range x from 1 to 100000000 step 1 | summarize n = count() by t = strcat(strrep("text ", 60), x) | count';
      await assert.rejects(small.run({ text: hungry, limits: { bytes: 1e12 } }), { code: 'limit', message: /memory/ });
      assert.deepEqual(await rowsOf(small, 'People | count'), [[2]]);
    } finally {
      await small.dispose();
    }
  });

  const deaths = ['throw', 'exit', 'hang'] as const;
  for (const death of deaths) {
    it(`ends only the request that lets the worker ${death}`, async () => {
      const mortal = startKqlWorker(new URL('./mortalWorker.mjs', import.meta.url), { graceMilliseconds: 100 });
      try {
        await mortal.load(people);
        const dying = mortal.run({ text: death, limits: { milliseconds: 100 } });
        const behind = mortal.tables();
        await assert.rejects(dying, { code: death === 'hang' ? 'limit' : 'internal' });
        // The worker counts what it was given: the new one has the table again.
        assert.deepEqual(await behind, [{ name: 'loads', columns: [], rowCount: 1 }]);
      } finally {
        await mortal.dispose();
      }
    });
  }

  it('does not load again what the worker died of', async () => {
    const mortal = startKqlWorker(new URL('./mortalWorker.mjs', import.meta.url));
    try {
      await mortal.load(people);
      await mortal.load({ ...people, name: 'DeadlyWhenFirst' });
      await mortal.remove(people.name);
      await assert.rejects(mortal.run({ text: 'exit' }), { code: 'internal' });
      assert.deepEqual(await mortal.tables(), [{ name: 'loads', columns: [], rowCount: 0 }]);
    } finally {
      await mortal.dispose();
    }
  });

  it('says that the engine failed when its worker cannot start', async () => {
    const broken = startKqlWorker(new URL('./absent.js', import.meta.url));
    await assert.rejects(broken.run({ text: 'print 1' }), { code: 'internal' });
    await broken.dispose();
  });
});
