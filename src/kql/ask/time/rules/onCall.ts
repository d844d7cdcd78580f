import { DAY, HOUR } from '../../../../model/time';
import { dayAt } from '../dates';
import { phraseAt, set, skip, wordAt, type Draft, type Parsed, type Reader } from '../grammar';
import { hoursOf, lastNight, nightOf, shiftAround, shiftAt, today } from '../periods';
import type { CalendarDay } from '../wallClock';

/** Hours after midnight that a part of the day has; the night has its own hours in the context. */
const dayparts: ReadonlyMap<string, readonly [from: number, to: number]> = new Map([
  ['morning', [6, 12]],
  ['afternoon', [12, 18]],
  ['evening', [18, 24]],
  ['lunchtime', [12, 14]],
  ['lunch', [12, 14]],
]);

/** What people on call say: "overnight", "tonight", "this morning", "last night", "Monday evening", "last shift", "night shift". */
export function onCallPeriodAt(reader: Reader, index: number): Parsed<Draft> | undefined {
  return shiftPeriodAt(reader, index) ?? nightAt(reader, index) ?? earlyAt(reader, index) ?? daypartAt(reader, index);
}

function nightAt(reader: Reader, index: number): Parsed<Draft> | undefined {
  const over = phraseAt(reader, index, [
    'overnight',
    'over night',
    'over the night',
    'during the night',
    'in the night',
    'at night',
    'through the night',
    'the night',
  ]);
  if (over !== undefined) return { value: { ...lastNight(reader), label: 'overnight', isCalendar: true }, next: over };
  const last = phraseAt(reader, index, ['last night', 'yesterday night', 'the previous night', 'previous night']);
  if (last !== undefined) return { value: lastNightDraft(reader), next: last };
  const tonight = phraseAt(reader, index, ['tonight', 'this night']);
  if (tonight === undefined) return undefined;
  const before = nightOf(reader, today(reader) - 1);
  const isIn = before.to > reader.now && wordAt(reader, index) !== 'the';
  const isSmallHours = reader.clock.wallOf(reader.now) - today(reader) * DAY < 6 * HOUR;
  const window = isIn && isSmallHours ? before : nightOf(reader, today(reader));
  return { value: { ...window, label: 'tonight', isCalendar: true }, next: tonight };
}

function lastNightDraft(reader: Reader): Draft {
  const window = lastNight(reader);
  const day = reader.clock.dayOf(window.from);
  const before = { id: 'night-before', label: 'the night before', window: nightOf(reader, day - 1) };
  return { ...window, label: 'last night', others: [before], isCalendar: true };
}

/** Midnight to 06:00. */
function earlyAt(reader: Reader, index: number): Parsed<Draft> | undefined {
  const phrases = [
    'early this morning',
    'early morning',
    'the early hours',
    'early hours',
    'the small hours',
    'small hours',
    'the early hours of the morning',
    'the early hours of this morning',
    'early hours of this morning',
    'the wee hours',
  ];
  const next = phraseAt(reader, index, phrases);
  if (next === undefined) return undefined;
  return { value: { ...hoursOf(reader, today(reader), 0, 6 * HOUR), label: 'early hours', isCalendar: true }, next };
}

/** "this morning", "yesterday evening", "Monday night", "in the afternoon". */
function daypartAt(reader: Reader, start: number): Parsed<Draft> | undefined {
  const said = phraseAt(reader, start, ['this', 'in the', 'earlier this', 'later this', 'during the']);
  if (said !== undefined) return partOf(reader, said, today(reader), 'this', wordAt(reader, start) !== 'this');
  const lunch = phraseAt(reader, start, ['lunch', 'lunchtime']);
  const isDuring = set('during over at since').has(wordAt(reader, start - 1));
  if (lunch !== undefined && isDuring) return partOf(reader, start, today(reader), 'today', true);
  const of = phraseAt(reader, start + 1, ['of', 'on']);
  const ofDay = of !== undefined && isPart(wordAt(reader, start)) ? dayAt(reader, of) : undefined;
  if (ofDay !== undefined && !('problem' in ofDay.value)) {
    const part = partOf(reader, start, ofDay.value.day, ofDay.value.label, false);
    return part && { value: part.value, next: ofDay.next };
  }
  const day = dayAt(reader, start);
  if (day === undefined || 'problem' in day.value) return undefined;
  const index = phraseAt(reader, day.next, ['in the', 'during the']) ?? day.next;
  return partOf(reader, index, day.value.day, day.value.label, false);
}

function isPart(word: string): boolean {
  return word === 'night' || dayparts.has(word);
}

function partOf(
  reader: Reader,
  index: number,
  day: CalendarDay,
  label: string,
  mayBeYesterday: boolean,
): Parsed<Draft> | undefined {
  const word = wordAt(reader, index).replace(/s$/, '');
  if (word === 'night') return { value: { ...nightOf(reader, day), label: `${label} night`, isCalendar: true }, next: index + 1 };
  const hours = dayparts.get(word);
  if (hours === undefined) return undefined;
  const on = (which: CalendarDay): { from: number; to: number } => hoursOf(reader, which, hours[0] * HOUR, hours[1] * HOUR);
  const isYesterday = mayBeYesterday && on(day).from >= reader.now;
  const window = on(isYesterday ? day - 1 : day);
  const reach = { from: reader.clock.startOf(isYesterday ? day - 1 : day), to: window.to };
  const isMorning = word === 'morning';
  const others = isMorning ? [{ id: 'from-midnight', label: 'from midnight', window: reach }] : [];
  return {
    value: {
      ...window,
      label: `${isYesterday ? 'yesterday' : label} ${word}`,
      others,
      isCalendar: true,
      ...(isMorning && { reach }),
    },
    next: index + 1,
  };
}

const shiftNames: ReadonlyMap<string, number> = new Map([
  ['night', 3 * HOUR],
  ['graveyard', 3 * HOUR],
  ['morning', 10 * HOUR],
  ['early', 10 * HOUR],
  ['day', 12 * HOUR],
  ['evening', 20 * HOUR],
  ['late', 20 * HOUR],
]);
const currentShift = [
  'this shift',
  'my shift',
  'our shift',
  'the current shift',
  'current shift',
  'the shift',
  'this on-call shift',
];
const formerShift = ['last shift', 'the last shift', 'previous shift', 'the previous shift', 'my last shift', 'the shift before'];

function shiftPeriodAt(reader: Reader, start: number): Parsed<Draft> | undefined {
  const handover = phraseAt(reader, start, [
    'handover',
    'the handover',
    'the start of my shift',
    'the start of the shift',
    'the start of this shift',
    'shift start',
  ]);
  if (handover !== undefined) {
    const { from } = shiftAt(reader, reader.now);
    return { value: { from, to: from, label: 'start of the shift' }, next: handover };
  }
  const current = phraseAt(reader, start, currentShift);
  const former = phraseAt(reader, start, formerShift);
  const next = current ?? former;
  if (next !== undefined) {
    const window = shiftAt(reader, reader.now, former === undefined ? 0 : 1);
    return { value: { ...window, label: former === undefined ? 'this shift' : 'last shift', isCalendar: true }, next };
  }
  const index = skip(reader, skip(reader, start, set('the')), set('last'));
  const time = shiftNames.get(wordAt(reader, index));
  if (time === undefined || wordAt(reader, index + 1) !== 'shift') return undefined;
  const label = `${wordAt(reader, index)} shift`;
  return { value: { ...shiftAround(reader, time), label, isCalendar: true }, next: index + 2 };
}
