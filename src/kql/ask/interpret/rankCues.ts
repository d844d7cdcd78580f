import type { Span } from './slots';

/** "top 5", "the 10 slowest", "busiest", "the last 20": how many, from which end, by what. */
export interface RankCue {
  readonly span: Span;
  readonly limit: number | undefined;
  readonly order: 'descending' | 'ascending';
  /** By number of rows, by a number of a row whose bad or large end is meant, by time, or as the rest of the question says. */
  readonly by: 'count' | 'large' | 'small' | 'slow' | 'fast' | 'time' | 'said';
}

interface Ranker {
  readonly words: string;
  readonly order: RankCue['order'];
  readonly by: RankCue['by'];
}

const frequent =
  'frequent(?:ly)?|common(?:ly)?|often|popular|active|used|called|requested|visited|hit|recurring|repeated|numerous|noisy';

/** The more particular before the more general. */
const rankers: readonly Ranker[] = [
  { words: `most (?:${frequent})|most|busiest|noisiest|chattiest`, order: 'descending', by: 'count' },
  { words: `least (?:${frequent})|least|fewest|rarest|quietest|less common`, order: 'ascending', by: 'count' },
  { words: 'slowest|longest[ -]running|longest', order: 'descending', by: 'slow' },
  { words: 'fastest|quickest|shortest', order: 'ascending', by: 'fast' },
  { words: 'highest|largest|biggest|greatest|heaviest|hottest|worst', order: 'descending', by: 'large' },
  { words: 'lowest|smallest|best', order: 'ascending', by: 'small' },
];

const times: readonly Ranker[] = [
  { words: 'most recent|latest|newest|last', order: 'descending', by: 'time' },
  {
    words: 'earliest|oldest|(?<!(?:slowest|fastest|highest|largest|biggest|newest|latest|worst|longest|lowest|most) )first',
    order: 'ascending',
    by: 'time',
  },
];

const wordNumbers: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  fifty: 50,
  hundred: 100,
};

const count = `\\d{1,4}|${Object.keys(wordNumbers).join('|')}`;
const plainTop = new RegExp(`\\b(top|bottom)(?:[- ](${count}))?\\b`);
const numberOf = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : (wordNumbers[text] ?? Number(text));

/** The words of a question that rank, in lower case without its time words. */
export function rankCues(text: string): RankCue | undefined {
  const top = plainTop.exec(text);
  const worded = firstRanker(text);
  if (top === null) return worded;
  const isBottom = top[1] === 'bottom';
  const limit = numberOf(top[2]) ?? worded?.limit;
  const span = { start: top.index, length: top[0].length };
  if (worded === undefined) return { span, limit: limit ?? 10, order: isBottom ? 'ascending' : 'descending', by: 'said' };
  const whole = { start: Math.min(span.start, worded.span.start), length: 0 };
  const isTouching = Math.abs(worded.span.start - (span.start + span.length)) <= 5;
  return {
    span: isTouching
      ? { ...whole, length: Math.max(worded.span.start + worded.span.length, span.start + span.length) - whole.start }
      : span,
    limit: limit ?? 10,
    order: isBottom ? 'ascending' : worded.order,
    by: worded.by,
  };
}

/** "10 most recent", "most recent 10", "the slowest". Time words need a number or to be alone: "the last hour" is no rank. */
function firstRanker(text: string): RankCue | undefined {
  for (const { words, order, by } of [...times, ...rankers]) {
    const before = new RegExp(`\\b(?:(${count}) )(?:${words})\\b`).exec(text);
    const after = new RegExp(
      `\\b(?:${words})(?: \\w+ed| \\w+)? (${count})\\b(?! (?:from|on|in|error|response|status|of|at|to)\\b)(?! ?(?:hours?|hrs?|minutes?|mins?|days?|weeks?|months?|seconds?|h|m|d|percent)\\b| ?%)`,
    ).exec(text);
    const alone = new RegExp(`\\b(?:${words})\\b`).exec(text);
    const counted = [before, after].find((match) => match !== null && !isStatusCode(text, match));
    const found = counted ?? alone;
    if (found === null) continue;
    const limit = numberOf(counted?.[1]) ?? numberAfterWhich(text);
    return { span: { start: found.index, length: found[0].length }, limit, order, by };
  }
  return undefined;
}

/** "which 3 pods have the most": how many are asked for. */
const whichCount = new RegExp(`\\b(?:which|what)(?: are(?: the)?| were(?: the)?)? (${count})\\b(?! ?(?:percent|%))`);
/** "2 types with the most failures". */
const leadingCount = new RegExp(`^\\W*(?:(?:show|list|give|get|find)(?: me)? )?(?:the )?(${count}) [a-z]`);
const numberAfterWhich = (text: string): number | undefined =>
  numberOf(
    whichCount.exec(text)?.[1] ??
      (/ (?:with|having) (?:the )?(?:most|highest|lowest|least|fewest)\b/.test(text) ? leadingCount.exec(text)?.[1] : undefined),
  );

/** "the first 503", "last 500 error": a code and no number of things, which would be several. */
const isStatusCode = (text: string, match: RegExpExecArray): boolean =>
  /^[45]\d\d$/.test(match[1] ?? '') &&
  !/^ (?!errors?\b|responses?\b|was\b|status\b)[a-z]+s\b/.test(text.slice(match.index + match[0].length));
