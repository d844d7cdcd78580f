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

function scoreOf(reading: Reading, interpretation: Interpretation, most: number): number {
  const { frame, left, missingGroups, unknownValues, matched, unmet, fit, isNamed } = interpretation;
  const content = reading.tokens.filter((_, index) => !reading.fillers.has(index) && !reading.spoken.has(index)).length;
  const unread = left.length + missingGroups.length + unknownValues.length;
  const coverage = content === 0 ? 1 : 1 - unread / (content + 1);
  const isEmpty = frame.table.rows === 0;
  const linked = frame.score * (isNamed ? 1 : 0.5);
  const score =
    0.5 * linked +
    0.3 * coverage +
    0.2 * (matched / most) +
    usualSubject(reading, interpretation) +
    (fit === 'named' ? 0.06 : interpretation.isWritten ? 0.04 : 0) +
    (interpretation.hasPlainCondition ? 0.03 : 0);
  return Math.min(1, score * (isEmpty ? 0.55 : 1) * (fit === 'foreign' ? 0.6 : 1) * 0.88 ** unread * 0.75 ** unmet);
}

/**
 * What is meant when a question does not say of what: latency and error rates are of requests; things without a time are the inventory.
 */
function usualSubject({ cues, text, resources }: Reading, { frame, isNamed, matched, left }: Interpretation): number {
  const { result, knowledge, filters, table } = frame;
  const number = result.kind === 'number' ? result.number : undefined;
  const isRequests = knowledge?.table === 'AppRequests' || table.name === 'requests';
  const isOfRequests =
    number?.kind === 'ratio' ||
    number?.kind === 'rate' ||
    number?.kind === 'distinct' ||
    (number?.kind === 'measure' && number.measure.id === 'duration');
  // "calls to …" are those that go out.
  if (/\bcalls? (?:made )?to\b/.test(text) && knowledge?.table === 'AppDependencies') return 0.15;
  if (table.name === 'resourcecontainers' && resources.some(({ how }) => how === 'group')) return -0.3;
  const asksWho = cues.which !== undefined && /^who(?:m)?\b/.test(cues.which.value);
  if (asksWho) return knowledge?.table === 'AzureActivity' ? 0.3 : knowledge?.entities.user === undefined ? -0.1 : 0;
  if (isRequests) return isNamed ? 0.03 : left.length > 0 ? 0 : isOfRequests ? 0.18 : matched > 1 ? 0.1 : 0.03;
  // Where a service writes a table of its own, the one that all share is the older way.
  if (table.name === 'AzureDiagnostics') return -0.04;
  const isKind = filters.some(({ isKind: one }) => one === true);
  return table.name === 'resources' && isKind && frame.isTimeless ? 0.3 : 0;
}
