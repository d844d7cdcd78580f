import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { DictColumn, JsonColumn } from '../../../../src/kql/engine/columns/column.js';
import { dynamicFunctions } from '../../../../src/kql/engine/functions/dynamic/index.js';
import type { Overload } from '../../../../src/kql/engine/functions/definition.js';
import { bool, call, callAll, json, long, nothing, real, text, type TypedValue } from './callValues.js';

type Case = readonly [name: string, args: readonly TypedValue[], result: string];

const cases: readonly Case[] = [
  ['parse_json', [text('{"a":1.0}')], '{"a":1.0}'],
  ['parsejson', [text('{"a":')], '"{\\"a\\":"'],
  ['todynamic', [text('')], 'null'],
  ['toobject', [json('"[1]"')], '"[1]"'],
  ['extract_json', [text('$.a[1].b'), text('{"a":[{"b":"x"},{"b":"y"}]}')], 'y'],
  ['extractjson', [text("$['a b']"), text('{"a b":{"c":1}}')], '{"c":1}'],
  ['extract_json', [text('$.n'), text('{"n":"12"}'), text('long')], '12'],
  ['extract_json', [text('$.x'), text('{"n":1}'), text('long')], 'null'],
  ['dynamic_to_json', [json('{"b":1,"a":{"d":[2,1],"c":null}}')], '{"a":{"c":null,"d":[2,1]},"b":1}'],
  ['treepath', [json('{"a":[1,{"x":2}],"b":"c"}')], `["['a']","['a'][0]","['a'][0]['x']","['b']"]`],
  ['bag_pack', [text('a'), real(1), text('b'), ['timespan', 600_000_000n]], '{"a":1.0,"b":"00:01:00"}'],
  ['pack', [text('a'), nothing], '{"a":null}'],
  ['bag_keys', [json('{"a":1,"b":2}')], '["a","b"]'],
  ['bag_keys', [json('[1]')], 'null'],
  ['bag_has_key', [json('{"a":{"b":null}}'), text('$.a.b')], 'True'],
  ['bag_has_key', [json('{"a":1}'), text('b')], 'False'],
  ['bag_merge', [json('{"a":1}'), nothing, json('{"a":2,"b":3}')], '{"a":1,"b":3}'],
  ['bag_remove_keys', [json('{"a":1,"b":{"c":1,"d":2}}'), json('["a","$.b.c"]')], '{"b":{"d":2}}'],
  ['bag_set_key', [json('{"a":1}'), text('$.b.c'), long(5)], '{"a":1,"b":{"c":5}}'],
  ['bag_zip', [json('["a",1,"b"]'), json('[10,20]')], '{"a":10,"b":null}'],
  ['array_concat', [json('[1]'), json('[[2]]')], '[1,[2]]'],
  ['array_iff', [json('[true,0,null,2]'), json('[1,2]'), text('no')], '[1,"no",null,null]'],
  ['array_index_of', [json('["a","b","a"]'), text('a'), long(1)], '2'],
  ['array_index_of', [json('["a","b","a"]'), text('a'), long(0), long(-1), long(3)], '-1'],
  ['array_length', [json('{}')], 'null'],
  ['array_reverse', [json('[1,2]')], '[2,1]'],
  ['array_rotate_left', [json('[1,2,3]'), long(4)], '[2,3,1]'],
  ['array_rotate_right', [json('[1,2,3]'), long(1)], '[3,1,2]'],
  ['array_shift_left', [json('[1,2,3]'), long(1)], '[2,3,null]'],
  ['array_shift_right', [json('[1,2,3]'), long(1), long(0)], '[0,1,2]'],
  ['array_slice', [json('[1,2,3,4,5]'), long(-3), long(-2)], '[3,4]'],
  ['array_split', [json('[1,2,3,4,5]'), json('[1,-2]')], '[[1],[2,3],[4,5]]'],
  ['pack_array', [long(1), text('2'), real(3)], '[1,"2",3.0]'],
  ['repeat', [text('x'), long(2)], '["x","x"]'],
  ['repeat', [text('x'), long(-1)], 'null'],
  ['zip', [json('[1,2]'), json('["a"]')], '[[1,"a"],[2,null]]'],
  ['range', [long(1), long(8), long(3)], '[1,4,7]'],
  ['range', [real(1), real(2), real(0.5)], '[1.0,1.5,2.0]'],
  ['range', [long(3), long(1), long(-1)], '[3,2,1]'],
  [
    'range',
    [
      ['timespan', 0n],
      ['timespan', 72_000_000_000n],
    ],
    '["00:00:00","01:00:00","02:00:00"]',
  ],
  ['set_union', [json('[1,2,2]'), json('[2,"2"]')], '[1,2,"2"]'],
  ['set_intersect', [json('[1,2,3]'), json('[3,1]')], '[1,3]'],
  ['set_difference', [json('[1,2,2,3]'), json('[3]')], '[1,2]'],
  ['set_has_element', [json('[1,"a"]'), text('a')], 'True'],
  ['set_equals', [json('[1,2,1]'), json('[2,1]')], 'True'],
  ['jaccard_index', [json('[1,2,3]'), json('[2,3,4]')], '0.5'],
  ['array_sort_asc', [json('["b",2,null,"a",1]')], '[1,2,"a","b",null]'],
  ['array_sort_desc', [json('["b",2,null,"a",1]'), bool(false)], '[null,2,1,"b","a"]'],
];

