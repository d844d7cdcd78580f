import assert from 'node:assert/strict';
import { clinic, halden, Maker, type Names } from '../../../../ask/generate/names';
import { platformTables } from '../../../../ask/generate/platformTables';
import { hostileColumns, hostileQuestions, hostileValues } from '../../../../ask/questions/hostile';
import { poisons } from '../../../../ask/questions/poisons';
import { Kit } from '../../../../ask/questions/question';
import { goldsOf, goldText } from '../../../../ask/scorer/judge';
import { askOf, isDeclined, openBench, scoreWorkspace, shares, type Bench } from '../../../../ask/scorer/scoreWorkspace';
import { violationsOf } from '../../../../ask/scorer/violations';

/**
 * Floors of a sample, a little below what is reached, to be raised with it: right of answered, answered, refused of what cannot be answered.
 * The goals of the whole, which `test/ask/score.ts` measures, are 0.92, 0.80 and 0.95 for each set.
 */
const floors = {
  open: { right: 0.95, coverage: 0.9 },
  held: { right: 0.88, coverage: 0.82 },
  blindDev: { right: 0.9, coverage: 0.8 },
  blind: { right: 0.84, coverage: 0.75 },
  refused: 0.94,
} as const;

const values = [...poisons, ...hostileValues];

const benches = new Map<Names, Promise<Bench>>();

/** One as it is, one with hostile values and columns among the others. */
function benchOf(names: Names): Promise<Bench> {
  const bench = benches.get(names) ?? (names === clinic ? openBench(2, clinic) : openBench(1, halden, values, hostileColumns));
  benches.set(names, bench);
  return bench;
}

describe('questions over a generated workspace', function () {
  this.timeout(180_000);

  after(() => benches.clear());

  it('is the same for the same seed, and another for another', () => {
    const rows = (seed: number): string => JSON.stringify(platformTables(new Maker(halden, seed)));
    assert.equal(rows(3), rows(3));
    assert.notEqual(rows(3), rows(4));
  });

  for (const [part, names] of [halden, clinic].entries()) {
    it(`every gold query runs, and gives rows: half of them at ${names.company}`, async () => {
      const { questions, run } = await benchOf(names);
      const { open, held, blindDev, blind } = questions;
      assert.ok(open.length >= 150 && blindDev.length + blind.length >= 130);
      assert.ok(questions.unanswerable.length >= 100);
      for (const [index, question] of [...open, ...held, ...blindDev, ...blind].entries()) {
        if (index % 2 !== part) continue;
        const hasValue = goldsOf(question).some((gold) =>
          run(goldText(gold))
            .primary.rows()
            .some((row) => row.some((cell) => cell !== null && cell !== 0 && cell !== '')),
        );
        assert.ok(hasValue, `${question.id} has no rows: ${goldText(goldsOf(question)[0] ?? '')}`);
      }
    });
  }

  it('answers what is asked of a workspace that nobody tunes for', async () => {
    const score = await scoreWorkspace(await benchOf(clinic), { isSample: true });
    for (const set of ['open', 'held', 'blindDev', 'blind'] as const) {
      const { coverage, right } = shares(score[set]);
      assert.ok(coverage >= floors[set].coverage, `${set}: coverage ${coverage}`);
      assert.ok(right >= floors[set].right, `${set}: right of answered ${right}`);
    }
    const refused = score.unanswerable.filter(({ answer }) => isDeclined(answer)).length / score.unanswerable.length;
    assert.ok(refused >= floors.refused, `refused ${refused}`);
  });

  it('no poisoned value, column or question changes the shape of a query', async () => {
    const bench = await benchOf(halden);
    const { catalog, language } = bench.runner;
    const globals = bench.runner.globalsOfCatalog();
    const tables = new Set(catalog.names());
    const { customTable } = halden;
    const aboutValues = values.map(
      (value, index) =>
        [
          `how many requests did ${value} get in the last hour`,
          `when did ${value} last send a heartbeat`,
          `errors of function ${value} today`,
          `show error traces from '${value}' since midnight`,
          `list resources tagged owner ${value}`,
        ][index % 5] ?? '',
    );
    const aboutColumns = hostileColumns.flatMap((column) => [
      `average ${column} per depot in ${customTable} today`,
      `${customTable} rows where ${column} is above 3 in the last hour`,
    ]);
    const plain = bench.questions.open.filter((_, index) => index % 12 === 0).map(({ ask }) => ask[0]);
    let answered = 0;
    for (const question of [...aboutValues, ...aboutColumns, ...hostileQuestions(new Kit(halden)), ...plain]) {
      const answer = await askOf(bench, question);
      const drafts =
        answer.kind === 'query' ? [answer] : answer.kind === 'choice' ? answer.options.map(({ draft }) => draft) : [];
      answered += drafts.length;
      for (const { kql } of drafts) {
        assert.deepEqual(violationsOf(kql, tables, language, globals), [], `${JSON.stringify(question)}\n${kql}`);
        bench.run(kql);
      }
    }
    assert.ok(answered >= 80, `only ${answered} queries to check`);
  });
});
