import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { seriesFunctions } from '../../../../src/kql/engine/functions/series/index.js';
import { bool, call, callAll, json, long, nothing, real, text, type TypedValue } from './callValues.js';

type Case = readonly [name: string, args: readonly TypedValue[], result: string];

const cases: readonly Case[] = [
  ['series_add', [json('[1,2,4]'), json('[4,2,1]')], '[5,4,5]'],
  ['series_subtract', [long(10), json('[1,2.5]')], '[9.0,7.5]'],
  ['series_multiply', [json('[1,"x",3]'), json('[2,2]')], '[2,null,null]'],
  ['series_divide', [json('[1,2]'), json('[4,2]')], '[0.25,1.0]'],
  ['series_pow', [json('[2,3]'), long(2)], '[4.0,9.0]'],
  ['series_less_equals', [json('[1,2,null]'), long(1)], '[true,false,null]'],
  ['series_abs', [json('[-1,2]')], '[1,2]'],
  ['series_floor', [json('[-1.5,1]')], '[-2.0,1.0]'],
  ['series_log', [json('[1,0]')], '[0.0,"-Infinity"]'],
  ['series_fill_forward', [json('[null,1,null]')], '[null,1,1]'],
  ['series_fill_backward', [json('[null,1,null]')], '[1,1,null]'],
  ['series_fill_forward', [json('[1,-1,2]'), long(-1)], '[1,1,2]'],
  ['series_fill_const', [json('[1.5,null]'), long(7)], '[1.5,7.0]'],
  ['series_fill_const', [json('[1,null]')], '[1,0]'],
  ['series_fill_linear', [json('[null,1,null,4,null]')], '[1,1,2,4,4]'],
  ['series_fill_linear', [json('[null,1.0,null,4.0]'), ['real', null], bool(false)], '[null,1.0,2.5,4.0]'],
  ['series_fill_linear', [json('[null,null]')], '[0,0]'],
  ['series_sum', [json('[1,2.5]')], '3.5'],
  ['array_sum', [json('[1,"a"]')], 'null'],
  ['series_product', [json('[2,3,4]')], '24'],
  ['series_dot_product', [json('[1,2,4]'), json('[4,2,1]')], '12'],
  ['series_dot_product', [json('[1,2]'), long(3)], '9'],
  ['series_magnitude', [json('[3,4]')], '5'],
  ['series_cosine_similarity', [json('[3,4]'), json('[4,3]')], '0.96'],
  ['series_pearson_correlation', [json('[1,2,3,4,5]'), json('[2,4,6,8,10]')], '0.9999999999999998'],
  ['series_fir', [json('[1,2,4,8]'), json('[1,-1]')], '[1.0,1.0,2.0,4.0]'],
  ['series_fir', [json('[1,2,3,4,5]'), json('[1,1,1]'), bool(true), bool(true)], '[1.0,2.0,3.0,4.0,3.0]'],
  ['series_fir', [json('[1]'), json('[1,-1]'), bool(true)], 'null'],
  ['series_iir', [json('[10,30,0]'), json('[1]'), json('[1,-1]')], '[10.0,40.0,40.0]'],
  [
    'series_seasonal',
    [json('[2,5,3,4,3,2,1,2,3,4,3,2,1,2,3,4,3,2,1,2,3,4,3,2,1]')],
    '[1.0,2.0,3.0,4.0,3.0,2.0,1.0,2.0,3.0,4.0,3.0,2.0,1.0,2.0,3.0,4.0,3.0,2.0,1.0,2.0,3.0,4.0,3.0,2.0,1.0]',
  ],
  [
    'series_stats_dynamic',
    [json('[1,null]')],
    '{"min":null,"min_idx":null,"max":null,"max_idx":null,"avg":null,"stdev":null,"variance":null,"sum":null,"len":null}',
  ],
];

const numbers = (result: string): number[] => JSON.parse(result) as number[];

function assertNear(actual: readonly number[], expected: readonly number[], tolerance = 1e-9): void {
  assert.equal(actual.length, expected.length);
  actual.forEach((value, i) => assert.ok(Math.abs(value - expected[i]!) <= tolerance, `${i}: ${value}, not ${expected[i]}`));
}

/** Two rises a day over a slow climb, with a spike. */
const daily = Array.from({ length: 96 }, (_, i) => 50 + 10 * Math.sin((2 * Math.PI * i) / 12) + 0.1 * i + (i === 60 ? 80 : 0));
const dailyJson = json(JSON.stringify(daily));
const calmJson = json(JSON.stringify(daily.map((value, i) => (i === 60 ? value - 80 : value))));

