import { DAY, HOUR } from '../../../../model/time';
import { dayAt } from '../dates';
import { phraseAt, set, skip, wordAt, type Draft, type Parsed, type Reader } from '../grammar';
import { calendarUnit, days, today } from '../periods';
import { months, monthTitle, units, type UnitName } from '../vocabulary';
import { firstOfMonth, partsOf } from '../wallClock';

/** "this week", "previous month", "last quarter", "month to date", "over the weekend", "in November", "in 2025". */
export function calendarPeriodAt(reader: Reader, index: number): Parsed<Draft> | undefined {
  return (
    weekOfAt(reader, index) ??
    edgeAt(reader, index) ??
    unitAt(reader, index) ??
    toDateAt(reader, index) ??
    weekendAt(reader, index) ??
    monthAt(reader, index) ??
    yearAt(reader, index)
  );
}

/** "the week of 9 November": Monday to Sunday. */
function weekOfAt(reader: Reader, start: number): Parsed<Draft> | undefined {
  const next = phraseAt(reader, skip(reader, start, set('the')), ['week of', 'week beginning', 'week starting']);
  const found = next === undefined ? undefined : dayAt(reader, skip(reader, next, set('on the')));
  if (found === undefined || 'problem' in found.value) return undefined;
  const monday = found.value.day - partsOf(found.value.day).weekday;
  return {
    value: { ...days(reader, monday, monday + 7), label: `week of ${found.value.label}`, isCalendar: true },
    next: found.next,
  };
}

const relations: ReadonlyMap<string, number> = new Map([
  ['this', 0],
  ['current', 0],
  ['previous', 1],
  ['next', -1],
]);
const calendarUnits = set('day week month quarter year');

/** "This week" is so far; "last quarter" is of the calendar, whereas "last week" looks back 7 days (lookBack.ts). */
function unitAt(reader: Reader, start: number): Parsed<Draft> | undefined {
  let index = skip(reader, start, set('earlier later'));
  index = skip(reader, index, set('the'));
  const word = wordAt(reader, index);
  const unit = units.get(wordAt(reader, index + 1));
  if (unit === undefined || wordAt(reader, index + 1).length < 3 || wordAt(reader, index + 1).endsWith('s')) return undefined;
  const isLastQuarter = word === 'last' && unit.name === 'quarter';
  const back = isLastQuarter ? 1 : relations.get(word);
  if (back === undefined || !(calendarUnits.has(unit.name) || (unit.name === 'hour' && back === 0))) return undefined;
  const next = phraseAt(reader, index + 2, ['so far', 'to date']) ?? index + 2;
  if (back === -1) return { value: { ...calendarUnit(reader, unit.name, -1), label: `next ${unit.name}` }, next };
  const length = unit.milliseconds;
  const rolling = {
    id: 'rolling',
    label: `the last ${length / DAY} days`,
    window: { from: reader.now - length, to: reader.now },
  };
  const label = `${back === 0 ? 'this' : 'previous'} ${unit.name}`;
  const others = length > HOUR && unit.name !== 'day' ? [rolling] : [];
  return { value: { ...calendarUnit(reader, unit.name, back), label, others, isCalendar: true }, next };
}

function toDateAt(reader: Reader, index: number): Parsed<Draft> | undefined {
  const letters = ({ ytd: 'year', mtd: 'month', qtd: 'quarter', wtd: 'week' } as const)[wordAt(reader, index)];
  const unit = letters ?? units.get(wordAt(reader, index))?.name;
  const next = letters === undefined ? phraseAt(reader, index + 1, ['to date', '- to - date']) : index + 1;
  if (unit === undefined || next === undefined || !calendarUnits.has(unit)) return undefined;
  return { value: { ...calendarUnit(reader, unit, 0), label: `this ${unit}`, isCalendar: true }, next };
}

