import type { Relation } from '../chunk.js';
import { convertValue } from '../convert.js';
import type { ExecContext } from '../operators/context.js';
import type { EvaluatePlan } from '../plan.js';
import { singleChunk } from '../relations.js';
import { columnIndex } from '../types.js';
import type { ColumnSpec, ScalarType, Value } from '../types.js';
import type { Plugin } from './definition.js';
import { encodeRows, matches, patternValues, percent, totalWeight } from './encodedRows.js';
import type { EncodedRows, Pattern } from './encodedRows.js';
import { keyOf, PluginArguments, rowsRelation } from './support.js';

const deviation = 'Finds similar patterns, not always the same ones as the real engine.';

/** A constant argument; `~` or a missing one stands for the default. */
function setting(args: PluginArguments, index: number): Value | undefined {
  if (index >= args.count || args.isColumn(index)) return undefined;
  const value = args.constant(index);
  return value === '~' || value === null ? undefined : value;
}

function numericSetting(args: PluginArguments, index: number, fallback: number, least: number, most: number): number {
  const value = setting(args, index);
  if (value === undefined) return fallback;
  const number = Number(value);
  if (!(number >= least && number <= most)) throw args.refuse(`argument ${index + 1} must be from ${least} to ${most}.`);
  return number;
}

/** The weight column: a column, or its name. */
function weightColumn(args: PluginArguments, index: number, input: Relation): number | undefined {
  if (index < args.count && args.isColumn(index)) return args.column(index).index;
  const name = args.text(setting(args, index), '');
  if (name === '') return undefined;
  const at = columnIndex(input.schema, name);
  if (at < 0) throw args.refuse(`there is no column ${name}.`);
  return at;
}

/** What stands for "any" in columns of each type: the custom wildcards from `index` on in their types, else null ("" for strings). */
function wildcards(args: PluginArguments, index: number): (type: ScalarType) => Value {
  const custom = new Map<ScalarType, Value>();
  for (let at = index; at < args.count; at++) {
    const { type, constant } = args.compiled(at);
    if (constant !== undefined && constant !== '~' && constant !== null) custom.set(type, constant);
  }
  return (type) => {
    const long = custom.get('long');
    if (type === 'int' && !custom.has('int') && long !== undefined) return convertValue(long, 'long', 'int');
    return custom.get(type) ?? null;
  };
}

interface Found {
  readonly pattern: Pattern;
  readonly weight: number;
}

function weightOfPattern(pattern: Pattern, rows: EncodedRows, left: readonly number[]): number {
  let weight = 0;
  rows.codes.forEach((codes, row) => {
    if (left[row]! > 0 && matches(pattern, codes)) weight += left[row]!;
  });
  return weight;
}

/** The best generalisation of a seed: dimensions are freed one at a time, the one that wins most rows first. */
function expand(
  seed: Pattern,
  rows: EncodedRows,
  left: readonly number[],
  total: number,
  sizeWeight: number,
): Found & { score: number } {
  const score = (pattern: Pattern, weight: number): number => {
    const bound = pattern.filter((code) => code >= 0).length;
    return (weight / total) ** sizeWeight * (bound / pattern.length) ** (1 - sizeWeight);
  };
  let pattern = seed;
  let weight = weightOfPattern(seed, rows, left);
  let best = { pattern, weight, score: score(pattern, weight) };
  for (let freed = 1; freed < seed.length; freed++) {
    let next: Found | undefined;
    for (let dimension = 0; dimension < pattern.length; dimension++) {
      if (pattern[dimension]! < 0) continue;
      const candidate = pattern.slice();
      candidate[dimension] = -1;
      const gained = weightOfPattern(candidate, rows, left);
      if (next === undefined || gained > next.weight) next = { pattern: candidate, weight: gained };
    }
    if (next === undefined) break;
    ({ pattern, weight } = next);
    if (score(pattern, weight) > best.score) best = { pattern, weight, score: score(pattern, weight) };
  }
  return best;
}

/** Most distinct rows that patterns are scored on. */
const mostScored = 4096;

