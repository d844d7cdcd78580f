import assert from 'node:assert/strict';
import { SourceError, type Failure } from '../../../src/model/failure';
import type { Cell, TableSchema } from '../../../src/model/query';
import type { QueryConnection } from '../../../src/model/queryConnection';
import { DAY } from '../../../src/model/time';
import type { FinishedRun } from '../../../src/kql/notebook/queryRun';
import type { QueryServices, QuerySetting } from '../../../src/views/queries/queryServices';
import { countRows } from '../../../src/views/schema/rowCounts';

const failure: Failure = { source: 'logs', kind: 'partial', message: 'A workspace did not answer.', nextAction: 'Try again.' };
const withTime = (name: string): TableSchema => ({ name, columns: [{ name: 'TimeGenerated', type: 'datetime' }] });
const timeless = (name: string): TableSchema => ({ name, columns: [{ name: 'id', type: 'string' }] });

interface Asked {
  readonly text: string;
  readonly setting: QuerySetting;
}

function answering(
  answer: (text: string) => readonly (readonly Cell[])[] | Error,
  failures: readonly Failure[] = [],
): {
  readonly asked: Asked[];
  readonly run: QueryServices['run'];
} {
  const asked: Asked[] = [];
  return {
    asked,
    run: (text, setting) => {
      asked.push({ text, setting });
      const rows = answer(text);
      if (rows instanceof Error) return Promise.reject(rows);
      const run = { result: { failures }, tables: [{ name: 'primary', columns: [], rows }] };
      return Promise.resolve(run as unknown as FinishedRun);
    },
  };
}

const options = (): { signal: AbortSignal; onProgress: (done: number, all: number) => void; told: number[] } => {
  const told: number[] = [];
  return { signal: new AbortController().signal, onProgress: (done) => void told.push(done), told };
};

describe('counting rows of logs', () => {
  const logs: QueryConnection = { kind: 'logs' };

  it('asks once, for the last 24 hours, and knows which tables are empty', async () => {
    const queries = answering(() => [
      ['A', 5, '2026-06-09T06:59:00.0000000Z'],
      ["workspace('other').B", '9007199254740993', '2026-06-09T07:00:00.0000000Z'],
    ]);
    const counts = await countRows(logs, [withTime('A'), withTime('B'), withTime('C'), timeless('D')], queries, options());
    assert.equal(queries.asked.length, 1);
    assert.match(queries.asked[0]!.text, /^union withsource = TableOfRow \*\n[\s\S]*max\(TimeGenerated\)/);
    assert.deepEqual(queries.asked[0]!.setting, { connection: logs, time: { kind: 'last', milliseconds: DAY } });
    assert.deepEqual(
      [...counts.tables],
      [
        ['A', { rows: 5, lastSeen: Date.parse('2026-06-09T06:59:00Z') }],
        ['B', { rows: 9007199254740992, lastSeen: Date.parse('2026-06-09T07:00:00Z') }],
        ['C', { rows: 0 }],
      ],
    );
    assert.deepEqual([counts.isRecent, counts.failures, counts.leftOut], [true, [], 0]);
  });

  it('counts by the time column that the tables have', async () => {
    const classic: TableSchema = { name: 'requests', columns: [{ name: 'timestamp', type: 'datetime' }] };
    const queries = answering(() => []);
    await countRows({ kind: 'resource', id: '/x' }, [classic], queries, options());
    assert.match(queries.asked[0]!.text, /max\(timestamp\)/);
  });

  it('calls no table empty when a part of the answer is missing', async () => {
    const queries = answering(() => [['A', 5, '2026-06-09T06:59:00Z']], [failure]);
    const counts = await countRows(logs, [withTime('A'), withTime('C')], queries, options());
    assert.deepEqual([...counts.tables.keys()], ['A']);
    assert.deepEqual(counts.failures.map(String), ['SourceError: A workspace did not answer.']);
  });

  it('fails as a whole', async () => {
    await assert.rejects(
      countRows(
        logs,
        [withTime('A')],
        answering(() => new SourceError(failure)),
        options(),
      ),
      SourceError,
    );
  });
});

describe('counting rows elsewhere', () => {
  for (const kind of ['graph', 'adx', 'files'] as const) {
    const connection: QueryConnection =
      kind === 'graph'
        ? { kind }
        : kind === 'adx'
          ? { kind, cluster: 'https://c.example', database: 'd' }
          : { kind, paths: ['.'] };

    it(`asks ${kind} table by table, quotes odd names and tells how far it is`, async () => {
      const queries = answering(() => [[3]]);
      const heard = options();
      const counts = await countRows(connection, [timeless('T'), timeless('odd name')], queries, heard);
      assert.deepEqual(
        queries.asked.map(({ text }) => text),
        ['T\n| count', "['odd name']\n| count"],
      );
      assert.deepEqual(queries.asked[0]!.setting, { connection });
      assert.deepEqual([...counts.tables.values()], [{ rows: 3 }, { rows: 3 }]);
      assert.deepEqual([counts.isRecent, heard.told], [false, [1, 2]]);
    });

    it(`leaves tables of ${kind} out beyond a limit and says how many`, async () => {
      const tables = Array.from({ length: 250 }, (_, i) => timeless(`T${i}`));
      const counts = await countRows(
        connection,
        tables,
        answering(() => [[1]]),
        options(),
      );
      assert.ok(counts.tables.size < 250);
      assert.equal(counts.tables.size + counts.leftOut, 250);
    });
  }

  it('keeps the error of one table with that table', async () => {
    const wrong = new Error('no such table');
    const counts = await countRows(
      { kind: 'graph' },
      [timeless('A'), timeless('B')],
      answering((text) => (text.startsWith('B') ? wrong : [[0]])),
      options(),
    );
    assert.deepEqual(
      [...counts.tables],
      [
        ['A', { rows: 0 }],
        ['B', { error: wrong }],
      ],
    );
  });

  it('gives up when the first table fails or the person cancels', async () => {
    const tables = [timeless('A'), timeless('B')];
    const refused = answering(() => new SourceError(failure));
    await assert.rejects(countRows({ kind: 'graph' }, tables, refused, options()), SourceError);
    assert.equal(refused.asked.length, 1);
    const cancelled = answering((text) => (text.startsWith('B') ? new DOMException('Cancelled.', 'AbortError') : [[1]]));
    await assert.rejects(countRows({ kind: 'graph' }, tables, cancelled, options()), { name: 'AbortError' });
  });
});
