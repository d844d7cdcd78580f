import { nameDistance } from '../../language/nearestNames';
import { endOf, overlaps, type Span } from './slots';

/** A question as it is read, with where each part of it stands in the question as it was asked. */
export interface Spelled {
  readonly text: string;
  readonly changes: readonly Change[];
  /** A part of `text` as a part of what was asked. */
  readonly original: (span: Span) => Span;
}

export interface Change {
  /** In what was asked. */
  readonly span: Span;
  readonly written: string;
  readonly read: string;
}

/** What is written in a hurry, by whole words. */
const hurried: Readonly<Record<string, string>> = {
  midnite: 'midnight',
  nite: 'night',
  nites: 'nights',
  tonite: 'tonight',
  yday: 'yesterday',
  yest: 'yesterday',
  ystrday: 'yesterday',
  wknd: 'weekend',
  thru: 'through',
  eventlog: 'event log',
  eventlogs: 'event logs',
  'w/o': 'without',
  'btw/': 'between',
};

/** Words that questions turn on: what is one slip away from one of them is read as it. */
const words = `
  request requests exception exceptions error errors failure failures failed dependency dependencies traces alerts heartbeat heartbeats
  events warning warnings critical yesterday overnight midnight weekend morning afternoon evening average percentile percentage latency
  duration response responses memory processor availability container containers namespace kubernetes database databases deadlocks
  timeout timeouts restart restarts restarted computer computers server servers operation operations status severity message messages
  resource resources minutes hours seconds number distinct unique compare compared previous monday tuesday wednesday thursday friday
  saturday sunday throttled throttling unhealthy function functions gateway connections network traffic machine machines between during
  slowest fastest highest lowest longest application applications service services deployment certificate certificates
`
  .split(/\s+/)
  .filter((word) => word !== '');

const quoted = /"[^"]*"|'[^']*'|`[^`]*`|“[^”]*”/g;

/**
 * Mends slips of the pen, so that they do not change what is asked: short forms of everyday writing, and lower-case words that nothing
 * here is called and that are one edit (two in long ones) from one word of questions alone. Quoted text and names stay.
 */
export function spelled(question: string, isKnown: (word: string) => boolean): Spelled {
  const values = [...question.matchAll(quoted)].map(({ 0: text, index }) => ({ start: index, length: text.length }));
  const changes: Change[] = [];
  for (const match of question.matchAll(/[^\s"'`“”,;?!()]+/g)) {
    const span = { start: match.index, length: match[0].length };
    if (values.some((value) => overlaps(value, span))) continue;
    const read = readAs(match[0], question.slice(endOf(span)), isKnown);
    if (read !== undefined && read !== match[0]) changes.push({ span, written: match[0], read });
  }
  if (changes.length === 0) return { text: question, changes, original: (span) => span };
  return { text: applied(question, changes), changes, original: (span) => originalOf(span, changes) };
}

function readAs(word: string, after: string, isKnown: (word: string) => boolean): string | undefined {
  const short = hurried[word.toLowerCase()];
  if (short !== undefined) return short;
  // "las 3 hours", "warning:error ratio"
  if (/^(?:las|lst|pas|pst)$/.test(word) && /^ \d/.test(after)) return word.startsWith('l') ? 'last' : 'past';
  const sides = /^([a-z]+):([a-z]+)$/.exec(word);
  if (sides !== null && /^ ratio\b/.test(after)) return `${sides[1] ?? ''} to ${sides[2] ?? ''}`;
  if (!/^[a-z]{5,}$/.test(word) || isKnown(word)) return undefined;
  const most = word.length >= 9 ? 2 : 1;
  const near = words
    .filter((one) => one[0] === word[0])
    .map((one) => ({ one, distance: nameDistance(word, one, most) }))
    .filter(({ distance }) => distance <= most)
    .sort((a, b) => a.distance - b.distance);
  const [first, second] = near;
  // Between a word and its plural it does not matter; between others nothing is guessed.
  if (first === undefined || (second?.distance === first.distance && !isSame(first.one, second.one))) return undefined;
  return first.one;
}

const isSame = (a: string, b: string): boolean => a.startsWith(b.slice(0, -3)) && Math.abs(a.length - b.length) <= 3;

function applied(question: string, changes: readonly Change[]): string {
  let text = '';
  let at = 0;
  for (const { span, read } of changes) {
    text += question.slice(at, span.start) + read;
    at = endOf(span);
  }
  return text + question.slice(at);
}

/** What begins or ends in a changed word begins or ends with all of it. */
function originalOf(span: Span, changes: readonly Change[]): Span {
  const start = placeOf(span.start, changes, 'start');
  return { start, length: Math.max(0, placeOf(endOf(span), changes, 'end') - start) };
}

function placeOf(place: number, changes: readonly Change[], side: 'start' | 'end'): number {
  let moved = 0;
  for (const { span, read } of changes) {
    const start = span.start + moved;
    const end = start + read.length;
    if (place < start || (place === start && side === 'end')) break;
    if (place < end) return side === 'start' ? span.start : endOf(span);
    moved += read.length - span.length;
  }
  return place - moved;
}
