import assert from 'node:assert/strict';
import {
  addHash,
  countHll,
  mergeHll,
  mixedHash,
  newHll,
  readHll,
  writeHll,
} from '../../../../src/kql/engine/functions/sketches/hll.js';
import {
  buildDigest,
  digestPercentile,
  digestRank,
  digestTotal,
  mergeDigests,
  readDigest,
  writeDigest,
} from '../../../../src/kql/engine/functions/sketches/tdigest.js';

function hllOfRange(from: number, to: number, precision = 14): ReturnType<typeof newHll> {
  const state = newHll(precision);
  for (let i = from; i < to; i++) addHash(state, mixedHash(i, 0));
  return state;
}

function near(actual: number, expected: number, tolerance: number): void {
  assert.ok(Math.abs(actual - expected) <= tolerance * expected, `${actual} is not near ${expected}`);
}

describe('hll states', () => {
  it('are exact while small, and near beyond', () => {
    assert.equal(countHll(hllOfRange(0, 10_000)), 10_000);
    near(countHll(hllOfRange(0, 300_000)), 300_000, 0.03);
  });

  it('merge to the union, also of different precisions', () => {
    assert.equal(countHll(mergeHll([hllOfRange(0, 100), hllOfRange(50, 150)])), 150);
    near(countHll(mergeHll([hllOfRange(0, 100_000, 16), hllOfRange(50_000, 150_000, 14), hllOfRange(0, 10, 12)])), 150_000, 0.05);
  });

  it('are read back from their dynamic value', () => {
    for (const state of [hllOfRange(0, 10), hllOfRange(0, 50_000)]) {
      assert.equal(countHll(readHll(writeHll(state))!), countHll(state));
    }
    assert.equal(readHll(['other', 14, []]), undefined);
  });
});

describe('tdigest states', () => {
  const entries = Array.from({ length: 20_000 }, (_, i) => ({ mean: (i * 7919) % 20_000, weight: 1 }));

  it('are exact while small', () => {
    const digest = buildDigest('long', entries.slice(0, 1000));
    const sorted = entries
      .slice(0, 1000)
      .map(({ mean }) => mean)
      .sort((a, b) => a - b);
    assert.equal(digestPercentile(digest, 50), BigInt(sorted[499]!));
    assert.equal(digestRank(digest, sorted[684]!), 685);
  });

  it('keep the ends and are near between when large', () => {
    const digest = mergeDigests([buildDigest('real', entries), buildDigest('real', entries)]);
    assert.equal(digestTotal(digest), 40_000);
    assert.equal(digestPercentile(digest, 0), 0);
    assert.equal(digestPercentile(digest, 100), 19_999);
    for (const percentile of [1, 25, 50, 99]) near(digestPercentile(digest, percentile) as number, percentile * 200, 0.02);
    assert.ok(digest.means.length < 10_000);
  });

  it('are read back from their dynamic value', () => {
    const digest = buildDigest('real', [
      { mean: 2, weight: 3 },
      { mean: 1.5, weight: 1 },
    ]);
    assert.deepEqual(readDigest(writeDigest(digest)), digest);
  });
});
