import assert from 'node:assert/strict';
import fc from 'fast-check';
import { editOverridesText, parseOverrides } from '../../../src/incidents/overrides';

const [A, B, C] = ['e00000000000a', 'e00000000000b', 'e00000000000c'];

describe('corrections file', () => {
  it('reads comments, blank lines and any line end', () => {
    const { overrides, errors } = parseOverrides(`# why\r\n\r\ntogether ${B} ${A}  # same cause\napart ${A} ${C}\n`);
    assert.deepEqual([overrides, errors], [{ mustLink: [[A, B]], cannotLink: [[A, C]] }, []]);
  });

  const bad: readonly (readonly [text: string, line: number, message: RegExp])[] = [
    [`\nmerge ${A} ${B}`, 2, /unknown word "merge"/],
    [`together ${A}`, 1, /exactly two/],
    [`together ${A} ${B} ${C}`, 1, /exactly two/],
    [`apart ${A} nonsense`, 1, /"nonsense" is not an episode id/],
    [`apart ${A} ${A}`, 1, /same episode twice/],
    [`apart ${A} ${B}\ntogether ${B} ${A}`, 2, /contradicts line 1/],
  ];
  for (const [text, line, message] of bad) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      const { errors } = parseOverrides(text);
      assert.equal(errors.length, 1);
      assert.equal(errors[0]?.line, line);
      assert.match(errors[0].message, message);
    });
  }

  it('keeps the last word on any two episodes, however many corrections are made', () => {
    const id = fc.integer({ min: 0, max: 6 }).map((n) => `e${n.toString(16).padStart(12, '0')}`);
    const step = fc.tuple(fc.constantFrom('together' as const, 'apart' as const), id, id).filter(([, x, y]) => x !== y);
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const text = steps.reduce((before, [kind, x, y]) => editOverridesText(before, kind, x, y), '');
        const { overrides, errors } = parseOverrides(text);
        assert.deepEqual(errors, []);
        const last = new Map(steps.map(([kind, x, y]) => [[x, y].sort().join(), kind]));
        const kept = [
          ...overrides.mustLink.map((pair) => [pair.join(), 'together'] as const),
          ...overrides.cannotLink.map((pair) => [pair.join(), 'apart'] as const),
        ];
        assert.deepEqual(new Map(kept), last);
        assert.equal(kept.length, last.size);
      }),
    );
  });

  it('edits a hand-written file without losing comments', () => {
    assert.equal(editOverridesText(`# mine\napart ${B} ${A}\n# end\n`, 'together', A, B), `# mine\n# end\ntogether ${A} ${B}\n`);
    assert.deepEqual(parseOverrides(editOverridesText('', 'apart', B, A)).overrides.cannotLink, [[A, B]]);
  });
});
