import assert from 'node:assert/strict';
import { fuzz } from '../../fuzz/kqlFuzz';

describe('mutated queries', function () {
  this.timeout(300_000);

  it('2,000 of them end in rows or in a refusal with its place', async () => {
    const report = await fuzz(2000, 20_261_121);
    assert.deepEqual(report.findings, []);
    assert.ok(report.answered > 100, 'the mutations leave some queries whole');
  });
});
