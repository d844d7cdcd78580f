import { phraseAt, set, skip, wordAt, type Found, type Parsed, type Reader } from '../grammar';
import { momentAt } from '../moments';
import { durationAt } from '../quantities';
import { bareLength } from './lookBack';

/** "It's 9am, …" says when the question is asked. */
export function statedPresent(reader: Reader, start: number): Parsed<Found> | undefined {
  const greeting = phraseAt(reader, start, ['good morning', 'good afternoon', 'good evening', 'good night', 'good day']);
  if (greeting !== undefined) return { value: { kind: 'ignored', as: 'present' }, next: greeting };
  const lead = phraseAt(reader, start, [
    'it is',
    'it',
    'its',
    'now it is',
    'the time is',
    'time is',
    'it is now',
    'it is already',
    'it is currently',
    'now is',
  ]);
  if (lead === undefined) return undefined;
  const index = skip(reader, lead, set('now already currently about almost nearly only just'));
  const moment = momentAt(reader, index);
  if (moment === undefined || (moment.value.kind === 'clock' && moment.value.time.isBare && moment.value.time.time === 0))
    return undefined;
  if (
    !['clock', 'day', 'instant', 'period'].includes(moment.value.kind) ||
    ['yesterday', 'overnight', 'last'].includes(wordAt(reader, index))
  )
    return undefined;
  return { value: { kind: 'ignored', as: 'present' }, next: moment.next };
}

const comparators = [
  ...[
    'slower',
    'longer',
    'more',
    'greater',
    'less',
    'fewer',
    'higher',
    'older',
    'newer',
    'faster',
    'quicker',
    'shorter',
    'later',
    'lower',
    'bigger',
    'larger',
    'younger',
  ].map((word) => `${word} than`),
  ...[
    'over',
    'above',
    'below',
    'under',
    'exceeding',
    'exceed',
    'exceeds',
    'exceeded',
    'at least',
    'at most',
    'up to',
    'within',
    'after',
    'beyond',
    'less or equal to',
  ],
  ...[
    'takes',
    'took',
    'take',
    'taking',
    'lasting',
    'lasted',
    'lasts',
    'timeout of',
    'delay of',
    'latency of',
    'duration of',
    'for',
    'for at least',
    'for more than',
    'for over',
    'for longer than',
  ],
  ...['<', '>', '<=', '>=', '=', '≥', '≤', 'no more than', 'more than or equal to', 'in less than', 'in under', 'in more than'],
];
const measures = set('more less longer later older newer earlier younger over at within up beyond no > < >= <= in');
const ages = set('old ago long');

/** A length of time that something is measured against: "slower than 5 seconds", "timeouts after 30s", "older than 7 days". */
export function threshold(reader: Reader, start: number): Parsed<Found> | undefined {
  const lead = phraseAt(reader, start, comparators);
  if (lead === undefined) return undefined;
  const duration = durationAt(reader, lead);
  if (duration?.value.isCounted !== true || bareLength(reader, lead) !== undefined) return undefined;
  // "slower than an hour ago" compares two times, "older than a week" and "more than a week ago" an age.
  if (wordAt(reader, duration.next) === 'ago' && !measures.has(wordAt(reader, start))) return undefined;
  return { value: { kind: 'ignored', as: 'threshold' }, next: skip(reader, duration.next, ages) };
}
