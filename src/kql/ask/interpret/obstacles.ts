import type { AskAbstention } from '../answer';
import type { Interpretation } from './interpretTable';
import { theCatalogue } from '../link/knowledge';
import { matchItems, spanOf } from './phrases';
import type { Reading } from './reading';
import { endOf, type Span } from './slots';

/** Why a question has no answer although its table is clear. */
export interface Obstacle {
  readonly reason: AskAbstention['reason'];
  readonly message: string;
  readonly start?: number;
  readonly length?: number;
}

/**
 * What must not be passed over, since an answer without it would be of something else: times that lead to no moment, two times where one is
 * meant, numbers that nothing was made of, and wishes that the table cannot meet.
 */
export function obstacleIn(reading: Reading, { frame, left, obstacle }: Interpretation): Obstacle | undefined {
  if (obstacle !== undefined) return { reason: 'unclear', message: obstacle };
  const [unknown] = reading.times.unknown ?? [];
  if (unknown !== undefined) return at('unclear', unknown.message, unknown);
  const [, second] = reading.times.windows;
  if (second !== undefined && frame.time !== undefined && frame.against === undefined) {
    return at('unclear', `Two times are named, and '${wordsOf(reading, second)}' is one too many. Ask for each of them.`, second);
  }
  const number = left.find((place) => reading.tokens[place]?.kind === 'number');
  if (number === undefined) return undefined;
  const span = spanOf(reading.tokens, [number]);
  return at('unclear', `It is not clear what '${wordsOf(reading, span)}' is about. Say it in another way.`, span);
}

const HARMLESS =
  /^(?:\w{2,}(?:ly|ed|ing|able|est|ible)|made|did|recent|main|whole|entire|real|single|individual|specific|particular|certain|actual|raw|full|own|live|please|just|currently|sample|samples|data|kind|sort|item|items|thing|things|stuff|detail|details|info)$/;

const KINDS =
  /^(?:app|apps|application|service|site|website|server|servers|machine|machines|vm|vms|host|box|node|database|db|cluster|container|queue|topic|function|vault|account|gateway|role|component|api|endpoint|table|column)$/;

/**
 * Words with a meaning of their own that nothing was made of: the query would be of something else, so they are asked about. A reading that
 * is nearly certain, or that leaves out words that only colour the question, is answered with a notice.
 */
export function unreadIn(reading: Reading, { left }: Interpretation, score: number): Obstacle | undefined {
  const textAt = (place: number): string => reading.tokens[place]?.text.toLowerCase() ?? '';
  // "the shop-web app": what a thing is beside its name.
  const isBesideName = (place: number): boolean => KINDS.test(textAt(place)) && place > 0 && !left.includes(place - 1);
  const places = left.filter((place) => !HARMLESS.test(textAt(place)) && !isBesideName(place));
  const [first] = places;
  if (first === undefined || (places.length === 1 && score >= NEARLY_CERTAIN)) return undefined;
  const span = spanOf(reading.tokens, [first]);
  return at(
    'unclear',
    `It is not clear what '${wordsOf(reading, span)}' means here. Leave it out, or say it in another way.`,
    span,
  );
}

/** Of the readings with a word left out, those above are nearly always right; below, about one in four is wrong. */
const NEARLY_CERTAIN = 0.85;

/** "exceptions per request": words that are the rows of another table. */
export function otherRowsIn(reading: Reading, { frame, left, missingGroups }: Interpretation): Obstacle | undefined {
  if (reading.cues.ratio === undefined && missingGroups.length === 0) return undefined;
  const places = [...left, ...missingGroups];
  for (const table of places.length === 0 ? [] : reading.tables) {
    if (table === frame.table || table.rows === 0) continue;
    const words = theCatalogue.of(table)?.words.slice(0, 3) ?? [];
    const [match] = matchItems(reading.tokens, words, (word) => [word]);
    if (match === undefined || !match.tokens.every((place) => places.includes(place))) continue;
    const span = spanOf(reading.tokens, match.tokens);
    const message = `'${wordsOf(reading, span)}' are rows of ${table.name}, the rest of the question is of ${frame.table.name}. One question reads one table: ask for each of them.`;
    return at('unclear', message, span);
  }
  return undefined;
}

const at = (reason: Obstacle['reason'], message: string, { start, length }: Span): Obstacle => ({
  reason,
  message,
  start,
  length,
});

const wordsOf = ({ question }: Reading, span: Span): string => question.slice(span.start, endOf(span));
