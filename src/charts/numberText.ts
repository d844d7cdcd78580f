/** Thousands with their signs, largest first; below 1 the plain number is shorter. */
const STEPS: readonly (readonly [number, string])[] = [
  [1e15, 'P'],
  [1e12, 'T'],
  [1e9, 'G'],
  [1e6, 'M'],
  [1e3, 'k'],
];

/** Between a number and its sign: a line is not broken there. */
const THIN = '\u202f';

const exact = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 15 });

/** All digits that a double carries, thousands grouped: for tooltips. */
export function exactNumber(value: number): string {
  const size = Math.abs(value);
  return size !== 0 && (size < 1e-6 || size >= 1e18) ? String(value) : exact.format(value);
}

/** How the ticks of an axis are written, all in one unit: `1.2 k`, `3.4 M`. */
export function tickFormat(ticks: readonly number[]): (value: number) => string {
  const size = ticks.reduce((largest, tick) => Math.max(largest, Math.abs(tick)), 0);
  const gaps = ticks.slice(1).map((tick, index) => Math.abs(tick - (ticks[index] ?? tick)));
  const step = gaps.reduce((least, gap) => (gap > 0 ? Math.min(least, gap) : least), size);
  if (size !== 0 && (size < 1e-4 || size >= 1e18)) return (value) => (value === 0 ? '0' : short(value.toExponential(2)));
  const [unit, sign] = STEPS.find(([from]) => size >= from && size >= 10_000) ?? [1, ''];
  const decimals = step === 0 ? 0 : Math.min(8, Math.max(0, -Math.floor(Math.log10(step / unit) + 1e-9)));
  const format = new Intl.NumberFormat('en-US', { maximumFractionDigits: decimals });
  return (value) => (value === 0 ? '0' : sign === '' ? format.format(value) : `${format.format(value / unit)}${THIN}${sign}`);
}

/** A single number in little room, three digits or so: `12.3 k`. */
export function compactNumber(value: number): string {
  const size = Math.abs(value);
  if (size === 0) return '0';
  if (size < 1e-4 || size >= 1e18) return short(value.toExponential(2));
  const [unit, sign] = STEPS.find(([from]) => size >= from) ?? [1, ''];
  const text = new Intl.NumberFormat('en-US', { maximumSignificantDigits: size < 1000 ? 4 : 3 }).format(value / unit);
  return sign === '' ? text : `${text}${THIN}${sign}`;
}

/** 1.00e-7 as 1e-7. */
function short(exponential: string): string {
  return exponential.replace(/\.?0+e/, 'e').replace('e+', 'e');
}
