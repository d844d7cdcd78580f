import { BoolColumn, ConstColumn, constant, DictColumn, JsonColumn, Utf8Column, type Column } from '../../columns/column.js';
import { vectorOverload, type ScalarFunction } from '../definition.js';

/** A bool column with no nulls, from a test of each row. */
function test(column: Column, holds: (row: number) => boolean): Column {
  if (column instanceof ConstColumn) return constant('bool', holds(0), column.length);
  const values = new Uint8Array(column.length);
  for (let i = 0; i < values.length; i++) values[i] = holds(i) ? 1 : 0;
  return new BoolColumn(values);
}

/** A bool column with no nulls, from a test of each distinct text. */
function testTexts(column: DictColumn, holds: (code: number) => boolean): Column {
  const { codes, dictionary } = column;
  const known = Uint8Array.from(dictionary, (_, code) => (holds(code) ? 1 : 0));
  const missing = holds(-1) ? 1 : 0;
  const values = new Uint8Array(codes.length);
  for (let i = 0; i < values.length; i++) values[i] = codes[i]! < 0 ? missing : known[codes[i]!]!;
  return new BoolColumn(values);
}

function nullTest(column: Column, wanted: boolean): Column {
  if (column.type === 'string') return constant('bool', !wanted, column.length);
  if (column instanceof JsonColumn && column.text instanceof DictColumn) {
    const { dictionary } = column.text;
    const every = new JsonColumn(
      new DictColumn(
        Int32Array.from(dictionary, (_, code) => code),
        dictionary,
      ),
    );
    return testTexts(column.text, (code) => (code < 0 || every.isNull(code)) === wanted);
  }
  return test(column, (row) => column.isNull(row) === wanted);
}

function emptyTest(column: Column, wanted: boolean): Column {
  if (column instanceof DictColumn) {
    return testTexts(column, (code) => (code < 0 || column.dictionary[code] === '') === wanted);
  }
  if (column instanceof Utf8Column) return test(column, (row) => (column.starts[row] === column.ends[row]) === wanted);
  if (column.type === 'string') return test(column, (row) => (column.get(row) === '') === wanted);
  if (column.type === 'dynamic') {
    return test(column, (row) => {
      const value = column.get(row);
      return (value === null || value === '') === wanted;
    });
  }
  return nullTest(column, wanted);
}

/** Tests for null and the empty string. They never give null; a string is never null. */
export const nullTests: readonly ScalarFunction[] = [
  { name: 'isnull', overloads: [vectorOverload(['any'], 'bool', ([value]) => nullTest(value!, true))] },
  { name: 'isnotnull', aliases: ['notnull'], overloads: [vectorOverload(['any'], 'bool', ([value]) => nullTest(value!, false))] },
  { name: 'isempty', overloads: [vectorOverload(['any'], 'bool', ([value]) => emptyTest(value!, true))] },
  {
    name: 'isnotempty',
    aliases: ['notempty'],
    overloads: [vectorOverload(['any'], 'bool', ([value]) => emptyTest(value!, false))],
  },
];
