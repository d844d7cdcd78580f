import { KqlError } from '../../../src/kql/engine/errors';
import type { QueryResult } from '../../../src/kql/engine/result';
import { SECOND } from '../../../src/model/time';
import type { Bins, Compare, OneGold, Question } from '../questions/question';
import { gridOf, type Grid } from './cells';
import { sameRows } from './matchRows';
import { binsOf, sameComparison, sameTop, withoutEmptyBins } from './matchShapes';

export type Run = (kql: string) => QueryResult;

/** Why an answer is wrong; undefined when it is right. */
export function wrongness(question: Question, kql: string, run: Run): string | undefined {
  let answer: Grid;
  try {
    answer = gridOf(run(kql));
  } catch (error) {
    if (error instanceof KqlError) return `does not run: ${error.message}`;
    throw error;
  }
  const golds = goldsOf(question);
  const isRight = golds.some((gold) => isSame(question.compare, gold, answer, run));
  return isRight ? undefined : `other rows (${answer.rows.length}): ${JSON.stringify(answer.rows[0] ?? null).slice(0, 160)}`;
}

export const goldsOf = ({ gold }: Question): readonly OneGold[] =>
  Array.isArray(gold) ? (gold as readonly OneGold[]) : [gold as OneGold];

/** A gold query as text, in hourly bins where it has bins. */
export const goldText = (gold: OneGold, bins: Bins = { step: '1h', origin: 'datetime(2026-01-01)' }): string =>
  typeof gold === 'string' ? gold : gold(bins);

function isSame(compare: Compare, gold: OneGold, answer: Grid, run: Run): boolean {
  switch (compare.kind) {
    case 'rows':
      return sameRows(gridOf(run(goldText(gold))), answer, compare);
    case 'list': {
      const all = gridOf(run(goldText(gold)));
      // An answer may stop at a round number of rows.
      const isCut = answer.rows.length >= 50 && answer.rows.length % 50 === 0 && answer.rows.length < all.rows.length;
      return sameRows(all, answer, { ...compare, isSubset: isCut });
    }
    case 'top':
      return sameTop(gridOf(run(goldText(gold))), answer, compare.count);
    case 'compare':
      return sameComparison(gridOf(run(goldText(gold))), answer, compare.keys);
    case 'trend':
      return sameTrend(compare, gold, answer, run);
  }
}

/** Gold in the bins of the answer: the named step, or any that gives between 4 and 800 bins. */
function sameTrend({ window, step }: Compare & { kind: 'trend' }, gold: OneGold, answer: Grid, run: Run): boolean {
  const bins = binsOf(answer);
  if (bins === undefined) return false;
  const span = window.to - window.from;
  const steps = step !== undefined ? [step] : [1, 2, 3, 4, 6].map((part) => bins.step / part);
  return steps
    .filter((one) => one >= span / 800 && one <= span / 4 && one % SECOND === 0)
    .some((one) => {
      const origin = `datetime(${new Date(bins.origin).toISOString()})`;
      const wanted = gridOf(run(goldText(gold, { step: `${one / SECOND}s`, origin })));
      return sameRows(withoutEmptyBins(wanted), withoutEmptyBins(answer));
    });
}
