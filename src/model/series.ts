import type { MetricAggregation } from './alert';
import type { Instant, TimeWindow } from './time';

/** One metric at a fixed grain. `values[i]` covers `[times[i], times[i] + grain)`; null where the service has no data. */
export interface MetricSeries {
  readonly metric: string;
  readonly aggregation: MetricAggregation;
  /** As the service names it: Percent, Seconds, Count, Bytes … */
  readonly unit: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** Milliseconds. */
  readonly grain: number;
  readonly times: readonly Instant[];
  readonly values: readonly (number | null)[];
}

export interface MetricQuery {
  readonly resourceId: string;
  readonly namespace?: string;
  readonly metrics: readonly string[];
  readonly aggregation: MetricAggregation;
  /** Milliseconds, one of the grains that the metric offers. */
  readonly grain: number;
  readonly window: TimeWindow;
  /** OData filter over dimensions, such as `operation eq '*'`. */
  readonly filter?: string;
  readonly top?: number;
}
