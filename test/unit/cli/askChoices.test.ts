import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { choicesOf } from '../../../src/cli/askChoices';

describe('sre ask --choose', function () {
  this.timeout(60_000);
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ask-choose-'));
    const columns = [
      { name: 'TimeGenerated', type: 'datetime' },
      { name: 'Depot', type: 'string' },
      { name: 'SortingMs', type: 'real' },
    ];
    await writeFile(join(folder, 'schema.json'), JSON.stringify({ tables: [{ name: 'Parcels_CL', columns }] }));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  async function sre(...more: readonly string[]): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
    const { run } = await import('../../../src/cli/run');
    let out = '';
    let err = '';
    const code = await run(['ask', '--schema', join(folder, 'schema.json'), '--now', '2026-10-14T09:00:00Z', ...more], {
      demoWorker: undefined,
      in: Readable.from([]),
      out: { write: (text) => (out += text), isTTY: false, columns: 120 },
      err: { write: (text) => (err += text) },
    });
    return { code, out, err };
  }
  const question = 'average SortingMs of parcels in the last hour';

  it('reads a part in another way, and tells what each could be', async () => {
    const plain = JSON.parse((await sre(question)).out) as { kql: string; slots: { id: string; choices: string[] }[] };
    assert.match(plain.kql, /avg\(SortingMs\)/);
    assert.ok(plain.slots.find(({ id }) => id === 'aggregation-1')?.choices.includes('p95'));
    const { code, out } = await sre(question, '--choose', 'aggregation-1=p95', '--choose', 'window-1=window:last 2 hours');
    assert.equal(code, 0);
    assert.match(out, /percentile\(SortingMs, 95\)/);
    assert.match(out, /2026-10-14T07:00:00Z/);
  });

  it('is refused when it does not fit, with a sentence', async () => {
    const { code, out } = await sre(question, '--choose', 'aggregation-1=p1000');
    assert.equal(code, 1);
    assert.match(out, /"reason":"unknownChoice".*cannot be/);
  });

  it('is refused when it is of another form, and for many questions', () => {
    assert.throws(() => choicesOf({ choose: ['limit'], batch: false }), /--choose must be a slot/);
    assert.throws(() => choicesOf({ choose: ['limit-1=limit:5'], batch: true }), /not for --batch/);
    assert.deepEqual(choicesOf({ choose: ['condition-2=value:a=b'], batch: false }), { 'condition-2': 'value:a=b' });
  });
});
