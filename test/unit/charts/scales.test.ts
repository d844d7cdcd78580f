import assert from 'node:assert/strict';
import { scaleLinear } from 'd3-scale';
import fc from 'fast-check';
import { compactNumber, exactNumber, tickFormat } from '../../../src/charts/numberText';
import { numberScale, valueDomain } from '../../../src/charts/scales';

const domains = fc
  .tuple(fc.integer({ min: -5000, max: 5000 }), fc.integer({ min: 1, max: 9000 }), fc.integer({ min: -7, max: 9 }))
  .map(([low, length, power]) => [low * 10 ** power, (low + length) * 10 ** power] as const);
const counts = fc.integer({ min: 2, max: 15 });

describe('a linear scale', () => {
  it('has the ticks of d3', () => {
    fc.assert(
      fc.property(domains, counts, ([low, high], count) => {
        const expected = scaleLinear().domain([low, high]).ticks(count);
        const found = numberScale({ domain: [low, high], range: [0, 100], kind: 'linear', nice: 0 }).ticks(count);
        assert.equal(found.length, expected.length, `${found.join(' ')} instead of ${expected.join(' ')}`);
        found.forEach((tick, index) => assert.ok(Math.abs(tick - (expected[index] ?? NaN)) <= (high - low) * 1e-9, `${tick}`));
      }),
    );
  });

  it('is widened to ticks, by less than two steps', () => {
    fc.assert(
      fc.property(domains, counts, ([low, high], count) => {
        const scale = numberScale({ domain: [low, high], range: [0, 100], kind: 'linear', nice: count });
        const [from, to] = scale.domain;
        assert.ok(from <= low + (high - low) * 1e-9 && to >= high - (high - low) * 1e-9);
        const ticks = scale.ticks(count);
        const step = (ticks[1] ?? to) - (ticks[0] ?? from);
        assert.ok(low - from < 2 * step && to - high < 2 * step, `${from} ${to} in steps of ${step}`);
      }),
    );
  });

  it('is widened once where rounding misses a tick by a digit', () => {
    const scale = numberScale({
      domain: [0.00039999999999999996, 0.0007999999999999999],
      range: [0, 100],
      kind: 'linear',
      nice: 5,
    });
    assert.deepEqual(scale.domain, [0.0003, 0.0008]);
  });

  it('finds the value of a pixel', () => {
    fc.assert(
      fc.property(domains, fc.double({ min: 0, max: 1, noNaN: true }), ([low, high], part) => {
        const scale = numberScale({ domain: [low, high], range: [300, 20], kind: 'linear', nice: 0 });
        const value = low + part * (high - low);
        assert.ok(Math.abs(scale.invert(scale(value)) - value) <= (high - low) * 1e-6);
      }),
    );
  });
});

describe('a log scale', () => {
  const scale = (low: number, high: number) => numberScale({ domain: [low, high], range: [0, 300], kind: 'log', nice: 1 });
  it('puts equal ratios at equal distances and has no place for zero', () => {
    const log = scale(1, 1000);
    assert.deepEqual(
      [1, 10, 100, 1000].map((value) => Math.round(log(value))),
      [0, 100, 200, 300],
    );
    assert.ok(Number.isNaN(log(0)) && Number.isNaN(log(-5)));
  });
  it('names powers of ten, and what is between where there are few', () => {
    assert.deepEqual(scale(1, 1e6).ticks(8), [1, 10, 100, 1e3, 1e4, 1e5, 1e6]);
    assert.deepEqual(scale(1, 1e12).ticks(5), [1, 1e3, 1e6, 1e9, 1e12]);
    assert.deepEqual(scale(1, 10).ticks(5), [1, 2, 5, 10]);
    assert.deepEqual(scale(0.001, 0.1).ticks(4), [0.001, 0.01, 0.1]);
  });
});

describe('the domain of values', () => {
  const cases: readonly [what: string, values: number[], fromZero: boolean, expected: [number, number]][] = [
    ['starts at zero under columns', [90, 100], true, [0, 100]],
    ['starts at zero where values come near it', [10, 100], false, [0, 100]],
    ['keeps the shape of values far from zero', [90, 100], false, [90, 100]],
    ['does so below zero too', [-100, -90], false, [-100, -90]],
    ['is not empty without values', [NaN], true, [0, 1]],
    ['is not empty for one value', [0], true, [0, 1]],
  ];
  for (const [what, values, fromZero, expected] of cases) {
    it(what, () => assert.deepEqual(valueDomain({ values, kind: 'linear', fromZero }), expected));
  }
  it('takes given ends', () => {
    assert.deepEqual(valueDomain({ values: [90, 100], kind: 'linear', fromZero: true, least: 50, greatest: 60 }), [50, 60]);
    assert.deepEqual(valueDomain({ values: [1, 10], kind: 'log', fromZero: true, least: 0 }), [1, 10]);
  });
});

describe('numbers in words', () => {
  const plain = (text: string): string => text.replaceAll('\u202f', ' ');
  it('are short on an axis, all in one unit', () => {
    const text = (...ticks: number[]): string[] => ticks.map(tickFormat(ticks)).map(plain);
    assert.deepEqual(text(0, 500_000, 1_000_000, 1_500_000), ['0', '0.5 M', '1 M', '1.5 M']);
    assert.deepEqual(text(0, 5000, 10_000), ['0', '5 k', '10 k']);
    assert.deepEqual(text(0, 500, 1000), ['0', '500', '1,000']);
    assert.deepEqual(text(-0.2, 0, 0.2), ['-0.2', '0', '0.2']);
    assert.deepEqual(text(0, 0.00001, 0.00002), ['0', '1e-5', '2e-5']);
  });
  it('are compact alone and exact in a tooltip', () => {
    assert.deepEqual([1234, 3_400_000, 0, -15_300, 12.34].map(compactNumber).map(plain), [
      '1.23 k',
      '3.4 M',
      '0',
      '-15.3 k',
      '12.34',
    ]);
    assert.deepEqual([1234567.891, 0.1, 1e21, 1e-9].map(exactNumber), ['1,234,567.891', '0.1', '1e+21', '1e-9']);
  });
});
