import type { AggregateFunction } from './definition.js';
import { argMaxFunctions } from './argMax.js';
import { buildSchema, makeBag, makeBagIf, makeDictionary } from './bags.js';
import { bitFunctions } from './bits.js';
import { count, countif } from './count.js';
import { countDistinct, countDistinctIf, dcount, dcountif } from './distinct.js';
import { makeList, makeListIf, makeListWithNulls, makeSet, makeSetIf } from './lists.js';
import { max, maxif, min, minif } from './minMax.js';
import { momentFunctions } from './moments.js';
import { percentileFunctions } from './percentiles.js';
import { hll, hllIf, hllMerge, tdigest, tdigestMerge } from './sketches.js';
import { avg, avgif, sum, sumif } from './sum.js';
import { any, anyIf, passthrough, takeAny, takeAnyIf } from './takeAny.js';

/** Every aggregate that the engine knows. */
export const aggregateFunctions: readonly AggregateFunction[] = [
  count,
  countif,
  sum,
  sumif,
  avg,
  avgif,
  min,
  minif,
  max,
  maxif,
  dcount,
  dcountif,
  countDistinct,
  countDistinctIf,
  ...argMaxFunctions,
  takeAny,
  takeAnyIf,
  any,
  anyIf,
  passthrough,
  ...percentileFunctions,
  makeList,
  makeListIf,
  makeListWithNulls,
  makeSet,
  makeSetIf,
  makeBag,
  makeBagIf,
  makeDictionary,
  buildSchema,
  ...momentFunctions,
  ...bitFunctions,
  hll,
  hllIf,
  hllMerge,
  tdigest,
  tdigestMerge,
];

const byName = new Map<string, AggregateFunction>();
for (const definition of aggregateFunctions) {
  for (const name of [definition.name, ...(definition.aliases ?? [])]) {
    if (byName.has(name)) throw new Error(`The aggregate ${name} is defined twice.`);
    byName.set(name, definition);
  }
}

export function aggregateFunction(name: string): AggregateFunction | undefined {
  return byName.get(name);
}
