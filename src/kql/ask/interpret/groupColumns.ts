import type { Group } from './frame';
import type { Claims } from './claims';
import type { GroupClause } from './clauses';
import { columnFor, exactColumn, exprOf, isRowWord, shortName, type NamedColumn, type TableView } from './columns';
import { matchItems, phraseWords } from './phrases';
import { tokensIn } from './reading';
import { overlaps } from './slots';

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
  const { rank, count } = claims.reading.cues;
  // "top 2 processes by number of messages" ranks by it.
  if (rank !== undefined && count !== undefined && overlaps(count.span, clause.span)) {
    claims.take(tokensIn(claims.tokens, clause.span));
    return [];
  }
  return clause.parts.flatMap((part): readonly (GroupFound | GroupMissing)[] => {
    const resources = new Set(
      claims.reading.resources.filter(({ how, score }) => how === 'name' && score >= 0.7).flatMap(({ tokens }) => tokens),
    );
    const said = tokensIn(claims.tokens, part).filter((place) => !claims.reading.spoken.has(place) && !resources.has(place));
    const plain = said.filter((place) => !isSmall(claims, place));
    const places = plain.length > 0 ? plain : said.filter((place) => claims.tokens[place]?.word === 'name');
    if (places.length === 0 || places.some((place) => isValueLike(claims, place))) return [];
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

/** "thrown by POST /quote": a path, an address or quoted text is no name of a column. */
const isValueLike = ({ tokens }: Claims, place: number): boolean =>
  ['path', 'address', 'quoted', 'guid'].includes(tokens[place]?.kind ?? '');

export const groupOf = (view: TableView, { name }: Pick<NamedColumn, 'name'>): Group => ({
  name: shortName(name),
  expr: exprOf(view, name),
});

/** Words for rows, or for rows that pass a condition: what counts are of. */
export function countsRows(view: TableView, words: readonly string[]): boolean {
  if (words.every((word) => /^(?:error|failure|event|log|count|number|view|request|call|hit|volume|row|occurrence)$/.test(word)))
    return true;
  if (isRowWord(view, words)) return true;
  const text = words.join(' ');
  return (view.knowledge?.conditions ?? []).some((condition) =>
    condition.words.some((phrase) => phraseWords(phrase).join(' ') === text),
  );
}

/** Numbers are measured, not listed by value. */
export function isMeasure({ table, knowledge }: TableView, name: string): boolean {
  const type = table.columns.find((column) => column.name === name)?.type;
  return (
    type === 'real' ||
    type === 'bool' ||
    (knowledge?.measures ?? []).some(({ value }) => value.kind === 'column' && value.name === name)
  );
}
