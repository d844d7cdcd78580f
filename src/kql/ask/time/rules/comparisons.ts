import { DAY, HOUR } from '../../../../model/time';
import { dayAt } from '../dates';
import { phraseAt, set, skip, wordAt, type Found, type Parsed, type Reader } from '../grammar';
import { momentAt } from '../moments';
import { days } from '../periods';
import { durationAt, durationWords, skipDash } from '../quantities';
import { units } from '../vocabulary';

const leads = [
  ...[
    'compared with',
    'compared to',
    'compared against',
    'compare with',
    'compare to',
    'compare against',
    'comparing with',
    'comparing to',
    'as compared to',
  ],
  ...[
    'in comparison with',
    'in comparison to',
    'versus',
    'vs',
    'against',
    'relative to',
    'than',
    'than in',
    'than it was',
    'than they were',
    'up from',
    'down from',
  ],
  ...[
    'than at',
    'than on',
    'than for',
    'than during',
    'compared with that of',
    'as opposed to',
    'than the one',
    'increase from',
    'decrease from',
    'change from',
    'difference from',
    'differ from',
  ],
];
const overs = set('over on');
const compares = set('compare comparing comparison compared difference differences differ');
const former = ['previous', 'prior', 'preceding', 'last', 'past'];
const spans = set('period window interval one range timeframe');

/** "compared with yesterday", "than last week", "vs the previous period", "week over week", "than before the deploy". */
export function comparison(reader: Reader, start: number): Parsed<Found> | undefined {
  return overAt(reader, start) ?? ledAt(reader, start) ?? alsoAt(reader, start);
}

const found = (shift: number | 'previous', label: string, next: number): Parsed<Found> => ({
  value: { kind: 'comparison', shift, label },
  next,
});

/** "week over week", "wow". */
function overAt(reader: Reader, index: number): Parsed<Found> | undefined {
  const letters = ({ wow: 'week', dod: 'day', yoy: 'year' } as const)[wordAt(reader, index)];
  if (letters !== undefined) return found(units.get(letters)?.milliseconds ?? DAY, `the ${letters} before`, index + 1);
  const unit = units.get(wordAt(reader, index));
  const over = skipDash(reader, index + 1);
  const again = skipDash(reader, over + 1);
  if (
    unit === undefined ||
    wordAt(reader, index).length < 3 ||
    !overs.has(wordAt(reader, over)) ||
    wordAt(reader, again) !== wordAt(reader, index)
  )
    return undefined;
  return found(unit.milliseconds, `the ${unit.name} before`, again + 1);
}

function ledAt(reader: Reader, start: number): Parsed<Found> | undefined {
  const lead = phraseAt(reader, start, leads);
  const isCompare = lead === undefined && ['with', 'to', 'and'].includes(wordAt(reader, start)) && saysCompare(reader, start);
  const index = lead ?? (isCompare ? start + 1 : undefined);
  return index === undefined ? undefined : baseAt(reader, index, wordAt(reader, start) !== 'and');
}

/** True when a word before `before` asks for a comparison. */
export function saysCompare(reader: Reader, before: number): boolean {
  return reader.tokens.slice(0, before).some(({ text }) => compares.has(text));
}

/** What stands behind "compared with". */
function baseAt(reader: Reader, index: number, mayBePeriod: boolean): Parsed<Found> | undefined {
  return (
    previousAt(reader, index) ??
    shiftAt(reader, index) ??
    eventBaseAt(reader, index) ??
    (mayBePeriod ? namedAt(reader, index) : dayBaseAt(reader, index))
  );
}

/** "the previous period", "the period before", "the previous hour", "the week before", "the previous 24 hours". */
function previousAt(reader: Reader, start: number): Parsed<Found> | undefined {
  let index = skip(reader, start, set('the'));
  index = phraseAt(reader, index, ['same period', 'same time', 'same hours', 'same hour', 'same day', 'same window']) ?? index;
  index = skip(reader, skip(reader, skip(reader, index, set('of in on')), set('from')), set('the'));
  const said = phraseAt(reader, index, former);
  const at = said ?? index;
  if (spans.has(wordAt(reader, at))) {
    const behind =
      said === undefined ? phraseAt(reader, at + 1, ['before', 'before that', 'before it', 'immediately before']) : at + 1;
    return behind === undefined ? undefined : found('previous', 'the period before', behind);
  }
  if (
    said === undefined &&
    at === start &&
    wordAt(reader, at) === 'before' &&
    phraseAt(reader, at + 1, ['the', 'that', 'this']) === undefined &&
    momentAt(reader, at + 1, true) === undefined
  ) {
    return found('previous', 'the period before', at + 1);
  }
  const duration = durationAt(reader, at);
  if (duration === undefined) return undefined;
  const behind =
    said === undefined ? phraseAt(reader, duration.next, ['before', 'before that', 'earlier', 'previously']) : duration.next;
  if (behind === undefined || isEventBehind(reader, behind)) return undefined;
  const { milliseconds, unit, isCounted } = duration.value;
  return found(milliseconds, isCounted ? `${durationWords(milliseconds)} before` : `the ${unit} before`, behind);
}

