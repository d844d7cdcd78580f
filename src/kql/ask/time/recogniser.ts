import type * as Recognizers from '@microsoft/recognizers-text-date-time';
import { DAY } from '../../../model/time';
import { around } from './clockTimes';
import type { Draft, Reader } from './grammar';
import type { Part } from './scan';
import { months, weakNames, weekdays } from './vocabulary';
import type { Wall } from './wallClock';

type Library = typeof Recognizers;
type Model = ReturnType<InstanceType<Library['DateTimeRecognizer']>['getDateTimeModel']>;

/** One reading of words: ISO 8601 without a zone, an end that is not included, `Mod` for "before" and "since". */
type Value = Readonly<Partial<Record<'type' | 'value' | 'start' | 'end' | 'Mod', string>>>;

/** Words that the rules may have left although they say when. Lengths alone are none: they are thresholds as often. */
const timeWords: ReadonlySet<string> = new Set([
  ...[...months.keys(), ...weekdays.keys()].filter((name) => !weakNames.has(name)),
  ...['ago', 'morning', 'afternoon', 'evening', 'night', 'tomorrow', 'fortnight', 'quarter', 'decade', 'half', 'eve'],
  ...[
    'week',
    'weeks',
    'month',
    'months',
    'year',
    'years',
    'christmas',
    'easter',
    'thanksgiving',
    'halloween',
    'summer',
    'winter',
  ],
]);
const types: ReadonlySet<string> = new Set(['date', 'datetime', 'daterange', 'datetimerange']);

let model: Promise<Model> | undefined;

/** Its package is large and takes a second to load; a CommonJS package has its names on `default` in some bundles. */
async function load(): Promise<Model> {
  const loaded: Library & { readonly default?: Library } = await import('@microsoft/recognizers-text-date-time');
  const { Culture, DateTimeOptions, DateTimeRecognizer } = loaded.default ?? loaded;
  return new DateTimeRecognizer(Culture.English, DateTimeOptions.None).getDateTimeModel();
}

/** What the recogniser finds in the words that the rules left; nothing, and nothing loaded, when they do not speak of time. */
export async function recognise(reader: Reader, own: readonly Part[]): Promise<readonly Part[]> {
  const { tokens } = reader;
  const isLeft = (index: number): boolean =>
    tokens[index]?.kind !== 'name' && !own.some(({ from, to }) => from <= index && index < to);
  if (!tokens.some(({ text }, index) => timeWords.has(text) && isLeft(index))) return [];
  const { text, starts } = leftOf(reader, isLeft);
  const { parse } = await bound();
  const parts: Part[] = [];
  for (const { start, end, resolution } of parse(text, localDate(reader))) {
    const from = starts.findLastIndex((at) => at <= start);
    const to = starts.findLastIndex((at) => at <= end) + 1;
    const draft = draftOf(reader, valuesOf(resolution));
    const isFree = from >= 0 && from < to && tokens.slice(from, to).every((_, i) => isLeft(from + i));
    if (draft !== undefined && isFree) parts.push({ from, to, found: { kind: 'window', draft } });
  }
  return parts;
}

/** The words that are left, one blank between them, and where each begins. */
function leftOf({ tokens }: Reader, isLeft: (index: number) => boolean): { text: string; starts: readonly number[] } {
  let text = '';
  const starts: number[] = [];
  for (const [index, token] of tokens.entries()) {
    starts.push(text.length);
    text += `${isLeft(index) ? token.text : ';'} `;
  }
  return { text, starts };
}

async function bound(): Promise<{ parse: Model['parse'] }> {
  model ??= load();
  const loaded = await model;
  return { parse: (text, reference) => loaded.parse(text, reference) };
}

/** It reads the fields of a Date in the zone of the process, so those of the wall clock are put there. */
function localDate({ clock, now }: Reader): Date {
  const wall = new Date(clock.wallOf(now));
  return new Date(wall.getUTCFullYear(), wall.getUTCMonth(), wall.getUTCDate(), wall.getUTCHours(), wall.getUTCMinutes());
}

function valuesOf(resolution: Readonly<Record<string, unknown>> | undefined): readonly Value[] {
  const values: unknown = resolution?.['values'];
  return Array.isArray(values) ? values.filter((value): value is Value => typeof value === 'object' && value !== null) : [];
}

/** The latest reading that has begun. */
function draftOf(reader: Reader, values: readonly Value[]): Draft | undefined {
  const drafts = values
    .filter(({ type = '' }) => types.has(type))
    .map((value) => ofValue(reader, value))
    .filter((draft) => draft !== undefined);
  const begun = drafts.filter(({ from }) => from < reader.now).sort((a, b) => b.from - a.from);
  return begun[0] ?? drafts[0];
}

function ofValue({ clock, now }: Reader, { type, value, start, end, Mod }: Value): Draft | undefined {
  const at = (text: string | undefined): Wall | undefined => {
    const wall = text === undefined ? NaN : Date.parse(`${text.replace(' ', 'T')}${text.length > 10 ? 'Z' : ''}`);
    return Number.isNaN(wall) ? undefined : wall;
  };
  const [point, first, last] = [at(value), at(start), at(end)];
  const label = 'that time';
  if (point !== undefined && type === 'datetime') return around(clock.momentsOf(point), label);
  if (point !== undefined)
    return { from: clock.momentsOf(point).first, to: clock.momentsOf(point + DAY).first, label: 'that day', isCalendar: true };
  if (first !== undefined && last !== undefined)
    return { from: clock.momentsOf(first).first, to: clock.momentsOf(last).last, label };
  if (first !== undefined) return { from: clock.momentsOf(first).first, to: now, label: `${Mod ?? 'since'} then`, open: 'end' };
  if (last === undefined) return undefined;
  const to = clock.momentsOf(last).last;
  return { from: to - DAY, to, label: 'before then', assumed: 'the day before', open: 'start' };
}
