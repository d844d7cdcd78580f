import assert from 'node:assert/strict';
import { Decimal } from '../../../../src/kql/engine/decimal.js';
import { call, callColumn, column, datetime, int, lit, long, real, text, timespan, type TestArgument } from './registryCall.js';

const decimal = (value: string): TestArgument => lit('decimal', new Decimal(value));

const cases: readonly (readonly [name: string, args: readonly TestArgument[], want: string])[] = [
  ['bin', [real(4.5), long(1)], 'real:4'],
  ['bin', [long(-5), long(2)], 'long:-6'],
  ['bin', [int(9), int(10)], 'int:0'],
  ['bin', [int(11), long(10)], 'long:10'],
  ['floor', [real(-0.6), real(0.5)], 'real:-1'],
  ['bin', [long(10), long(0)], 'long:null'],
  ['bin', [long(-9_223_372_036_854_775_808n), long(10)], 'long:9223372036854775806'],
  ['bin', [decimal('1.234'), decimal('0.1')], 'decimal:1.2'],
  ['bin', [timespan('16d'), timespan('7d')], 'timespan:14.00:00:00'],
  ['bin', [datetime('1970-05-11 13:45:07'), timespan('1d')], 'datetime:1970-05-11T00:00:00.0000000Z'],
  ['bin_at', [real(6.5), real(2.5), long(7)], 'real:4.5'],
  ['bin_at', [timespan('1h'), timespan('1d'), timespan('12h')], 'timespan:-12:00:00'],
  ['bin_at', [datetime('2017-05-17 10:20'), timespan('7d'), datetime('2017-06-04')], 'datetime:2017-05-14T00:00:00.0000000Z'],
  ['round', [real(2.5)], 'real:3'],
  ['round', [real(-2.5)], 'real:-3'],
  ['round', [real(3.14159), long(2)], 'real:3.14'],
  ['round', [real(1234.5), long(-2)], 'real:1200'],
  ['round', [long(1250), long(-2)], 'long:1300'],
  ['round', [decimal('3.14159'), long(2)], 'decimal:3.14'],
  ['ceiling', [real(1.2)], 'real:2'],
  ['ceiling', [int(3)], 'int:3'],
  ['abs', [int(-5)], 'long:5'],
  ['abs', [timespan('-1h')], 'timespan:01:00:00'],
  ['abs', [decimal('-1.5')], 'decimal:1.5'],
  ['sign', [long(-42)], 'real:-1'],
  ['sqrt', [long(16)], 'real:4'],
  ['sqrt', [real(-1)], 'real:NaN'],
  ['log10', [long(1000)], 'real:3'],
  ['pow', [long(2), long(8)], 'real:256'],
  ['pow', [real(1), real(NaN)], 'real:1'],
  ['pow', [lit('real', null), long(3)], 'real:null'],
  ['exp2', [long(3)], 'real:8'],
  ['isnan', [real(NaN)], 'bool:True'],
  ['isinf', [real(-Infinity)], 'bool:True'],
  ['isfinite', [real(Infinity)], 'bool:False'],
  ['gamma', [long(5)], 'real:24'],
  ['convert_length', [real(1.2), text('Meter'), text('Foot')], 'real:3.9370078740157477'],
  ['convert_angle', [real(1.2), text('Degree'), text('Arcminute')], 'real:72'],
  ['convert_temperature', [real(25), text('DegreeCelsius'), text('Kelvin')], 'real:298.15'],
  ['convert_mass', [real(1), text('Kilogram'), text('Furlong')], 'real:null'],
];

const approximations: readonly (readonly [name: string, args: readonly number[], want: number])[] = [
  ['gamma', [4.5], 11.631728396567448],
  ['gamma', [-0.5], -3.544907701811032],
  ['loggamma', [0.5], 0.5723649429247001],
  ['loggamma', [100.5], 361.4355404677808],
  ['erf', [0.5], 0.5204998778130465],
  ['erf', [-3], -0.9999779095030014],
  ['erfc', [4], 1.541725790028002e-8],
  ['beta_cdf', [0.9, 10, 20], 0.9999999999999593],
  ['beta_cdf', [0.2, 2, 3], 0.1808],
  ['beta_inv', [0.1808, 2, 3], 0.2],
  ['beta_pdf', [0.5, 10, 20], 0.746176019310951],
  ['cot', [1], 0.6420926159343306],
  // t = -2.5 with 18 degrees of freedom.
  ['welch_test', [10, 2, 10, 11.5811388300841898, 2, 10], 0.0223080202],
];

describe('math functions', () => {
  for (const [name, args, want] of cases) {
    it(`${name} gives ${want}`, () => {
      assert.equal(call(name, ...args), want);
    });
  }

  for (const [name, args, want] of approximations) {
    it(`${name}(${args.join(', ')}) is near ${String(want)}`, () => {
      const value = callColumn(name, args.map(real)).get(0) as number;
      const tolerance = name === 'welch_test' ? 1e-8 : 1e-13;
      assert.ok(Math.abs(value - want) <= tolerance * Math.abs(want), String(value));
    });
  }

  it('bins columns as it bins single values', () => {
    const values = [
      -9_223_372_036_854_775_808n,
      -1n,
      0n,
      1n,
      4_294_967_295n,
      -4_294_967_297n,
      9_223_372_036_854_775_807n,
      638_000_000_123_456_789n,
    ];
    const steps = [
      1n,
      3n,
      1024n,
      10_000_000n,
      600_000_000n,
      36_000_000_000n,
      864_000_000_000n,
      6_048_000_000_000n,
      (1n << 60n) - 1n,
    ];
    for (const step of steps) {
      const result = callColumn('bin', [column('long', [...values, null]), long(step)]);
      values.forEach((value, row) => {
        const rest = ((value % step) + step) % step;
        assert.equal(result.get(row), BigInt.asIntN(64, value - rest), `${String(value)} by ${String(step)}`);
      });
      assert.equal(result.get(values.length), null);
    }
  });
});
