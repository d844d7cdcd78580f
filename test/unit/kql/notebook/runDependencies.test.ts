import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  ConflictError,
  staleCells,
  usedAt,
  usesOf,
  type CellState,
  type DeclaringCell,
  type RunStamp,
} from '../../../../src/kql/notebook/dependencies';

const declares = (more: Partial<DeclaringCell> = {}): DeclaringCell => ({ freeNames: [], lets: [], ...more });
const letOf = (name: string, ...freeNames: string[]) => ({ name, statement: `let ${name} = ${freeNames.join('+')}`, freeNames });

describe('dependencies of cells', () => {
  it('brings what a statement needs before it, from its own cell first', () => {
    const cells = [declares({ lets: [letOf('a')] }), declares({ lets: [letOf('b', 'a'), letOf('c', 'b')] })];
    assert.deepEqual(
      usesOf(['c'], cells).map(({ name, cell }) => [name, cell]),
      [
        ['a', 0],
        ['b', 1],
        ['c', 1],
      ],
    );
  });

  it('takes the result of a cell before a statement of the same name in it', () => {
    assert.deepEqual(usesOf(['x'], [declares({ name: 'x', lets: [letOf('x')] })]), [{ kind: 'result', name: 'x', cell: 0 }]);
  });

  it('refuses two statements of one name', () => {
    const cells = [declares({ lets: [letOf('x'), letOf('y', 'x')] }), declares({ lets: [letOf('x')] })];
    assert.throws(() => usesOf(['x', 'y'], cells), ConflictError);
  });

  it('ends where names go in circles', () => {
    const cells = [declares({ lets: [letOf('x', 'x')] })];
    assert.deepEqual(
      usesOf(['x'], cells).map(({ name }) => name),
      ['x'],
    );
  });

  const names = ['a', 'b', 'c', 'd'];
  const name = fc.constantFrom(...names);
  const notebooks = fc.array(
    fc.record({
      freeNames: fc.uniqueArray(name),
      lets: fc.array(
        fc.record({ name, frees: fc.uniqueArray(name) }).map(({ name: own, frees }) => letOf(own, ...frees)),
        { maxLength: 3 },
      ),
      label: fc.option(name, { nil: undefined }),
    }),
    { minLength: 1, maxLength: 6 },
  );
  const cellsOf = (raw: typeof notebooks extends fc.Arbitrary<infer T> ? T : never): DeclaringCell[] =>
    raw.map(({ freeNames, lets, label }) => ({ freeNames, lets, ...(label !== undefined && { name: label }) }));

  it('never brings a name twice, nor anything of the cell itself or below, and each need before its user', () => {
    fc.assert(
      fc.property(notebooks, (raw) => {
        const cells = cellsOf(raw);
        const index = cells.length - 1;
        let uses;
        try {
          uses = usesOf(cells[index]!.freeNames, cells, index);
        } catch (error) {
          assert.ok(error instanceof ConflictError);
          return;
        }
        assert.equal(new Set(uses.map((use) => use.name)).size, uses.length);
        for (const [position, use] of uses.entries()) {
          assert.ok(use.cell < index);
          if (use.kind === 'result') continue;
          const statement = cells[use.cell]!.lets.findLast((one) => one.statement === use.statement)!;
          for (const free of statement.freeNames) {
            const at = uses.findIndex((other) => other.name === free);
            // What comes after it was declared below it, so the statement does not mean that.
            assert.ok(at < position || uses[at]!.cell >= use.cell, `${free} after ${use.name}`);
          }
        }
      }),
    );
  });

  describe('staleness', () => {
    /** A notebook where every cell has run in order, with what each saw. */
    const ranInOrder = (cells: readonly DeclaringCell[]): CellState[] => {
      const states: CellState[] = cells.map((cell, index) => {
        let uses: CellState['uses'] = [];
        try {
          uses = usesOf(cell.freeNames, cells, index);
        } catch (error) {
          assert.ok(error instanceof ConflictError);
        }
        return { text: `text ${index}`, connection: 'logs', range: '', uses };
      });
      for (const [index, state] of states.entries()) states[index] = { ...state, ran: stamp(states, index, index + 1) };
      return states;
    };
    const stamp = (states: readonly CellState[], index: number, run: number): RunStamp => {
      const { text, connection } = states[index]!;
      return { run, text, connection, uses: usedAt(states, index) };
    };

    it('is nowhere after a run of all, and comes to every user of a change', () => {
      fc.assert(
        fc.property(notebooks, fc.nat(), (raw, pick) => {
          const states = ranInOrder(cellsOf(raw));
          assert.ok(!staleCells(states).includes(true));
          const changed = pick % states.length;
          states[changed] = { ...states[changed]!, text: 'another' };
          const stale = staleCells(states);
          assert.equal(stale[changed], true);
          for (const [index, { uses }] of states.entries()) {
            const expected = index === changed || uses.some((use) => use.kind === 'result' && stale[use.cell] === true);
            assert.equal(stale[index], expected);
          }
        }),
      );
    });

    it('goes when the stale cells run in order', () => {
      fc.assert(
        fc.property(notebooks, fc.nat(), (raw, pick) => {
          const states = ranInOrder(cellsOf(raw));
          const changed = pick % states.length;
          states[changed] = { ...states[changed]!, text: 'another' };
          let run = states.length;
          for (const [index, isStale] of staleCells(states).entries()) {
            if (isStale) states[index] = { ...states[index]!, ran: stamp(states, index, (run += 1)) };
          }
          assert.ok(!staleCells(states).includes(true));
        }),
      );
    });

    const base: CellState = { text: 't', connection: 'logs', range: 'A', uses: [] };
    const ran: RunStamp = { run: 1, text: 't', connection: 'logs', range: 'A', uses: [] };
    const unranged: RunStamp = { run: 1, text: 't', connection: 'logs', uses: [] };
    const cases: readonly (readonly [title: string, state: CellState, expected: boolean])[] = [
      ['a cell that has not run', base, false],
      ['nothing that changed', { ...base, ran }, false],
      ['another connection', { ...base, connection: 'graph', ran }, true],
      ['another range that applied', { ...base, range: 'B', ran }, true],
      ['another range that did not apply', { ...base, range: 'B', ran: unranged }, false],
      [
        'another statement that it uses',
        {
          ...base,
          uses: [{ kind: 'let', name: 'a', cell: 0, statement: 'let a = 2' }],
          ran: { ...ran, uses: ['let let a = 1'] },
        },
        true,
      ],
    ];
    for (const [title, state, expected] of cases) {
      it(`${expected ? 'comes with' : 'does not come with'} ${title}`, () => {
        assert.deepEqual(staleCells([state]), [expected]);
      });
    }

    it('comes when a used cell has run again', () => {
      const source: CellState = { ...base, ran };
      const user: CellState = { ...base, uses: [{ kind: 'result', name: 'x', cell: 0 }] };
      const before = [source, { ...user, ran: { ...ran, uses: usedAt([source, user], 1) } }];
      assert.deepEqual(staleCells(before), [false, false]);
      assert.deepEqual(staleCells([{ ...source, ran: { ...ran, run: 2 } }, before[1]!]), [false, true]);
    });
  });
});
