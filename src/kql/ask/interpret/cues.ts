import type { Aggregation } from './frame';
import { rankCues, type RankCue } from './rankCues';
import { blanked, type Span } from './slots';

/** A word of the question's grammar and what it asks for. */
export interface Cue<T> {
  readonly span: Span;
  readonly value: T;
}

/** What the small words of a question say, before any table is known. At most one of each that excludes others. */
export interface Cues {
  readonly list: Cue<'list'> | undefined;
  readonly count: Cue<'count' | 'amount'> | undefined;
  readonly distinct: Cue<'distinct'> | undefined;
  readonly aggregation: Cue<Aggregation> | undefined;
  /** "p50, p95 and p99": those after the first. */
  readonly further: readonly Cue<Aggregation>[];
  /** `error rate`, `percentage of`: a share of the rows that pass. */
  readonly ratio: Cue<'rate' | 'percentage' | 'availability' | 'share'> | undefined;
  /** Milliseconds of "per second". */
  readonly rate: Cue<number> | undefined;
  readonly rank: RankCue | undefined;
  readonly trend: Cue<'trend'> | undefined;
  readonly seen: Cue<'first' | 'last'> | undefined;
  readonly missing: Cue<'missing'> | undefined;
  readonly compare: Cue<'compare'> | undefined;
  /** "which", "what", "who": the noun that follows is what the answer is about. */
  readonly which: Cue<string> | undefined;
  readonly summary: Cue<'summary'> | undefined;
}

const listWords =
  /\b(?:show|list|display|give|get(?! \/)|find|fetch|return|retrieve|pull(?: up)?|look up|search(?: for)?|see|view|print)\b(?: (?:me|us))?(?: (?:all|every|any))?(?: of)?(?: the)?|\b(?:i (?:want|need|would like)(?: to (?:see|know))?)\b/g;
const countWords =
  /^\W*#(?= ?[a-z])|\b(?:number|tally)\s*$|\b(?:how many times|how many(?! (?:bytes|[kmg]i?b|(?:kilo|mega|giga)bytes|(?:milli)?seconds|minutes|hours)\b)|how often|how frequently|(?:the )?(?:total )?(?:number|count|amount|volume|no\.?|nr\.?|num) of|counts?)\b/g;
const amountWords = /\bhow (?:much|many(?= (?:bytes|[kmg]i?b|(?:kilo|mega|giga)bytes|(?:milli)?seconds|minutes|hours)\b))\b/g;
const distinctWords = /\b(?:distinct|unique|different)\b/g;
const ratioWords =
  /\b(?:percentage|percent|proportion|portion|fraction|ratio) of\b|\b(?:what|which) (?:percentage|percent|proportion|portion|fraction|share)(?: of)?\b|\b(?:percentage|percent|ratio)\b/g;
const shareWords = /\bshare of\b|\bshare\b/g;
const ratePercent =
  /(?<=\b(?!what|which|the|share|as|in|request|sampling|refresh|frame|call|event|message|ingestion|data|transfer|per)[a-z0-9]{3,}[ -](?:requests? )?)(?:rate|ratio|percentage|percent)\b(?!-)/g;
