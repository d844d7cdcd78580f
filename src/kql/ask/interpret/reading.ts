import type { AskResource, AskTable } from '../answer';
import { tokensOf } from '../link/tokens';
import type { Linker, ResourceMatch, Scope, Token } from '../link/types';
import { MINUTE } from '../../../model/time';
import { lengthIn } from '../time/lengthIn';
import type { TimeReadings } from '../time/window';
import {
  groupClauses,
  negationSpans,
  numberClauses,
  textClauses,
  type GroupClause,
  type NumberClause,
  type TextClause,
} from './clauses';
import { readCues, type Cues } from './cues';
import { blanked, endOf, overlaps, type Span } from './slots';
import { isFiller, plainWord } from './stopWords';

/** What can be read of a question before a table is chosen. All positions are those of the question as it was asked. */
export interface Reading {
  readonly question: string;
  /** Lower case, without time words. */
  readonly text: string;
  readonly times: TimeReadings;
  readonly tokens: readonly Token[];
  readonly cues: Cues;
  readonly groups: readonly GroupClause[];
  readonly numbers: readonly NumberClause[];
  readonly texts: readonly TextClause[];
  readonly negations: readonly Span[];
  readonly resources: readonly ResourceMatch[];
  /** Tokens of time words and of cues: they are spoken for. */
  readonly spoken: ReadonlySet<number>;
  /** Tokens that say nothing by themselves. */
  readonly fillers: ReadonlySet<number>;
  readonly environment: string;
  /** IANA. */
  readonly timeZone: string;
  readonly tables: readonly AskTable[];
  readonly allResources: readonly AskResource[];
  /** What the person looks at. */
  readonly scope?: Scope | undefined;
  /** How long what is missing must have been silent: "for more than 2 hours". */
  readonly silence?: { readonly span: Span; readonly milliseconds: number };
  /** "by hour of day": a part of each row's time to group by. */
  readonly cycle?: { readonly span: Span; readonly part: CyclePart };
}

export type CyclePart = 'hour' | 'weekday';

interface ReadingContext {
  readonly environment: string;
  readonly timeZone: string;
  readonly tables: readonly AskTable[];
  readonly resources: readonly AskResource[];
}

export function readQuestion(question: string, times: TimeReadings, linker: Linker, context: ReadingContext): Reading {
  const timeSpans = timeSpansOf(times);
  const withoutTimes = blanked(question, timeSpans);
  const environment = environmentSpans(question, context.environment);
  const plain = blanked(withoutTimes, environment);
  const text = plain.toLowerCase();
  const texts = textClauses(plain);
  const unquoted = blanked(
    text,
    texts.map(({ span }) => span),
  );
  const compared = numberClauses(unquoted);
  const cues = readCues(
    blanked(
      unquoted,
      compared.map(({ span }) => span),
    ),
  );
  const silence = silenceOf(question, times, cues);
  const numbers = compared.filter(({ span }) => silence === undefined || !overlaps(span, silence.span));
  const tokens = tokensOf(question).map(plainWord);
  const cueSpans = [...spansOf(cues), ...timeSpans, ...environment, ...(silence === undefined ? [] : [silence.span])];
  const spoken = new Set(tokens.flatMap((token, index) => (cueSpans.some((span) => overlaps(span, token)) ? [index] : [])));
  const withoutCues = blanked(unquoted, groupBreaks(cues));
  const groups = groupClauses(withoutCues);
  const free = tokens.filter((_, index) => !spoken.has(index));
  return {
    question,
    text,
    times,
    tokens,
    cues,
    groups,
    numbers,
    texts,
    negations: negationSpans(unquoted),
    resources: linker
      .resources(free)
      .map((match) => ({ ...match, tokens: match.tokens.map((index) => tokens.indexOf(free[index] as Token)) })),
    spoken,
    fillers: new Set(tokens.flatMap((token, index) => (isFiller(token) ? [index] : []))),
    environment: context.environment,
    timeZone: context.timeZone,
    tables: context.tables,
    allResources: context.resources,
    ...(silence !== undefined && { silence }),
    ...cycleOf(question, times),
  };
}

/** Where words say when: they are no part of what is asked for. Lengths that something is measured against are. */
const timeSpansOf = ({ windows, step, comparison, ignored = [] }: TimeReadings): Span[] => [
  ...windows,
  ...windows.flatMap(({ also = [] }) => also),
  ...(step === undefined ? [] : [step]),
  ...(comparison === undefined ? [] : [comparison]),
  ...ignored.filter(({ kind }) => kind !== 'threshold'),
];

function silenceOf(question: string, { ignored = [] }: TimeReadings, { missing, seen }: Cues): Reading['silence'] {
  if (missing === undefined && seen?.value !== 'last') return undefined;
  for (const span of ignored) {
    if (span.kind !== 'threshold') continue;
    const milliseconds = lengthIn(question.slice(span.start, span.start + span.length));
    if (milliseconds !== undefined && milliseconds >= MINUTE) return { span, milliseconds };
  }
  return undefined;
}

function cycleOf(question: string, { ignored = [] }: TimeReadings): Pick<Reading, 'cycle'> {
  const span = ignored.find(({ kind }) => kind === 'cycle');
  if (span === undefined) return {};
  const words = question.slice(span.start, span.start + span.length).toLowerCase();
  const part = /\bhours?\b|hourly/.test(words) ? 'hour' : /\bdays? of (?:the )?week\b/.test(words) ? 'weekday' : undefined;
  return part === undefined ? {} : { cycle: { span, part } };
}

/** The environment's name is no filter: everything that is asked is about it. */
function environmentSpans(question: string, name: string): Span[] {
  if (name.trim() === '') return [];
  const at = question.toLowerCase().indexOf(name.toLowerCase());
  if (at < 0) return [];
  const lead = /(?:\b(?:on|in|for|from|of|across|within) )?(?:the )?$/i.exec(question.slice(0, at))?.[0].length ?? 0;
  const trail =
    /^ (?:system|environment|workspace|application|app|platform|estate)\b/i.exec(question.slice(at + name.length))?.[0].length ??
    0;
  return [{ start: at - lead, length: lead + name.length + trail }];
}

const spansOf = ({ further, ...cues }: Cues): Span[] =>
  [...Object.values(cues), ...further].flatMap((cue: { span: Span } | undefined) => (cue === undefined ? [] : [cue.span]));

/** Cues that cannot be part of what is grouped by. */
const groupBreaks = ({ list, trend, which, compare, count, rate }: Cues): Span[] =>
  [list, trend, which, compare, count, rate].flatMap((cue) => (cue === undefined ? [] : [cue.span]));

/** Tokens that lie in a part of the question. */
export function tokensIn(tokens: readonly Token[], span: Span): readonly number[] {
  return tokens.flatMap((token, index) => (token.start >= span.start && token.start < endOf(span) ? [index] : []));
}