/** "the hour before the deploy" is no distance. */
function isEventBehind(reader: Reader, index: number): boolean {
  return wordAt(reader, index - 1) === 'before' && momentAt(reader, index, true) !== undefined;
}

/** "yesterday", "the same time yesterday", "a week ago". */
function shiftAt(reader: Reader, start: number): Parsed<Found> | undefined {
  const same = phraseAt(reader, start, [
    'the same time',
    'same time',
    'this time',
    'the same period',
    'same period',
    'the same day',
    'same day',
    'the same hours',
    'the same hour',
    'the same window',
  ]);
  const index = same === undefined ? start : skip(reader, same, set('of in on'));
  if (wordAt(reader, index) === 'yesterday') {
    return isTimeBehind(reader, index + 1) && same === undefined ? undefined : found(DAY, 'yesterday', index + 1);
  }
  const duration = durationAt(reader, index);
  if (duration === undefined || wordAt(reader, duration.next) !== 'ago' || !duration.value.isCounted) return undefined;
  // "disks created more than 30 days ago" compares ages.
  if (
    wordAt(reader, start - 1) === 'than' &&
    set('more less longer older newer later earlier fewer').has(wordAt(reader, start - 2)) &&
    wordAt(reader, index) !== 'a'
  )
    return undefined;
  return found(duration.value.milliseconds, `${durationWords(duration.value.milliseconds)} before`, duration.next + 1);
}

function isTimeBehind(reader: Reader, index: number): boolean {
  return ['morning', 'afternoon', 'evening', 'night'].includes(wordAt(reader, index));
}

/** "than before the deploy": its base is the event; what is compared lies behind it. */
function eventBaseAt(reader: Reader, index: number): Parsed<Found> | undefined {
  const before = phraseAt(reader, index, ['before', 'prior to', 'it was before', 'they were before']);
  if (before === undefined) return undefined;
  const moment = momentAt(reader, before, true);
  if (moment === undefined) return undefined;
  return againstBefore(reader, moment.value, moment.next);
}

function againstBefore(
  reader: Reader,
  value: NonNullable<ReturnType<typeof momentAt>>['value'],
  next: number,
): Parsed<Found> | undefined {
  if (value.kind === 'problem') return { value: { kind: 'unknown', message: value.problem }, next };
  if (value.kind === 'clock' || value.from >= reader.now) return undefined;
  const base = { from: value.from, to: reader.now, label: value.label, assumed: value.assumed };
  return { value: { kind: 'comparison', shift: 'previous', label: `before ${value.label}`, base }, next };
}

/** "before and after the deploy", "before vs after the restart". */
function alsoAt(reader: Reader, start: number): Parsed<Found> | undefined {
  const both = phraseAt(reader, start, [
    'before and after',
    'before vs after',
    'before versus after',
    'after vs before',
    'after versus before',
    'after and before',
    'before / after',
  ]);
  const moment = both === undefined ? undefined : momentAt(reader, both, true);
  return moment && againstBefore(reader, moment.value, moment.next);
}

/** A day or period to compare with: "than on Monday", "vs last month". */
function namedAt(reader: Reader, index: number): Parsed<Found> | undefined {
  const moment = momentAt(reader, index);
  if (moment === undefined || (moment.value.kind !== 'day' && moment.value.kind !== 'period')) return undefined;
  const { from, to, label } = moment.value;
  return { value: { kind: 'comparison', shift: shiftTo(reader, from), label, base: { from, to, label } }, next: moment.next };
}

function dayBaseAt(reader: Reader, index: number): Parsed<Found> | undefined {
  const day = dayAt(reader, index);
  if (day === undefined || 'problem' in day.value) return namedAt(reader, index);
  const window = days(reader, day.value.day, day.value.day + 1);
  return {
    value: {
      kind: 'comparison',
      shift: shiftTo(reader, window.from),
      label: day.value.label,
      base: { ...window, label: day.value.label },
    },
    next: day.next,
  };
}

/** Whole days between then and today; hours for what is later. */
function shiftTo(reader: Reader, from: number): number {
  const distance = reader.clock.dayOf(reader.now) - reader.clock.dayOf(from);
  return distance > 0 ? distance * DAY : HOUR;
}
