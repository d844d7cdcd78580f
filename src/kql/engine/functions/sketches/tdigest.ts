import { Decimal } from 'decimal.js';
import { dynamicLong, isArray } from '../../dynamic.js';
import { Boxed, dynamicReal } from '../../dynamic.js';
import type { Dynamic } from '../../dynamic.js';
import { KqlError } from '../../errors.js';
import type { ScalarType, Value } from '../../types.js';

/** What a digest holds; datetimes are ticks since 2000, so that doubles hold them exactly. */
export type DigestType = 'long' | 'real' | 'datetime' | 'timespan';

/** A digest as a dynamic value: `["tdigest", type, means, weights]`, means ascending. */
export interface Digest {
  readonly type: DigestType;
  readonly means: readonly number[];
  readonly weights: readonly number[];
}

/** Ticks of 2000-01-01. */
const epoch = 630_822_816_000_000_000n;
/** Distinct values kept as they are; more are merged into centroids. */
const mostCentroids = 4096;

export function digestType(type: ScalarType): DigestType {
  if (type === 'datetime' || type === 'timespan') return type;
  return type === 'int' || type === 'long' ? 'long' : 'real';
}

/** The number that stands for a value in a digest. */
export function digestNumber(value: Value): number {
  return value instanceof Decimal ? value.toNumber() : Number(value);
}

export function datetimeNumber(ticks: bigint): number {
  return Number(ticks - epoch);
}

function valueOf(mean: number, type: DigestType): Value {
  if (type === 'real') return mean;
  const whole = BigInt(Math.round(mean));
  return type === 'datetime' ? whole + epoch : whole;
}

/** Sorts, joins equal values, and merges neighbours by the size limit 4·n·q·(1-q)/δ when there are too many. */
export function buildDigest(type: DigestType, values: readonly { readonly mean: number; readonly weight: number }[]): Digest {
  const sorted = [...values].sort((a, b) => a.mean - b.mean);
  const means: number[] = [];
  const weights: number[] = [];
  for (const { mean, weight } of sorted) {
    if (means.length > 0 && means[means.length - 1] === mean) weights[weights.length - 1]! += weight;
    else {
      means.push(mean);
      weights.push(weight);
    }
  }
  return means.length <= mostCentroids ? { type, means, weights } : compressed(type, means, weights);
}

function compressed(type: DigestType, means: readonly number[], weights: readonly number[]): Digest {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const outMeans: number[] = [];
  const outWeights: number[] = [];
  let before = 0;
  for (let i = 0; i < means.length; i++) {
    const weight = weights[i]!;
    const last = outMeans.length - 1;
    const q = (before + weight / 2) / total;
    const limit = (8 * total * q * (1 - q)) / mostCentroids;
    if (last > 0 && i < means.length - 1 && outWeights[last]! + weight <= limit) {
      outWeights[last]! += weight;
      outMeans[last]! += ((means[i]! - outMeans[last]!) * weight) / outWeights[last]!;
    } else {
      outMeans.push(means[i]!);
      outWeights.push(weight);
    }
    before += weight;
  }
  return { type, means: outMeans, weights: outWeights };
}

export function mergeDigests(digests: readonly Digest[]): Digest {
  const type = digests.some((digest) => digest.type === 'real') ? 'real' : (digests[0]?.type ?? 'real');
  return buildDigest(
    type,
    digests.flatMap(({ means, weights }) => means.map((mean, i) => ({ mean, weight: weights[i]! }))),
  );
}

/** Nearest rank: the first centroid at which the cumulated weight reaches the share; null for an empty digest. */
export function digestPercentile(digest: Digest, percentile: number): Value {
  const total = digest.weights.reduce((sum, weight) => sum + weight, 0);
  let left = (percentile * total) / 100;
  for (let i = 0; i < digest.means.length; i++) {
    left -= digest.weights[i]!;
    if (left <= 0) return valueOf(digest.means[i]!, digest.type);
  }
  return digest.means.length === 0 ? null : valueOf(digest.means.at(-1)!, digest.type);
}

/** The weight of values at or below `value`. */
export function digestRank(digest: Digest, value: number): number {
  let rank = 0;
  for (let i = 0; i < digest.means.length && digest.means[i]! <= value; i++) rank += digest.weights[i]!;
  return rank;
}

export function digestTotal(digest: Digest): number {
  return digest.weights.reduce((sum, weight) => sum + weight, 0);
}

export function writeDigest({ type, means, weights }: Digest): Dynamic {
  return ['tdigest', type, means.map(type === 'real' ? dynamicReal : (mean): Dynamic => mean), [...weights]];
}

function numberOf(value: Dynamic): number {
  return value instanceof Boxed && value.is('real') ? value.value : Number(value);
}

/** Undefined when the value is no state. */
export function readDigest(value: Dynamic): Digest | undefined {
  if (!isArray(value) || value.length !== 4 || value[0] !== 'tdigest') return undefined;
  const means = value[2] as Dynamic;
  const weights = value[3] as Dynamic;
  if (!isArray(means) || !isArray(weights)) return undefined;
  return {
    type: value[1] as unknown as DigestType,
    means: Array.from(means as Iterable<Dynamic>, numberOf),
    weights: Array.from(weights as Iterable<Dynamic>, numberOf),
  };
}

/** Like `readDigest`; refuses what is no state. */
export function digestOf(value: Dynamic): Digest {
  const digest = readDigest(value);
  if (digest === undefined) throw new KqlError('runtime', 'The value is no state of tdigest().');
  return digest;
}

/** A value read from a digest as a dynamic value. */
export function digestDynamic(value: Value, type: DigestType): Dynamic {
  if (value === null) return null;
  if (type === 'real') return dynamicReal(value as number);
  if (type === 'long') return dynamicLong(value as bigint);
  return new Boxed(type, value as bigint);
}
