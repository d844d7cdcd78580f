import assert from 'node:assert/strict';
import { queryTitle } from '../../../../src/views/language/queryTitle';
import { regionsOf } from '../../../../src/views/language/regions';
import { firstSyntaxError } from '../../../../src/kql/language/syntaxErrors';
import { splitAtLines } from '../../../../src/views/language/tokenLines';

describe('titles of queries', () => {
  for (const [text, expected] of [
    ['T\n| take 1', 'T'],
    ['// Slow requests\nT\n| take 1', 'Slow requests'],
    ['//region x\nT', 'T'],
    ['set notruncation;\nT | count', 'T | count'],
    ['// only words', undefined],
    ['', undefined],
  ] as const)
    it(JSON.stringify(text), () => assert.equal(queryTitle(text, []), expected));

  it('leave declarations out, and name nothing where there is nothing else', () => {
    const text = 'let a = 1;\nlet b = 2;\nprint a';
    const lets = [
      { start: 11, length: 9 },
      { start: 0, length: 9 },
    ];
    assert.equal(queryTitle(text, lets), 'print a');
    assert.equal(queryTitle(text.slice(0, 21), lets), undefined);
  });

  it('are short', () => {
    const title = queryTitle(`T | where a == "${'x'.repeat(200)}"`, []) ?? '';
    assert.equal(title.length, 80);
    assert.ok(title.endsWith('…'));
  });
});

describe('regions', () => {
  it('nest, and need both ends', () => {
    const lines = ['//region a', 'T', '// #region b', '//endregion', '//endregion', '//endregion', '//region c'];
    assert.deepEqual(regionsOf(lines), [
      { start: 2, end: 3 },
      { start: 0, end: 4 },
    ]);
  });
});

describe('tokens over several lines', () => {
  for (const lineBreak of ['\n', '\r\n', '\r']) {
    it(`are split at ${JSON.stringify(lineBreak)}`, () => {
      const text = ['x ```a', '', 'bc```'].join(lineBreak);
      const split = splitAtLines([{ kind: 'string', start: 2, length: text.length - 2 }], text);
      assert.deepEqual(
        split.map(({ start, length }) => text.slice(start, start + length)),
        ['```a', 'bc```'],
      );
      assert.ok(split.every(({ kind }) => kind === 'string'));
    });
  }

  it('stay as they are on one line', () => {
    const token = { kind: 'column', start: 3, length: 2 } as const;
    assert.deepEqual(splitAtLines([token], 'a, bc'), [token]);
  });
});

describe('errors that keep a text from being read', () => {
  const at = { start: 0, length: 1, message: '' };
  for (const [code, severity, expected] of [
    ['KS006', 'error', true],
    ['KS176', 'error', true],
    ['KS142', 'error', false],
    ['KS006', 'warning', false],
  ] as const)
    it(`${code} as ${severity}: ${expected}`, () =>
      assert.equal(firstSyntaxError([{ ...at, code, severity }]) !== undefined, expected));
});
