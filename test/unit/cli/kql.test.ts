import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';

interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const batchWorker = new URL('./batchWorkerEntry.mjs', import.meta.url);

async function sre(args: readonly string[], input = '', terminal = false, kqlBatchWorker?: URL): Promise<Outcome> {
  // Imported as the command line imports its parts, so that there is one instance of each.
  const { run } = await import('../../../src/cli/run');
  let out = '';
  let err = '';
  const code = await run(['kql', ...args], {
    demoWorker: undefined,
    ...(kqlBatchWorker !== undefined && { kqlBatchWorker }),
    in: Readable.from([Buffer.from(input)]),
    out: { write: (text) => (out += text), isTTY: terminal, columns: 80 },
    err: { write: (text) => (err += text) },
  });
  return { code, out, err };
}

describe('sre kql', function () {
  this.timeout(60_000);
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kql-cli-'));
    await writeFile(join(folder, 'Sales.csv'), 'Item,Count,At\napple,3,2026-11-17T01:00:00Z\npear,oops,2026-11-17T02:00:00Z\n');
  });
  after(() => rm(folder, { recursive: true }));

  it('answers a query over files in one JSON line, at the clock given', async () => {
    const { code, out } = await sre([
      'Sales | where At > ago(90m) | project Item, Age = now() - At',
      '--data',
      folder,
      '--now',
      '2026-11-17T03:00:00Z',
    ]);
    assert.equal(code, 0);
    assert.deepEqual(JSON.parse(out), {
      columns: [
        { name: 'Item', type: 'string' },
        { name: 'Age', type: 'timespan' },
      ],
      rows: [['pear', '01:00:00']],
    });
  });

  it('reads the query on standard input and shows people a table', async () => {
    const { out } = await sre([], 'print name = "x", n = 12 | render table', true);
    assert.equal(out, 'name   n\n────  ──\nx     12\n');
  });

  it('answers every line of a batch in order, mistakes too', async () => {
    const lines = [
      '{"id":"a","query":"print x = 1.5, l = long(9007199254740993)"}',
      'oops',
      '{"id":2,"query":"Absent | count"}',
      '{"id":3}',
      '',
      '{"id":"z","query":"range i from 1 to 2 step 1 | render linechart"}',
    ];
    const { code, out } = await sre(['--batch'], `${lines.join('\n')}\n`);
    assert.equal(code, 0);
    const answers = out
      .trimEnd()
      .split('\n')
      .map(
        (line) =>
          JSON.parse(line) as { id: unknown; rows?: unknown; render?: { visualization: string }; error?: { code: string } },
      );
    assert.deepEqual(
      answers.map(({ id, rows, error }) => [id, error?.code ?? rows]),
      [
        ['a', [[1.5, '9007199254740993']]],
        [null, 'data'],
        [2, 'KS204'],
        [3, 'data'],
        ['z', [[1], [2]]],
      ],
    );
    assert.equal(answers[4]?.render?.visualization, 'linechart');
  });

  it('shares a long batch among threads and keeps the order of its lines', async () => {
    const count = 700;
    const query = (i: number): string => (i % 50 === 7 ? 'Absent | count' : `Sales | summarize n = count() + ${i}`);
    const lines = Array.from({ length: count }, (_, id) => JSON.stringify({ id, query: query(id) }));
    const { out } = await sre(['--batch', '--data', folder], lines.join('\n'), false, batchWorker);
    const answers = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: number; rows?: unknown; error?: { code: string } });
    assert.deepEqual(
      answers.map(({ id, rows, error }) => [id, error === undefined ? rows : 'refused']),
      lines.map((_, id) => [id, id % 50 === 7 ? 'refused' : [[2 + id]]]),
    );
  });

  const failures: readonly [name: string, args: readonly string[], code: number, err: RegExp][] = [
    ['a mistake in the query, with its place', ['print 1\n| where y > 1'], 2, /line 2, column 9: .*'y'.*KS142/],
    ['no query', [], 2, /no query/],
    ['a clock that is none', ['print 1', '--now', 'soon'], 2, /--now/],
    ['a folder that is not there', ['print 1', '--data', '/absent'], 3, /\/absent/],
    ['a query beside --batch', ['print 1', '--batch'], 2, /--batch/],
    ['more than one query', ['print 1', 'print 2'], 2, /unexpected: print 2/],
  ];
  for (const [name, args, code, err] of failures) {
    it(`refuses ${name}`, async () => {
      const outcome = await sre(args);
      assert.deepEqual([outcome.code, outcome.out], [code, '']);
      assert.match(outcome.err, err);
    });
  }
});
