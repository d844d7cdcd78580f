import type { MetricAggregation } from '../../model/alert';
import { MINUTE, type Instant } from '../../model/time';
import type { MetricRule, SeriesCell, StorySeries } from './types';

/** Aggregates of the cells over the minutes `[first, last)` counted from the story's start; undefined without data. */
export function aggregate(
  kind: StorySeries['kind'],
  cells: readonly SeriesCell[],
  first: number,
  last: number,
): Readonly<Record<MetricAggregation, number>> | undefined {
  let total = 0;
  let count = 0;
  let minutes = 0;
  let minimum = Infinity;
  let maximum = -Infinity;
  const arrays = cells.map((cell) => ({ values: cell.values(), weights: cell.weights?.() }));
  const start = Math.max(0, first);
  const end = Math.min(last, arrays[0]?.values.length ?? 0);
  for (let minute = start; minute < end; minute++) {
    minutes++;
    let sum = 0;
    for (const { values, weights } of arrays) {
      const value = values[minute] ?? 0;
      const weight = weights === undefined ? 1 : (weights[minute] ?? 0);
      if (weight === 0) continue;
      sum += value * weight;
      count += weight;
      if (kind === 'gauge') {
        if (value < minimum) minimum = value;
        if (value > maximum) maximum = value;
      }
    }
    total += sum;
    if (kind === 'counter') {
      if (sum < minimum) minimum = sum;
      if (sum > maximum) maximum = sum;
    }
  }
  if (minutes === 0 || count === 0) return undefined;
  const tidy = (value: number): number => Math.round(value * 1e6) / 1e6;
  return kind === 'counter'
    ? { Total: tidy(total), Count: tidy(total), Average: tidy(total / minutes), Minimum: minimum, Maximum: maximum }
    : { Total: tidy(total), Count: tidy(count), Average: tidy(total / count), Minimum: minimum, Maximum: maximum };
}

/** True when the value breaks the rule. */
export function breaks(rule: Pick<MetricRule, 'operator' | 'threshold'>, value: number): boolean {
  switch (rule.operator) {
    case 'GreaterThan':
      return value > rule.threshold;
    case 'GreaterThanOrEqual':
      return value >= rule.threshold;
    case 'LessThan':
      return value < rule.threshold;
    case 'LessThanOrEqual':
      return value <= rule.threshold;
    case 'Equals':
      return value === rule.threshold;
  }
}

/** What a metric rule sees in the window that starts at `at`; undefined without data. */
export function ruleValue(rule: MetricRule, series: StorySeries, from: Instant, at: Instant): number | undefined {
  const cells = series.cells.filter((cell) =>
    Object.entries(rule.dimensions).every(([name, value]) => cell.dimensions[name] === value),
  );
  const first = Math.round((at - from) / MINUTE);
  return aggregate(series.kind, cells, first, first + rule.windowSize / MINUTE)?.[rule.aggregation];
}
