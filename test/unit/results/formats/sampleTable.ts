import fc from 'fast-check';
import type { Cell, ColumnType, QueryTable } from '../../../../src/model/query';

/** Every type with a usual value, an extreme one and its null. */
export const everyType: QueryTable = {
  name: 'everything',
  columns: [
    { name: 'flag', type: 'bool' },
    { name: 'small', type: 'int' },
    { name: 'big', type: 'long' },
    { name: 'odd name', type: 'real' },
    { name: 'exact', type: 'decimal' },
    { name: 'at', type: 'datetime' },
    { name: 'took', type: 'timespan' },
    { name: 'text', type: 'string' },
    { name: 'id', type: 'guid' },
    { name: 'bag', type: 'dynamic' },
  ],
  rows: [
    [
      true,
      -5,
      42,
      1.5,
      '12.50',
      '2026-06-09T07:00:00.0000000Z',
      '00:05:00',
      'plain',
      '74be27de-1e4e-49d9-b579-fe0b331d3642',
      { a: [1, 'two', null], 'b c': { d: true } },
    ],
    [
      false,
      2147483647,
      '-9223372036854775808',
      'NaN',
      '-79228162514264337593543950335.5',
      '0001-01-01T00:00:00.0000001Z',
      '-1.02:03:04.0000005',
      'quote \' " back \\ line\r\nbreak\ttab \u0001 \u2028 🦊 | # = <b>',
      '00000000-0000-0000-0000-000000000000',
      'text',
    ],
    [null, null, null, null, null, null, null, '', null, null],
  ],
};

const ofType: Readonly<Record<ColumnType, fc.Arbitrary<Cell>>> = {
  bool: fc.boolean(),
  int: fc.integer(),
  long: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((value) => {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value.toString();
  }),
  real: fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value)),
    fc.constantFrom('NaN', 'Infinity', '-Infinity'),
  ),
  decimal: fc.integer().map((value) => String(value / 4)),
  datetime: fc
    .tuple(
      fc.date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-30T00:00:00Z'), noInvalidDate: true }),
      fc.nat(9999),
    )
    .map(([date, rest]) => `${date.toISOString().slice(0, -1)}${String(rest).padStart(4, '0')}Z`),
  timespan: fc
    .tuple(
      fc.constantFrom('', '-'),
      fc.integer({ min: 1, max: 9999 }),
      fc.nat(23),
      fc.nat(59),
      fc.integer({ min: 1, max: 9999999 }),
    )
    .map(([sign, days, hours, minutes, ticks]) => {
      const two = (number: number): string => String(number).padStart(2, '0');
      return `${sign}${days}.${two(hours)}:${two(minutes)}:07.${String(ticks).padStart(7, '0')}`;
    }),
  string: fc.string({ unit: 'grapheme' }),
  guid: fc.uuid(),
  // Whole numbers beyond 2^53 are text in a cell.
  dynamic: fc.jsonValue().map((value) => {
    const exact = (_: string, item: unknown): unknown => (Number.isInteger(item) && !Number.isSafeInteger(item) ? 1 : item);
    return JSON.parse(JSON.stringify(value, exact)) as Cell;
  }),
};

const types = Object.keys(ofType) as readonly ColumnType[];

/** Tables of any columns and rows, as an engine could give them. */
export const tables: fc.Arbitrary<QueryTable> = fc
  .array(fc.tuple(fc.constantFrom(...types), fc.string({ minLength: 1, maxLength: 12 })), { minLength: 1, maxLength: 6 })
  .chain((columns) =>
    fc
      .array(fc.tuple(...columns.map(([type]) => (type === 'string' ? ofType[type] : fc.option(ofType[type], { freq: 6 })))), {
        maxLength: 8,
      })
      .map((rows) => ({ name: 'any', columns: columns.map(([type, name]) => ({ name, type })), rows })),
  );
