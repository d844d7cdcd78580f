import { DAY, HOUR, MINUTE, type Instant } from '../../../../model/time';
import { around, changeNote, clockTimeAt, floatingOf, margin, momentsOn, notesOf, type ClockTime } from '../clockTimes';
import { dayAt } from '../dates';
import { phraseAt, windowFound, wordAt, type Draft, type Found, type Parsed, type Reader } from '../grammar';
import { timeLabel } from '../labels';
import { momentAt, type Moment } from '../moments';
import { durationAt, durationWords } from '../quantities';
import { beforeEvent } from './events';

type Relation = 'since' | 'until' | 'before' | 'after' | 'at' | 'during' | 'justBefore' | 'justAfter';

const words: readonly (readonly [Relation, readonly string[]])[] = [
  ['since', ['since', 'ever since', 'starting', 'starting at', 'starting from', 'from', 'onwards from']],
  ['until', ['until', 'till', 'til', 'up to', 'up until']],
  ['before', ['before', 'prior to', 'leading up to', 'in the run-up to', 'ahead of', 'preceding']],
  ['after', ['after', 'following', 'past']],
  ['justBefore', ['just before', 'right before', 'shortly before', 'immediately before', 'in the minutes before']],
  [
    'justAfter',
    ['just after', 'right after', 'shortly after', 'immediately after', 'in the minutes after', 'just past', 'shortly past'],
  ],
  [
    'at',
    [
      'at',
      'around',
      'about',
      'at around',
      'at about',
      'near',
      'circa',
      '~',
      '@',
      'at approximately',
      'approximately',
      'close to',
      'at roughly',
      'roughly',
      'at exactly',
    ],
  ],
  ['during', ['during', 'while', 'throughout', 'at the time of', 'around the time of']],
];

const onwards = ['onwards', 'onward', 'on', 'and later', 'until now', 'till now', 'to now', 'up to now'];

/** "since Monday", "until noon", "just before the outage", "around 2:45 AM", "during the incident". */
export function relation(reader: Reader, start: number): Parsed<Found> | undefined {
  let found: Parsed<Relation> | undefined;
  for (const [value, phrases] of words) {
    const next = phraseAt(reader, start, phrases);
    if (next !== undefined && next > (found?.next ?? 0)) found = { value, next };
  }
  if (found === undefined) return undefined;
  const isFrom = wordAt(reader, start) === 'from';
  const moment = momentAt(reader, found.next, true);
  if (moment === undefined) return found.value === 'since' && !isFrom ? sinceLength(reader, found.next) : undefined;
  const end = phraseAt(
    reader,
    moment.next,
    found.value === 'since' || found.value === 'after' ? onwards.filter((word) => word !== 'on' || isFrom) : [],
  );
  // "logs from yesterday" are of that day; "from yesterday on" are since then.
  if (isFrom && end === undefined && moment.value.kind !== 'clock' && moment.value.kind !== 'instant') return undefined;
  return related(reader, found.value, moment.value, end ?? moment.next, wordAt(reader, start));
}

function related(reader: Reader, how: Relation, moment: Moment, next: number, word: string): Parsed<Found> | undefined {
  if (moment.kind === 'problem') return { value: { kind: 'unknown', message: moment.problem }, next };
  if (moment.kind === 'clock') return floatingRelation(reader, how, moment.time, next, word);
  const draft = draftOf(reader, how, moment, word);
  return draft === undefined ? undefined : windowFound(draft, next);
}

/** A window that stands in a relation to a moment; undefined where the words make no sense together. */
function draftOf(
  reader: Reader,
  how: Relation,
  moment: Exclude<Moment, { kind: 'clock' | 'problem' }>,
  word: string,
): Draft | undefined {
  const { from, to, label, assumed } = moment;
  const isPoint = moment.kind === 'instant';
  switch (how) {
    case 'since':
      return { from, to: reader.now, label: `since ${label}`, assumed, open: 'end' };
    case 'after': {
      const begin = moment.kind === 'event' ? (moment.event.until === undefined ? from : to) : isPoint ? from : to;
      return { from: begin, to: reader.now, label: `after ${label}`, open: 'end', assumed };
    }
    case 'until': {
      const start = reader.clock.startOf(reader.clock.dayOf(isPoint ? from - 1 : from));
      if (moment.kind === 'event') return beforeDraft(from, beforeEvent, label, reader);
      return {
        from: Math.min(start, from),
        to: isPoint ? to : from > start ? from : to,
        label: `until ${label}`,
        open: 'start',
        assumed: notesOf('from the start of that day', assumed),
      };
    }
    case 'before': {
      const length = isPoint || moment.kind === 'event' ? beforeEvent : DAY;
      return { ...beforeDraft(from, length, label, reader), assumed: notesOf(`the ${durationWords(length)} before`, assumed) };
    }
    case 'justBefore':
      return { from: from - margin, to: from, label: `just before ${label}`, assumed: notesOf('the 15 minutes before', assumed) };
    case 'justAfter':
      return {
        from: isPoint || moment.kind === 'event' ? from : to,
        to: (isPoint || moment.kind === 'event' ? from : to) + margin,
        label: `just after ${label}`,
        assumed: 'the 15 minutes after',
      };
    case 'at':
      if (isPoint && label === 'now') return undefined;
      if (isPoint) return around({ first: from, last: to, isSkipped: false }, `around ${label}`, assumed);
      if (moment.kind === 'event')
        return {
          from: from - margin,
          to: to + margin,
          label: `around ${label}`,
          assumed: notesOf('± 15 min', assumed, moment.extent),
        };
      return word === 'at' || word === 'around' || word === 'about' ? { ...moment, isCalendar: true } : undefined;
    case 'during':
      if (moment.kind === 'event') return { from, to, label: `during ${label}`, assumed: notesOf(assumed, moment.extent) };
      return isPoint ? undefined : { ...moment, isCalendar: true };
  }
}

