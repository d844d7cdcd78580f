import assert from 'node:assert/strict';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { AuditLog, checkAuditText, type AuditEntry } from '../../../src/audit/auditLog';

const entry = (note: string): AuditEntry => ({
  at: '2026-01-02T03:04:05Z',
  environment: 'test',
  action: 'Acknowledge',
  target: '/subscriptions/1/alerts/a',
  before: 'New',
  requested: 'Acknowledged',
  after: 'Acknowledged',
  outcome: 'verified',
  note,
  correlationId: 'c-1',
});

async function logOf(notes: readonly string[]): Promise<AuditLog> {
  const log = new AuditLog(join(await mkdtemp(join(tmpdir(), 'audit-')), 'nested', 'audit.jsonl'));
  await Promise.all(notes.map((note) => log.append(entry(note))));
  return log;
}

describe('audit log', () => {
  it('is empty and intact before the first write', async () => {
    const log = await logOf([]);
    assert.deepEqual(await log.verify(), { intact: true, entries: 0 });
  });

  it('keeps concurrent appends in order', async () => {
    const log = await logOf(['one', 'two', 'three']);
    assert.deepEqual(await log.verify(), { intact: true, entries: 3 });
    assert.deepEqual(
      (await log.read())
        .trimEnd()
        .split('\n')
        .map((line) => /"note":"(\w+)"/.exec(line)?.[1]),
      ['one', 'two', 'three'],
    );
  });

  it('notices any single changed character', async () => {
    const text = await (await logOf(['first note', 'second note', 'third'])).read();
    fc.assert(
      fc.property(fc.nat(text.length - 2), fc.constantFrom('x', '7', '"', ' ', '\n'), (at, character) => {
        fc.pre(text[at] !== character);
        const edited = text.slice(0, at) + character + text.slice(at + 1);
        assert.equal(checkAuditText(edited).intact, false, edited);
      }),
    );
  });

  it('names the line that was removed from the middle', async () => {
    const lines = (await (await logOf(['a', 'b', 'c'])).read()).split('\n');
    const check = checkAuditText([lines[0], lines[2], ''].join('\n'));
    assert.deepEqual(check, { intact: false, line: 2, reason: 'expected record 2, found 3' });
  });

  it('refuses to append to a broken file and leaves it alone', async () => {
    const log = await logOf(['a']);
    const edited = (await readFile(log.file, 'utf8')).replace('"note":"a"', '"note":"b"');
    await writeFile(log.file, edited);
    await assert.rejects(log.append(entry('later')), /broken at line 1/);
    assert.equal(await readFile(log.file, 'utf8'), edited);
  });
});
