import type { Dynamic } from '../../dynamic.js';
import { overloadSeeingNulls, type ScalarFunction } from '../definition.js';
import { readNumbers } from './support.js';

/** Sums of the points before each point weighted by the filter; points outside the series count as 0. */
function fir(value: Dynamic, filterValue: Dynamic, normalize: boolean | undefined, center: boolean): Dynamic {
  const series = readNumbers(value);
  const filter = readNumbers(filterValue);
  if (series === null || filter === null) return null;
  const negative = filter.some((weight) => weight < 0);
  if (negative && normalize === true) return null;
  const divisor = (normalize ?? !negative) ? filter.reduce((sum, weight) => sum + weight, 0) : 1;
  const shift = center ? Math.floor(filter.length / 2) : 0;
  return series.map((_, i) => {
    let sum = 0;
    for (let k = 0; k < filter.length; k++) sum += filter[k]! * (series[i + shift - k] ?? 0);
    return sum / divisor;
  });
}

/** Each point from the points before (`forward`) and the results before (`back`, the first of which divides). */
function iir(value: Dynamic, forwardValue: Dynamic, backValue: Dynamic): Dynamic {
  const series = readNumbers(value);
  const forward = readNumbers(forwardValue);
  const back = readNumbers(backValue);
  if (series === null || forward === null || back === null) return null;
  const lead = back[0];
  if (lead === undefined || lead === 0) return null;
  const result = new Float64Array(series.length);
  for (let i = 0; i < series.length; i++) {
    let sum = 0;
    for (let k = 0; k < forward.length && k <= i; k++) sum += forward[k]! * series[i - k]!;
    for (let k = 1; k < back.length && k <= i; k++) sum -= back[k]! * result[i - k]!;
    result[i] = sum / lead;
  }
  return result;
}

export const filterFunctions: readonly ScalarFunction[] = [
  {
    name: 'series_fir',
    overloads: [
      overloadSeeingNulls(['dynamic', 'dynamic', 'bool?', 'bool?'], 'dynamic', (series, filter, normalize, center) =>
        fir(series, filter, normalize ?? undefined, center === true),
      ),
    ],
  },
  { name: 'series_iir', overloads: [overloadSeeingNulls(['dynamic', 'dynamic', 'dynamic'], 'dynamic', iir)] },
];
