import assert from 'node:assert/strict';
import { KqlError } from '../../../../src/kql/engine/errors';
import { exprOf, show } from './lowering';

const cases: readonly (readonly [text: string, shown: string])[] = [
  ['5', '5:long'],
  ['-5', '-5:long'],
  ['0x1F', '31:long'],
  ['9007199254740993', '9007199254740993:long'],
  ['-9223372036854775808', '-9223372036854775808:long'],
  ['long(null)', 'null:long'],
  ['long(0xff)', '255:long'],
  ['int(7)', '7:int'],
  ['1.5', '1.5:real'],
  ['real(nan)', 'NaN:real'],
  ['real(+inf)', 'Infinity:real'],
  ['real(-inf)', '-Infinity:real'],
  ['double(2)', '2:real'],
  ['1e3', '1000:real'],
  ['decimal(12345678901234567890.123456789)', '12345678901234567890.123456789:decimal'],
  ['true', 'true:bool'],
  ['bool(null)', 'null:bool'],
  ['guid(74BE27DE-1E4E-49D9-B579-FE0B331D3642)', '74be27de-1e4e-49d9-b579-fe0b331d3642:guid'],
  ['datetime(2020-01-01)', '637134336000000000:datetime'],
  ['datetime(2020-01-01T00:00:00.0000001Z)', '637134336000000001:datetime'],
  ['datetime(null)', 'null:datetime'],
  ['1d', '864000000000:timespan'],
  ['1.5h', '54000000000:timespan'],
  ['-1h', '-36000000000:timespan'],
  ['10tick', '10:timespan'],
  ['timespan(1.02:03:04.5)', '937845000000:timespan'],
  ['time(00:00:01)', '10000000:timespan'],
  [`'it''s'`, 'its:string'],
  [`"a\\tb\\u0041\\""`, 'a\tbA":string'],
  [`@'c:\\dir''s'`, "c:\\dir's:string"],
  ['```two\nlines```', 'two\nlines:string'],
  [`h'secret'`, 'secret:string'],
  [`h@"c:\\x"`, 'c:\\x:string'],
  [`'a' "b" @'c'`, 'abc:string'],
  ['typeof(long)', 'long:string'],
  ['dynamic(null)', 'null:dynamic'],
  [`dynamic({'a': [1, 2.0, -3, true, null], "b": {"c": "d"}})`, '{"a":[1,2.0,-3,true,null],"b":{"c":"d"}}:dynamic'],
  ['dynamic([9007199254740993])', '[9007199254740993]:dynamic'],
  ['dynamic([datetime(2020-01-01), 1])', 'pack_array(637134336000000000:datetime, 1:long)'],
  ['dynamic({"a": 1d})', 'bag_pack(a:string, 864000000000:timespan)'],
];

describe('literals', () => {
  for (const [text, shown] of cases) {
    it(text, () => assert.equal(show(exprOf(text)), shown));
  }

  for (const text of ['datetime(no such day)', 'guid(12)', 'long(99999999999999999999)']) {
    it(`refuses ${text}`, () => assert.throws(() => exprOf(text), KqlError));
  }
});
