import assert from 'node:assert/strict';
import fc from 'fast-check';
import { editOverridesText, parseOverrides, printOverrides, withOverride } from '../../../src/incidents/overrides';

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

  it('prints what it reads back, in one order for any input', () => {
    const id = fc.integer({ min: 0, max: 30 }).map((n) => `e${n.toString(16).padStart(12, '0')}`);
    const step = fc.tuple(fc.constantFrom('together' as const, 'apart' as const), id, id).filter(([, x, y]) => x !== y);
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const overrides = steps.reduce((all, [kind, x, y]) => withOverride(all, kind, x, y), parseOverrides('').overrides);
        const printed = printOverrides(overrides);
        const { overrides: read, errors } = parseOverrides(printed);
        assert.deepEqual(errors, []);
        assert.equal(printOverrides(read), printed);
        assert.equal(read.mustLink.length + read.cannotLink.length, overrides.mustLink.length + overrides.cannotLink.length);
      }),
    );
  });

  it('edits a hand-written file without losing comments', () => {
    assert.equal(editOverridesText(`# mine\napart ${B} ${A}\n# end\n`, 'together', A, B), `# mine\n# end\ntogether ${A} ${B}\n`);
    assert.deepEqual(parseOverrides(editOverridesText('', 'apart', B, A)).overrides.cannotLink, [[A, B]]);
  });
});
