import assert from 'node:assert/strict';
import type { ResultReply, ResultRequest, ResultTable } from '../../../../src/model/cellResult';
import type { Cell } from '../../../../src/model/query';
import type { ResultHostLink } from '../../../../src/results/table/hostLink';
import { pageRows, RowStore } from '../../../../src/results/table/rowStore';
import { asItCame, TableModel } from '../../../../src/results/table/tableModel';

class FakeHost implements ResultHostLink {
  readonly asked: Extract<ResultRequest, { type: 'rows' }>[] = [];
  readonly handlers = new Set<(reply: ResultReply) => void>();
  constructor(
    private readonly rows: readonly (readonly Cell[])[],
    private readonly automatic = true,
  ) {}
  post(request: ResultRequest): void {
    if (request.type !== 'rows') return;
    this.asked.push(request);
    if (this.automatic) queueMicrotask(() => this.answer(request));
  }
  onReply(handler: (reply: ResultReply) => void): () => void {
    this.handlers.add(handler);
    return () => this.handlers.delete(handler);
  }
  answer({ request, from, to }: { request: number; from: number; to: number }): void {
    this.say({ type: 'rows', request, rows: this.rows.slice(from, to) });
  }
  say(reply: ResultReply): void {
    for (const handler of [...this.handlers]) handler(reply);
  }
}

const place = { result: 'r', table: 0 };
const rowsOf = (count: number): readonly (readonly Cell[])[] => Array.from({ length: count }, (_, at) => [at, `name ${at % 10}`]);
const tableOf = (rows: readonly (readonly Cell[])[], here: number): ResultTable => ({
  name: 'T',
  columns: [
    { name: 'n', type: 'long' },
    { name: 's', type: 'string' },
  ],
  rows: rows.slice(0, here),
  totalRows: rows.length,
});
const pacing = { pause: () => new Promise<void>((resolve) => setImmediate(resolve)), now: () => performance.now() };
const quiet = new AbortController().signal;

describe('rows of a result', () => {
  const all = rowsOf(12_345);

  it('asks for the pages that are looked at, once', () => {
    const host = new FakeHost(all, false);
    const store = new RowStore(place, tableOf(all, 1000), host);
    store.want(0, 900);
    store.want(4990, 5010);
    store.want(4990, 5010);
    // The first page is not here in whole: a part of it was sent with the result.
    assert.deepEqual(
      host.asked.map(({ from, to }) => [from, to]),
      [
        [0, 5000],
        [5000, 10_000],
      ],
    );
    store.want(12_000, 99_999);
    assert.deepEqual([host.asked[2]?.from, host.asked[2]?.to], [10_000, 12_345]);
    host.answer(host.asked[1]!);
    assert.equal(store.row(7000)?.[0], 7000);
    assert.equal(store.row(10_000), undefined);
    assert.equal(store.here, 1000 + pageRows);
    store.dispose();
    assert.equal(host.handlers.size, 0);
  });

  it('reads everything and tells how far it is', async () => {
    const store = new RowStore(place, tableOf(all, 1000), new FakeHost(all));
    const told: number[] = [];
    await store.loadAll(quiet, (here) => told.push(here));
    assert.ok(store.complete);
    assert.equal(told.at(-1), all.length);
    store.dispose();
  });

  it('stops reading when it is aborted', async () => {
    const store = new RowStore(place, tableOf(all, 1000), new FakeHost(all, false));
    const abort = new AbortController();
    const reading = store.loadAll(abort.signal, () => undefined);
    abort.abort();
    await assert.rejects(reading, { name: 'AbortError' });
    store.dispose();
  });

  it('keeps what is here when the host has lost the others', async () => {
    const host = new FakeHost(all, false);
    const store = new RowStore(place, tableOf(all, 1000), host);
    store.want(6000, 6001);
    host.say({ type: 'gone', request: host.asked[0]!.request, message: 'Run the cell again.' });
    assert.equal(store.gone, 'Run the cell again.');
    assert.equal(store.reachable().length, 1000);
    await store.loadAll(quiet, () => undefined);
    store.want(8000, 8001);
    assert.equal(host.asked.length, 1);
    store.dispose();
  });

  it('does not take replies to others', () => {
    const host = new FakeHost(all, false);
    const store = new RowStore(place, tableOf(all, 1000), host);
    store.want(6000, 6001);
    host.say({ type: 'gone', request: -1, message: 'not yours' });
    assert.equal(store.gone, undefined);
    store.dispose();
  });

  it('says so when a page does not arrive', async () => {
    const store = new RowStore(place, tableOf(all, 1000), new FakeHost(all, false), 5);
    await store.loadAll(quiet, () => undefined);
    assert.match(store.gone ?? '', /did not arrive/);
    store.dispose();
  });

  it('says that rows are not kept where there is no host', () => {
    const store = new RowStore(place, tableOf(all, 1000), undefined);
    assert.match(store.gone ?? '', /not kept here/);
    assert.equal(new RowStore(place, tableOf(all, all.length), undefined).gone, undefined);
  });
});