/** Patterns one after another, each from what the ones before leave, until little is left. */
function clusters(rows: EncodedRows, sizeWeight: number, seeds: number, context: ExecContext): Found[] {
  const order = rows.weights.map((_, row) => row).sort((a, b) => rows.weights[b]! - rows.weights[a]! || a - b);
  const kept = order.slice(0, mostScored);
  const scored: EncodedRows = {
    codes: kept.map((row) => rows.codes[row]!),
    weights: kept.map((row) => rows.weights[row]!),
    values: rows.values,
  };
  const left = [...scored.weights];
  const total = totalWeight(rows);
  const found: Found[] = [];
  while (found.length < seeds) {
    context.check();
    const seedsNow = left
      .map((_, row) => row)
      .filter((row) => left[row]! > 0)
      .sort((a, b) => left[b]! - left[a]! || a - b)
      .slice(0, 5);
    const best = seedsNow
      .map((row) => expand(scored.codes[row]!, scored, left, total, sizeWeight))
      .reduce<(Found & { score: number }) | undefined>((a, b) => (a === undefined || b.score > a.score ? b : a), undefined);
    if (best === undefined || best.weight < 0.05 * total) break;
    scored.codes.forEach((codes, row) => {
      if (matches(best.pattern, codes)) left[row] = 0;
    });
    found.push({ pattern: best.pattern, weight: weightOfPattern(best.pattern, rows, rows.weights) });
  }
  return found;
}

/** Every pattern of at most `dimensions` bound values whose weight is at least `least`. */
function frequent(rows: EncodedRows, least: number, dimensions: number, context: ExecContext): Found[] {
  const found: Found[] = [];
  const width = rows.values.length;
  const grow = (pattern: Pattern, members: readonly number[], from: number, bound: number): void => {
    context.check();
    for (let dimension = from; dimension < width && bound < dimensions; dimension++) {
      const byCode = new Map<number, number[]>();
      for (const row of members) {
        const code = rows.codes[row]![dimension]!;
        const list = byCode.get(code);
        if (list === undefined) byCode.set(code, [row]);
        else list.push(row);
      }
      for (const [code, list] of byCode) {
        const weight = list.reduce((sum, row) => sum + rows.weights[row]!, 0);
        if (weight < least) continue;
        const next = pattern.slice();
        next[dimension] = code;
        found.push({ pattern: next, weight });
        if (found.length > 100_000) return;
        grow(next, list, dimension + 1, bound + 1);
      }
    }
  };
  grow(
    new Int32Array(width).fill(-1),
    rows.codes.map((_, row) => row),
    0,
    0,
  );
  return found.sort((a, b) => b.weight - a.weight);
}

function segments(plan: EvaluatePlan, input: Relation, context: ExecContext, mine: 'clusters' | 'frequent'): Relation {
  const args = new PluginArguments(plan, input.schema, context);
  const weight = weightColumn(args, 1, input);
  const dimensions = input.schema.map((_, index) => index).filter((index) => index !== weight);
  const rows = encodeRows(singleChunk(input, context), dimensions, weight);
  const total = totalWeight(rows);
  const found =
    mine === 'clusters'
      ? clusters(rows, numericSetting(args, 0, 0.5, 0, 1), numericSetting(args, 2, 25, 1, 1024), context)
      : frequent(rows, numericSetting(args, 0, 0.05, 0.015, 1) * total, numericSetting(args, 2, 5, 1, 64), context);
  const wildcard = wildcards(args, 3);
  const columns: ColumnSpec[] = dimensions.map((index) => input.schema[index]!);
  const schema: ColumnSpec[] = [
    { name: 'SegmentId', type: 'long' },
    { name: 'Count', type: 'long' },
    { name: 'Percent', type: 'real' },
    ...columns,
  ];
  return rowsRelation(
    schema,
    found.map(({ pattern, weight: size }, segment) => [
      BigInt(segment),
      BigInt(Math.round(size)),
      percent(size, total),
      ...patternValues(pattern, rows, (dimension) => wildcard(columns[dimension]!.type)),
    ]),
  );
}

