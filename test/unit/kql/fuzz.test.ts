import assert from 'node:assert/strict';
import { fuzz } from '../../fuzz/kqlFuzz';

describe('mutated queries', function () {
  this.timeout(300_000);

  it('600 of them end in rows or in a refusal with its place', async () => {
    const report = await fuzz(600, 20_261_121);
    assert.deepEqual(report.findings, []);
    assert.ok(report.answered > 30, 'the mutations leave some queries whole');
  });
});
