import { DAY, type TimeWindow } from '../../../model/time';
import type { AskContext, Flavour } from '../answer';
import type { Linker } from '../link/types';
import { tokensOf } from '../link/tokens';
import { readTimes } from '../time/readTimes';
import type { TimeReadings } from '../time/window';
import { MOST_TABLES, tablesFor } from './schemaForModel';

/** What a question is about, as much of it as a model may be told. */
export interface ModelScope {
  /** With the likeliest tables alone, and their values; without resources and events. */
  readonly context: AskContext;
  /** What the time words stand for; both times of a comparison. The time range that is set, or the last day, without any. */
  readonly window: TimeWindow;
  /** Each read may be of a part of the window. */
  readonly isComparison: boolean;
}

/** What the checker of queries has to know of a question, beside the tables of its connection. */
export interface ModelCheck {
  /** Of a context that was set. */
  readonly key: string;
  readonly now: number;
  readonly window: TimeWindow;
  readonly isComparison: boolean;
  /** Of the draft. */
  readonly flavour?: Flavour;
  /** Tables that the model says it reads. */
  readonly said: readonly string[];
}

/** Reads the time words of a question and chooses its tables, those that are wanted before those that are likely. */
export async function modelScope(
  question: string,
  context: AskContext,
  linker: Linker,
  wanted: readonly string[],
): Promise<ModelScope> {
  const tables = tablesFor({ context, linker, tokens: tokensOf(question), wanted });
  const names = new Set(tables.map(({ name }) => name));
  const values = context.values.filter(({ table }) => names.has(table));
  return {
    context: { ...context, tables: tables.slice(0, MOST_TABLES), values, resources: [], events: [] },
    ...timesOf(await readTimes(question, context), context),
  };
}

function timesOf(
  { windows, comparison }: TimeReadings,
  { now, pinned }: Pick<AskContext, 'now' | 'pinned'>,
): Pick<ModelScope, 'window' | 'isComparison'> {
  const first = windows[0]?.window ?? pinned ?? { from: now - DAY, to: now };
  const shift = comparison?.shift === 'previous' ? first.to - first.from : (comparison?.shift ?? 0);
  const all = [
    first,
    ...windows.flatMap(({ window, against }) => (against === undefined ? [window] : [window, against.window])),
    { from: first.from - shift, to: first.to - shift },
  ];
  const window = { from: Math.min(...all.map(({ from }) => from)), to: Math.max(...all.map(({ to }) => to)) };
  return { window, isComparison: window.from !== first.from || window.to !== first.to };
}
