import { nearestRank } from '../aggregates/percentileResults.js';
import { compareValues } from '../aggregates/order.js';
import { textOf } from '../convert.js';
import { singleChunk } from '../relations.js';
import type { Schema, Value } from '../types.js';
import type { Plugin } from './definition.js';
import { binStart, keyOf, PluginArguments, rowsRelation } from './support.js';

/** The bin of an index value; bins are aligned at 0. */
function binOf(value: Value, size: Value): Value {
  if (typeof value === 'bigint' && typeof size === 'bigint') return binStart(value, size, 0n);
  if (typeof value === 'number') return Math.floor(value / Number(size)) * Number(size);
  return typeof value === 'bigint' ? binStart(value, BigInt(Math.trunc(Number(size))), 0n) : null;
}

interface Bin {
  readonly start: Value;
  readonly values: Value[];
}

/** The percentile of the values in each bin and the bins before it, as many as a window has. */
export const rollingPercentile: Plugin = {
  name: 'rolling_percentile',
  run(plan, input, context) {
    const args = new PluginArguments(plan, input.schema, context);
    args.require(5);
    const value = args.compiled(0);
    const valueExpr = args.expr(0);
    const percentile = args.number(1);
    const index = args.column(2);
    const size = args.constant(3);
    const width = args.number(4);
    const dimensions = args.columns(5);
    const chunk = singleChunk(input, context);
    const values = value.evaluate(chunk);
    const indexes = chunk.column(index.index);
    const groups = new Map<string, { readonly dimensions: readonly Value[]; readonly bins: Map<string, Bin> }>();
    for (let row = 0; row < chunk.length; row++) {
      const start = binOf(indexes.get(row), size);
      if (start === null) continue;
      const own = dimensions.map((dimension) => chunk.column(dimension.index).get(row));
      const key = keyOf(own);
      let group = groups.get(key);
      if (group === undefined) groups.set(key, (group = { dimensions: own, bins: new Map<string, Bin>() }));
      const binKey = keyOf([start]);
      let bin = group.bins.get(binKey);
      if (bin === undefined) group.bins.set(binKey, (bin = { start, values: [] }));
      const sample = values.get(row);
      if (sample !== null) bin.values.push(sample);
    }
    const rows: Value[][] = [];
    for (const { dimensions: own, bins } of groups.values()) {
      const sorted = [...bins.values()].sort((a, b) => compareValues(a.start, b.start));
      for (const { start } of sorted) {
        context.check();
        const members = sorted.filter((other) => {
          const behind = (Number(start) - Number(other.start)) / Number(size);
          return behind > -0.5 && behind < width - 0.5;
        });
        const window = members.flatMap((bin) => bin.values).sort(compareValues);
        rows.push([start, ...own, window[nearestRank(percentile, window.length) - 1] ?? null]);
      }
    }
    const name = valueExpr.kind === 'column' ? valueExpr.name : '';
    const schema: Schema = [
      { name: index.name, type: index.type },
      ...dimensions,
      { name: `rolling_${textOf(BigInt(width), 'long')}_percentile_${name}_${percentile}`, type: value.type },
    ];
    return rowsRelation(schema, rows);
  },
};
