import assert from 'node:assert/strict';
import { Decimal } from 'decimal.js';
import {
  columnOf,
  constant,
  DictColumn,
  JsonColumn,
  Utf8Column,
  ValuesColumn,
  type Column,
} from '../../../src/kql/engine/columns/column';
import { convertColumn, convertValue } from '../../../src/kql/engine/convert';
import type { Dynamic } from '../../../src/kql/engine/dynamic';
import { Boxed } from '../../../src/kql/engine/dynamic';
import { dynamicJson } from '../../../src/kql/engine/dynamicText';
import { KqlError } from '../../../src/kql/engine/errors';
import type { Argument, EvalContext, Overload, Parameter } from '../../../src/kql/engine/functions/definition';
import { CallSite } from '../../../src/kql/engine/functions/lift';
import { scalarFunctions } from '../../../src/kql/engine/functions/registry';
import { resolveOverload } from '../../../src/kql/engine/functions/resolve';
import { scalarTypes, type ScalarType, type Value } from '../../../src/kql/engine/types';

/**
 * Every scalar function of the registry over columns in each of their encodings, against the same function called for one row at a
 * time. Values hold nulls, NaN, infinities, empty and Unicode strings, and the ends of the integer ranges.
 */

const samples: Record<ScalarType, readonly Value[]> = {
  bool: [true, false, null],
  int: [0, 1, -7, 2_147_483_647, null],
  long: [0n, 1n, -3n, 9_007_199_254_740_993n, -9_223_372_036_854_775_808n, null],
  real: [0, 1.5, -2.25, NaN, Infinity, -Infinity, 1e-7, null],
  decimal: [new Decimal('1.10'), new Decimal('-3'), null],
  datetime: [0n, 638_990_000_000_000_000n, 3_155_378_975_999_999_999n, null],
  timespan: [0n, 36_000_000_001n, -864_000_000_000n, null],
  string: ['', 'a', 'Hello-World 42', 'straße É 😀', '10.0.0.1', '{"a":[1,2.0]}', 'https://h.example/p?q=1', '2026-11-17'],
  guid: ['74be27de-1e4e-49d9-b579-fe0b331d3642', null],
  dynamic: [null, 1, 2.5, 'x', true, [1, 2, 3], [1.5, null, 2], ['a', 'b'], { a: 1, b: { c: 'é' } }, new Boxed('real', 3)],
};

const context: EvalContext = { now: 638_990_000_000_000_000n, random: () => 0.25, check: () => undefined };
const rows = 24;

/** Cycles the samples of a type, out of step with the other arguments. */
function valuesOf(type: ScalarType, offset: number): Value[] {
  const list = samples[type];
  return Array.from({ length: rows }, (_, row) => list[(row * (offset + 1) + offset) % list.length] ?? null);
}

function dictionaryOf(texts: readonly string[]): DictColumn {
  const dictionary = [...new Set(texts)];
  return new DictColumn(
    Int32Array.from(texts, (text) => dictionary.indexOf(text)),
    dictionary,
  );
}

function utf8Of(texts: readonly string[]): Utf8Column {
  const encoded = texts.map((text) => new TextEncoder().encode(text));
  const ends = Uint32Array.from(encoded.map((_, i) => encoded.slice(0, i + 1).reduce((sum, part) => sum + part.length, 0)));
  const starts = Uint32Array.from(ends, (end, i) => end - (encoded[i]?.length ?? 0));
  return new Utf8Column(Uint8Array.from(encoded.flatMap((part) => [...part])), starts, ends);
}

/** The same values in every encoding that the type has. */
function encodings(type: ScalarType, values: readonly Value[]): Column[] {
  const plain = columnOf(type, values);
  if (type === 'string') return [plain, dictionaryOf(values as string[]), utf8Of(values as string[])];
  if (type === 'dynamic') {
    const texts = (values as Dynamic[]).map((value) => (value === null ? '' : dynamicJson(value)));
    return [plain, new JsonColumn(dictionaryOf(texts)), new JsonColumn(new ValuesColumn('string', texts))];
  }
  return [plain];
}

