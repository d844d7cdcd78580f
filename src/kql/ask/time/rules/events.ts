import { HOUR, MINUTE } from '../../../../model/time';
import type { AskEvent } from '../../answer';
import { phraseAt, set, skip, wordAt, type Parsed, type Reader } from '../grammar';

/** An event of the context that words refer to, or why there is none. */
export type EventReference = { readonly event: AskEvent; readonly label: string } | { readonly problem: string };

const nouns: ReadonlyMap<string, AskEvent['kind']> = new Map([
  ['deploy', 'deployment'],
  ['deployment', 'deployment'],
  ['release', 'deployment'],
  ['rollout', 'deployment'],
  ['redeploy', 'deployment'],
  ['redeployment', 'deployment'],
  ['restart', 'restart'],
  ['reboot', 'restart'],
  ['incident', 'incident'],
  ['outage', 'incident'],
  ['alert', 'alert'],
  ['alarm', 'alert'],
]);
const determiners = set('the our this that its');
const newestWords = ['last', 'latest', 'most recent', 'newest', 'recent', 'current', 'ongoing'];
const ofWords = set('of to on for in at');
const maximumName = 6;
/** Words that tell no event from another. */
const generic = set(
  'prod production app application service services system platform big major bad failed whole entire recent site website new code main',
);

/** "the deploy", "the last restart", "the checkout incident", "the deployment of orders-api". Needs a preposition before it, which the caller reads. */
export function eventAt(reader: Reader, start: number): Parsed<EventReference> | undefined {
  const first = skip(reader, start, determiners);
  const newest = phraseAt(reader, first, newestWords);
  const previous = phraseAt(reader, first, ['previous', 'one before the last']);
  const index = newest ?? previous ?? first;
  for (let length = 0; length <= maximumName; length++) {
    const word = wordAt(reader, index + length);
    const kind = nouns.get(word);
    if (kind === undefined) {
      if (length > 0 && stops.has(word)) return doneAt(reader, start);
      continue;
    }
    // "since the alert rule was changed" speaks of something else.
    if (notEvents.has(wordAt(reader, index + length + 1))) return undefined;
    if (length > 0 && first === start && newest === undefined && previous === undefined) return doneAt(reader, start);
    return refer(reader, kind, word, index, length, previous === undefined ? 0 : 1);
  }
  return doneAt(reader, start);
}

const verbs: ReadonlyMap<string, AskEvent['kind']> = new Map([
  ['deployed', 'deployment'],
  ['redeployed', 'deployment'],
  ['released', 'deployment'],
  ['restarted', 'restart'],
  ['rebooted', 'restart'],
]);

/** "we deployed orders-api", "web-01 was restarted". */
function doneAt(reader: Reader, start: number): Parsed<EventReference> | undefined {
  for (let index = start; index < start + maximumName && index < reader.tokens.length; index++) {
    const kind = verbs.get(wordAt(reader, index));
    if (kind === undefined) continue;
    const before = wordsOf(reader, start, index).filter((word) => !auxiliaries.has(word));
    const noun = kind === 'deployment' ? 'deployment' : 'restart';
    const known = knownOf(reader, kind);
    const named = before.length > 0 ? undefined : nameAt(reader, index + 1, known);
    return choose(kind, noun, { before, named, behind: index + 1 }, known, 0);
  }
  return undefined;
}

const auxiliaries = set('we i they it you was were is has have had been got last just the a an');
const stops = set('and or than since before after during until from by per in on at with without when where which that');
const notEvents = set('rule rules slot slots pipeline group groups count rate rates condition');

function refer(
  reader: Reader,
  kind: AskEvent['kind'],
  noun: string,
  index: number,
  length: number,
  back: number,
): Parsed<EventReference> {
  const known = knownOf(reader, kind);
  const behind = index + length + 1;
  const before = wordsOf(reader, index, index + length).filter((word) => !generic.has(word));
  return choose(kind, noun, { before, named: nameBehind(reader, behind, known), behind }, known, back);
}

/** Those that have begun, the newest first. */
function knownOf({ context, now }: Reader, kind: AskEvent['kind']): readonly AskEvent[] {
  return context.events.filter((event) => event.kind === kind && event.at <= now).sort((a, b) => b.at - a.at);
}

interface Named {
  /** The words before the noun, without those that any event is called by. */
  readonly before: readonly string[];
  /** The events that words behind the noun name. */
  readonly named: Parsed<readonly AskEvent[]> | undefined;
  readonly behind: number;
}

function choose(
  kind: AskEvent['kind'],
  noun: string,
  { before, named, behind }: Named,
  known: readonly AskEvent[],
  back: number,
): Parsed<EventReference> {
  const fitting = before.length > 0 ? known.filter((event) => hasWords(event, before)) : (named?.value ?? known);
  const next = before.length > 0 ? behind : (named?.next ?? behind);
  const event = fitting[back];
  if (event !== undefined) return { value: { event, label: `${noun} "${event.name}"` }, next };
  return { value: { problem: problemOf(kind, before.join(' '), known) }, next };
}

function problemOf(kind: AskEvent['kind'], name: string, known: readonly AskEvent[]): string {
  if (known.length === 0) return `No ${kind} is known, so there is no time to start from. Name a time instead.`;
  const names = known.slice(0, 3).map((event) => `"${event.name}"`);
  if (name === '') return `No earlier ${kind} is known. The newest: ${names.join(', ')}.`;
  return `No ${kind} is called "${name}". The newest: ${names.join(', ')}.`;
}

/** "of orders-api": the longest run of words that events are called by. */
function nameBehind(reader: Reader, index: number, known: readonly AskEvent[]): Parsed<readonly AskEvent[]> | undefined {
  return ofWords.has(wordAt(reader, index)) ? nameAt(reader, index + 1, known) : undefined;
}

function nameAt(reader: Reader, index: number, known: readonly AskEvent[]): Parsed<readonly AskEvent[]> | undefined {
  const start = skip(reader, index, determiners);
  for (let end = Math.min(start + maximumName, reader.tokens.length); end > start; end--) {
    const words = wordsOf(reader, start, end);
    const fitting = known.filter((event) => words.length > 0 && hasWords(event, words));
    if (fitting.length > 0) return { value: fitting, next: end };
  }
  return undefined;
}

function wordsOf({ tokens }: Reader, start: number, end: number): readonly string[] {
  return tokens.slice(start, end).flatMap(({ text }) => text.match(/[\p{L}\p{N}]+/gu) ?? []);
}

function hasWords(event: AskEvent, words: readonly string[]): boolean {
  const own = new Set(event.name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
  return words.every((word) => own.has(word));
}

/** From its beginning to its end; what has no end is still going on, but a deployment or restart takes half an hour. */
export function extentOf({ kind, at, until }: AskEvent, now: number): { from: number; to: number; assumed?: string } {
  if (until !== undefined && until > at) return { from: at, to: until };
  if (kind === 'deployment' || kind === 'restart')
    return { from: at, to: at + 30 * MINUTE, assumed: 'the 30 minutes after it began' };
  return { from: at, to: now, assumed: 'no end is known' };
}

/** How far "before the deploy" looks back. */
export const beforeEvent = HOUR;
