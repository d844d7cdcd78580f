import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cellText, groupDigits, jsonInText, trimFraction } from '../../../../src/results/table/cellText';
import { ColumnLayout, narrowestColumn } from '../../../../src/results/table/columnLayout';
import { RowScroll } from '../../../../src/results/table/rowScroll';
import { firstCell, moved, rangeOf, select } from '../../../../src/results/table/selection';
import { countText, durationText, knownZone, momentText } from '../../../../src/results/table/words';

describe('row scrolling', () => {
  const open = (rows: number, viewport = 480): RowScroll => {
    const scroll = new RowScroll(4_000_000);
    scroll.setSize({ rows, rowHeight: 24, viewport });
    return scroll;
  };

  it('moves pixel by pixel while the rows fit', () => {
    const scroll = open(100_000);
    assert.equal(scroll.scaled, false);
    scroll.scrolledTo(24_005);
    assert.equal(scroll.offset, 24_005);
    assert.deepEqual(scroll.window(6), { from: 994, to: 1027 });
  });

  it('stays below the browser limit with a million rows, and reaches the last', () => {
    const scroll = open(1_000_000);
    assert.equal(scroll.height, 4_000_000);
    scroll.scrolledTo(4_000_000 - 480);
    assert.equal(scroll.window(0).to, 1_000_000);
    assert.equal(scroll.offset, 24_000_000 - 480);
    scroll.scrolledTo(0);
    assert.equal(scroll.window(0).from, 0);
  });

  it('still moves by pixels on small steps', () => {
    const scroll = open(1_000_000);
    scroll.scrolledTo(2_000_000);
    const before = scroll.offset;
    scroll.scrolledTo(2_000_100);
    assert.equal(scroll.offset, before + 100);
  });

  it('has a bar position for every offset that leads back to it', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3_000_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (rows, share) => {
        const scroll = open(rows);
        scroll.moveTo(share * rows * 24);
        const { offset, scrollTop } = scroll;
        assert.ok(scrollTop >= 0 && scrollTop <= Math.max(0, scroll.height - 480));
        scroll.settled(scrollTop);
        scroll.scrolledTo(scrollTop);
        assert.ok(Math.abs(scroll.offset - offset) <= 24, `${scroll.offset} for ${offset}`);
        const { from, to } = scroll.window(6);
        assert.ok(from >= 0 && to <= rows && to - from <= 34);
      }),
    ));

  it('reveals a row by moving as little as it can', () => {
    const scroll = open(1000);
    assert.equal(scroll.reveal(5), 0);
    assert.equal(scroll.reveal(20), 24);
    scroll.moveTo(2400);
    assert.equal(scroll.reveal(50), 1200);
  });
});

describe('columns in a row', () => {
  const layout = new ColumnLayout([100, 50, 200, 80]);

  it('stand one beside the other', () => {
    assert.deepEqual(
      [0, 1, 2, 3].map((at) => layout.left(at)),
      [0, 100, 150, 350],
    );
    assert.equal(layout.total, 430);
  });

  it('gives those that a stretch touches, and one more on both sides', () => {
    assert.deepEqual(layout.window(0, 100), { from: 0, to: 2 });
    assert.deepEqual(layout.window(160, 100), { from: 1, to: 4 });
    assert.deepEqual(layout.window(0, 5000), { from: 0, to: 4 });
  });

  it('never get too narrow', () => {
    const narrow = new ColumnLayout([100, 100]);
    narrow.resize(0, -50);
    assert.equal(narrow.width(0), narrowestColumn);
    assert.equal(narrow.left(1), narrowestColumn);
  });
});

