import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isAsGenerated, keptAsKql, placementOf, type CellBelow } from '../../../../../src/kql/notebook/question/askedCells';
import { isTextMark, textMark } from '../../../../../src/kql/notebook/textMark';

const made = (text: string): CellBelow => ({ text, asked: textMark(text) });
const edited = (text: string): CellBelow => ({ text, asked: textMark(`${text} // before`) });
const own = (text: string): CellBelow => ({ text });

describe('queries below a question', () => {
  it('are made where there are none', () => {
    assert.deepEqual(placementOf([], 1), { reused: 0, replaced: 0, added: 1, removed: [], released: [] });
    assert.deepEqual(placementOf([own('T')], 2), { reused: 0, replaced: 0, added: 2, removed: [], released: [] });
  });

  it('take the place of those made before, as many as there are', () => {
    assert.deepEqual(placementOf([made('A'), own('T')], 1), { reused: 1, replaced: 0, added: 0, removed: [], released: [] });
    assert.deepEqual(placementOf([made('A'), made('B'), made('C')], 1), {
      reused: 1,
      replaced: 2,
      added: 0,
      removed: [],
      released: [],
    });
    assert.deepEqual(placementOf([made('A')], 3), { reused: 1, replaced: 0, added: 2, removed: [], released: [] });
  });

  it('stand above one that a person edited, which is theirs from then on', () => {
    assert.deepEqual(placementOf([edited('A')], 1), { reused: 0, replaced: 0, added: 1, removed: [], released: [0] });
    assert.deepEqual(placementOf([made('A'), edited('B'), made('C')], 2), {
      reused: 1,
      replaced: 0,
      added: 1,
      removed: [2],
      released: [1],
    });
  });

  it('leave alone what is not linked to the question', () => {
    assert.deepEqual(placementOf([own('T'), made('A')], 1), { reused: 0, replaced: 0, added: 1, removed: [], released: [] });
  });

  it('are never lost when a person wrote them', () => {
    const cell = fc.oneof(fc.string().map(made), fc.string().map(edited), fc.string().map(own));
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 6 }), fc.nat({ max: 4 }), (below, count) => {
        const { reused, replaced, added, removed } = placementOf(below, count);
        assert.equal(reused + added, count);
        const changedCells = below.filter((_, index) => index < reused + replaced || removed.includes(index));
        assert.ok(changedCells.every(isAsGenerated));
      }),
    );
  });
});

describe('the mark of a text', function () {
  this.timeout(20_000);

  it('is FNV-1a', () => {
    assert.equal(textMark(''), '811c9dc5');
    assert.equal(textMark('a'), 'e40c292c');
    assert.equal(textMark('foobar'), 'bf9cf968');
  });

  it('does not depend on line breaks and blanks at the ends', () => {
    assert.equal(textMark('A\r\n| count\r\n'), textMark('A\n| count'));
    assert.notEqual(textMark('A\n| count'), textMark('A\n| count '.replace('count', 'Count')));
  });

  it('is what a file may hold', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => isTextMark(textMark(text))));
  });
});

describe('a question that is kept as a comment', () => {
  it('stands above the query, each line of it behind slashes', () => {
    assert.equal(keptAsKql('How many\r\nfailed?\n', 'T | count'), '// How many\n// failed?\nT | count');
  });

  it('cannot reach out of the comment', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', '\n', '\r', '\u2028', '\u2029', '| drop', '//')), (parts) => {
        const lines = keptAsKql(parts.join(''), 'T').split(/\r\n|[\r\n\u2028\u2029]/);
        assert.ok(lines.slice(0, -1).every((line) => line.startsWith('//')));
        assert.equal(lines.at(-1), 'T');
      }),
    );
  });
});
