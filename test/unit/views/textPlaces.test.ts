import assert from 'node:assert/strict';
import { closest, declaredAbove, placeNow, trimmed } from '../../../src/views/results/textPlaces';
import type { Outline } from '../../../src/kql/language/languageService';

/** Spans of parts of a text that stand there once. */
const span = (text: string, part: string): { start: number; length: number } => ({
  start: text.indexOf(part),
  length: part.length,
});

function outlineOf(text: string, blocks: readonly string[], lets: readonly string[]): Outline {
  return {
    queries: blocks.map((block) => span(text, block)),
    lets: lets.map((statement) => {
      const name = /let (\w+)/.exec(statement)![1]!;
      return { name, place: span(text, name), statement: span(text, statement), kind: 'scalar' };
    }),
    freeNames: [],
    folds: [],
    hasQuery: true,
    limitsTime: false,
  };
}

describe('which part of a file is run', () => {
  it('is the selection without the blanks around it, unless it is blank', () => {
    const text = 'A\n\n  B | take 1 \n';
    assert.deepEqual(trimmed(text, 1, text.length), span(text, 'B | take 1'));
    assert.equal(trimmed(text, 1, 4), undefined);
    assert.equal(trimmed(text, 2, 2), undefined);
  });

  const blocks = [
    { start: 0, length: 10 },
    { start: 14, length: 6 },
  ];
  const cases: readonly (readonly [offset: number, start: number])[] = [
    [0, 0],
    [10, 0],
    [11, 0],
    [12, 0],
    [13, 14],
    [14, 14],
    [99, 14],
  ];
  for (const [offset, start] of cases) {
    it(`is the block that starts at ${start} for a cursor at ${offset}`, () =>
      assert.equal(closest(blocks, offset)!.start, start));
  }

  it('is nothing in a file without queries', () => assert.equal(closest([], 0), undefined));
});

describe('what stands above a query of a file', () => {
  const text = 'let a = 1;\nA | take a\n\nB | count\n\nlet c = 2;\nC | take c\n\nD';
  const outline = outlineOf(
    text,
    ['let a = 1;\nA | take a', 'B | count', 'let c = 2;\nC | take c', 'D'],
    ['let a = 1', 'let c = 2'],
  );
  const above = (part: string): readonly string[] => declaredAbove(text, outline, text.indexOf(part)).map((cell) => cell.text);

  it('is every block that declares something', () => {
    assert.deepEqual(above('D'), ['let a = 1;\nA | take a', 'let c = 2;\nC | take c']);
    assert.deepEqual(above('let c'), ['let a = 1;\nA | take a']);
    assert.deepEqual(above('let a'), []);
  });

  it('is the declarations of its own block for a selection in it', () => {
    assert.deepEqual(above('C | take c'), ['let a = 1;\nA | take a', 'let c = 2']);
    assert.deepEqual(above('take c'), ['let a = 1;\nA | take a', 'let c = 2']);
  });

  it('never counts as stale or as a result', () => {
    for (const cell of declaredAbove(text, outline, text.length)) assert.deepEqual(Object.keys(cell).sort(), ['isStale', 'text']);
  });
});

describe('where a query stands after edits', () => {
  const query = 'T\n| take 1';
  const cases: readonly (readonly [
    what: string,
    document: string,
    offset: number,
    isBlock: boolean,
    expected: number | undefined,
  ])[] = [
    ['where it was', `A\n\n${query}\n\nB`, 3, true, 3],
    ['further down when lines were added above', `A\n\n\n\n${query}`, 3, true, 5],
    ['at the closest of several', `${query}\n\n${query}\n\n${query}`, 13, true, 12],
    ['where it was for a selection that goes on now', 'A\n\nT\n| take 12', 3, false, 3],
    ['nowhere when something was added to its end', `${query}0`, 0, true, undefined],
    ['nowhere when an operator was added', `${query}\n| count`, 0, true, undefined],
    ['nowhere when a line was added before it', `let x = 1;\n${query}`, 11, true, undefined],
    ['inside of a query when it was a selection', `let x = 1;\n${query}\n| count`, 11, false, 11],
    ['nowhere when it is gone', 'A\n\nB', 3, false, undefined],
    ['in a file with other line ends', `A\r\n\r\n${query}\r\n\r\nB`, 5, true, 5],
  ];
  for (const [what, document, offset, isBlock, expected] of cases) {
    it(`is ${what}`, () => assert.equal(placeNow(query, document, offset, isBlock), expected));
  }
});
