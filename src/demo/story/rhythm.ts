import { DAY, HOUR, MINUTE, type Instant } from '../../model/time';
import { hash, noise } from './random';

/** Where the minutes of a story lie: UTC start, length, and the offset of its people's clocks. */
export interface Span {
  readonly from: Instant;
  readonly to: Instant;
  /** Minutes east of UTC; constant, as no story crosses a change of clocks. */
  readonly utcOffset: number;
}

/** What happens to a series for a while: one value per minute from `at` on, in place of the rhythm. */
export interface Episode {
  readonly at: Instant;
  readonly values: readonly number[];
}

export interface Rhythm {
  /** Names the series; feeds the random numbers. */
  readonly name: string;
  /** Value in the quietest hour and in the busiest. */
  readonly low: number;
  readonly high: number;
  /** Noise as a part of the current level. */
  readonly noise?: number;
  /** Part of the rise above `low` that remains on Saturday and Sunday. */
  readonly weekend?: number;
  /** Bounds for the rhythm itself; episodes may leave them. */
  readonly floor?: number;
  readonly ceiling?: number;
  /** Round to whole numbers. */
  readonly whole?: boolean;
  /** Local minute of the day of the peak; 14:00 unless given. */
  readonly peak?: number;
  readonly episodes?: readonly Episode[];
  /** Repeats on every day at the same local minute. */
  readonly daily?: { readonly minute: number; readonly values: readonly number[] };
}

/** A lazily computed series of the rhythm with its episodes laid over it. */
export function rhythm(span: Span, shape: Rhythm): () => Float64Array {
  return once(() => {
    const seed = hash(shape.name);
    const minutes = Math.round((span.to - span.from) / MINUTE);
    const first = Math.round(span.from / MINUTE) + span.utcOffset;
    const values = new Float64Array(minutes);
    const { low, high, daily, weekend = 0.8, noise: part = 0.08, floor = 0, ceiling = Infinity, peak = 840 } = shape;
    const isWhole = shape.whole === true;
    const curve = Float64Array.from({ length: 1440 }, (_, ofDay) => dayCurve(ofDay, peak));
    for (let minute = 0; minute < minutes; minute++) {
      const local = first + minute;
      const ofDay = local % 1440;
      const random = noise(seed, minute);
      const repeated = daily?.values[ofDay - daily.minute];
      if (repeated !== undefined) {
        values[minute] = round(repeated * (1 + 0.01 * random));
        continue;
      }
      // 1970-01-01 was a Thursday.
      const weekday = (Math.floor(local / 1440) + 4) % 7;
      const weekly = weekday === 0 || weekday === 6 ? weekend : 1;
      const level = low + (high - low) * (curve[ofDay] ?? 0) * weekly;
      const bounded = Math.min(ceiling, Math.max(floor, level * (1 + part * random)));
      values[minute] = isWhole ? Math.round(bounded) : round(bounded);
    }
    for (const episode of shape.episodes ?? []) {
      const start = Math.round((episode.at - span.from) / MINUTE);
      episode.values.forEach((value, index) => {
        if (start + index >= 0 && start + index < minutes) values[start + index] = value;
      });
    }
    return values;
  });
}

/** A series that is computed from others, minute by minute. */
export function derive(sources: readonly (() => Float64Array)[], combine: (...values: number[]) => number): () => Float64Array {
  return once(() => {
    const arrays = sources.map((source) => source());
    const values = new Float64Array(arrays[0]?.length ?? 0);
    const [first, second, ...others] = arrays;
    if (first === undefined) return values;
    // One source or two are the rule, and arguments that are spread cost more than the rest.
    for (let minute = 0; minute < values.length; minute++) {
      const one = first[minute] ?? 0;
      const value =
        second === undefined
          ? combine(one)
          : others.length === 0
            ? combine(one, second[minute] ?? 0)
            : combine(one, second[minute] ?? 0, ...others.map((array) => array[minute] ?? 0));
      values[minute] = round(value);
    }
    return values;
  });
}

export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** 0 in the night, 1 around the peak: a raised cosine, a little sharpened. */
function dayCurve(ofDay: number, peak: number): number {
  const wave = (1 + Math.cos(((ofDay - peak) / 1440) * 2 * Math.PI)) / 2;
  return wave * wave * (3 - 2 * wave);
}

const round = (value: number): number => Math.round(value * 1000) / 1000;

/** Values per minute that run in a straight line through the given points `[minute, value]`, the last one included. */
export function line(...points: readonly (readonly [number, number])[]): number[] {
  const values: number[] = [];
  points.forEach(([minute, value], index) => {
    const next = points[index + 1];
    if (next === undefined) {
      values.push(value);
      return;
    }
    const steps = next[0] - minute;
    for (let step = 0; step < steps; step++) values.push(round(value + ((next[1] - value) * step) / steps));
  });
  return values;
}

/** Turns local wall-clock times into instants: `at(-1, '17:20')` is the day before the story opens. */
export function localTimes(opensAt: Instant, utcOffset: number): (day: number, time: string) => Instant {
  const shift = utcOffset * MINUTE;
  const midnight = Math.floor((opensAt + shift) / DAY) * DAY - shift;
  return (day, time) => {
    const [hours = NaN, minutes = NaN] = time.split(':').map(Number);
    return midnight + day * DAY + hours * HOUR + minutes * MINUTE;
  };
}
