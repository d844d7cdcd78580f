/** A number as the sum of two, the second below half a unit in the last place of the first. */
type Double = readonly [number, number];

const splitter = 2 ** 27 + 1;

function split(a: number): Double {
  const high = splitter * a - (splitter * a - a);
  return [high, a - high];
}

function sum(a: number, b: number): Double {
  const s = a + b;
  const shown = s - a;
  return [s, a - (s - shown) + (b - shown)];
}

function product(a: number, b: number): Double {
  const p = a * b;
  const [aHigh, aLow] = split(a);
  const [bHigh, bLow] = split(b);
  return [p, aHigh * bHigh - p + aHigh * bLow + aLow * bHigh + aLow * bLow];
}

function plus(a: Double, b: Double): Double {
  const [s, e] = sum(a[0], b[0]);
  return sum(s, e + a[1] + b[1]);
}

function times(a: Double, b: Double): Double {
  const [p, e] = product(a[0], b[0]);
  return sum(p, e + a[0] * b[1] + a[1] * b[0]);
}

function over(a: Double, b: number): Double {
  const quotient = a[0] / b;
  const [p, e] = product(quotient, b);
  return sum(quotient, (a[0] - p - e + a[1]) / b);
}

/** π / 2 in three parts. */
const halfPi: Double = [1.5707963267948966, 6.123233995736766e-17];
const halfPiRest = -1.4973849048591833e-33;

/** The power series that starts with `first` and goes on by `square / (k (k + 1))`, signs in turn. */
function series(first: Double, square: Double, start: number): Double {
  let total = first;
  let term = first;
  for (let k = start; Math.abs(term[0]) > 1e-34 && k < 60; k += 2) {
    term = over(times(term, square), -k * (k + 1));
    total = plus(total, term);
  }
  return total;
}

/** Sine and cosine, to about 30 digits. */
function sineAndCosine(x: number): [Double, Double] {
  const quarter = Math.round(x / halfPi[0]);
  const rest = plus(plus([x, 0], times(halfPi, [-quarter, 0])), [-quarter * halfPiRest, 0]);
  const square = times(rest, rest);
  const sine = rest[0] === 0 ? rest : series(rest, square, 2);
  const cosine = series([1, 0], square, 1);
  const minus = ([a, b]: Double): Double => [-a, -b];
  switch (((quarter % 4) + 4) % 4) {
    case 0:
      return [sine, cosine];
    case 1:
      return [cosine, minus(sine)];
    case 2:
      return [minus(sine), minus(cosine)];
    default:
      return [minus(cosine), sine];
  }
}

/** Sine and cosine, rounded from the exact value: `Math` may be off in the last digit. */
export function sinCos(x: number): readonly [number, number] {
  const [[sine], [cosine]] = sineAndCosine(x);
  return [sine, cosine];
}

/** The angle of a direction, rounded from the exact value. */
export function atan2(y: number, x: number): number {
  const near = Math.atan2(y, x);
  if (!Number.isFinite(near) || (x === 0 && y === 0)) return near;
  const [sine, cosine] = sineAndCosine(near);
  const across = plus(times(cosine, [y, 0]), times(sine, [-x, 0]));
  const along = x * cosine[0] + y * sine[0];
  return near + across[0] / along;
}
