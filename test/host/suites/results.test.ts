import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parquetReadObjects } from 'hyparquet';
import * as vscode from 'vscode';
import type { ExportFormat, ResultReply, ResultRequest } from '../../../src/model/cellResult';
import type { QueryTable } from '../../../src/model/query';
import { copyText } from '../../../src/results/formats/copyText';
import { createResultHost } from '../../../src/views/queries/heldResults';
import type { ResultHost } from '../../../src/views/queries/resultHost';
import { writeAtomically } from '../../../src/views/results/writeAtomically';
import { figures } from '../figures';
import { extension, withMessages } from '../workbench';

const table: QueryTable = {
  name: 'primary',
  columns: [
    { name: 'n', type: 'long' },
    { name: 'text', type: 'string' },
    { name: 'at', type: 'datetime' },
  ],
  rows: [
    ['9007199254740993', 'a, "b"', '2026-06-09T07:00:00.0000001Z'],
    [2, '=1+1', null],
    [3, '| **x**', '2026-06-09T07:00:01.0000000Z'],
  ],
};

describe('what is done with results', () => {
  let folder: string;
  let host: ResultHost;
  let asked: vscode.SaveDialogOptions[];
  let target: string | undefined;
  const made: unknown[] = [];

  before(async () => {
    const { context } = await extension();
    folder = await mkdtemp(join(tmpdir(), 'results-'));
    host = createResultHost(context.log, (options) => {
      asked.push(options);
      return Promise.resolve(target === undefined ? undefined : vscode.Uri.file(target));
    });
    host.hold('one', [table], {
      name: 'night: requests/errors',
      addFilter: (filter) => Promise.resolve(void made.push(filter)),
      setTimeRange: (window) => Promise.resolve(void made.push(window)),
    });
  });

  beforeEach(() => {
    [asked, target] = [[], undefined];
    made.length = 0;
  });

  after(() => rm(folder, { recursive: true }));

  /** What the host answers, and the messages that it shows. */
  async function handled(request: unknown): Promise<{ replies: readonly ResultReply[]; messages: readonly string[] }> {
    const replies: ResultReply[] = [];
    return withMessages(async (messages) => {
      await host.handle(request as ResultRequest, (reply) => replies.push(reply));
      return { replies, messages: [...messages] };
    });
  }

  async function exported(format: ExportFormat, more: object = {}): Promise<{ bytes: Buffer; messages: readonly string[] }> {
    target = join(folder, `out.${format}`);
    const columns = table.columns.map(({ name }) => name);
    const { messages } = await handled({ type: 'export', result: 'one', table: 0, format, columns, ...more });
    return { bytes: await readFile(target), messages };
  }

  it('hands out rows page by page', async () => {
    const { replies } = await handled({ type: 'rows', request: 4, result: 'one', table: 0, from: 1, to: 3 });
    assert.deepEqual(replies, [{ type: 'rows', request: 4, rows: table.rows.slice(1) }]);
  });

  it('says that rows are gone, in a sentence', async () => {
    for (const wrong of [
      { result: 'two', table: 0 },
      { result: 'one', table: 7 },
    ]) {
      const { replies } = await handled({ type: 'rows', request: 5, from: 0, to: 1, ...wrong });
      assert.equal(replies.length, 1);
      assert.ok(replies[0]?.type === 'gone' && replies[0].request === 5);
      assert.match(replies[0].message, /Run the query again/);
    }
  });

  it('copies text', async () => {
    await handled({ type: 'copyText', text: copyText(table, 'tsv') });
    assert.equal(await vscode.env.clipboard.readText(), copyText(table, 'tsv'));
  });

  for (const format of ['csv', 'json', 'markdown'] as const) {
    it(`exports ${format}`, async () => {
      const { bytes, messages } = await exported(format);
      assert.equal(bytes.toString(), copyText(table, format));
      assert.match(messages.join(), /^3 rows are in out\./);
    });
  }

  it('exports an object per line, in the order and with the columns that are seen', async () => {
    const { bytes } = await exported('ndjson', { columns: ['text', 'n'], rows: [2, 0] });
    assert.equal(bytes.toString(), '{"text":"| **x**","n":3}\n{"text":"a, \\"b\\"","n":"9007199254740993"}\n');
  });

  it('exports Parquet and says what it cannot keep', async () => {
    const { bytes, messages } = await exported('parquet');
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
    assert.deepEqual(await parquetReadObjects({ file }), [
      { n: 9007199254740993n, text: 'a, "b"', at: new Date('2026-06-09T07:00:00Z') },
      { n: 2n, text: '=1+1', at: null },
      { n: 3n, text: '| **x**', at: new Date('2026-06-09T07:00:01Z') },
    ]);
    assert.match(messages.join(), /the last digit of one datetime was cut/);
  });

  it('suggests a name that every file system takes', async () => {
    await handled({ type: 'export', result: 'one', table: 0, format: 'csv', columns: ['n'] });
    assert.match(asked[0]?.defaultUri?.path ?? '', /\/night- requests-errors\.csv$/);
    assert.deepEqual(asked[0]?.filters, { CSV: ['csv'] });
  });

  it('leaves what was there as it is when an export fails, and nothing half-written', async () => {
    const wrong: QueryTable = { name: 't', columns: [{ name: 'at', type: 'datetime' }], rows: [['yesterday']] };
    host.hold('wrong', [wrong], { name: 'x', addFilter: () => Promise.resolve(), setTimeRange: () => Promise.resolve() });
    target = join(folder, 'kept.parquet');
    await writeFile(target, 'as it was');
    const files = await readdir(folder);
    const { messages } = await handled({ type: 'export', result: 'wrong', table: 0, format: 'parquet', columns: ['at'] });
    assert.match(messages.join(), /not a datetime/);
    assert.equal(await readFile(target, 'utf8'), 'as it was');
    assert.deepEqual(await readdir(folder), files);
  });

  it('leaves nothing of an export that is cancelled', async () => {
    const abort = new AbortController();
    const files = await readdir(folder);
    const place = vscode.Uri.file(join(folder, 'cancelled.csv'));
    const pieces = (function* (): Generator<string> {
      yield 'first';
      abort.abort();
      yield 'second';
    })();
    await assert.rejects(writeAtomically(place, pieces, abort.signal), { name: 'AbortError' });
    assert.deepEqual(await readdir(folder), files);
  });

  it('replaces a file as a whole', async () => {
    const place = vscode.Uri.file(join(folder, 'twice.txt'));
    await writeAtomically(place, ['one']);
    await writeAtomically(place, ['two', Buffer.from(' parts')]);
    assert.equal(await readFile(place.fsPath, 'utf8'), 'two parts');
  });

  it('refuses columns and rows that are not there, in words', async () => {
    target = join(folder, 'never.csv');
    for (const wrong of [{ columns: ['nope'] }, { columns: ['n'], rows: [3] }, { columns: [] }]) {
      const { messages } = await handled({ type: 'export', result: 'one', table: 0, format: 'csv', ...wrong });
      assert.equal(messages.length, 1, JSON.stringify(wrong));
    }
    assert.ok(!(await readdir(folder)).includes('never.csv'));
    assert.deepEqual(asked, []);
  });

  it('saves pictures, and none that could run something', async () => {
    target = join(folder, 'chart.svg');
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><text aria-label="on load = x">a onload="b"</text></svg>';
    await handled({ type: 'saveImage', format: 'svg', data: svg });
    assert.equal(await readFile(target, 'utf8'), svg);
    target = join(folder, 'chart.png');
    const png = Buffer.from('89504e470d0a1a0a00', 'hex');
    await handled({ type: 'saveImage', format: 'png', data: png.toString('base64') });
    assert.deepEqual(await readFile(target), png);
    target = join(folder, 'bad');
    const bad = ['<svg><script>x</script></svg>', '<svg onload="x"></svg>', '<svg><a href="javascript:x"></a></svg>', '<p>', ''];
    for (const data of bad) {
      const { messages } = await handled({ type: 'saveImage', format: 'svg', data });
      assert.equal(messages.length, 1, data);
    }
    await handled({ type: 'saveImage', format: 'png', data: Buffer.from('GIF89a').toString('base64') });
    assert.ok(!(await readdir(folder)).includes('bad'));
  });

  it('passes filters on with the type of their column, and time ranges in whole milliseconds', async () => {
    await handled({ type: 'filter', result: 'one', column: 'at', operator: '<', value: null });
    await handled({ type: 'timeRange', result: 'one', window: { from: 10.7, to: 20.2 } });
    assert.deepEqual(made, [
      { column: 'at', type: 'datetime', operator: '<', value: null },
      { from: 10, to: 21 },
    ]);
    const { messages } = await handled({ type: 'filter', result: 'one', column: 'nope', operator: '<', value: 1 });
    assert.match(messages.join(), /no column "nope"/);
  });

  it('does nothing for a message that is no request', async () => {
    const wrong: readonly unknown[] = [
      null,
      {},
      { type: 'export' },
      { type: 'filter', result: 'one', column: 'n', operator: ';', value: 1 },
    ];
    for (const message of wrong) assert.deepEqual(await handled(message), { replies: [], messages: [] });
    assert.deepEqual(made, []);
  });

  it('exports half a million rows while the host answers', async function () {
    this.timeout(120_000);
    const rows = Array.from({ length: 500_000 }, (_, i) => [i, `row ${i} of many`, '2026-06-09T07:00:00.0000000Z']);
    host.hold('large', [{ ...table, rows }], {
      name: 'l',
      addFilter: () => Promise.resolve(),
      setTimeRange: () => Promise.resolve(),
    });
    for (const format of ['csv', 'parquet'] as const) {
      target = join(folder, `large.${format}`);
      let [longest, last] = [0, performance.now()];
      const ticking = setInterval(() => {
        longest = Math.max(longest, performance.now() - last);
        last = performance.now();
      }, 5);
      const start = performance.now();
      await handled({ type: 'export', result: 'large', table: 0, format, columns: ['n', 'text', 'at'] });
      clearInterval(ticking);
      figures.set(`export of 500,000 rows as ${format} ms`, Math.round(performance.now() - start));
      figures.set(`longest pause of the host during the export as ${format} ms`, Math.round(longest));
      assert.ok((await readFile(target)).length > 1_000_000);
    }
    host.release('large');
    assert.equal(host.tables('large'), undefined);
  });
});