/** The start or the end of a unit: "since the start of the week". A moment, so its window is empty. */
function edgeAt(reader: Reader, start: number): Parsed<Draft> | undefined {
  const edge = phraseAt(reader, skip(reader, start, set('the')), ['start of', 'beginning of', 'end of']);
  if (edge === undefined) return undefined;
  const isEnd = wordAt(reader, edge - 2) === 'end';
  const index = skip(reader, edge, set('the'));
  const [word, next] =
    relations.has(wordAt(reader, index)) || wordAt(reader, index) === 'last'
      ? [wordAt(reader, index), index + 1]
      : ['this', index];
  const unit = units.get(wordAt(reader, next));
  const day = { today: 0, yesterday: 1 }[wordAt(reader, index)];
  const name: UnitName | undefined = day === undefined ? unit?.name : 'day';
  if (name === undefined || !(calendarUnits.has(name) || name === 'hour')) return undefined;
  const back = day ?? (word === 'last' ? 1 : (relations.get(word) ?? 0));
  const { from, to } = calendarUnit(reader, name, back);
  const at = isEnd ? to : from;
  return {
    value: { from: at, to: at, label: `${isEnd ? 'end' : 'start'} of the ${name}` },
    next: day === undefined ? next + 1 : index + 1,
  };
}

/** The one in progress, else the last: Saturday and Sunday. */
function weekendAt(reader: Reader, start: number): Parsed<Draft> | undefined {
  const index = skip(reader, skip(reader, start, set('the')), set('last this past previous'));
  const word = wordAt(reader, index);
  if (word !== 'weekend' && word !== 'weekends') return undefined;
  const monday = today(reader) - partsOf(today(reader)).weekday;
  const isIn = reader.now >= days(reader, monday + 5, monday + 7).from;
  const isBefore = isIn && ['last', 'previous', 'past'].includes(wordAt(reader, index - 1));
  const saturday = monday + 5 - (isIn && !isBefore ? 0 : 7);
  const others = [-7, 0]
    .filter((shift) => shift === -7 || isBefore)
    .map((shift) => {
      const first = saturday + (shift === 0 ? 7 : shift);
      return {
        id: shift === 0 ? 'this-weekend' : 'weekend-before',
        label: shift === 0 ? 'this weekend' : 'the weekend before',
        window: days(reader, first, first + 2),
      };
    });
  const { clock } = reader;
  const fromFriday = {
    from: clock.momentsOf((saturday - 1) * DAY + 18 * HOUR).first,
    to: clock.momentsOf((saturday + 2) * DAY + 9 * HOUR).last,
  };
  const draft: Draft = {
    ...days(reader, saturday, saturday + 2),
    label: 'weekend',
    others: [{ id: 'off-hours', label: 'Friday evening to Monday morning', window: fromFriday }, ...others],
    isCalendar: true,
  };
  return { value: draft, next: index + 1 };
}

const monthAnchors = set('in since during of last from until till between and to through this before after for and early late');

/** "November", "November 2025": the last one that has begun. */
function monthAt(reader: Reader, start: number): Parsed<Draft> | undefined {
  const index = skip(reader, start, set('last this past'));
  const month = months.get(wordAt(reader, index));
  if (month === undefined || !(index > start || monthAnchors.has(wordAt(reader, index - 1)) || isYear(reader, index + 1)))
    return undefined;
  const now = partsOf(today(reader));
  const isNamed = isYear(reader, index + 1);
  const year = isNamed ? Number(wordAt(reader, index + 1)) : now.year - (month > now.month ? 1 : 0);
  const window = days(reader, firstOfMonth(year, month), firstOfMonth(year, month + 1));
  const label = isNamed || year !== now.year ? `${monthTitle(month)} ${year}` : monthTitle(month);
  return { value: { ...window, label, isCalendar: true }, next: index + (isNamed ? 2 : 1) };
}

function yearAt(reader: Reader, index: number): Parsed<Draft> | undefined {
  if (!isYear(reader, index) || !['in', 'since', 'during', 'until', 'from', 'of'].includes(wordAt(reader, index - 1)))
    return undefined;
  const year = Number(wordAt(reader, index));
  return {
    value: { ...days(reader, firstOfMonth(year, 1), firstOfMonth(year + 1, 1)), label: `${year}`, isCalendar: true },
    next: index + 1,
  };
}

function isYear(reader: Reader, index: number): boolean {
  return reader.tokens[index]?.kind === 'number' && /^20\d\d$/.test(wordAt(reader, index));
}
