import type { AskTable } from './answer';
import type { TableKnowledge } from './catalogue/types';

/** Questions that this connection can answer: of its tables with most rows. At most `count`. */
export function suggestions(
  tables: readonly AskTable[],
  knowledgeOf: (table: AskTable) => TableKnowledge | undefined,
  count = 3,
): readonly string[] {
  const known = tables
    .filter(({ rows }) => rows !== 0)
    .map((table) => ({ table, knowledge: knowledgeOf(table) }))
    .filter(({ knowledge }) => knowledge !== undefined)
    .sort((a, b) => (b.table.rows ?? 0) - (a.table.rows ?? 0));
  const made = known.flatMap(({ knowledge }) => (knowledge === undefined ? [] : [suggestion(knowledge)]));
  return [...new Set(made)].slice(0, count);
}

function suggestion({ words, conditions, measures, entities }: TableKnowledge): string {
  const [word = 'row'] = words;
  const failed = conditions.find(({ id }) => id === 'failed' || id === 'error');
  if (failed?.id === 'failed') return `How many ${plural(word)} failed in the last hour?`;
  if (failed !== undefined) return `How many ${plural(word)} with errors in the last hour?`;
  const [measure] = measures;
  if (measure !== undefined)
    return `Average ${measure.words[0] ?? measure.id} by ${entities.host === undefined ? 'hour' : 'computer'} today`;
  return `Show the latest 20 ${plural(word)}`;
}

const plural = (word: string): string =>
  /(?:s|x|ch|sh)$/.test(word) ? `${word}es` : /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`;
