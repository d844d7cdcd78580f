import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Point } from '../../../src/charts/chartModel';
import { downsample } from '../../../src/charts/downsample';

const lines = fc
  .array(
    fc.tuple(
      fc.integer({ min: 0, max: 50 }),
      fc.oneof({ weight: 9, arbitrary: fc.integer({ min: -1000, max: 1000 }) }, { weight: 1, arbitrary: fc.constant(NaN) }),
    ),
    {
      minLength: 1,
      maxLength: 3000,
    },
  )
  .map((steps) => {
    let x = 0;
    return steps.map(([step, y]): Point => ({ x: (x += step), y }));
  });
const mosts = fc.integer({ min: 4, max: 400 });

describe('downsample', () => {
  it('keeps the extremes, the ends and the order, and no more than was asked', () => {
    fc.assert(
      fc.property(lines, mosts, (points, most) => {
        const kept = downsample(points, most);
        const values = (some: readonly Point[]): number[] => some.map(({ y }) => y).filter((y) => !Number.isNaN(y));
        assert.equal(Math.min(...values(kept)), Math.min(...values(points)));
        assert.equal(Math.max(...values(kept)), Math.max(...values(points)));
        assert.ok(values(kept).length <= Math.max(4, most), `${values(kept).length} of ${most}`);
        assert.deepEqual(values(kept).at(0), values(points).at(0));
        assert.deepEqual(values(kept).at(-1), values(points).at(-1));
        const places = kept.map((point) => points.indexOf(point));
        assert.deepEqual(
          places,
          [...new Set(places)].sort((a, b) => a - b),
        );
      }),
    );
  });

  it('keeps a gap of every stretch that has one', () => {
    fc.assert(
      fc.property(lines, mosts, (points, most) => {
        const hasGap = (some: readonly Point[]): boolean => some.some(({ y }) => Number.isNaN(y));
        assert.equal(hasGap(downsample(points, most)), hasGap(points));
      }),
    );
  });

  it('leaves few points as they are', () => {
    const points = [3, NaN, 1].map((y, x): Point => ({ x, y }));
    assert.equal(downsample(points, 2000), points);
  });
});
