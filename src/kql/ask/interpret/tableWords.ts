import type { Claims } from './claims';
import type { TableView } from './columns';
import { matchItems, phraseWords, spanOf } from './phrases';
import type { SlotDraft } from './slots';
import type { TableMatch } from '../link/types';

/** Words that name the table's rows: they may be words of conditions and columns, too. */
export function tableWords({ knowledge, table }: TableView, claims: Claims, match: TableMatch): readonly number[] {
  const phrases = [...(knowledge?.words ?? []), table.name.replace(/_CL$/, ''), table.name];
  const found = matchItems(claims.tokens, [phrases], (words) => words).flatMap(({ tokens }) => tokens);
  const all = matchItems(claims.tokens, phrases, (phrase) => [phrase]).flatMap(({ tokens }) => tokens);
  const resources = new Set(claims.reading.resources.filter(({ score }) => score > 0.6).flatMap(({ tokens }) => tokens));
  const quoted = new Set(phraseWords(/^"(.*)"$/.exec(match.why)?.[1] ?? ''));
  const linked = match.tokens.filter(
    (place) =>
      !resources.has(place) &&
      (quoted.has(claims.tokens[place]?.word ?? '') ||
        (match.why === 'its name' && isNameWord(table.name, claims.tokens[place]?.word ?? ''))),
  );
  const named = claims.tokens.flatMap(({ word }, place) =>
    word.length >= 4 && !resources.has(place) && phraseWords(table.name).includes(word) ? [place] : [],
  );
  const own = [...new Set([...found, ...all, ...linked, ...named])];
  // "function app errors": what writes the table is no filter on it when its name is in the words.
  const writers = claims.reading.resources.filter(
    ({ how, resources: of, tokens }) =>
      how === 'role' &&
      tokens.some((place) => own.includes(place)) &&
      of.some(({ type }) => knowledge?.resourceTypes.includes(type) === true),
  );
  return [...new Set([...own, ...writers.flatMap(({ tokens }) => tokens), ...plainRowWords(knowledge, claims)])];
}

/** "requests of the gateway", "traffic on …": general words for rows name those of the table that the resource writes. */
function plainRowWords(knowledge: TableView['knowledge'], { reading, tokens }: Claims): readonly number[] {
  const isWriter = reading.resources.some(
    ({ resources, score }) => score > 0.6 && resources.some(({ type }) => knowledge?.resourceTypes.includes(type) === true),
  );
  const { code, operation } = knowledge?.entities ?? {};
  if (!isWriter || (code ?? operation) === undefined) return [];
  return tokens.flatMap(({ word }, place) => (/^(?:request|call|traffic|hit|response)$/.test(word) ? [place] : []));
}

const isNameWord = (name: string, word: string): boolean => word === name.toLowerCase() || phraseWords(name).includes(word);

export function tableSlot(
  { table, knowledge }: TableView,
  claims: Claims,
  places: readonly number[],
  match: TableMatch,
): SlotDraft {
  const meaning = knowledge === undefined ? table.name : `${table.name}: ${knowledge.row.replace(/\.$/, '')}`;
  return places.length === 0
    ? { kind: 'table', meaning, isAssumed: match.score < 0.8 }
    : { kind: 'table', meaning, span: spanOf(claims.tokens, places.slice(0, 1)), isAssumed: false };
}
