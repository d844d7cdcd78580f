import type { Entity } from '../catalogue/types';
import type { Group } from './frame';
import type { Claims } from './claims';
import type { GroupClause } from './clauses';
import { columnFor, exactColumn, exprOf, isRowWord, shortName, type NamedColumn, type TableView } from './columns';
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
    const resources = new Set(
      claims.reading.resources.filter(({ how, score }) => how === 'name' && score >= 0.7).flatMap(({ tokens }) => tokens),
    );
    const places = tokensIn(claims.tokens, part).filter(
      (place) => !claims.reading.spoken.has(place) && !isSmall(claims, place) && !resources.has(place),
    );
    if (places.length === 0) return [];
    const own = places.flatMap((place) => claims.tokens[place] ?? []);
    const [number] = matchItems(own, view.knowledge?.measures ?? [], ({ words }) => words);
    const named = firstColumn(view, claims, places);
    const isRanking = claims.reading.cues.rank !== undefined || claims.reading.cues.list !== undefined;
    if (
      number !== undefined &&
      number.tokens.length * 2 >= own.length &&
      (named === undefined || named.score < 1 || isRanking || isMeasure(view, named.name))
    ) {
      claims.take(places);
      return [];
    }
    if (
      claims.reading.cues.rank !== undefined &&
      countsRows(
        view,
        own.map(({ word }) => word),
      ) &&
      (named === undefined || named.score < 1)
    )
      return [];
    if (named === undefined || named.score < 0.5) return [{ missing: places }];
    return [{ group: groupOf(view, named), tokens: named.score === 1 ? named.tokens : places }];
  });
}

/** "by browser page views": what is named ends where a column does. */
function firstColumn(view: TableView, claims: Claims, places: readonly number[]): NamedColumn | undefined {
  for (let size = places.length; size > 0; size--) {
    const named = exactColumn(view, claims.tokens, places.slice(0, size));
    if (named !== undefined) return named;
  }
  return columnFor(view, claims.tokens, places);
}

const isSmall = ({ tokens }: Claims, place: number): boolean =>
  tokens[place]?.kind === 'symbol' ||
  /^(?:the|a|an|its|their|each|every|name|of|all)$/.test(tokens[place]?.text.toLowerCase() ?? '');

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
    if (isFollowedByRows(view, claims, from + size)) continue;
    const named = exactColumn(view, claims.tokens, places);
    if (isRowWord(view, words) && !(named !== undefined && isThing(view, named.name)))
      return isAlsoColumn(view, claims, places) ?? 'rows';
    if (named !== undefined && !isMeasure(view, named.name)) return { group: groupOf(view, named), tokens: places };
  }
  return undefined;
}

const things: readonly Entity[] = [
  'host',
  'pod',
  'container',
  'namespace',
  'user',
  'client',
  'target',
  'process',
  'database',
  'role',
];

/** A column of things that report: a machine has many heartbeats, so machines are asked for and not heartbeats. */
const isThing = ({ knowledge }: TableView, name: string): boolean =>
  things.some((entity) => knowledge?.entities[entity] === name);

/** "container errors" are errors: the noun is what follows. */
function isFollowedByRows(view: TableView, { tokens, reading }: Claims, place: number): boolean {
  const next = tokens[place];
  return (
    next !== undefined &&
    next.kind === 'word' &&
    !reading.spoken.has(place) &&
    next.text.endsWith('s') &&
    countsRows(view, [next.word])
  );
}

/** Words for rows, or for rows that pass a condition: what counts are of. */
function countsRows(view: TableView, words: readonly string[]): boolean {
  if (words.every((word) => /^(?:error|failure|event|log|count|number|view|request|call|hit|volume|row|occurrence)$/.test(word)))
    return true;
  if (isRowWord(view, words)) return true;
  const text = words.join(' ');
  return (view.knowledge?.conditions ?? []).some((condition) =>
    condition.words.some((phrase) => phraseWords(phrase).join(' ') === text),
  );
}

/** Numbers are measured, not listed by value. */
function isMeasure({ table, knowledge }: TableView, name: string): boolean {
  const type = table.columns.find((column) => column.name === name)?.type;
  return (
    type === 'real' ||
    type === 'bool' ||
    (knowledge?.measures ?? []).some(({ value }) => value.kind === 'column' && value.name === name)
  );
}

/** "Which exceptions": the rows are called that, and so is what kind they are; the kind is meant when rows are counted. */
function isAlsoColumn(view: TableView, claims: Claims, places: readonly number[]): GroupFound | undefined {
  const { count, rank, which } = claims.reading.cues;
  const ranksRows = rank?.by === 'count' || rank?.by === 'said';
  if (!ranksRows || (count !== undefined && which === undefined && rank.by !== 'said')) return undefined;
  const { type, operation, message } = view.knowledge?.entities ?? {};
  const kind = type ?? operation ?? message;
  return kind === undefined ? undefined : { group: groupOf(view, { name: kind }), tokens: places };
}

/** Words between "top 5" and the noun: conditions, `most`, `failing`. */
function isAdjective({ tokens, reading }: Claims, place: number): boolean {
  const token = tokens[place];
  if (token === undefined) return false;
  return (
    reading.spoken.has(place) ||
    token.kind === 'number' ||
    /^(?:fail|failed|failing|slow|error|busy|affected|affect|distinct|different|unique|of|the|our|all|my|critical|most|individual|external|such)$/.test(
      token.word,
    )
  );
}

/** The end of the words that a noun is expected after: "which", "top 5", "different", "how many". */
export function nounPlaces({ reading }: Claims): readonly number[] {
  const { which, rank, distinct, count, list } = reading.cues;
  const cued = [distinct?.span, rank?.span, which?.span, count?.span].flatMap((span) =>
    span === undefined ? [] : [endOf(span)],
  );
  const first = list === undefined || list.span.start > 3 ? 0 : endOf(list.span);
  return withNoun.test(reading.text.slice(first)) ? [...cued, first] : cued;
}

/** "computers with errors", "hosts that …": things, told by what they have. */
const withNoun =
  /^\W*(?:all |the |any )*[a-z]+s(?: [a-z]+s)? (?:w\/|(?:with|that|which|where|having|whose|missing|sending|without|over|above|under|below)\b)/;

/** True when both phrases have the same words. */
export const samePhrase = (a: string, b: string): boolean => phraseWords(a).join(' ') === phraseWords(b).join(' ');
