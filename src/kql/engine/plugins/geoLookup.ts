import { Chunk } from '../chunk.js';
import type { Relation } from '../chunk.js';
import { dynamicJson } from '../dynamicText.js';
import type { Dynamic } from '../dynamic.js';
import { NameTable } from '../naming.js';
import type { ExecContext } from '../operators/context.js';
import type { EvaluatePlan, Expr } from '../plan.js';
import { singleChunk, slices } from '../relations.js';
import { columnIndex } from '../types.js';
import type { ColumnSpec } from '../types.js';
import type { Plugin } from './definition.js';
import { PluginArguments } from './support.js';

/** The expression that is true for the points of a shape. */
type Test = (longitude: Expr, latitude: Expr, shape: Expr, args: PluginArguments, span: EvaluatePlan) => Expr;

function call(name: string, args: readonly Expr[], { start, length }: EvaluatePlan): Expr {
  return { kind: 'call', name, args, start, length };
}

function literal(value: number, { start, length }: EvaluatePlan): Expr {
  return { kind: 'literal', type: 'real', value, start, length };
}

const inPolygon: Test = (longitude, latitude, shape, args, span) => {
  const radius = args.named('radius') ?? args.optional(4);
  if (radius === undefined || Number(radius) === 0) return call('geo_point_in_polygon', [longitude, latitude, shape], span);
  const distance = call('geo_distance_point_to_polygon', [longitude, latitude, shape], span);
  return call('<=', [distance, literal(Number(radius), span)], span);
};

const nearLine: Test = (longitude, latitude, shape, args, span) =>
  call('<=', [call('geo_distance_point_to_line', [longitude, latitude, shape], span), literal(args.number(4), span)], span);

function lookup(test: Test, plan: EvaluatePlan, input: Relation, context: ExecContext): Relation {
  const args = new PluginArguments(plan, input.schema, context);
  args.require(4, 7);
  const table = context.run(args.table(0));
  const key = args.expr(1);
  const keyAt = key.kind === 'column' ? columnIndex(table.schema, key.name) : -1;
  if (keyAt < 0) throw args.refuse('argument 2 must be a column of the lookup table.');
  const [longitude, latitude] = [args.expr(2), args.expr(3)];
  const unmatched = args.named('return_unmatched') === true || args.optional(5) === true;
  const withKey = args.named('return_lookup_key') === true || args.optional(6) === true;
  const right = singleChunk(table, context);
  const left = singleChunk(input, context);
  const matches: number[][] = Array.from({ length: left.length }, () => []);
  const shapes = right.column(keyAt);
  const { start, length } = plan;
  for (let row = 0; row < right.length; row++) {
    context.check();
    const value = dynamicJson(shapes.get(row) as Dynamic);
    const expr = test(longitude, latitude, { kind: 'literal', type: 'dynamic', value, start, length }, args, plan);
    const inside = context.compile(expr, input.schema).evaluate(left);
    for (let i = 0; i < left.length; i++) if (inside.get(i) === true) matches[i]!.push(row);
  }
  const leftRows: number[] = [];
  const rightRows: number[] = [];
  matches.forEach((found, row) => {
    for (const match of found.length === 0 && unmatched ? [-1] : found) {
      leftRows.push(row);
      rightRows.push(match);
    }
  });
  const names = new NameTable(input.schema.map(({ name }) => name));
  const added = table.schema.flatMap((_, index) => (index === keyAt && !withKey ? [] : [index]));
  const schema: ColumnSpec[] = [
    ...input.schema,
    ...added.map((index) => ({ name: names.unique(table.schema[index]!.name), type: table.schema[index]!.type })),
  ];
  const pickedLeft = left.gather(Int32Array.from(leftRows));
  const pickedRight = right.gather(Int32Array.from(rightRows));
  const width = input.schema.length;
  const result = Chunk.lazy(schema.length, leftRows.length, (index) =>
    index < width ? pickedLeft.column(index) : pickedRight.column(added[index - width]!),
  );
  return { schema, chunks: slices(result), serialized: false };
}

/** Joins points with the polygons of a table that hold them, or that are within `radius` metres. */
export const geoPolygonLookup: Plugin = {
  name: 'geo_polygon_lookup',
  run: (plan, input, context) => lookup(inPolygon, plan, input, context),
};

/** Joins points with the lines of a table that are within a distance in metres. */
export const geoLineLookup: Plugin = {
  name: 'geo_line_lookup',
  run: (plan, input, context) => lookup(nearLine, plan, input, context),
};
