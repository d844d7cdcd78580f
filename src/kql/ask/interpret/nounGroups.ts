import type { Entity } from '../catalogue/types';
import type { Claims } from './claims';
import { exactColumn, isRowWord, type NamedColumn, type TableView } from './columns';
import { countsRows, groupOf, isMeasure, type GroupFound } from './groupColumns';
import { endOf } from './slots';

/**
 * The noun right after "which", "top 5", "different": the longest run of words that names a column and not the rows themselves.
 * `after` is where those words end in the question.
 */
export function nounGroup(view: TableView, claims: Claims, after: number): GroupFound | 'rows' | undefined {
  const start = claims.tokens.findIndex((token) => token.start >= after);
  if (start < 0) return undefined;
  let from = start;
  while (isAdjective(claims, from)) from++;
  let rows: 'rows' | undefined;
  // "syslog processes", "event log sources": the last of the words that stand together is what is meant.
  for (let at = from; at < from + 3; at++) {
    const found = nounAt(view, claims, at);
    if (found === undefined) return rows;
    const end = at + found.size;
    const { group } = found;
    if (group !== undefined && !isNamedAt(view, claims, end)) return group;
    if (!isNextWord(claims, end)) return 'rows';
    rows = 'rows';
    at = end - 1;
  }
  return rows;
}

/** A run of words that names a column, or only the rows. */
interface NounFound {
  readonly size: number;
  readonly group?: GroupFound;
}

/** A column that is called by the word there, which follows at once. */
const isNamedAt = (view: TableView, claims: Claims, place: number): boolean =>
  isNextWord(claims, place) && exactColumn(view, claims.tokens, [place]) !== undefined;

function isNextWord({ tokens, reading }: Claims, place: number): boolean {
  const [before, token] = [tokens[place - 1], tokens[place]];
  if (before === undefined || token?.kind !== 'word' || reading.spoken.has(place) || reading.fillers.has(place)) return false;
  if (reading.resources.some(({ score, tokens: of }) => score > 0.6 && of.includes(place))) return false;
  return token.start - before.start - before.length === 1;
}

/** What has "the most" behind it does something. */
const isVerbAt = ({ tokens }: Claims, place: number): boolean =>
  /^(?:most|more|fewest|least)$/.test(
    tokens[tokens[place + 1]?.word === 'the' ? place + 2 : place + 1]?.text.toLowerCase() ?? '',
  );

/** The longest run of words from a place that names a column, or the rows. */
function nounAt(view: TableView, claims: Claims, from: number): NounFound | undefined {
  for (const size of [3, 2, 1]) {
    const places = Array.from({ length: size }, (_, index) => from + index).filter((place) => place < claims.tokens.length);
    if (places.length < size || places.some((place) => claims.tokens[place]?.kind === 'symbol')) continue;
    const words = places.map((place) => claims.tokens[place]?.word ?? '');
    if (isFollowedByRows(view, claims, from + size)) continue;
    const named = exactColumn(view, claims.tokens, places);
    if (isRowWord(view, words) && !(named !== undefined && isThing(view, named.name))) {
      // "which function logs the most errors": the second word is what it does.
      const subject =
        size > 1 && isVerbAt(claims, from + size - 1) ? exactColumn(view, claims.tokens, places.slice(0, -1)) : undefined;
      if (subject !== undefined) return { size, group: { group: groupOf(view, subject), tokens: places.slice(0, -1) } };
      const group = isAlsoColumn(view, claims, places, named);
      return group === undefined ? { size } : { size, group };
    }
    if (named !== undefined && !isMeasure(view, named.name))
      return { size, group: { group: groupOf(view, named), tokens: places } };
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
    next.text.toLowerCase() !== next.word &&
    countsRows(view, [next.word])
  );
}

/**
 * "Which exceptions", "top syslog messages": the rows are called that, and so is a column or what kind they are; this is meant when rows
 * are counted.
 */
function isAlsoColumn(
  view: TableView,
  claims: Claims,
  places: readonly number[],
  named: NamedColumn | undefined,
): GroupFound | undefined {
  const { count, rank, which, aggregation } = claims.reading.cues;
  const ranksMeans =
    rank !== undefined && rank.by !== 'time' && (aggregation !== undefined || (named !== undefined && which !== undefined));
  const ranksRows = rank?.by === 'count' || rank?.by === 'said' || ranksMeans;
  if (!ranksRows || (count !== undefined && which === undefined && rank.by !== 'said')) return undefined;
  const { type, operation, message } = view.knowledge?.entities ?? {};
  const last = named ?? exactColumn(view, claims.tokens, places.slice(-1));
  const kind = (last !== undefined && !isMeasure(view, last.name) ? last.name : undefined) ?? type ?? operation ?? message;
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

/** Where a noun is expected: behind "different", "which", "top 5", "how many", or at the start. */
export interface NounPlace {
  readonly after: number;
  /** "which services …": what is asked for, whatever else may be counted or ranked in the question. */
  readonly isAsked: boolean;
}

export function nounPlaces({ reading }: Claims): readonly NounPlace[] {
  const { which, rank, distinct, count, list } = reading.cues;
  const first = list === undefined || list.span.start > 3 ? 0 : endOf(list.span);
  // "app with the most errors", "2 types with the most failures": what is ranked stands before.
  const ranked = rankedNoun.exec(reading.text.slice(first));
  if (ranked !== null && rank !== undefined && first + ranked[0].length >= rank.span.start) {
    return [{ after: first + (ranked[1]?.length ?? 0), isAsked: true }];
  }
  const asked = which !== undefined && !/^who/.test(which.value) && asksNoun.test(reading.text.slice(endOf(which.span)));
  const places = [
    ...(distinct === undefined ? [] : [{ after: endOf(distinct.span), isAsked: false }]),
    ...(which === undefined || !asked ? [] : [{ after: endOf(which.span), isAsked: true }]),
    ...[rank?.span, which !== undefined && /^who/.test(which.value) ? undefined : which?.span, count?.span].flatMap((span) =>
      span === undefined ? [] : [{ after: endOf(span), isAsked: false }],
    ),
  ];
  return withNoun.test(reading.text.slice(first)) ? [...places, { after: first, isAsked: false }] : places;
}

/** A noun, and not "is", "did", "the average", nor a word that counts or ranks by itself. */
const asksNoun =
  /^ (?!(?:is|are|was|were|did|does|do|has|have|had|the|percent\w*|proportion|fraction|share|ratio|number|count|time|kind|sort|type|happened|went|caused|top|most|average|max\w*|min\w*|p\d\d|median|total)\b)(?:different |unique |distinct |other |single |individual |of (?:the |our )?)?[a-z]{2,}/;

const rankedNoun =
  /^(\W*(?:(?:what|which)(?:'s| is| are| was| were)? )?(?:the )?(?:\d{1,2} )?)[a-z]+(?:[ -][a-z]+)? (?:with|having|that (?:has|have|had)|by)(?: the)? (?=(?:most|highest|lowest|least|fewest|largest|biggest|worst|longest|slowest|greatest|max\w*|min\w*)\b)/;

/** "computers with errors", "hosts that …": things, told by what they have. */
const withNoun =
  /^\W*(?:all |the |any )*[a-z]+s(?: [a-z]+s)? (?:w\/|(?:with|that|which|where|having|whose|missing|sending|without|over|above|under|below)\b)/;
