import assert from 'node:assert/strict';
import { Decimal } from 'decimal.js';
import {
  columnOf,
  ConstColumn,
  DictColumn,
  JsonColumn,
  Utf8Column,
  type Column,
} from '../../../../src/kql/engine/columns/column';
import type { EvalContext } from '../../../../src/kql/engine/functions/definition';
import { evaluateOverload } from '../../../../src/kql/engine/functions/lift';
import { MemberReader } from '../../../../src/kql/engine/functions/operators/member';
import { convertColumn, textOf } from '../../../../src/kql/engine/convert';
import { scalarFunction } from '../../../../src/kql/engine/functions/registry';
import { resolveOverload } from '../../../../src/kql/engine/functions/resolve';
import type { ScalarType, Value } from '../../../../src/kql/engine/types';

const context: EvalContext = { now: 0n, random: () => 0.5, check: () => undefined };

/** Applies an operator to whole columns, as compiled expressions do. */
function apply(name: string, columns: readonly Column[]): { type: ScalarType; values: Value[] } {
  const definition = scalarFunction(name)!;
  const args = columns.map((column) =>
    column instanceof ConstColumn
      ? { type: column.type, isConstant: true, constant: column.value }
      : { type: column.type, isConstant: false },
  );
  const { overload, argumentTypes } = resolveOverload(definition, args, [], { start: 0, length: 1 });
  const inputs = columns.map((column, i) => convertColumn(column, argumentTypes[i] ?? column.type));
  const result = evaluateOverload(overload, inputs, columns[0]!.length, context);
  return { type: result.type, values: Array.from({ length: result.length }, (_, row) => result.get(row)) };
}

const longs = (...values: (bigint | null)[]): Column => columnOf('long', values);
const reals = (...values: (number | null)[]): Column => columnOf('real', values);
const texts = (...values: string[]): Column => columnOf('string', values);

function dictOf(...values: string[]): DictColumn {
  const dictionary = [...new Set(values)];
  return new DictColumn(
    Int32Array.from(values, (value) => dictionary.indexOf(value)),
    dictionary,
  );
}

function utf8Of(...values: string[]): Utf8Column {
  const parts = values.map((value) => new TextEncoder().encode(value));
  const starts = new Uint32Array(values.length);
  const ends = new Uint32Array(values.length);
  let at = 0;
  parts.forEach((part, i) => {
    starts[i] = at;
    ends[i] = at += part.length;
  });
  return new Utf8Column(Uint8Array.from(parts.flatMap((part) => [...part])), starts, ends);
}

describe('comparison', () => {
  const cases: [string, Value[]][] = [
    ['==', [false, true, null]],
    ['!=', [true, false, null]],
    ['<', [null, false, null]],
  ];
  for (const [name, expected] of cases) {
    it(`${name} follows the null rules of Kusto`, () => {
      assert.deepEqual(apply(name, [longs(1n, 2n, null), longs(null, 2n, null)]).values, expected);
    });
  }

  it('compares 64-bit integers exactly beyond 2^53', () => {
    const big = 9_007_199_254_740_993n;
    const column = longs(big - 1n, big, big + 1n, -big);
    assert.deepEqual(apply('<', [column, new ConstColumn('long', big, 4)]).values, [true, false, false, true]);
    assert.deepEqual(apply('==', [column, longs(big, big, big, big)]).values, [false, true, false, false]);
    assert.deepEqual(apply('in', [column, new ConstColumn('long', big, 4)]).values, [false, true, false, false]);
  });

  it('gives the same answer for each string encoding', () => {
    const values = ['a', 'Ab', '', 'b', 'ab'];
    for (const name of ['==', '!=', '<', '>=', '=~', 'has', 'contains', '!startswith', 'endswith_cs']) {
      const right = new ConstColumn('string', 'ab', values.length);
      const plain = apply(name, [texts(...values), right]).values;
      assert.deepEqual(apply(name, [dictOf(...values), right]).values, plain, `${name} over a dictionary`);
      assert.deepEqual(apply(name, [utf8Of(...values), right]).values, plain, `${name} over UTF-8`);
    }
  });

  it('a constant on the left mirrors the operator', () => {
    assert.deepEqual(apply('<', [new ConstColumn('long', 2n, 3), longs(1n, 2n, 3n)]).values, [false, false, true]);
  });
});