describe('selection of cells', () => {
  const size = { rows: 100, columns: 5, page: 10 };

  const moves: readonly (readonly [string, boolean, { row: number; column: number } | undefined])[] = [
    ['ArrowDown', false, { row: 51, column: 2 }],
    ['ArrowDown', true, { row: 99, column: 2 }],
    ['ArrowLeft', true, { row: 50, column: 0 }],
    ['Home', false, { row: 50, column: 0 }],
    ['Home', true, { row: 0, column: 0 }],
    ['End', true, { row: 99, column: 4 }],
    ['PageUp', false, { row: 40, column: 2 }],
    ['x', false, undefined],
  ];
  for (const [key, far, expected] of moves) {
    it(`${far ? 'Ctrl+' : ''}${key}`, () => assert.deepEqual(moved({ row: 50, column: 2 }, key, far, size), expected));
  }

  it('extends from where it began, and stays within the table', () => {
    const from = select(firstCell, { row: 98, column: 3 }, false, size);
    const to = select(from, { row: 120, column: -4 }, true, size);
    assert.deepEqual(rangeOf(to), { top: 98, bottom: 99, left: 0, right: 3 });
  });

  it('has a place also in an empty table', () =>
    assert.deepEqual(select(firstCell, { row: 3, column: 3 }, false, { rows: 0, columns: 0, page: 1 }).active, {
      row: 0,
      column: 0,
    }));
});

describe('cells as text', () => {
  const cases: readonly (readonly [string, string])[] = [
    [cellText(null, 'string'), 'null'],
    [cellText('', 'string'), ''],
    [cellText('a\r\nb\tc', 'string'), 'a ⏎ b c'],
    [cellText('9223372036854775807', 'long'), '9,223,372,036,854,775,807'],
    [cellText(-1234.5678, 'real'), '-1,234.5678'],
    [cellText(1e21, 'real'), '1e+21'],
    [cellText('NaN', 'real'), 'NaN'],
    [cellText('2026-06-09T08:00:00.1230000Z', 'datetime'), '2026-06-09T08:00:00.123Z'],
    [cellText('2026-06-09T08:00:00.0000000Z', 'datetime'), '2026-06-09T08:00:00Z'],
    [cellText('1.00:00:10.5000000', 'timespan'), '1.00:00:10.5'],
    [cellText({ a: [1, null] }, 'dynamic'), '{"a":[1,null]}'],
    [cellText(true, 'bool'), 'true'],
    [groupDigits('123'), '123'],
    [trimFraction('00:10:00'), '00:10:00'],
  ];
  for (const [text, expected] of cases) it(JSON.stringify(expected), () => assert.equal(text, expected));

  it('shortens what is very long', () => assert.ok(cellText('x'.repeat(5000), 'string').length < 500));

  it('finds JSON in text, and only whole JSON', () => {
    assert.deepEqual(jsonInText(' {"a":1}'), { a: 1 });
    assert.equal(jsonInText('{a'), undefined);
    assert.equal(jsonInText('5'), undefined);
  });
});

describe('words of a result', () => {
  const counts: readonly (readonly [Parameters<typeof countText>[0], string])[] = [
    [{ total: 41_233, reachable: 41_233, seen: 41_233, filtered: false }, '41,233 rows'],
    [{ total: 1, reachable: 1, seen: 1, filtered: false }, '1 row'],
    [{ total: 0, reachable: 0, seen: 0, filtered: false }, '0 rows'],
    [{ total: 41_233, reachable: 41_233, seen: 17, filtered: true }, '17 of 41,233 rows'],
    [{ total: 41_233, reachable: 1000, seen: 1000, filtered: false }, 'showing 1,000 of 41,233 rows'],
    [{ total: 41_233, reachable: 1000, seen: 3, filtered: true }, '3 of the 1,000 rows that are here (41,233 rows in all)'],
  ];
  for (const [count, text] of counts) it(text, () => assert.equal(countText(count), text));

  it('says how long it took', () =>
    assert.deepEqual([12.4, 2400, 59_960, 185_000].map(durationText), ['12 ms', '2.4 s', '1 min 0 s', '3 min 5 s']));

  it('falls back to UTC where the zone is none', () => {
    assert.equal(knownZone('Nowhere/City'), 'UTC');
    assert.match(momentText(Date.UTC(2026, 5, 9, 7), 'Europe/Madrid'), /^9 Jun 2026 09:00:00 \(Europe\/Madrid\)$/);
  });
});
