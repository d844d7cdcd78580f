import type { Group } from './frame';
import type { Claims } from './claims';
import type { GroupClause } from './clauses';
import { columnFor, exprOf, isRowWord, shortName, type NamedColumn, type TableView } from './columns';
import { matchItems, phraseWords } from './phrases';
import { tokensIn } from './reading';
import { endOf } from './slots';

export interface GroupFound {
  readonly group: Group;
  readonly tokens: readonly number[];
}

/** Words of an unknown thing to group by. */
export interface GroupMissing {
  readonly missing: readonly number[];
}

/** What "by …" names: columns; nothing when it names what things are ranked by, which is no group. */
export function clauseGroups(view: TableView, claims: Claims, clause: GroupClause): readonly (GroupFound | GroupMissing)[] {
  return clause.parts.flatMap((part): readonly (GroupFound | GroupMissing)[] => {
    const places = tokensIn(claims.tokens, part).filter((place) => !claims.reading.spoken.has(place) && !isSmall(claims, place));
    if (places.length === 0) return [];
    const own = places.flatMap((place) => claims.tokens[place] ?? []);
    const isNumber = matchItems(own, view.knowledge?.measures ?? [], ({ words }) => words).some(({ tokens }) => tokens.length === own.length);
    const named = columnFor(view, claims.tokens, places);
    if (isNumber && (named === undefined || named.score < 1 || claims.reading.cues.rank !== undefined)) return [];
    if (named === undefined || named.score < 0.5) return [{ missing: places }];
    return [{ group: groupOf(view, named), tokens: places }];
  });
}

const isSmall = ({ tokens }: Claims, place: number): boolean =>
  tokens[place]?.kind === 'symbol' || /^(?:the|a|an|its|their|each|every|name|of|all)$/.test(tokens[place]?.text.toLowerCase() ?? '');

export const groupOf = (view: TableView, { name }: Pick<NamedColumn, 'name'>): Group => ({
  name: shortName(name),
  expr: exprOf(view, name),
});

/**
 * The noun right after "which", "top 5", "different": the longest run of words that names a column and not the rows themselves.
 * `after` is where those words end in the question.
 */
export function nounGroup(view: TableView, claims: Claims, after: number): GroupFound | 'rows' | undefined {
  const start = claims.tokens.findIndex((token) => token.start >= after);
  if (start < 0) return undefined;
  let from = start;
  while (isAdjective(claims, from)) from++;
  for (const size of [3, 2, 1]) {
    const places = Array.from({ length: size }, (_, index) => from + index).filter((place) => place < claims.tokens.length);
    if (places.length < size || places.some((place) => claims.tokens[place]?.kind === 'symbol')) continue;
    const words = places.map((place) => claims.tokens[place]?.word ?? '');
    if (isRowWord(view, words)) return isAlsoColumn(view, claims, places) ?? 'rows';
    const named = columnFor(view, claims.tokens, places);
    if (named?.score === 1) return { group: groupOf(view, named), tokens: places };
  }
  return undefined;
}

/** "Which exceptions": the rows are called that, and so is what kind they are; the kind is meant when rows are counted. */
function isAlsoColumn(view: TableView, claims: Claims, places: readonly number[]): GroupFound | undefined {
  const { count, rank, which } = claims.reading.cues;
  const ranksRows = rank?.by === 'count' || (rank?.by === 'said' && count !== undefined);
  if (!ranksRows && which === undefined) return undefined;
  const { type, operation, message } = view.knowledge?.entities ?? {};
  const kind = ranksRows ? (type ?? operation ?? message) : undefined;
  return kind === undefined ? undefined : { group: groupOf(view, { name: kind }), tokens: places };
}

/** Words between "top 5" and the noun: conditions, `most`, `failing`. */
function isAdjective({ tokens, reading }: Claims, place: number): boolean {
  const token = tokens[place];
  if (token === undefined) return false;
  return (
    reading.spoken.has(place) ||
    /^(?:fail|failed|failing|slow|error|busy|affected|affect|distinct|different|unique|of|the|our|all|my|critical|most|individual|external|such)$/.test(token.word)
  );
}

/** The end of the words that a noun is expected after: "which", "top 5", "different", "how many". */
export function nounPlaces({ reading }: Claims): readonly number[] {
  const { which, rank, distinct, count } = reading.cues;
  return [distinct?.span, rank?.span, which?.span, count?.span].flatMap((span) => (span === undefined ? [] : [endOf(span)]));
}

/** True when both phrases have the same words. */
export const samePhrase = (a: string, b: string): boolean => phraseWords(a).join(' ') === phraseWords(b).join(' ');
