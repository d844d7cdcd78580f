/** A position for every number of a domain, and back. */
export interface NumberScale {
  readonly domain: readonly [number, number];
  readonly kind: 'linear' | 'log';
  (value: number): number;
  invert(pixel: number): number;
  /** Round values of the domain, about `count` of them. */
  ticks(count: number): readonly number[];
}

export interface ScaleInput {
  /** Ascending; above 0 for `log`. */
  readonly domain: readonly [number, number];
  readonly range: readonly [number, number];
  readonly kind: 'linear' | 'log';
  /** The domain is widened to round values, about as many as this; 0 keeps it as it is. */
  readonly nice: number;
}

/** A log scale has NaN for what is not above 0. */
export function numberScale({ domain, range: [start, end], kind, nice }: ScaleInput): NumberScale {
  const isLog = kind === 'log';
  const [low, high] = nice === 0 ? domain : isLog ? niceLog(domain) : niceLinear(domain, nice);
  const place = (value: number): number => (isLog ? Math.log10(value) : value);
  const [from, to] = [place(low), place(high)];
  const position = (value: number): number =>
    isLog && !(value > 0) ? NaN : start + ((place(value) - from) / (to - from)) * (end - start);
  return Object.assign(position, {
    domain: [low, high] as const,
    kind,
    invert: (pixel: number) => {
      const value = from + ((pixel - start) / (end - start)) * (to - from);
      return isLog ? 10 ** value : value;
    },
    ticks: (count: number) => (isLog ? logTicks(low, high, count) : linearTicks(low, high, count)),
  });
}

/** 1, 2 or 5 times a power of ten; as its inverse below 1, so that 0.3 is 3/10 and not 3 × 0.1. */
interface Step {
  readonly size: number;
  readonly inverse: boolean;
}

/** The round step nearest, by ratio, to a `count`-th of the length. */
function stepFor(length: number, count: number): Step {
  const wanted = length / Math.max(1, count);
  const power = Math.floor(Math.log10(wanted));
  const rest = wanted / 10 ** power;
  const factor = rest >= Math.sqrt(50) ? 10 : rest >= Math.sqrt(10) ? 5 : rest >= Math.sqrt(2) ? 2 : 1;
  return power < 0 ? { size: 10 ** -power / factor, inverse: true } : { size: factor * 10 ** power, inverse: false };
}

const multiple = (index: number, { size, inverse }: Step): number => (inverse ? index / size : index * size);
const steps = (value: number, { size, inverse }: Step): number => (inverse ? value * size : value / size);

function linearTicks(low: number, high: number, count: number): readonly number[] {
  const step = stepFor(high - low, count);
  let [first, last] = [Math.round(steps(low, step)), Math.round(steps(high, step))];
  if (multiple(first, step) < low) first++;
  if (multiple(last, step) > high) last--;
  // So far from zero that a step is less than the digits of a double: its ends are all there is to say.
  if (!(last - first < 4 * count + 4)) return [low, high];
  // Adding 0 makes -0 a plain 0.
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => multiple(first + index, step) + 0);
}

/** Twice: a wider domain may have a wider step. */
function niceLinear(domain: readonly [number, number], count: number): readonly [number, number] {
  let [low, high] = domain;
  let last: Step | undefined;
  for (let round = 0; round < 2; round++) {
    const step = stepFor(high - low, count);
    // Its ends are multiples already, which a division may miss by a digit.
    if (step.size === last?.size && step.inverse === last.inverse) break;
    last = step;
    const wider = [multiple(Math.floor(steps(low, step)), step), multiple(Math.ceil(steps(high, step)), step)] as const;
    if (!wider.every(Number.isFinite) || (wider[0] === low && wider[1] === high)) break;
    [low, high] = wider;
  }
  return [low, high];
}

function niceLog([low, high]: readonly [number, number]): readonly [number, number] {
  const [from, to] = [10 ** Math.floor(Math.log10(low)), 10 ** Math.ceil(Math.log10(high))];
  return from > 0 && Number.isFinite(to) ? [from, to] : [low, high];
}

/** Powers of ten, with what is between them where there are few; over many of them only some. */
function logTicks(low: number, high: number, count: number): readonly number[] {
  const [first, last] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const powers = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const tick = (power: number, factor: number): number => Number(`${factor}e${power}`);
  const within = (value: number): boolean => value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9);
  const finest = [
    [1, 2, 3, 4, 5, 6, 7, 8, 9],
    [1, 2, 5],
    [1, 3],
  ]
    .map((factors) => powers.flatMap((power) => factors.map((factor) => tick(power, factor))).filter(within))
    .find((ticks) => ticks.length <= count);
  const every = Math.max(1, Math.ceil(powers.length / Math.max(1, count)));
  const found =
    finest ??
    powers
      .filter((power) => power % every === 0)
      .map((power) => tick(power, 1))
      .filter(within);
  // Within less than one power of ten a linear step is rounder.
  return found.length >= 2 ? found : linearTicks(low, high, count);
}

/** The difference of two values must still be a number. */
const LARGEST = 1e300;

export interface ValueDomain {
  readonly values: Iterable<number>;
  readonly kind: 'linear' | 'log';
  /** Marks stand on the zero line: it is part of the axis. */
  readonly fromZero: boolean;
  readonly least?: number;
  readonly greatest?: number;
}

/** What an axis of values shows, before it is rounded. Never empty, never of no length. */
export function valueDomain({ values, kind, fromZero, least, greatest }: ValueDomain): readonly [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (Number.isNaN(value) || (kind === 'log' && value <= 0)) continue;
    if (value < low) low = Math.max(value, -LARGEST);
    if (value > high) high = Math.min(value, LARGEST);
  }
  if (low > high) [low, high] = kind === 'log' ? [1, 10] : [0, 1];
  if (kind === 'linear') {
    // Values that are far from zero beside their own range keep their shape.
    if (fromZero || (low > 0 && low < 0.6 * high)) low = Math.min(0, low);
    if (fromZero || (high < 0 && high > 0.6 * low)) high = Math.max(0, high);
  }
  const inside = (value: number): number => Math.max(-LARGEST, Math.min(LARGEST, value));
  if (least !== undefined && (kind === 'linear' || least > 0)) low = inside(least);
  if (greatest !== undefined && (kind === 'linear' || greatest > 0)) high = inside(greatest);
  // Less is not told apart by the digits of a double.
  if (high - low > Math.max(1e-290, Math.abs(low) * 1e-13)) return [low, high];
  if (kind === 'log') return [Math.max(Number.MIN_VALUE, low / 2), Math.max(low * 2, 1e-300)];
  const margin = Math.max(1e-9, Math.abs(low) * 0.1);
  if (greatest !== undefined && least === undefined) return [high - Math.max(margin, 1), high];
  return fromZero && low === 0 ? [0, 1] : [low - (least === undefined ? margin : 0), low + Math.max(margin, 1)];
}