function beforeDraft(at: Instant, length: number, label: string, reader: Reader): Draft {
  const others = [30 * MINUTE, DAY].map((other) => ({
    id: `before-${other / MINUTE}m`,
    label: `the ${durationWords(other)} before`,
    window: { from: at - other, to: Math.min(at, reader.now) },
  }));
  return {
    from: at - length,
    to: at,
    label: `before ${label}`,
    assumed: `the ${durationWords(length)} before`,
    others,
    open: 'start',
  };
}

/** Clock times without a date. */
function floatingRelation(reader: Reader, how: Relation, time: ClockTime, next: number, word: string): Parsed<Found> | undefined {
  if (how === 'during') return undefined;
  const isAlone =
    next === reader.tokens.length && time.time >= HOUR && time.time <= 12 * HOUR && (word === 'around' || word === 'about');
  const onDay = (day: number, afternoon: boolean): { draft: Draft; anchor: Instant } => {
    const moments = momentsOn(reader, day, time, afternoon);
    const shown = time.time + (afternoon ? 12 * HOUR : 0);
    const label = timeLabel(shown);
    const note = changeNote(moments, shown);
    const draft = how === 'at' ? around(moments, `around ${label}`, note) : clockDraft(reader, how, moments, label, note);
    return { draft, anchor: moments.first };
  };
  return { value: { kind: 'floating', floating: floatingOf(reader, [time], onDay, time.isBare && !isAlone) }, next };
}

function clockDraft(
  reader: Reader,
  how: Exclude<Relation, 'at' | 'during'>,
  moments: { first: Instant; last: Instant },
  label: string,
  note: string | undefined,
): Draft {
  const { first, last } = moments;
  switch (how) {
    case 'since':
    case 'after':
      return { from: first, to: Math.max(reader.now, first + HOUR), label: `since ${label}`, assumed: note, open: 'end' };
    case 'until':
    case 'before': {
      const from = reader.clock.startOf(reader.clock.dayOf(first - 1));
      const hour = { id: 'hour-before', label: 'the hour before', window: { from: first - HOUR, to: last } };
      return {
        from,
        to: last,
        label: `${how} ${label}`,
        open: 'start',
        assumed: notesOf('from the start of that day', note),
        others: [hour],
      };
    }
    case 'justBefore':
      return { from: first - margin, to: first, label: `just before ${label}`, assumed: notesOf('the 15 minutes before', note) };
    case 'justAfter':
      return { from: first, to: last + margin, label: `just after ${label}`, assumed: notesOf('the 15 minutes after', note) };
  }
}

/** "since 2 hours". */
function sinceLength(reader: Reader, index: number): Parsed<Found> | undefined {
  const duration = durationAt(reader, index);
  if (duration?.value.isCounted !== true) return undefined;
  const { milliseconds } = duration.value;
  return windowFound(
    { from: reader.now - milliseconds, to: reader.now, label: `last ${durationWords(milliseconds)}` },
    duration.next,
  );
}

/** "2 hours ago", "yesterday 02:45", "16 Nov 22:00", a clock time with AM, PM or minutes that no preposition stands before. */
export function momentAlone(reader: Reader, index: number): Parsed<Found> | undefined {
  const moment = momentAt(reader, index);
  if (moment === undefined || (moment.value.kind !== 'instant' && moment.value.kind !== 'clock')) return undefined;
  // "top 5 yesterday"
  if (clockTimeAt(reader, index)?.value.isBare === true && dayAt(reader, index) === undefined) return undefined;
  return related(reader, 'at', moment.value, moment.next, 'at');
}