export const autocluster: Plugin = {
  name: 'autocluster',
  deviation,
  run: (plan, input, context) => segments(plan, input, context, 'clusters'),
};

export const basket: Plugin = {
  name: 'basket',
  deviation,
  run: (plan, input, context) => segments(plan, input, context, 'frequent'),
};

/** A code that no row has. */
const noCode = 0x7fffffff;

/** The same pattern over the codes of other rows. */
function translated(pattern: Pattern, from: EncodedRows, to: EncodedRows): Pattern {
  return pattern.map((code, dimension) => {
    if (code < 0) return -1;
    const key = keyOf([from.values[dimension]![code]!]);
    const found = to.values[dimension]!.findIndex((value) => keyOf([value]) === key);
    return found < 0 ? noCode : found;
  });
}

/** Patterns whose share differs between the rows of value A and those of value B of a column by at least the threshold. */
export const diffpatterns: Plugin = {
  name: 'diffpatterns',
  deviation,
  run(plan, input, context) {
    const args = new PluginArguments(plan, input.schema, context);
    args.require(3);
    const split = args.column(0);
    const [valueA, valueB] = [1, 2].map((index) =>
      keyOf([convertValue(args.constant(index), args.compiled(index).type, split.type)]),
    );
    const weight = weightColumn(args, 3, input);
    const threshold = numericSetting(args, 4, 0.05, 0.015, 1);
    const most = numericSetting(args, 5, 5, 1, 64);
    const wildcard = wildcards(args, 6);
    const chunk = singleChunk(input, context);
    const splits = chunk.column(split.index);
    const dimensions = input.schema.map((_, index) => index).filter((index) => index !== weight && index !== split.index);
    const [a, b] = [valueA, valueB].map((value) =>
      encodeRows(chunk, dimensions, weight, (row) => keyOf([splits.get(row)]) === value),
    );
    const [totalA, totalB] = [totalWeight(a!), totalWeight(b!)];
    const patterns = new Map<string, { values: Value[]; inA: number; inB: number }>();
    for (const [own, other, isA] of [
      [a!, b!, true],
      [b!, a!, false],
    ] as const) {
      for (const { pattern, weight: size } of frequent(own, threshold * (isA ? totalA : totalB), most, context)) {
        const otherSize = weightOfPattern(translated(pattern, own, other), other, other.weights);
        const values = patternValues(pattern, own, (dimension) => wildcard(input.schema[dimensions[dimension]!]!.type));
        patterns.set(keyOf(values), { values, inA: isA ? size : otherSize, inB: isA ? otherSize : size });
      }
    }
    const found = [...patterns.values()]
      .map((pattern) => ({ ...pattern, a: percent(pattern.inA, totalA), b: percent(pattern.inB, totalB) }))
      .filter((pattern) => Math.abs(pattern.a - pattern.b) >= 100 * threshold)
      .sort((x, y) => Math.abs(y.a - y.b) - Math.abs(x.a - x.b));
    const columns = input.schema.filter((_, index) => index !== weight);
    const schema: ColumnSpec[] = [
      { name: 'SegmentId', type: 'long' },
      { name: 'CountA', type: 'long' },
      { name: 'CountB', type: 'long' },
      { name: 'PercentA', type: 'real' },
      { name: 'PercentB', type: 'real' },
      { name: 'PercentDiffAB', type: 'real' },
      ...columns,
    ];
    return rowsRelation(
      schema,
      found.map(({ values, inA, inB, a: percentA, b: percentB }, segment) => {
        const ofDimension = new Map(dimensions.map((index, dimension) => [input.schema[index]!.name, values[dimension] ?? null]));
        return [
          BigInt(segment),
          BigInt(Math.round(inA)),
          BigInt(Math.round(inB)),
          percentA,
          percentB,
          Math.round(10 * Math.abs(percentA - percentB)) / 10,
          ...columns.map(({ name, type }) => (name === split.name ? wildcard(type) : (ofDimension.get(name) ?? null))),
        ];
      }),
    );
  },
};
