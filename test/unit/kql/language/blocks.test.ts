import assert from 'node:assert/strict';
import fc from 'fast-check';
import { blockAt, blocksOf } from '../../../../src/kql/language/blocks';
import { marked, textsOf } from './language';

describe('blocks of a text', () => {
  const cases: readonly [what: string, text: string, blocks: readonly string[]][] = [
    ['a blank line parts two queries', 'a\n| take 1\n\nb', ['a\n| take 1', 'b']],
    ['several blank lines do, with spaces in them', 'a\r\n  \r\n\t\r\nb', ['a', 'b']],
    [
      'a let waits for its query',
      'let x = 1;\n\nlet y = 2;\n\nT | where a > x\n\nU',
      ['let x = 1;\n\nlet y = 2;\n\nT | where a > x', 'U'],
    ],
    ['so does a function with statements inside', 'let f = () { let x = 1; T };\n\nf()', ['let f = () { let x = 1; T };\n\nf()']],
    ['and a set, with comments between', 'set notruncation;\n\n// why\n\nT', ['set notruncation;\n\n// why\n\nT']],
    ['a query that ends with a semicolon does not', 'T;\n\nU', ['T;', 'U']],
    ['nor does a query after a let', 'let x = 1; T;\n\nU', ['let x = 1; T;', 'U']],
    ['a pipe goes on after a blank line', 'T\n\n| take 5', ['T\n\n| take 5']],
    ['and waits before one', 'T |\n\ntake 5', ['T |\n\ntake 5']],
    ['brackets hold blank lines', 'T | join (\n\n  U\n) on a', ['T | join (\n\n  U\n) on a']],
    ['an open bracket does not swallow what follows', 'T | where (a\n\nU', ['T | where (a', 'U']],
    ['strings of several lines hold them', 'print ```a\n\nb```', ['print ```a\n\nb```']],
    ['a quote left open ends with its line', 'T | where a == "x\n\nU', ['T | where a == "x', 'U']],
    [
      'brackets in strings and comments do not count',
      'T // (\n| where a == "{[" or b == @"\\"\n\nU',
      ['T // (\n| where a == "{[" or b == @"\\"', 'U'],
    ],
    ['a semicolon in a string ends nothing', "let a = 'let b;';\n\nT", ["let a = 'let b;';\n\nT"]],
    ['a comment alone is a block of its own', '// head\n\nT', ['// head', 'T']],
    ['nothing is no block', ' \n\n\t', []],
  ];
  for (const [what, text, blocks] of cases) {
    it(what, () => assert.deepEqual(textsOf(text, blocksOf(text)), blocks));
  }

  it('tells which have code', () => {
    assert.deepEqual(
      blocksOf('// only words (\n// more\n\nT // code').map(({ hasCode }) => hasCode),
      [false, true],
    );
  });

  const places: readonly [what: string, text: string, block: string][] = [
    ['in a query', 'a\n\nb| ta▮\n\nc', 'b| ta'],
    ['at its end', 'a▮\n\nb', 'a'],
    ['on the next line', 'T\n▮', 'T\n'],
    ['in the void between', 'a\n\n▮\n\nb', ''],
    ['below a let', 'let x = 1;\n\n▮', 'let x = 1;\n\n'],
    ['in an empty text', '▮', ''],
  ];
  for (const [what, source, block] of places) {
    it(`finds the block ${what}`, () => {
      const { text, offset } = marked(source);
      assert.deepEqual(textsOf(text, [blockAt(text, offset)]), [block]);
    });
  }

  it('loses nothing but space, whatever the text', () => {
    const pieces = fc.array(
      fc.constantFrom('T', '\n', '\n\n', ' ', '(', ')', '{', '"', "'", ';', 'let x = 1', '// c', '|', '```', '\r\n', '@"'),
    );
    fc.assert(
      fc.property(pieces, (parts) => {
        const text = parts.join('');
        const blocks = blocksOf(text);
        assert.equal(textsOf(text, blocks).join('').replace(/\s/g, ''), text.replace(/\s/g, ''));
        for (const [i, { start }] of blocks.entries())
          assert.ok(i === 0 || start >= blocks[i - 1]!.start + blocks[i - 1]!.length);
      }),
    );
  });
});
