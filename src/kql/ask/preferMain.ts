import type { AskContext } from './answer';
import { mainTablesOf } from './catalogue/mainTables';
import type { Reading } from './interpret/reading';
import { mayHaveRows } from './passing';
import { MARGIN, type Ranked } from './rank';

/** How much less likely than the best a reading may be that is taken for its table. */
const reach = 0.3;
/** Words for rows of any log. */
const vague =
  /^(?:logs?|errors?|err|fail|failures?|failed|problems?|issues?|faults?|entr(?:y|ies)|messages?|lines?|logged|logging)$/;

/**
 * "Error logs of the web app": no word says which of the logs that it writes. What is usually meant by those of its kind is taken, where it
 * has rows that pass; the other readings stay to be chosen.
 */
export function preferMain(
  ranked: readonly Ranked[],
  reading: Reading,
  { values }: Pick<AskContext, 'values'>,
): readonly Ranked[] {
  const [best] = ranked;
  const kinds = reading.resources.filter(({ how, score }) => how === 'role' && score >= 0.5);
  if (best === undefined || kinds.length === 0 || !saysOnlyLogs(reading)) return ranked;
  const types = kinds.flatMap(({ resources }) => resources.map(({ type }) => type.toLowerCase()));
  const words = kinds.flatMap(({ tokens }) => tokens.map((place) => reading.tokens[place]?.word ?? ''));
  const wanted = mainTablesOf(types, words);
  const near = ranked.filter(
    ({ score, interpretation }) => best.score - score < reach && wanted.includes(nameOf(interpretation)),
  );
  const order = ({ interpretation }: Ranked): number =>
    wanted.indexOf(nameOf(interpretation)) + (mayHaveRows(interpretation.frame, values) ? 0 : wanted.length);
  const [chosen] = near.toSorted((a, b) => order(a) - order(b));
  if (chosen === undefined) return ranked;
  const others = ranked
    .filter((one) => one !== chosen)
    .map((one) => ({ ...one, score: Math.min(one.score, best.score - MARGIN) }));
  return [{ ...chosen, score: best.score }, ...others];
}

const nameOf = ({ frame }: Ranked['interpretation']): string => frame.table.name;

/** Beside what it is about, its time and what holds a question together, there are words for rows of any log, and at least one. */
function saysOnlyLogs({ tokens, resources, fillers, spoken }: Reading): boolean {
  const about = new Set(resources.flatMap((match) => match.tokens));
  const said = tokens.filter(
    ({ text }, place) => !about.has(place) && !spoken.has(place) && !(fillers.has(place) && !vague.test(text.toLowerCase())),
  );
  return said.length > 0 && said.every(({ text, word }) => vague.test(text.toLowerCase()) || vague.test(word));
}