describe('a table as it is seen', () => {
  const all = rowsOf(12_345);
  const open = (host: FakeHost | undefined, arrangement = asItCame) => {
    const table = tableOf(all, 1000);
    return new TableModel(table, new RowStore(place, table, host), pacing, arrangement);
  };
  const settled = (model: TableModel): Promise<void> =>
    new Promise((resolve) => {
      const stop = model.onChange((change) => {
        if (change !== 'rows') return;
        stop();
        resolve();
      });
    });

  it('shows all rows as they came, and has no order to speak of', () => {
    const model = open(new FakeHost(all));
    assert.equal(model.seen, 12_345);
    assert.equal(model.seenIndices(), undefined);
    model.dispose();
  });

  it('reads every row before it filters and sorts', async () => {
    const model = open(new FakeHost(all));
    model.setFilter(1, '=name 3');
    await settled(model);
    model.toggleSort(0, false);
    await settled(model);
    model.toggleSort(0, false);
    await settled(model);
    assert.equal(model.seen, 1235);
    assert.ok(model.filtered);
    assert.equal(model.rowAt(0)?.[0], 12_343);
    assert.equal(model.seenIndices()?.at(-1), 3);
    assert.deepEqual(model.arrangement.sort, [{ column: 0, descending: true }]);
    model.toggleSort(0, false);
    await settled(model);
    assert.deepEqual(model.arrangement.sort, []);
    model.dispose();
  });

  it('lets a new action take over', async () => {
    const model = open(new FakeHost(all));
    model.setFilter(1, '=name 3');
    model.setFilter(1, '=name 4');
    await settled(model);
    assert.equal(model.rowAt(0)?.[1], 'name 4');
    model.dispose();
  });

  it('goes back to what is seen when it is cancelled', () => {
    const host = new FakeHost(all, false);
    const model = open(host);
    model.toggleSort(0, true);
    assert.ok(model.busy);
    model.cancel();
    assert.equal(model.busy, undefined);
    assert.deepEqual(model.arrangement, asItCame);
    model.dispose();
  });

  it('names filters that it cannot understand and leaves them out', () => {
    const model = open(new FakeHost(all));
    model.setFilter(0, 'abc');
    assert.match(model.filterProblems.get(0) ?? '', /not a number/);
    assert.equal(model.seen, 12_345);
    assert.equal(model.filtered, false);
    model.dispose();
  });

  it('shows what is here when the others are gone', async () => {
    const host = new FakeHost(all, false);
    const model = open(host);
    model.want(9000, 9001);
    const change = settled(model);
    host.say({ type: 'gone', request: host.asked[0]!.request, message: 'gone' });
    await change;
    assert.equal(model.seen, 1000);
    assert.equal(model.seenIndices()?.length, 1000);
    model.dispose();
  });

  it('gives the seen rows, all of them read first', async () => {
    const model = open(new FakeHost(all));
    const rows = await model.seenTable(12_340, 99_999);
    assert.deepEqual(
      rows.map(([n]) => n),
      [12_340, 12_341, 12_342, 12_343, 12_344],
    );
    model.dispose();
  });

  it('takes of a kept arrangement only what fits, and never hides every column', () => {
    const model = open(new FakeHost(all), { sort: [{ column: 9, descending: false }], filters: { 8: 'x' }, hidden: [0, 1] });
    assert.deepEqual(model.arrangement, asItCame);
    model.setHidden([0, 1]);
    assert.deepEqual(model.shownColumns(), [0, 1]);
    model.setHidden([0]);
    assert.deepEqual(model.shownColumns(), [1]);
    model.dispose();
  });
});
