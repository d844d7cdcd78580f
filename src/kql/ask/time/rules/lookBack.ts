import { DAY, HOUR, MINUTE } from '../../../../model/time';
import { notesOf } from '../clockTimes';
import {
  phraseAt,
  set,
  skip,
  windowFound,
  wordAt,
  type Draft,
  type Found,
  type OtherDraft,
  type Parsed,
  type Reader,
} from '../grammar';
import { calendarUnit, today } from '../periods';
import { durationAt, durationWords, quantityAt, type Duration } from '../quantities';
import { partsOf } from '../wallClock';

const lasts = set('last past previous preceding trailing prior latest');
const comparators = set(
  'than over above below under exceed exceeds exceeding exceeded least most takes take took taking lasting lasted lasts every per after running runs ran older newer timeout timeouts delay interval retry ttl retention age p50 p90 p95 p99 waits wait waited',
);
/** What makes "for 2 hours" a condition: a gap, not a window. */
const gaps = set('no not without missing silent down stopped idle unused offline stale unavailable unhealthy sent');
const counted = set(
  'old older long timeout timeouts retention interval intervals window windows bin bins bucket buckets average moving delay later',
);

/** "last 30 minutes", "past hour and a half", "the last week", `last 7d`: exactly that long until now, 30 days to a month. */
export function lookBack(reader: Reader, start: number): Parsed<Found> | undefined {
  return (
    lastAt(reader, start) ??
    nextAt(reader, start) ??
    untilNowAt(reader, start) ??
    recentAt(reader, start) ??
    bareLength(reader, start) ??
    pinnedAt(reader, start)
  );
}

function lastAt(reader: Reader, start: number): Parsed<Found> | undefined {
  let index = skip(reader, start, set('the'));
  if (wordAt(reader, index) === 'most' && wordAt(reader, index + 1) === 'recent') index++;
  else if (!lasts.has(wordAt(reader, index))) return undefined;
  const isPrevious = wordAt(reader, index) === 'previous';
  // "the last hours" is said by people who count none.
  const working = workingDays(reader, index + 1);
  if (working !== undefined) return working;
  const duration = durationAt(reader, index + 1);
  if (duration === undefined) return undefined;
  const { value, next } = duration;
  if (!value.isCounted && value.unit === 'quarter') return undefined;
  if (!value.isCounted && isPrevious && value.milliseconds >= DAY) return undefined;
  if (!value.isCounted && ['deploy', 'shift'].includes(wordAt(reader, next))) return undefined;
  return windowFound(
    rolling(reader, value),
    phraseAt(reader, next, ['or so', 'so far', 'until now', 'up to now', 'to now']) ?? next,
  );
}

/** "last 2 business days": so many before today that are neither Saturday nor Sunday, from midnight. */
function workingDays(reader: Reader, start: number): Parsed<Found> | undefined {
  const quantity = quantityAt(reader, start);
  const next = phraseAt(reader, quantity?.next ?? start, [
    'business day',
    'working day',
    'business days',
    'working days',
    'work day',
    'weekday',
  ]);
  if (next === undefined) return undefined;
  const count = quantity?.value.count ?? 1;
  if (!Number.isInteger(count) || count > 1000) return undefined;
  let day = today(reader);
  for (let left = count; left > 0;) if (partsOf(--day).weekday < 5) left--;
  const to = quantity === undefined ? reader.clock.startOf(day + 1) : reader.now;
  const label = quantity === undefined ? 'last working day' : `last ${count} working days`;
  return windowFound({ from: reader.clock.startOf(day), to, label, isCalendar: quantity === undefined }, next);
}

function rolling(reader: Reader, { milliseconds, unit, isCounted, assumed }: Duration): Draft {
  const window = { from: reader.now - milliseconds, to: reader.now };
  const isCalendarUnit = !isCounted && ['hour', 'day', 'week', 'month', 'year'].includes(unit);
  const label = isCounted
    ? `last ${durationWords(milliseconds)}`
    : isCalendarUnit && milliseconds > DAY
      ? `last ${milliseconds / DAY} days`
      : `last ${milliseconds === DAY ? '24 hours' : unit}`;
  const guess =
    isCalendarUnit && milliseconds >= 7 * DAY ? `"last ${unit}" taken as the last ${milliseconds / DAY} days` : undefined;
  const others: readonly OtherDraft[] = isCalendarUnit
    ? [
        {
          id: `calendar-${unit}`,
          label: calendarNames[unit] ?? `the ${unit} before this one`,
          window: calendarUnit(reader, unit, 1),
        },
      ]
    : [];
  return { ...window, label, assumed: notesOf(assumed, guess), others };
}

const calendarNames: Readonly<Partial<Record<Duration['unit'], string>>> = {
  hour: 'the full hour before this one',
  day: 'yesterday',
  week: 'the calendar week before this one',
  month: 'the calendar month before this one',
  year: 'the calendar year before this one',
};

