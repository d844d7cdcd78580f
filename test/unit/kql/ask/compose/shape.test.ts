import assert from 'node:assert/strict';
import fc from 'fast-check';
import { print } from '../../../../../src/kql/ask/compose/print';
import { stringOf } from '../../../../../src/kql/engine/lower/literals';
import { nameOf } from '../../../../../src/kql/engine/lower/names';
import type { SyntaxNode } from '../../../../../src/kql/engine/lower/syntax';
import { analyze, globalsOf, type Globals } from '../../../../../src/kql/language/kusto';
import { poisoned } from './poisoned';
import { nameCount, randomTree, tablesOf, type Words } from './randomTree';

const harmless: Words = {
  names: Array.from({ length: nameCount }, (_, i) => `plain${i}`),
  texts: ['plain text'],
};

/** The kinds of all nodes, without how names and keys are written. */
function shapeOf(node: SyntaxNode, shape: string[] = []): string[] {
  if (node.kind === 'PathExpression' || node.kind === 'ElementExpression') {
    shape.push('step');
    const [owner, key] = [node.child('Expression'), node.child('Selector')];
    if (owner !== undefined) shapeOf(owner, shape);
    shape.push(/^\[\d+\]$/.test(key?.text ?? '') ? 'place' : 'key');
    return shape;
  }
  shape.push(node.kind);
  if (node.kind === 'NameReference' || node.kind === 'NameDeclaration') return shape;
  for (const child of node.children) shapeOf(child, shape);
  return shape;
}

function textsIn(node: SyntaxNode, texts: Set<string>): Set<string> {
  if (node.kind === 'StringLiteralExpression') texts.add(stringOf(node));
  else if (node.kind === 'PathExpression') texts.add(nameOf(node.child('Selector') ?? node));
  for (const child of node.children) textsIn(child, texts);
  return texts;
}

function read(
  tape: readonly number[],
  words: Words,
  globals: Globals,
): { kql: string; errors: string[]; shape: string[]; lost: string[] } {
  const { tree, texts } = randomTree(tape, words);
  const kql = print(tree);
  const { root, diagnostics } = analyze(kql, globals);
  const found = textsIn(root, new Set());
  const errors = diagnostics.filter(({ severity }) => severity === 'error').map(({ code, message }) => `${code} ${message}`);
  return { kql, errors, shape: shapeOf(root), lost: texts.filter((text) => !found.has(text)) };
}

const hostileText = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...poisoned) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
  {
    weight: 2,
    arbitrary: fc.string({ unit: fc.constantFrom(...'\'"\\[](){}|;/*`~\n\r\t .@h#$%'.split(/(?:)/u)), maxLength: 12 }),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 20 }) },
);

/** Names that a join takes for its own, and one that the language service itself cannot look up. */
const isSide = (name: string): boolean => ['$left', '$right', '__proto__'].includes(name);

const hostileWords = fc.record({
  names: fc.uniqueArray(
    hostileText.filter((text) => text !== '' && !isSide(text)),
    { minLength: nameCount, maxLength: nameCount },
  ),
  texts: fc.array(hostileText, { minLength: 1, maxLength: 4 }),
});

const tape = fc.array(fc.nat({ max: 5039 }), { minLength: 30, maxLength: 80 });

describe('what is printed', function () {
  this.timeout(300_000);

  const plainGlobals = globalsOf(tablesOf(harmless));

  it('has the shape of its tree and no error, whatever its names and texts are: 320 trees', () => {
    fc.assert(
      fc.property(fc.array(tape, { minLength: 8, maxLength: 8 }), hostileWords, (tapes, words) => {
        const globals = globalsOf(tablesOf(words));
        for (const numbers of tapes) {
          const hostile = read(numbers, words, globals);
          const plain = read(numbers, harmless, plainGlobals);
          assert.deepEqual(plain.errors, [], plain.kql);
          assert.deepEqual(hostile.errors, [], hostile.kql);
          assert.deepEqual(hostile.shape, plain.shape, hostile.kql);
          assert.deepEqual(hostile.lost, [], hostile.kql);
        }
      }),
      { numRuns: 40, endOnFailure: true },
    );
  });

  it('has it with every poisoned text, as a name and as a literal', () => {
    for (const [at, text] of poisoned.entries()) {
      const others = poisoned.filter((one) => one !== text && !isSide(one));
      const names = isSide(text) ? others : [text, ...others.slice(at % 100)];
      const words = { names: [...new Set(names)].slice(0, nameCount), texts: [text] };
      const globals = globalsOf(tablesOf(words));
      const seed = [3, 7, 12][at % 3] ?? 3;
      const numbers = Array.from({ length: 40 }, (_, i) => (i * i * seed + at) % 5039);
      const hostile = read(numbers, words, globals);
      assert.deepEqual(hostile.errors, [], hostile.kql);
      assert.deepEqual(hostile.lost, [], hostile.kql);
      assert.deepEqual(hostile.shape, read(numbers, harmless, plainGlobals).shape, hostile.kql);
    }
  });
});
