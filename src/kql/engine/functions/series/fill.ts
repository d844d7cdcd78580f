import type { Decimal } from 'decimal.js';
import { dynamicReal, elements, isArray, type Dynamic } from '../../dynamic.js';
import { overloadSeeingNulls, type ScalarFunction } from '../definition.js';
import { numberOf, plainNumber } from './support.js';

type NumberArgument = number | bigint | Decimal | null | undefined;

/** Says which elements are missing: null when the placeholder is null or left out, else those equal to it. */
function missingTest(placeholder: NumberArgument): (value: Dynamic) => boolean {
  const wanted = plainNumber(placeholder);
  if (wanted === undefined) return (value) => value === null;
  return (value) => {
    const number = numberOf(value);
    return number !== undefined && Object.is(number + 0, wanted + 0);
  };
}

const isLong = (value: Dynamic): boolean => typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value));

/** Takes the nearest value that is there on one side. */
function fillFrom(side: 'before' | 'after', series: Dynamic, placeholder: NumberArgument): Dynamic {
  if (!isArray(series)) return null;
  const missing = missingTest(placeholder);
  const result = [...elements(series)];
  const step = side === 'before' ? 1 : -1;
  let last: Dynamic | undefined;
  for (let i = step > 0 ? 0 : result.length - 1; i >= 0 && i < result.length; i += step) {
    if (!missing(result[i]!)) last = result[i];
    else if (last !== undefined) result[i] = last;
  }
  return result;
}

/** A number in the type of the elements of an array: whole when every element that is there is a long. */
function likeElements(array: readonly Dynamic[], missing: (value: Dynamic) => boolean): (value: number) => Dynamic {
  const present = array.filter((value) => !missing(value) && value !== null);
  const whole = present.length > 0 && present.every(isLong);
  return (value) => (whole ? Math.trunc(value) + 0 : dynamicReal(value));
}

function fillConst(series: Dynamic, fill: NumberArgument, placeholder: NumberArgument): Dynamic {
  if (!isArray(series)) return null;
  const missing = missingTest(placeholder);
  const array = elements(series);
  const number = fill === undefined ? 0 : plainNumber(fill);
  const allMissing = array.every((value) => missing(value) || value === null);
  const value: Dynamic =
    number === undefined ? null : allMissing && Number.isInteger(number) ? number : likeElements(array, missing)(number);
  return array.map((element) => (missing(element) ? value : element));
}

function fillLinear(series: Dynamic, placeholder: NumberArgument, edges: boolean, fill: NumberArgument): Dynamic {
  if (!isArray(series)) return null;
  const missing = missingTest(placeholder);
  const array = elements(series);
  const present = array.flatMap((value, i) => (missing(value) ? [] : [i]));
  if (present.length === 0) {
    const number = fill === undefined ? 0 : plainNumber(fill);
    return array.map(() => (number === undefined ? null : Number.isInteger(number) ? number : dynamicReal(number)));
  }
  const typed = likeElements(array, missing);
  const result = [...array];
  for (let p = 0; p + 1 < present.length; p++) {
    const [from, to] = [present[p]!, present[p + 1]!];
    const [low, high] = [numberOf(array[from]!), numberOf(array[to]!)];
    if (low === undefined || high === undefined) continue;
    for (let i = from + 1; i < to; i++) result[i] = typed(low + ((high - low) * (i - from)) / (to - from));
  }
  if (edges) {
    result.fill(array[present[0]!]!, 0, present[0]);
    result.fill(array[present.at(-1)!]!, present.at(-1)! + 1);
  }
  return result;
}

export const fillFunctions: readonly ScalarFunction[] = [
  {
    name: 'series_fill_forward',
    overloads: [overloadSeeingNulls(['dynamic', 'number?'], 'dynamic', (series, missing) => fillFrom('before', series, missing))],
  },
  {
    name: 'series_fill_backward',
    overloads: [overloadSeeingNulls(['dynamic', 'number?'], 'dynamic', (series, missing) => fillFrom('after', series, missing))],
  },
  {
    name: 'series_fill_const',
    overloads: [overloadSeeingNulls(['dynamic', 'number?', 'number?'], 'dynamic', fillConst)],
  },
  {
    name: 'series_fill_linear',
    overloads: [
      overloadSeeingNulls(['dynamic', 'number?', 'bool?', 'number?'], 'dynamic', (series, missing, edges, fill) =>
        fillLinear(series, missing, edges !== false, fill),
      ),
    ],
  },
];
