import { DAY, HOUR, MINUTE, type Instant, type TimeWindow } from '../../../model/time';
import type { AskContext, SlotChoice } from '../answer';
import { readTimes } from '../time/readTimes';
import type { TimeReading, TimeReadings } from '../time/window';
import { typedText } from './typedChoice';

/** The windows that people ask for most, back from now. */
const usual: readonly { readonly id: string; readonly label: string; readonly length: number }[] = [
  { id: 'window:last-15m', label: 'the last 15 minutes', length: 15 * MINUTE },
  { id: 'window:last-1h', label: 'the last hour', length: HOUR },
  { id: 'window:last-24h', label: 'the last 24 hours', length: DAY },
  { id: 'window:last-7d', label: 'the last 7 days', length: 7 * DAY },
];

const windowOf = (length: number, now: Instant): TimeWindow => ({ from: now - length, to: now });

/** What the time of a question could be instead: its other readings, then the usual windows, without the one that it is. */
export function otherWindows(
  readings: readonly SlotChoice[],
  window: TimeWindow | undefined,
  now: Instant,
  chosen: string | undefined,
): readonly SlotChoice[] {
  const others = usual.filter(({ length }) => {
    const { from, to } = windowOf(length, now);
    return window === undefined || from !== window.from || to !== window.to;
  });
  return [...readings, ...others].filter(({ id }) => id !== chosen).map(({ id, label }) => ({ id, label }));
}

/** The times of a question with another window: one of its other readings, a usual one, or what typed words say. A sentence when it is none of these. */
export async function withWindow(
  times: TimeReadings,
  choice: string | undefined,
  context: AskContext,
): Promise<TimeReadings | string> {
  if (choice === undefined) return times;
  const [first, ...more] = times.windows;
  const chosen = await chosenWindow(first, choice, context);
  if (typeof chosen === 'string') return chosen;
  const { start, length, also, step, others } = first ?? unnamed;
  const named = { start, length, others, ...(also && { also }), ...(step !== undefined && { step }) };
  const against = first && againstFor(first, chosen.window);
  return { ...times, windows: [{ ...named, ...(against && { against }), ...chosen }, ...more] };
}

/** What the question compares with, as far before the window that was chosen: right before it when it was. */
function againstFor({ window, against }: TimeReading, chosen: TimeWindow): TimeReading['against'] {
  if (against === undefined) return undefined;
  const isRightBefore = against.window.to === window.from;
  const shift = isRightBefore ? chosen.to - chosen.from : window.from - against.window.from;
  return {
    window: { from: chosen.from - shift, to: chosen.to - shift },
    label: isRightBefore ? 'the same time before it' : 'as long before it',
  };
}

/** For a question that names no time. */
const unnamed: Pick<TimeReading, 'start' | 'length' | 'also' | 'step' | 'others'> = { start: 0, length: 0, others: [] };

type Chosen = Pick<TimeReading, 'window' | 'meaning' | 'against'>;

async function chosenWindow(first: TimeReading | undefined, choice: string, context: AskContext): Promise<Chosen | string> {
  const other = first?.others.find(({ id }) => id === choice);
  if (other !== undefined) return { window: other.window, meaning: other.label };
  const back = usual.find(({ id }) => id === choice);
  if (back !== undefined) return { window: windowOf(back.length, context.now), meaning: back.label };
  const text = typedText({ kind: 'window', typed: 'window' }, choice);
  if (text === undefined) return `The time of the question has no reading "${choice}".`;
  const { windows, unknown } = await readTimes(text.slice(0, LONGEST), context);
  const [window] = windows;
  if (window === undefined || windows.length > 1) {
    const why = unknown?.[0]?.message ?? `"${text}" is no time.`;
    return `${why} Type one such as: last 2 hours, yesterday, 14:00 to 15:00.`;
  }
  if (window.window.from >= context.now) return `"${text}" is still to come.`;
  return { window: window.window, meaning: window.meaning, ...(window.against && { against: window.against }) };
}

/** Characters of a typed time. */
const LONGEST = 200;