/** "the next 7 days": all of it after now, for whoever refuses questions about the future. */
function nextAt(reader: Reader, start: number): Parsed<Found> | undefined {
  const index = skip(reader, start, set('the'));
  if (!['next', 'coming', 'upcoming'].includes(wordAt(reader, index))) return undefined;
  const duration = durationAt(reader, index + 1);
  if (duration?.value.isCounted !== true) return undefined;
  return windowFound(ahead(reader, duration.value.milliseconds), duration.next);
}

function ahead({ now }: Reader, milliseconds: number): Draft {
  return { from: now, to: now + milliseconds, label: `next ${durationWords(milliseconds)}` };
}

/** "2 hours until now", "24h to now". */
function untilNowAt(reader: Reader, index: number): Parsed<Found> | undefined {
  const duration = durationAt(reader, index);
  const next = duration && phraseAt(reader, duration.next, ['until now', 'up to now', 'to now', 'to date']);
  if (duration?.value.isCounted !== true || next === undefined) return undefined;
  return windowFound(rolling(reader, duration.value), next);
}

function recentAt(reader: Reader, start: number): Parsed<Found> | undefined {
  const index = phraseAt(reader, start, ['just now', 'recently', 'recent', 'lately', 'of late']);
  if (
    index === undefined ||
    ['deploy', 'deployment', 'restart', 'incident', 'outage', 'alert', 'release'].includes(wordAt(reader, index))
  )
    return undefined;
  if (wordAt(reader, start) === 'recent' && ['most', 'more'].includes(wordAt(reader, start - 1))) return undefined;
  const since = (milliseconds: number): Draft => ({
    from: reader.now - milliseconds,
    to: reader.now,
    label: `last ${durationWords(milliseconds)}`,
  });
  if (wordAt(reader, start) === 'just')
    return windowFound({ ...since(15 * MINUTE), assumed: '"just now" taken as the last 15 minutes' }, index);
  const others = [HOUR, 7 * DAY].map((length) => ({
    id: `last-${length / HOUR}h`,
    label: since(length).label,
    window: { from: since(length).from, to: reader.now },
  }));
  return windowFound({ ...since(DAY), assumed: '"recent" taken as the last 24 hours', others }, index);
}

/** "in 24 hours", "over 7 days", and `24h` at the end: a window only when nothing makes it a threshold. */
export function bareLength(reader: Reader, index: number): Parsed<Found> | undefined {
  const duration = durationAt(reader, index);
  if (duration?.value.isCounted !== true) return undefined;
  const { value, next } = duration;
  const before = wordAt(reader, index - 1);
  const isArticle = wordAt(reader, index) === 'a' || wordAt(reader, index) === 'an';
  const behind = wordAt(reader, next);
  if (counted.has(behind) || ['ago', 'before', 'after', 'from', 'earlier'].includes(behind) || isArticle) return undefined;
  const isLong = value.milliseconds >= HOUR;
  const lead = before === 'the' ? wordAt(reader, index - 2) : before;
  if (['in', 'within', 'over', 'for', 'during', 'across'].includes(lead)) {
    const isGap = reader.tokens.some(({ text }) => gaps.has(text) || text.endsWith("n't"));
    const isThreshold = comparators.has(wordAt(reader, index - 2)) || (lead === 'over' && saysLong(reader, index));
    if (!isLong || isGap || isThreshold) return undefined;
    // "certificates that expire in 30 days"
    const isAhead =
      (lead === 'in' || lead === 'within') &&
      reader.tokens.some(({ text }) => /^(?:expir|renew|due$|will$|forecast|upcoming)/.test(text));
    return windowFound(isAhead ? ahead(reader, value.milliseconds) : rolling(reader, value), next);
  }
  const names = ['trend', 'history', 'chart', 'view', 'summary', 'overview', 'report', 'period', 'timeframe', 'lookback'];
  if (isLong && (names.includes(behind) || (behind === 'of' && value.milliseconds >= DAY)) && !comparators.has(before)) {
    return windowFound(rolling(reader, value), next);
  }
  const isLast = next === reader.tokens.length && value.isCompact && value.milliseconds >= MINUTE;
  if (
    !isLast ||
    comparators.has(before) ||
    reader.tokens[index - 1]?.kind === 'symbol' ||
    ['of', 'is', 'to', 'by', 'and', 'with', 'top', 'at'].includes(before)
  )
    return undefined;
  return windowFound(rolling(reader, value), next);
}

function saysLong(reader: Reader, index: number): boolean {
  return [
    'is',
    'was',
    'are',
    'duration',
    'latency',
    'uptime',
    'time',
    'took',
    'running',
    'taking',
    'lasting',
    'age',
    'runs',
    'jobs',
    'queries',
  ].includes(wordAt(reader, index - 2));
}

/** "in the selected time range": the pinned one. */
function pinnedAt(reader: Reader, start: number): Parsed<Found> | undefined {
  const { pinned } = reader.context;
  const index = skip(reader, start, set('the this that'));
  const at = skip(reader, skip(reader, index, set('selected current chosen pinned')), set('time'));
  const isNamed = at > start && ['range', 'window', 'period'].includes(wordAt(reader, at));
  return pinned !== undefined && isNamed ? windowFound({ ...pinned, label: 'selected time range' }, at + 1) : undefined;
}
