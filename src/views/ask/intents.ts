/** Questions that a feature of its own answers better than a query. Later features add a line. */
export const intents = [{ id: 'overnightSummary', matches: isOvernight }] as const;

export type IntentId = (typeof intents)[number]['id'];

/** The feature that a question is for; undefined when it is for a query. */
export function intentOf(question: string): IntentId | undefined {
  const words = ` ${question
    .toLowerCase()
    .replace(/[’']/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
  return intents.find(({ matches }) => matches(words))?.id;
}

const night =
  / (?:over ?night|last night|(?:during|through|in|of) the night|tonight|while (?:i|we) (?:slept|was asleep|were asleep)) /;
const alerts = / (?:alerts?|alarms?|incidents?|outages?|pages?(?! (?:views?|loads?) )|paged) /;
const broad =
  / (?:summar\p{L}+|recap|overview|digest|briefing|handover|anything|any|what happened|did (?:we|i) (?:get|have)|were there|was there|wake|woke|what did i miss) /u;
/** Words of someone who wants figures, or a part: those are queries. */
const exact =
  / (?:how many|number of|count|per|by (?!any)\p{L}+|group(?:ed)?|chart|plot|graph|trend|top \d+|list|average|rows) /u;

function isOvernight(words: string): boolean {
  return night.test(words) && alerts.test(words) && broad.test(words) && !exact.test(words);
}
