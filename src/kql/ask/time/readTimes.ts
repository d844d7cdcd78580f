import { DAY } from '../../../model/time';
import { againstOf, type Comparison } from './compare';
import type { Draft, Reader } from './grammar';
import { joinWindows, type Joined, type Stretch } from './join';
import { windowLabel } from './labels';
import { recognise } from './recogniser';
import { scan, type Part } from './scan';
import { tokenise } from './tokens';
import { wallClock } from './wallClock';
import type { TimeContext, TimeReading, TimeReadings } from './window';

/**
 * Reads everything in a question that says when, in English. Own rules first; what they leave goes to the recogniser,
 * which is loaded only when words such as weekdays, months or "ago" are left. Windows are half-open, end at `now` at the
 * latest (but for those that lie wholly after it), and follow the wall clock of the zone through its changes.
 * Throws a RangeError when the context names no IANA zone, or a night or shift that is no `HH:MM`.
 */
export async function readTimes(question: string, context: TimeContext): Promise<TimeReadings> {
  if (!Number.isFinite(context.now)) throw new RangeError(`not a moment: ${context.now}`);
  const clock = wallClock(context.timeZone);
  const reader: Reader = { tokens: tokenise(question), context, now: context.now, clock, moments: new Map() };
  const own = scan(reader);
  const parts = [...own, ...(await recognise(reader, own))].sort((a, b) => a.from - b.from);
  return assemble(reader, parts);
}

function assemble(reader: Reader, parts: readonly Part[]): TimeReadings {
  const found = comparisonOf(parts);
  const windows = joinWindows(reader, parts);
  const { joined, compared, part } = resolve(reader, windows, found);
  const readings = joined
    .map((window) => readingOf(reader, window, joined.length === 1 ? compared : undefined))
    .filter((reading) => reading !== undefined);
  const step = parts.flatMap(({ found: { ...value }, ...part }) =>
    value.kind === 'step' ? [{ ...spanOf(reader, part), milliseconds: value.milliseconds }] : [],
  )[0];
  const unknown = parts.flatMap(({ found: value, ...part }) =>
    value.kind === 'unknown' ? [{ ...spanOf(reader, part), message: value.message }] : [],
  );
  const ignored = parts.flatMap(({ found: value, ...part }) =>
    value.kind === 'ignored' ? [{ ...spanOf(reader, part), kind: value.as }] : [],
  );
  const comparison = part && compared && { ...spanOf(reader, part), shift: compared.shift, label: compared.label };
  return {
    windows: readings,
    ...(step !== undefined && { step }),
    ...(comparison !== undefined && { comparison }),
    ...(unknown.length > 0 && { unknown }),
    ...(ignored.length > 0 && { ignored }),
  };
}

interface Resolved {
  readonly joined: readonly Joined[];
  readonly compared?: Comparison | undefined;
  /** Where the comparison stands when it is not part of a window. */
  readonly part?: Stretch | undefined;
}

/** "than before the deploy" brings its own window; "yesterday vs today" is about today. */
function resolve(reader: Reader, windows: readonly Joined[], found: { part: Part; value: Comparison } | undefined): Resolved {
  if (found === undefined) return { joined: windows };
  const { part, value } = found;
  const [window] = windows;
  const { base } = value;
  if (base === undefined) return { joined: windows, compared: value, part };
  if (window === undefined) {
    return value.shift === 'previous'
      ? { joined: [{ draft: base, stretches: [part] }], compared: value }
      : { joined: windows, compared: value, part };
  }
  if (windows.length > 1 || value.shift === 'previous') return { joined: windows, compared: value, part };
  const days = reader.clock.dayOf(window.draft.from) - reader.clock.dayOf(base.from);
  if (days > 0) return { joined: windows, compared: { ...value, shift: days * DAY }, part };
  if (days === 0) return { joined: windows, compared: value, part };
  const compared: Comparison = { kind: 'comparison', shift: -days * DAY, label: window.draft.label };
  return { joined: [{ draft: base, stretches: [part] }], compared, part: window.stretches[0] };
}

function comparisonOf(parts: readonly Part[]): { part: Part; value: Comparison } | undefined {
  for (const part of parts) if (part.found.kind === 'comparison') return { part, value: part.found };
  return undefined;
}

function spanOf({ tokens }: Reader, { from, to }: Stretch): { start: number; length: number } {
  const start = tokens[from]?.start ?? 0;
  return { start, length: (tokens[to - 1]?.end ?? start) - start };
}

function readingOf(reader: Reader, { draft, stretches }: Joined, compared: Comparison | undefined): TimeReading | undefined {
  const window = cut(reader, draft);
  if (window === undefined) return undefined;
  const [first = { start: 0, length: 0 }, ...also] = merge(stretches).map((stretch) => spanOf(reader, stretch));
  const words = (span: { from: number; to: number }): string => windowLabel(span, reader.clock, reader.now);
  const others = (draft.others ?? []).flatMap(({ id, label, window: other }) => {
    const span = cut(reader, other);
    return span === undefined || (span.from === window.from && span.to === window.to)
      ? []
      : [{ id, label: `${label}: ${words(span)}`, window: span }];
  });
  return {
    ...first,
    ...(also.length > 0 && { also }),
    window,
    meaning: `${draft.label}: ${words(window)}`,
    ...(draft.assumed !== undefined && { assumed: draft.assumed }),
    others,
    ...(compared !== undefined && { against: { window: againstOf(reader, window, compared), label: compared.label } }),
  };
}

/** Ends at now, unless all of it is later; undefined when nothing is left. */
function cut({ now }: Reader, { from, to }: Pick<Draft, 'from' | 'to'>): { from: number; to: number } | undefined {
  const end = from < now ? Math.min(to, now) : to;
  return from < end ? { from, to: end } : undefined;
}

/** Stretches that touch are one; the first stays first. */
function merge(stretches: readonly Stretch[]): readonly Stretch[] {
  const merged: Stretch[] = [];
  for (const stretch of stretches) {
    const index = merged.findIndex((other) => other.to === stretch.from || stretch.to === other.from);
    const other = merged[index];
    if (other === undefined) merged.push(stretch);
    else merged[index] = { from: Math.min(other.from, stretch.from), to: Math.max(other.to, stretch.to) };
  }
  return merged;
}