describe('dynamic functions', () => {
  for (const [name, args, result] of cases) {
    it(`${name} gives ${result}`, () => {
      assert.equal(call(dynamicFunctions, name, ...args), result);
    });
  }

  it('sorts further arrays by the first; one of another length is null', () => {
    const results = callAll(dynamicFunctions, 'array_sort_asc', json('[3,1,2]'), json('["c","a","b"]'), json('[1]'));
    assert.deepEqual(results, ['[1,2,3]', '["a","b","c"]', 'null']);
  });

  it('stops a range at its limit', function () {
    this.timeout(20_000);
    const values = JSON.parse(call(dynamicFunctions, 'range', long(1), long(1_000_000_000))) as number[];
    assert.equal(values.length, 1_048_576);
  });

  it('stops repeating at its limit', function () {
    this.timeout(20_000);
    const values = JSON.parse(call(dynamicFunctions, 'repeat', long(7), long(99_999_999_999))) as number[];
    assert.equal(values.length, 1_048_576);
    assert.equal(call(dynamicFunctions, 'repeat', long(7), long(-1)), 'null');
  });

  it('packs the columns of the row, without empty ones when asked', () => {
    const packAll = dynamicFunctions.find(({ name }) => name === 'pack_all')!.overloads as (
      args: unknown,
      schema: unknown,
    ) => Overload;
    const schema = [
      { name: 'a', type: 'long' },
      { name: 'b', type: 'string' },
    ];
    const columns = schema.map((column) => ({ ...column, isConstant: false }));
    const row = packAll([...columns, { type: 'bool', isConstant: true, constant: true }], schema).row as unknown as (
      ...values: unknown[]
    ) => unknown;
    assert.deepEqual(row(1n, '', true), { a: 1 });
  });

  it('leaves text unparsed until it is read', () => {
    const parseJson = dynamicFunctions.find(({ name }) => name === 'parse_json')!.overloads as (args: unknown) => Overload;
    const column = new DictColumn(Int32Array.of(0, 1, 0), ['{"a":1}', 'x']);
    const context = { now: 0n, random: () => 0, check: () => undefined };
    const parsed = parseJson([{ type: 'string', isConstant: false }]).vector!([column], 3, context);
    assert.ok(parsed instanceof JsonColumn);
    assert.deepEqual([parsed.get(0), parsed.get(1)], [{ a: 1 }, 'x']);
  });
});
