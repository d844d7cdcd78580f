import { HOUR, MINUTE, SECOND } from '../../../model/time';

/** A step that gives a chart about 60 points, of those that people read. */
export function usualStep(length: number): number {
  const steps = [
    10 * SECOND,
    30 * SECOND,
    MINUTE,
    5 * MINUTE,
    10 * MINUTE,
    15 * MINUTE,
    30 * MINUTE,
    HOUR,
    2 * HOUR,
    3 * HOUR,
    6 * HOUR,
    12 * HOUR,
    24 * HOUR,
  ];
  return steps.find((step) => length / step <= 75) ?? 24 * HOUR;
}
