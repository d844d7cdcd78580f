import type { Interpretation } from './interpret/interpretTable';
import type { Reading } from './interpret/reading';

/** An interpretation with how likely it is, 0 to 1. */
export interface Ranked {
  readonly interpretation: Interpretation;
  readonly score: number;
}

/** Under this nothing is answered. */
export const FLOOR = 0.34;
/** Two readings whose scores are nearer than this are about as likely. */
export const MARGIN = 0.02;

/**
 * How likely an interpretation is: how well the table is linked, how much of the question found a meaning in it, how much did not, and
 * whether the connection has rows of it.
 */
export function rank(reading: Reading, interpretations: readonly Interpretation[]): readonly Ranked[] {
  const most = Math.max(1, ...interpretations.map(({ matched }) => matched));
  return interpretations
    .map((interpretation) => ({ interpretation, score: scoreOf(reading, interpretation, most) }))
    .sort((a, b) => b.score - a.score);
}

function scoreOf(reading: Reading, { frame, left, missingGroups, unknownValues, matched }: Interpretation, most: number): number {
  const content = reading.tokens.filter((_, index) => !reading.fillers.has(index) && !reading.spoken.has(index)).length;
  const unread = left.length + missingGroups.length + unknownValues.length;
  const coverage = content === 0 ? 1 : 1 - unread / (content + 1);
  const isEmpty = frame.table.rows === 0;
  const score = 0.55 * frame.score + 0.3 * coverage + 0.15 * (matched / most);
  return score * (isEmpty ? 0.55 : 1) * 0.93 ** unread;
}
