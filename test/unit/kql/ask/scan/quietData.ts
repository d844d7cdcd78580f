import { MINUTE, toIso, type TimeWindow } from '../../../../../src/model/time';
import type { ScanPart } from '../../../../../src/kql/ask/answer';
import { readPart, type ReadPart } from '../../../../../src/kql/ask/scan/findUnusual';
import { baselineOf, leadOf, stepOf } from '../../../../../src/kql/ask/scan/scanWindow';
import type { Cell, ColumnType } from '../../../../../src/model/query';

export const now = Date.parse('2026-11-17T09:00:00Z');
export const window: TimeWindow = { from: now - 8 * 60 * MINUTE, to: now - 6 * 60 * MINUTE };

export function part(id: string, unit: string, bad: ScanPart['bad'] = 'high', coveredBy?: readonly string[]): ScanPart {
  return { id, title: id, store: 'logs', kql: `${id} query`, window, unit, bad, ...(coveredBy && { coveredBy }) };
}

/** Rows of one group: a value for each step of the hour before and of the window, on its day (0) and the seven before; none where undefined. */
export function rowsOf(of: string, valueAt: (day: number, step: number) => number | undefined, over = window): Cell[][] {
  const { period, count } = baselineOf(over);
  const [length, lead] = [stepOf(over), leadOf(over)];
  const rows: Cell[][] = [];
  for (let day = count; day >= 0; day--) {
    for (let step = -Math.round(lead / length); over.from + step * length < over.to; step++) {
      const value = valueAt(day, step);
      if (value !== undefined) rows.push([of, isoOf(over.from - day * period + step * length), value]);
    }
  }
  return rows;
}

const isos = new Map<number, string>();

function isoOf(at: number): string {
  const iso = isos.get(at) ?? toIso(at);
  isos.set(at, iso);
  return iso;
}

export const scanRows = (of: ScanPart, ...groups: readonly Cell[][][]): ReadPart => scanRowsOver(window, of, ...groups);

export function scanRowsOver(over: TimeWindow, of: ScanPart, ...groups: readonly Cell[][][]): ReadPart {
  const columns: { name: string; type: ColumnType }[] = [
    { name: 'Group', type: 'string' },
    { name: 'Time', type: 'datetime' },
    { name: 'Value', type: 'real' },
  ];
  return readPart(of, { name: 'PrimaryResult', columns, rows: groups.flat() }, over);
}

/** Mulberry32: numbers from 0 to 1 that a seed decides. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function normal(next: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
}

function poisson(next: () => number, mean: number): number {
  if (mean > 60) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(next)));
  let left = Math.exp(-mean);
  let count = 0;
  for (let product = next(); product > left; product *= next()) count++;
  left = 0;
  return count;
}

/**
 * A system where nothing happens: groups with requests that vary by day and by weekend, rare failures, bursts of failures that come in
 * clusters, durations with a heavy tail, processors and memory with noise that lasts.
 */
export function quietScan(seed: number, size = 40): readonly ReadPart[] {
  const next = random(seed);
  const groups = Array.from({ length: size }, (_, index) => index);
  const over = (make: (group: number) => (day: number, step: number) => number | undefined): Cell[][][] =>
    groups.map((group) => rowsOf(`g${group}`, make(group)));
  const daily = (spread: number): number[] => Array.from({ length: 9 }, () => Math.exp(spread * normal(next)));
  const requests = over((group) => {
    const level = 2 * Math.exp(group / 8);
    const days = daily(0.12);
    return (day) => poisson(next, level * (days[day] ?? 1) * ((day + seed) % 7 < 2 ? 0.7 : 1)) || undefined;
  });
  const failures = over((group) => () => poisson(next, group < size / 2 ? 0.002 : 0.1) || undefined);
  const bursts = over(() => {
    const days = Array.from({ length: 9 }, () => (next() < 0.3 ? 1 + poisson(next, 4) : 0));
    return (day, step) => (step === 5 ? days[day] || undefined : undefined);
  });
  const durations = over((group) => {
    const days = daily(0.15);
    return (day) => 40 * (group + 1) * (days[day] ?? 1) * Math.exp(0.35 * normal(next));
  });
  const levels = (low: number): Cell[][][] =>
    over((group) => {
      let drift = 0;
      return () => {
        drift = 0.8 * drift + 2.5 * normal(next);
        return Math.max(0, Math.min(100, low + (group % 20) + drift));
      };
    });
  return [
    scanRows(part('requests', 'count', 'both'), ...requests),
    scanRows(part('failures', 'count', 'high', ['requests']), ...failures),
    scanRows(part('bursts', 'count', 'high', ['requests']), ...bursts),
    scanRows(part('durations', 'ms'), ...durations),
    scanRows(part('cpu', '%'), ...levels(20)),
    scanRows(part('memory', '%'), ...levels(45)),
  ];
}