const percentSign = /(?<!(?:^|[\s(<>=])\d[\d.,]* ?)%(?: of(?: the)?)?(?! ?(?:free|used|cpu|processor|memory|disk))/g;
const availabilityWords =
  /\b(?:availability|uptime)(?: (?:percentage|percent|rate))?\b(?! (?:tests?|results?|checks?|zones?|sets?))/g;
const perSecond = /\b(?:per|a|each|every) second\b|\/ ?s(?:ec)?\b|\brps\b/g;
const perMinute = /\bper minute\b|\/ ?min\b|\brpm\b/g;
const trendWords =
  /\b(?:over time|time ?(?:chart|series|line)|trend(?:s|ing|line)?|(?:line )?charts?|graph(?:ed)?|plot(?:ted)?|history of|histogram|evolution|evolve[ds]?|develop(?:ed|ment)?|curve|over the course of)\b/g;
const missingWords =
  /\b(?:send(?:s|ing)? no|(?:no|missing|without) (?:\w+ )?(?:data|logs|telemetry|metrics|reports)|(?<=\b(?:servers?|hosts?|machines?|vms?|computers?|boxes|nodes|pods?|containers?) )(?:without|with no|w\/o) (?:any )?(?:\w+ ){0,3}(?:entries|events|logs?|records|rows)|(?:not|no longer|never|stopped|n[o']t been|isn't|aren't|haven't|hasn't|havent|hasnt|have not|has not|did not|didn't|ceased|quit) (?:been )?(?:report(?:ing|ed)?|send(?:ing)?|sent|heartbeat(?:ing)?|log(?:ging|ged)?|emit(?:ting|ted)?|seen|heard(?: from)?|checked in|check(?:ing)? in)(?: in)?(?: (?:any|a|their|its))?(?: (?:heartbeats?|data|logs|telemetry|metrics))?|(?:no|without(?: a| any)?|missing(?: a| any)?|lost|lack(?:s|ing)?(?: a| any)?) heartbeats?|(?:went|gone|gone|are|is|became) (?:silent|quiet|offline|dark|missing)|silent|stopped (?:report|send|logg|respond|writ|emitt|produc)ing|unresponsive|offline|missing (?:for|since)|(?:agents?|hosts?|servers?|machines?|vms?|nodes?|computers?|boxes) (?:(?:is|are|was|were|went|gone) )?down)\b/g;
const lastSeen =
  /\b(?:when (?:was|were|did|is|has|have)(?=(?:(?!first)[^?]){0,60}?\b(?:last|latest|most recently?|most recent)\b)|(?<=\blast\b.{1,60})when|last seen|last (?:time|heard|report(?:ed)?|heartbeats?|contact)|latest time|most recent time|last (?:occurrence|occurred|appeared|happened))\b/g;
const firstSeen =
  /\b(?:when (?:was|were|did|is|has|have)(?= [^?]{0,60}?\b(?:first|start(?:ed)?|begin|began)\b)|(?<=\bfirst\b.{1,60})when|first seen|first time|earliest time|first (?:occurrence|appearance|occurred|appeared|happened))\b/g;
const compareWords =
  /\b(?:compar(?:e|ed|ing|ison)|versus|vs\.?|difference between|against|change[ds]? (?:from|since|over|between)|relative to)(?: (?:to|with))?\b|(?<=\b(?:did|has|have|how much)\b[^?]{0,60})\b(?:increas(?:e|ed)|decreas(?:e|ed)|grow|grown|grew|rise|risen|rose|drop|dropped|changed?|go(?:ne)? (?:up|down)|went (?:up|down))\b/g;
const whichWords = /(?:\b(?:which|what|whom|who|whose)\b|^\s*where\b)(?:'s)?(?: (?:is|are|was|were) the)?(?: \d{1,2}\b(?! ?%))?/g;
const summaryWords = /\b(?:summary|summari[sz]e|overview|breakdown|break down|distribution|split)\b(?: of)?(?: the)?/g;

const aggregations: readonly (readonly [RegExp, (match: RegExpExecArray) => Aggregation])[] = [
  [/\bp ?(50|75|90|95|99(?:\.9)?)\b/g, (match) => ({ percentile: Number(match[1]) })],
  [/\b(\d{1,2}(?:\.\d+)?)(?:st|nd|rd|th)?[ -]?(?:percentiles?|pctl|pct)\b/g, (match) => ({ percentile: Number(match[1]) })],
  [/\bmedian\b/g, () => ({ percentile: 50 })],
  [/\b(?:average|avg|mean|typical|on average)\b/g, () => 'avg'],
  [/\b(?:maximum|max|peak(?:ed)?|longest|largest|biggest|worst case)\b/g, () => 'max'],
  [/\b(?:minimum|min|shortest|smallest)\b/g, () => 'min'],
  [/\b(?:sum(?! of the events)|total|overall|combined|altogether|in total)(?: of)?\b/g, () => 'sum'],
];

/** Reads the question without its time words, in lower case. */
export function readCues(text: string): Cues {
  const rank = rankCues(text);
  const rest = rank === undefined ? text : blanked(text, [rank.span]);
  const [aggregation, ...further] = allOf(rest, aggregations);
  const share = cue(rest, shareWords, 'share' as const);
  const amount = cue(rest, amountWords, 'amount' as const);
  return {
    list: cue(rest, listWords, 'list'),
    count: cue(rest, countWords, 'count' as const) ?? amount,
    distinct: cue(rest, distinctWords, 'distinct'),
    aggregation,
    further,
    ratio:
      cue(rest, ratePercent, 'rate' as const) ??
      cue(rest, percentSign, 'percentage' as const) ??
      share ??
      cue(rest, ratioWords, 'percentage' as const) ??
      cue(rest, availabilityWords, 'availability' as const),
    rate: cue(rest, perSecond, 1000) ?? cue(rest, perMinute, 60_000),
    rank,
    trend: cue(rest, trendWords, 'trend'),
    seen: cue(text, firstSeen, 'first' as const) ?? cue(text, lastSeen, 'last' as const),
    missing: cue(rest, missingWords, 'missing'),
    compare: cue(rest, compareWords, 'compare'),
    which: whichOf(rest),
    summary: cue(rest, summaryWords, 'summary'),
  };
}

function cue<T>(text: string, pattern: RegExp, value: T): Cue<T> | undefined {
  pattern.lastIndex = 0;
  const match = pattern.exec(text);
  return match === null ? undefined : { span: { start: match.index, length: match[0].length }, value };
}

/** In the order of the question; one of each. */
function allOf(
  text: string,
  patterns: readonly (readonly [RegExp, (match: RegExpExecArray) => Aggregation])[],
): readonly Cue<Aggregation>[] {
  const found = patterns.flatMap(([pattern, value]) =>
    [...text.matchAll(pattern)].map((match) => ({ span: { start: match.index, length: match[0].length }, value: value(match) })),
  );
  const names = new Set<string>();
  return found
    .sort((a, b) => a.span.start - b.span.start)
    .filter(({ value }) => !names.has(JSON.stringify(value)) && names.add(JSON.stringify(value)));
}

function whichOf(text: string): Cue<string> | undefined {
  const found = cue(text, whichWords, '');
  return found && { ...found, value: text.slice(found.span.start, found.span.start + found.span.length) };
}