describe('series functions', () => {
  for (const [name, args, result] of cases) {
    it(`${name} gives ${result}`, () => {
      assert.equal(call(seriesFunctions, name, ...args), result);
    });
  }

  it('series_stats', () => {
    const values = json('[23,46,23,87,4,8,3,75,2,56,13,75,32,16,29]');
    assertNear(
      callAll(seriesFunctions, 'series_stats', values).map(Number),
      [2, 8, 87, 3, 32.8, 28.50363385354827, 812.4571428571429],
    );
    assert.equal(call(seriesFunctions, 'series_stats', json('[1,null]')), 'null');
    assert.equal(callAll(seriesFunctions, 'series_stats', json('[1,null,3]'), bool(true))[4], '2');
  });

  it('series_fit_line counts x from 1', () => {
    const [rsquare, slope, variance, rvariance, interception, fit] = callAll(
      seriesFunctions,
      'series_fit_line',
      json('[2,5,6,8,11,15,17,18,25,26,30,30]'),
    );
    assertNear([rsquare, slope, variance, rvariance, interception].map(Number), [0.9829, 2.7308, 98.6288, 1.6865, -1.6667], 1e-4);
    assert.ok(Math.abs(numbers(fit!)[0]! - 1.0641) < 1e-4);
  });

  it('series_fit_2lines finds the break', () => {
    const results = callAll(seriesFunctions, 'series_fit_2lines', json('[1,2,3,4,5,6,20,18,16,14,12,10]'));
    assert.equal(results[1], '6');
    assertNear([results[0], results[6], results[11]].map(Number), [1, -2, 1]);
  });

  it('series_fit_poly gives the highest power first', () => {
    const [rsquare, coefficients] = callAll(seriesFunctions, 'series_fit_poly', json('[6,11,18,27,38]'), nothing, long(2));
    assertNear([Number(rsquare)], [1]);
    assertNear(numbers(coefficients!), [1, 2, 3]);
  });

  it('series_fft and series_ifft undo each other, for any length', () => {
    for (const values of [
      [1, 2, 3, 4],
      [3, 1, 4, 1, 5, 9, 2],
    ]) {
      const [re, im] = callAll(seriesFunctions, 'series_fft', json(JSON.stringify(values)));
      assertNear([numbers(re!)[0]!], [values.reduce((a, b) => a + b)]);
      const [back] = callAll(seriesFunctions, 'series_ifft', json(re!), json(im!));
      assertNear(numbers(back!), values);
    }
    assertNear(numbers(callAll(seriesFunctions, 'series_fft', json('[1,2,3,4]'))[1]!), [0, 2, 0, -2]);
  });

  it('series_outliers scores with the constant of the engine', () => {
    const scores = numbers(call(seriesFunctions, 'series_outliers', json('[-3,2.4,15,3.9,5,6,4.5,5.2,3,4,5,16,7,5,5,4]')));
    const expected = new Array<number>(16).fill(0);
    [expected[0], expected[1], expected[2], expected[11]] = [
      -1.9040785483608571, -0.10021466044004519, 1.3361954725339347, 1.6702443406674186,
    ];
    assertNear(scores, expected, 1e-9);
  });

  it('series_periods_detect and series_periods_validate', () => {
    const [periods] = callAll(seriesFunctions, 'series_periods_detect', calmJson, real(4), real(40), long(2));
    assert.deepEqual(numbers(periods!), [12, 0]);
    const [asked, scores] = callAll(seriesFunctions, 'series_periods_validate', calmJson, real(12), real(9));
    assert.deepEqual(numbers(asked!), [12, 9]);
    assert.ok(numbers(scores!)[0]! > 0.6);
    assert.equal(numbers(scores!)[1], 0);
  });

  it('series_decompose adds up', () => {
    const parts = callAll(seriesFunctions, 'series_decompose', dailyJson, long(-1), text('linefit')).map(numbers);
    const [baseline, seasonal, trend, residual] = parts as [number[], number[], number[], number[]];
    assertNear(
      baseline,
      seasonal.map((value, i) => value + trend[i]!),
    );
    assertNear(
      daily,
      baseline.map((value, i) => value + residual[i]!),
    );
    assert.ok(Math.abs(residual[60]! - 80) < 3);
  });

  it('series_decompose_anomalies flags the spike only', () => {
    const [flags] = callAll(seriesFunctions, 'series_decompose_anomalies', dailyJson, real(1.5), long(-1), text('linefit'));
    assert.deepEqual(
      numbers(flags!).flatMap((flag, i) => (flag === 0 ? [] : [[i, flag]])),
      [[60, 1]],
    );
  });

  it('series_decompose_forecast continues the line', () => {
    const [baseline] = callAll(seriesFunctions, 'series_decompose_forecast', json('[1,2,3,4,5,6,7,8,0,0]'), long(2));
    assertNear(numbers(baseline!).slice(-2), [9, 10]);
  });

  it('refuses a kind that there is not', () => {
    assert.throws(() => call(seriesFunctions, 'series_outliers', json('[1,2]'), text('zscore')), /zscore/);
  });
});
