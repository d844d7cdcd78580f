/** Special functions of one or a few reals. NaN where a function is not defined. */

/** Coefficients of Lanczos's approximation with g = 607/128 (P. Godfrey). */
const lanczos = [
  0.99999999999999709182, 57.156235665862923517, -59.597960355475491248, 14.136097974741747174, -0.49191381609762019978,
  0.33994649984811888699e-4, 0.46523628927048575665e-4, -0.98374475304879564677e-4, 0.15808870322491248884e-3,
  -0.21026444172410488319e-3, 0.2174396181152126432e-3, -0.16431810653676389022e-3, 0.84418223983852743293e-4,
  -0.2619083840158140867e-4, 0.36899182659531622704e-5,
];

const factorials = [1];
for (let n = 1; n <= 170; n++) factorials.push(factorials[n - 1]! * n);

export function gamma(x: number): number {
  if (Number.isInteger(x)) {
    if (x === 0) return Object.is(x, -0) ? -Infinity : Infinity;
    if (x < 0) return NaN;
    return x <= 171 ? factorials[x - 1]! : Infinity;
  }
  if (x < 0.5) return Math.PI / (Math.sin(Math.PI * x) * gamma(1 - x));
  if (x > 172) return x > 0 ? Infinity : NaN;
  const half = Math.pow(x + 607 / 128 - 0.5, (x - 0.5) / 2);
  return Math.sqrt(2 * Math.PI) * lanczosSum(x) * half * Math.exp(-(x + 607 / 128 - 0.5)) * half;
}

function lanczosSum(x: number): number {
  let sum = lanczos[0]!;
  for (let i = 1; i < lanczos.length; i++) sum += lanczos[i]! / (x - 1 + i);
  return sum;
}

/** The logarithm of |gamma(x)|. */
export function logGamma(x: number): number {
  if (Number.isNaN(x)) return NaN;
  if (x <= 0 && Number.isInteger(x)) return Infinity;
  if (x < 0.5) return Math.log(Math.PI / Math.abs(Math.sin(Math.PI * x))) - logGamma(1 - x);
  if (x === 1 || x === 2) return 0;
  if (Number.isInteger(x) && x <= 171) return Math.log(factorials[x - 1]!);
  const base = x + 607 / 128 - 0.5;
  return (x - 0.5) * Math.log(base) - base + Math.log(Math.sqrt(2 * Math.PI) * lanczosSum(x));
}

export function erf(x: number): number {
  if (Number.isNaN(x)) return NaN;
  const size = Math.abs(x);
  if (size >= 3) return Math.sign(x) * (1 - erfcTail(size));
  // 2/sqrt(pi) exp(-x²) Σ 2ⁿ x²ⁿ⁺¹ / (2n+1)!!: no cancellation (DLMF 7.6.2).
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > Math.abs(sum) * 1e-17 && n < 200; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

export function erfc(x: number): number {
  if (Number.isNaN(x)) return NaN;
  return x >= 2 ? erfcTail(x) : 1 - erf(x);
}

/** The continued fraction of erfc for x >= 2 (DLMF 7.9.1), from its far end. */
function erfcTail(x: number): number {
  if (x > 27) return 0;
  let fraction = x;
  for (let n = 120; n > 0; n--) fraction = x + n / 2 / fraction;
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * fraction);
}

/** The regularised incomplete beta function. */
export function betaCdf(x: number, alpha: number, beta: number): number {
  if (!(x >= 0 && x <= 1) || Number.isNaN(alpha) || Number.isNaN(beta)) return NaN;
  // The real engine gives the limits for parameters that are not positive.
  if (alpha <= 0) return 1;
  if (beta <= 0) return 0;
  if (x === 0 || x === 1) return x;
  const front = Math.exp(logGamma(alpha + beta) - logGamma(alpha) - logGamma(beta) + alpha * Math.log(x) + beta * Math.log1p(-x));
  return x < (alpha + 1) / (alpha + beta + 2)
    ? (front * betaFraction(x, alpha, beta)) / alpha
    : 1 - (front * betaFraction(1 - x, beta, alpha)) / beta;
}

/** The continued fraction of the incomplete beta function (DLMF 8.17.22), by Lentz's method. */
function betaFraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1), tiny);
  let result = d;
  for (let m = 1; m <= 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / nonZero(1 + even * d, tiny);
    c = nonZero(1 + even / c, tiny);
    result *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonZero(1 + odd * d, tiny);
    c = nonZero(1 + odd / c, tiny);
    const step = d * c;
    result *= step;
    if (Math.abs(step - 1) < 1e-16) break;
  }
  return result;
}

function nonZero(value: number, tiny: number): number {
  return Math.abs(value) < tiny ? tiny : value;
}

export function betaPdf(x: number, alpha: number, beta: number): number {
  if (!(x >= 0 && x <= 1) || !(alpha > 0) || !(beta > 0)) return NaN;
  if (x === 0) return alpha < 1 ? Infinity : alpha === 1 ? beta : 0;
  if (x === 1) return beta < 1 ? Infinity : beta === 1 ? alpha : 0;
  return Math.exp(
    logGamma(alpha + beta) - logGamma(alpha) - logGamma(beta) + (alpha - 1) * Math.log(x) + (beta - 1) * Math.log1p(-x),
  );
}

/** The x whose `betaCdf` is a probability: Newton's steps within a bracket that only shrinks. */
export function betaInverse(probability: number, alpha: number, beta: number): number {
  if (!(probability >= 0 && probability <= 1) || !(alpha > 0) || !(beta > 0)) return NaN;
  if (probability === 0 || probability === 1) return probability;
  let low = 0;
  let high = 1;
  let x = alpha / (alpha + beta);
  for (let i = 0; i < 200; i++) {
    const error = betaCdf(x, alpha, beta) - probability;
    if (error === 0) return x;
    if (error > 0) high = x;
    else low = x;
    const newton = x - error / betaPdf(x, alpha, beta);
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - x) <= Number.EPSILON * x) return next;
    x = next;
  }
  return x;
}

/** The two-sided p-value of Welch's t-test. */
export function welchTest(
  mean1: number,
  variance1: number,
  count1: number,
  mean2: number,
  variance2: number,
  count2: number,
): number {
  const error1 = variance1 / count1;
  const error2 = variance2 / count2;
  const error = error1 + error2;
  const t = (mean1 - mean2) / Math.sqrt(error);
  const freedom = (error * error) / ((error1 * error1) / (count1 - 1) + (error2 * error2) / (count2 - 1));
  return betaCdf(freedom / (freedom + t * t), freedom / 2, 0.5);
}
