import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Cell, ColumnType } from '../../../../src/model/query';
import { compareNumbers } from '../../../../src/results/table/exactNumbers';
import { compareCodePoints, orderSteps, type RowTest, type SortKey } from '../../../../src/results/table/order';
import { runSliced } from '../../../../src/results/table/sliced';

function ordered(
  rows: readonly (readonly Cell[])[],
  types: readonly ColumnType[],
  sort: readonly SortKey[],
  tests: readonly RowTest[] = [],
) {
  const steps = orderSteps({ types, row: (index) => rows[index], indices: Uint32Array.from(rows.keys()), sort, tests });
  for (;;) {
    const step = steps.next();
    if (step.done === true) return [...step.value];
    assert.ok(step.value >= 0 && step.value <= 1, `progress ${step.value}`);
  }
}

function sorted(cells: readonly Cell[], type: ColumnType, descending = false): readonly Cell[] {
  const rows = cells.map((cell) => [cell]);
  return ordered(rows, [type], [{ column: 0, descending }]).map((index) => cells[index]!);
}

describe('order of rows', () => {
  const cases: readonly (readonly [ColumnType, readonly Cell[], readonly Cell[]])[] = [
    [
      'long',
      [10, 9, null, '9007199254740993', '9007199254740992', -1],
      [-1, 9, 10, '9007199254740992', '9007199254740993', null],
    ],
    ['real', [0.5, 'NaN', 'Infinity', '-Infinity', null, -2], ['-Infinity', -2, 0.5, 'Infinity', 'NaN', null]],
    [
      'decimal',
      ['10.00000000000000000002', '9.5', '10.00000000000000000001', null],
      ['9.5', '10.00000000000000000001', '10.00000000000000000002', null],
    ],
    [
      'datetime',
      ['2026-06-09T08:00:00.0000002Z', '2026-06-09T08:00:00.0000001Z', '2025-01-01T00:00:00Z'],
      ['2025-01-01T00:00:00Z', '2026-06-09T08:00:00.0000001Z', '2026-06-09T08:00:00.0000002Z'],
    ],
    [
      'timespan',
      ['10.00:00:00', '9.00:00:00', '-1.00:00:00', '00:00:00.0000001'],
      ['-1.00:00:00', '00:00:00.0000001', '9.00:00:00', '10.00:00:00'],
    ],
    ['string', ['b', 'B', 'a', '', '10', '9', null], ['', '10', '9', 'B', 'a', 'b', null]],
    ['string', ['\u{1F600}', '\uFFFD', 'z'], ['z', '\uFFFD', '\u{1F600}']],
    ['guid', ['B0', 'a0', null], ['a0', 'B0', null]],
    ['bool', [true, null, false], [false, true, null]],
    ['dynamic', [{ b: 1 }, { a: 1 }, null], [{ a: 1 }, { b: 1 }, null]],
  ];
  for (const [type, cells, expected] of cases) {
    it(`of ${type}: ${JSON.stringify(cells)}`, () => assert.deepEqual(sorted(cells, type), expected));
  }

  it('keeps null and NaN last when it descends', () =>
    assert.deepEqual(sorted([1, null, 'NaN', 3], 'real', true), [3, 1, 'NaN', null]));

  it('uses further keys where the first are equal, and else how the rows came', () => {
    const rows = [
      ['b', 1],
      ['a', 1],
      ['b', 2],
      ['a', 1],
    ];
    const keys = [
      { column: 0, descending: false },
      { column: 1, descending: true },
    ];
    assert.deepEqual(ordered(rows, ['string', 'long'], keys), [1, 3, 2, 0]);
  });

  it('sorts what passes all tests alone', () => {
    const rows = [
      [3, 'x'],
      [1, 'x'],
      [2, 'y'],
    ];
    const tests: RowTest[] = [{ column: 1, test: (cell) => cell === 'x' }];
    assert.deepEqual(ordered(rows, ['long', 'string'], [{ column: 0, descending: false }], tests), [1, 0]);
  });

  it('agrees with a plain stable sort, over several runs', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 7000 }),
        fc.integer({ min: 1, max: 50 }),
        fc.boolean(),
        (count, distinct, descending) => {
          const rows = Array.from({ length: count }, (_, place) => [(place * 7919) % distinct]);
          const plain = [...rows.keys()].sort((a, b) => (descending ? -1 : 1) * (rows[a]![0]! - rows[b]![0]!) || a - b);
          assert.deepEqual(ordered(rows, ['long'], [{ column: 0, descending }]), plain);
        },
      ),
      { numRuns: 12 },
    ));

  it('compares text by code point as UTF-8 bytes do', () => {
    const points = fc.constantFrom(0x41, 0x42, 0x7ff, 0xe000, 0xffff, 0x1f600, 0x10ffff);
    const texts = fc.array(points, { maxLength: 5 }).map((codes) => String.fromCodePoint(...codes));
    fc.assert(
      fc.property(texts, texts, (a, b) =>
        assert.equal(Math.sign(compareCodePoints(a, b)), Buffer.compare(Buffer.from(a), Buffer.from(b))),
      ),
    );
  });

  it('compares large integers exactly', () =>
    fc.assert(
      fc.property(fc.bigInt({ min: -(1n << 70n), max: 1n << 70n }), fc.bigInt({ min: -3n, max: 3n }), (base, more) =>
        assert.equal(compareNumbers(String(base + more), String(base)), more > 0n ? 1 : more < 0n ? -1 : 0),
      ),
    ));
});

describe('work in slices', () => {
  const rows = Array.from({ length: 30_000 }, (_, place) => [place % 977]);
  const work = () =>
    orderSteps({
      types: ['long'],
      row: (index) => rows[index],
      indices: Uint32Array.from(rows.keys()),
      sort: [{ column: 0, descending: true }],
      tests: [],
    });
  const slow = () => {
    let clock = 0;
    return () => (clock += 5);
  };

  it('pauses on the way and tells how far it is', async () => {
    const told: number[] = [];
    let pauses = 0;
    const pause = (): Promise<void> => {
      pauses++;
      return Promise.resolve();
    };
    const order = await runSliced(work(), {
      signal: new AbortController().signal,
      onProgress: (done) => told.push(done),
      pause,
      now: slow(),
    });
    assert.equal(order.length, rows.length);
    assert.ok(pauses > 3 && told.length === pauses);
    assert.deepEqual(
      told,
      [...told].sort((a, b) => a - b),
    );
  });

  it('stops when it is aborted', async () => {
    const abort = new AbortController();
    const pause = (): Promise<void> => {
      abort.abort();
      return Promise.resolve();
    };
    await assert.rejects(runSliced(work(), { signal: abort.signal, onProgress: () => undefined, pause, now: slow() }), {
      name: 'AbortError',
    });
  });
});
