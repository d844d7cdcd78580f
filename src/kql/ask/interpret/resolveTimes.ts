import { DAY, MINUTE, toIso, type Instant, type TimeWindow } from '../../../model/time';
import type { AskContext } from '../answer';
import { timeColumn, type TableView } from './columns';
import type { Decision } from './decide/decision';
import type { Reading } from './reading';
import type { SlotDraft } from './slots';

export interface ResolvedTimes {
  readonly window: TimeWindow | undefined;
  readonly against: TimeWindow | undefined;
  readonly step: number | undefined;
  /** Since when what is missing has been silent. */
  readonly since: Instant | undefined;
  readonly slots: readonly SlotDraft[];
}

/** A machine that reports every minute or so is silent after this. */
const SILENCE = 15 * MINUTE;

/** The window of the question, of the page, or the last day; with what it is compared with. */
export function resolveTimes(
  reading: Reading,
  context: AskContext,
  view: TableView,
  { result, isCompared }: Decision,
  isNow: boolean,
): ResolvedTimes {
  const { times } = reading;
  const step = times.step?.milliseconds ?? times.windows.find((one) => one.step !== undefined)?.step;
  if (timeColumn(view) === undefined)
    return { window: undefined, against: undefined, step: undefined, since: undefined, slots: [] };
  const [named] = times.windows;
  if (result.kind === 'missing') return missingTimes(context, reading.silence, named);
  // What is active now may have begun at any time.
  const isState = !isHappening(view) || (isNow && context.pinned === undefined && step === undefined);
  if (named === undefined && view.table.store === 'graph' && isState) {
    return { window: undefined, against: undefined, step, since: undefined, slots: [] };
  }
  const window = named?.window ?? context.pinned ?? { from: context.now - DAY, to: context.now };
  const slots: SlotDraft[] = [
    named === undefined
      ? {
          kind: 'window',
          meaning: context.pinned === undefined ? 'the last 24 hours' : `the time range that is set: ${words(window)}`,
          isAssumed: true,
        }
      : {
          kind: 'window',
          span: named,
          meaning: named.meaning,
          isAssumed: named.assumed !== undefined,
          others: named.others.map(({ id, label }) => ({ id, label })),
        },
  ];
  const against = isCompared === true ? undefined : againstOf(reading, window, slots);
  return { window, against, step, since: undefined, slots };
}

/** Alerts and changes happen at a time; what exists now has none. */
const isHappening = ({ table }: TableView): boolean => /alert|change|event/i.test(table.name);

const words = ({ from, to }: TimeWindow): string => `${toIso(from)} to ${toIso(to)}`;

function againstOf({ times, cues }: Reading, window: TimeWindow, slots: SlotDraft[]): TimeWindow | undefined {
  const own = times.windows.find(({ against }) => against !== undefined);
  if (own?.against !== undefined) {
    slots.push({ kind: 'comparison', span: own, meaning: own.against.label });
    return own.against.window;
  }
  const { comparison } = times;
  if (comparison !== undefined) {
    const shift = comparison.shift === 'previous' ? window.to - window.from : comparison.shift;
    slots.push({ kind: 'comparison', span: comparison, meaning: comparison.label });
    return { from: window.from - shift, to: window.to - shift };
  }
  const second = times.windows[1];
  if (second !== undefined && cues.compare !== undefined) {
    slots.push({ kind: 'comparison', span: second, meaning: second.meaning });
    return second.window;
  }
  // "failed vs successful" compares conditions, not times.
  if (cues.compare === undefined || cues.ratio !== undefined) return undefined;
  const length = window.to - window.from;
  slots.push({ kind: 'comparison', span: cues.compare.span, meaning: 'the same time before it', isAssumed: true });
  return { from: window.from - length, to: window.from };
}

/** What is missing was there before, and has been silent since the window began, or for as long as the question says. */
function missingTimes(
  context: AskContext,
  silence: Reading['silence'],
  named: Reading['times']['windows'][number] | undefined,
): ResolvedTimes {
  const length = silence?.milliseconds ?? SILENCE;
  const since = named === undefined || silence !== undefined ? context.now - length : named.window.from;
  const back = Math.max(DAY, 6 * (context.now - since));
  const from = silence !== undefined && named !== undefined ? Math.min(named.window.from, since) : since - back;
  const window = { from, to: named?.window.to ?? context.now };
  const meaning = `silent since ${toIso(since)}, seen after ${toIso(window.from)}`;
  const span = silence?.span ?? named;
  const slot: SlotDraft =
    span === undefined ? { kind: 'window', meaning, isAssumed: true } : { kind: 'window', span, meaning, isAssumed: false };
  return { window, against: undefined, step: undefined, since, slots: [slot] };
}