/** Concrete types to try for the parameters of an overload. */
function typesOf(parameters: readonly Parameter[]): ScalarType[][] {
  const bases = parameters.map((parameter) => parameter.replace(/[?*]$/, ''));
  const variants = (base: string): ScalarType[] =>
    base === 'any' ? ['string', 'long', 'dynamic'] : base === 'number' ? ['long', 'real'] : [base as ScalarType];
  const widest = Math.max(1, ...bases.map((base) => variants(base).length));
  return Array.from({ length: widest }, (_, i) => bases.map((base) => variants(base)[i % variants(base).length] as ScalarType));
}

const shown = (value: Value): string =>
  typeof value === 'object' && value !== null && !(value instanceof Decimal) ? dynamicJson(value) : String(value);

/** The value, or the message with which a function refuses it. */
function outcome(work: () => string): string {
  try {
    return work();
  } catch (error) {
    if (error instanceof KqlError && error.code !== 'internal') return `refused: ${error.message}`;
    throw error;
  }
}

function check(overload: Overload, types: readonly ScalarType[]): void {
  const values = types.map((type, i) => valuesOf(type, i));
  const byRow = Array.from({ length: rows }, (_, row) =>
    outcome(() => {
      const args = types.map((type, i) => constant(type, values[i]?.[row] ?? null, 1));
      return shown(new CallSite(overload).evaluate(args, 1, context).get(0));
    }),
  );
  const refused = byRow.find((result) => result.startsWith('refused'));
  const perArgument = types.map((type, i) => encodings(type, values[i] ?? []));
  const variants = Math.max(1, ...perArgument.map((columns) => columns.length));
  for (let variant = 0; variant < variants; variant++) {
    const args = perArgument.map((columns) => columns[variant % columns.length] as Column);
    const whole = outcome(() => {
      const column = new CallSite(overload).evaluate(args, rows, context);
      assert.equal(column.length, rows);
      assert.equal(column.type, overload.returns);
      return JSON.stringify(Array.from({ length: rows }, (_, row) => shown(column.get(row))));
    });
    if (refused !== undefined) continue;
    assert.equal(whole, JSON.stringify(byRow), `(${types.join(', ')}) in encoding ${variant}`);
  }
}

/** Arguments for functions whose overload depends on the types given. */
const ruleArguments: readonly (readonly ScalarType[])[] = [
  ...scalarTypes.map((type) => [type]),
  ...scalarTypes.map((type) => [type, type]),
  ['long', 'real'],
  ['datetime', 'timespan'],
  ['string', 'dynamic'],
  ['dynamic', 'long'],
  ['bool', 'long', 'real'],
  ['bool', 'string', 'string'],
  ['long', 'long', 'long'],
  ['datetime', 'datetime', 'timespan'],
];

/** Their results for the ends of the integer ranges have a million elements: they have tests of their own. */
const manyElements = new Set(['range', 'repeat']);

describe('every scalar function, over columns and row by row', () => {
  for (const definition of scalarFunctions) {
    if (manyElements.has(definition.name)) continue;
    it(definition.name, () => {
      if (typeof definition.overloads === 'function') {
        for (const types of ruleArguments) {
          const args = types.map((type): Argument => ({ type, isConstant: false, name: 'x' }));
          let resolved;
          try {
            resolved = resolveOverload(definition, args, [], { start: 0, length: 0 });
          } catch (error) {
            assert.ok(error instanceof KqlError);
            continue;
          }
          const { overload, argumentTypes } = resolved;
          if (overload.volatile === true || overload.window === true || overload.tuple !== undefined) continue;
          check(
            overload,
            types.map((type, i) => argumentTypes[i] ?? type),
          );
        }
        return;
      }
      for (const overload of definition.overloads) {
        if (overload.volatile === true || overload.window === true || overload.tuple !== undefined) continue;
        for (const types of typesOf(overload.parameters)) check(overload, types);
      }
    });
  }

  it('converts a column as it converts each value', () => {
    for (const from of scalarTypes) {
      for (const to of scalarTypes) {
        const values = valuesOf(from, 1);
        const expected = values.map((value) => shown(convertValue(value, from, to)));
        for (const column of encodings(from, values)) {
          const converted = convertColumn(column, to);
          assert.deepEqual(
            values.map((_, row) => shown(converted.get(row))),
            expected,
            `${from} to ${to}`,
          );
        }
      }
    }
  });
});
