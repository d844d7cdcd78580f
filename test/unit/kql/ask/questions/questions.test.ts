import assert from 'node:assert/strict';
import { clinic, halden, type Names } from '../../../../ask/generate/names';
import { poisons } from '../../../../ask/questions/poisons';
import { goldsOf, goldText } from '../../../../ask/scorer/judge';
import { askOf, isDeclined, openBench, scoreWorkspace, shares, type Bench } from '../../../../ask/scorer/scoreWorkspace';
import { violationsOf } from '../../../../ask/scorer/violations';
import { QueryRunner } from '../../../../../src/kql/runQuery';
import { catalogOf, makeWorkspace } from '../../../../ask/workspace';

/**
 * Floors, to be raised with what is reached: right of answered, answered, refused of what cannot be answered. The goals are 0.92, 0.80 and
 * 0.95, of the held-out questions too.
 */
const floors = { right: 0.85, heldRight: 0.8, coverage: 0.8, refused: 0.95 };

const benches = new Map<Names, Promise<Bench>>();

function benchOf(seed: number, names: Names): Promise<Bench> {
  const bench = benches.get(names) ?? openBench(seed, names);
  benches.set(names, bench);
  return bench;
}

describe('questions over a generated workspace', function () {
  this.timeout(180_000);

  it('is the same for the same seed, and another for another', () => {
    const rows = (seed: number): string => JSON.stringify(makeWorkspace(seed).tables.slice(0, 5));
    assert.equal(rows(3), rows(3));
    assert.notEqual(rows(3), rows(4));
  });

  for (const [seed, names] of [
    [1, halden],
    [2, clinic],
  ] as const) {
    it(`every gold query of ${names.company} runs, and gives rows`, async () => {
      const { questions, run } = await benchOf(seed, names);
      assert.ok(questions.open.length >= 150);
      assert.ok(questions.unanswerable.length >= 60);
      for (const question of [...questions.open, ...questions.held]) {
        const results = goldsOf(question).map((gold) => run(goldText(gold)).primary.rows());
        const hasValue = results.some((rows) =>
          rows.some((row) => row.some((cell) => cell !== null && cell !== 0 && cell !== '')),
        );
        assert.ok(hasValue, `${question.id} has no rows: ${goldText(goldsOf(question)[0] ?? '')}`);
      }
    });
  }

  it('answers what is asked of a workspace that nobody tunes for', async () => {
    const score = await scoreWorkspace(await benchOf(2, clinic));
    for (const [outcomes, floor] of [
      [score.open, floors.right],
      [score.held, floors.heldRight],
    ] as const) {
      const { coverage, right } = shares(outcomes);
      assert.ok(coverage >= floors.coverage, `coverage ${coverage}`);
      assert.ok(right >= floor, `right of answered ${right}`);
    }
    const refused = score.unanswerable.filter(({ answer }) => isDeclined(answer)).length / score.unanswerable.length;
    assert.ok(refused >= floors.refused, `refused ${refused}`);
  });

  it('no poisoned value changes the shape of a query', async () => {
    const bench = await openBench(1, halden, poisons);
    const catalog = catalogOf(makeWorkspace(1, halden, poisons));
    const { language } = await QueryRunner.create(catalog);
    const globals = language.globalsOf(catalog.schemas());
    const tables = new Set(catalog.names());
    const asked = poisons.flatMap((poison, index) => [
      [`how many requests did ${poison} get in the last hour`, `when did ${poison} last send a heartbeat`][index % 2] ?? '',
      [
        `errors of function ${poison} today`,
        `show error traces from '${poison}' since midnight`,
        `list resources tagged owner ${poison}`,
      ][index % 3] ?? '',
    ]);
    const plain = bench.questions.open.filter((_, index) => index % 8 === 0).map(({ ask }) => ask[0]);
    let answered = 0;
    for (const question of [...asked, ...plain]) {
      const answer = await askOf(bench, question);
      const drafts =
        answer.kind === 'query' ? [answer] : answer.kind === 'choice' ? answer.options.map(({ draft }) => draft) : [];
      answered += drafts.length;
      for (const { kql } of drafts) {
        assert.deepEqual(violationsOf(kql, tables, language, globals), [], `${JSON.stringify(question)}\n${kql}`);
        bench.run(kql);
      }
    }
    assert.ok(answered >= 40, `only ${answered} queries to check`);
  });
});