describe('arithmetic', () => {
  const cases: [string, Column, Column, ScalarType, Value][] = [
    ['+', longs(9_223_372_036_854_775_807n), longs(1n), 'long', -9_223_372_036_854_775_808n],
    ['-', longs(-9_223_372_036_854_775_808n), longs(1n), 'long', 9_223_372_036_854_775_807n],
    ['*', longs(3_037_000_500n), longs(3_037_000_500n), 'long', BigInt.asIntN(64, 3_037_000_500n ** 2n)],
    ['/', longs(-7n), longs(2n), 'long', -3n],
    ['/', longs(7n), longs(0n), 'long', null],
    ['%', longs(-7n), longs(3n), 'long', 2n],
    ['/', longs(5n), reals(2), 'real', 2.5],
    ['/', reals(1), reals(0), 'real', Infinity],
    ['+', columnOf('int', [2_000_000_000]), columnOf('int', [2_000_000_000]), 'long', 4_000_000_000n],
    ['-', columnOf('datetime', [50n]), columnOf('datetime', [20n]), 'timespan', 30n],
    ['+', columnOf('datetime', [3_155_378_975_999_999_999n]), columnOf('timespan', [1n]), 'datetime', null],
    ['/', columnOf('timespan', [36_000_000_000n]), columnOf('timespan', [3_000_000_000n]), 'real', 12],
    ['*', columnOf('timespan', [10n]), reals(2.5), 'timespan', 25n],
    ['/', columnOf('timespan', [7n]), longs(2n), 'timespan', 3n],
    ['+', longs(1n), longs(null), 'long', null],
  ];
  for (const [name, left, right, type, expected] of cases) {
    it(`${textOf(left.get(0), left.type)} ${name} ${textOf(right.get(0), right.type)} (${left.type}, ${right.type})`, () => {
      const result = apply(name, [left, right]);
      assert.equal(result.type, type);
      assert.deepEqual(result.values, [expected]);
    });
  }

  it('keeps decimals exact', () => {
    const result = apply('+', [columnOf('decimal', [new Decimal('0.1')]), columnOf('decimal', [new Decimal('0.2')])]);
    assert.equal(textOf(result.values[0]!, 'decimal'), '0.3');
  });

  it('refuses what has no meaning', () => {
    assert.throws(() => apply('+', [texts('a'), texts('b')]), /cannot combine string and string/);
  });
});

describe('string operators', () => {
  const cases: [string, string, string, boolean][] = [
    ['has', 'hello-world', 'hello', true],
    ['has', 'helloworld', 'hello', false],
    ['has', 'Hello World', 'WORLD', true],
    ['has_cs', 'Hello World', 'WORLD', false],
    ['hasprefix', 'one twofold', 'two', true],
    ['hassuffix', 'one twofold', 'fold', true],
    ['!has', 'abc', 'b', true],
    ['contains', 'Straße ÄÖ', 'äö', true],
    ['contains_cs', 'Straße ÄÖ', 'äö', false],
    ['matches regex', 'error 42', '[a-z]+ [0-9]+', true],
    ['has', 'naïve case', 'na', false],
  ];
  for (const [name, text, needle, expected] of cases) {
    it(`'${text}' ${name} '${needle}'`, () => {
      for (const left of [texts(text), dictOf(text), utf8Of(text)]) {
        assert.deepEqual(apply(name, [left, new ConstColumn('string', needle, 1)]).values, [expected]);
      }
    });
  }
});

describe('membership', () => {
  it('takes the elements of a dynamic array', () => {
    assert.deepEqual(apply('in', [texts('a', 'c'), new ConstColumn('dynamic', ['a', 'b'], 2)]).values, [true, false]);
    assert.deepEqual(apply('has_any', [texts('x b y', 'xby'), new ConstColumn('dynamic', ['a', 'B'], 2)]).values, [true, false]);
    assert.deepEqual(apply('!in~', [texts('A', 'c'), new ConstColumn('string', 'a', 2)]).values, [false, true]);
  });

  it('a null is in no list', () => {
    assert.deepEqual(apply('in', [longs(null), longs(1n)]).values, [false]);
    assert.deepEqual(apply('!in', [longs(null), new ConstColumn('long', 1n, 1)]).values, [true]);
  });

  it('between includes both ends; a timespan counts from the low end', () => {
    assert.deepEqual(apply('between', [longs(1n, 2n, 3n, 4n), longs(2n, 2n, 2n, 2n), longs(3n, 3n, 3n, 3n)]).values, [
      false,
      true,
      true,
      false,
    ]);
    const times = columnOf('datetime', [10n, 15n, 16n]);
    const low = new ConstColumn('datetime', 10n, 3);
    assert.deepEqual(apply('between', [times, low, new ConstColumn('timespan', 5n, 3)]).values, [true, true, false]);
  });
});

describe('choices', () => {
  it('iff takes the widest number and treats a null condition as false', () => {
    const result = apply('iff', [columnOf('bool', [true, false, null]), longs(1n, 1n, 1n), reals(0.5, 0.5, 0.5)]);
    assert.deepEqual(result, { type: 'real', values: [1, 0.5, 0.5] });
  });

  it('coalesce passes over nulls and empty strings', () => {
    assert.deepEqual(apply('coalesce', [longs(null, 2n), longs(7n, 7n)]).values, [7n, 2n]);
    assert.deepEqual(apply('coalesce', [texts('', 'x'), texts('y', 'y')]).values, ['y', 'x']);
  });

  it('and, or know three values', () => {
    const a = columnOf('bool', [null, null, true]);
    const b = columnOf('bool', [false, true, null]);
    assert.deepEqual(apply('and', [a, b]).values, [false, null, null]);
    assert.deepEqual(apply('or', [a, b]).values, [null, true, true]);
  });
});

describe('members of dynamic values', () => {
  it('reads the same from text, a dictionary and parsed values', () => {
    const json = ['{"a":{"b":[1,2,3]}}', '{"a":{}}', '', 'no json', '{"a":{"b":["x"]}}'];
    const reader = (): MemberReader => new MemberReader(['a', 'b', 0], {});
    const expected = [1, null, null, null, 'x'];
    for (const text of [utf8Of(...json), dictOf(...json)]) {
      const column = reader().read(new JsonColumn(text));
      assert.deepEqual(
        json.map((_, row) => column.get(row)),
        expected,
      );
    }
  });

  it('a negative index counts from the end', () => {
    assert.deepEqual(apply('[]', [columnOf('dynamic', [[1, 2, 3]]), longs(-1n)]).values, [3]);
  });
});
