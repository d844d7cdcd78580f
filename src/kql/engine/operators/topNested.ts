import { Chunk, type Relation } from '../chunk.js';
import { ColumnWriter, Int64Column, type Column } from '../columns/column.js';
import { convertValue } from '../convert.js';
import { NameTable } from '../naming.js';
import type { Plan, PlanOf, TopNestedLevel } from '../plan.js';
import { chunked, singleChunk } from '../relations.js';
import type { ColumnSpec, ScalarType, Schema, Value } from '../types.js';
import { compareValues } from './compareValues.js';
import type { ExecContext } from './context.js';
import { rowKeys } from './rowKeys.js';

/** Columns that no Kusto name can clash with. */
const groupName = '\u0000group';
const resultName = '\u0000result';

/** One value of a level. `path` holds value and aggregate of each level down to this one. */
interface Group {
  readonly path: readonly Value[];
  readonly isOthers: boolean;
  /** Absent for the rest of an `others` row below its level. */
  readonly children: Group[];
}

/** The best values of one column, within each the best of the next, and so on; `others` adds a row for what each level leaves out. */
export function topNested(plan: PlanOf<'top-nested'>, input: Relation, context: ExecContext): Relation {
  const chunk = singleChunk(input, context);
  const schema: ColumnSpec[] = [];
  const names = new NameTable();
  const root: Group = { path: [], isOthers: false, children: [] };
  let groups: readonly Group[] = [root];
  // The group of each row among those of the level above; -1 for rows left out.
  let groupOfRow = new Int32Array(chunk.length);
  for (const level of plan.levels) {
    context.check();
    const result = runLevel(level, plan, { chunk, schema: input.schema, groups, groupOfRow }, context);
    const name = names.unique(level.column.name ?? level.column.defaultName ?? names.unnamed());
    schema.push(
      { name, type: result.keyType },
      { name: names.unique(level.by.name ?? `aggregated_${name}`), type: result.byType },
    );
    ({ groups, groupOfRow } = result);
  }
  const leaves: (readonly Value[])[] = [];
  collectLeaves(root, plan.levels.length, leaves);
  return rowsOf(schema, leaves);
}

interface LevelInput {
  readonly chunk: Chunk;
  readonly schema: Schema;
  readonly groups: readonly Group[];
  readonly groupOfRow: Int32Array;
}

interface LevelResult {
  readonly groups: readonly Group[];
  readonly groupOfRow: Int32Array<ArrayBuffer>;
  readonly keyType: ScalarType;
  readonly byType: ScalarType;
}

function runLevel(level: TopNestedLevel, plan: PlanOf<'top-nested'>, input: LevelInput, context: ExecContext): LevelResult {
  const { chunk, groups, groupOfRow } = input;
  const key = context.compile(level.column.expr, input.schema).evaluate(chunk);
  const count = level.count === undefined ? Infinity : Number(context.constant(level.count).value ?? 0);
  const others = level.others === undefined ? undefined : context.constant(level.others);
  const keys = rowKeys([key], chunk.length);
  // Candidates: pairs of group and value.
  const candidateOfRow = new Int32Array(chunk.length).fill(-1);
  const candidates: { readonly parent: number; readonly row: number }[] = [];
  const seen = new Map<number, number>();
  for (let row = 0; row < chunk.length; row++) {
    const parent = groupOfRow[row]!;
    if (parent < 0 || groups[parent]!.isOthers) continue;
    const pair = parent * keys.count + keys.ids[row]!;
    let candidate = seen.get(pair);
    if (candidate === undefined) {
      candidate = candidates.push({ parent, row }) - 1;
      seen.set(pair, candidate);
    }
    candidateOfRow[row] = candidate;
  }
  const by = aggregate(level, plan, input, candidateOfRow, candidates.length, context);
  const values = candidates.map(({ row }) => key.get(row));
  const order = candidates
    .map((_, i) => i)
    .sort((a, b) => {
      const left = by.values[a] ?? null;
      const right = by.values[b] ?? null;
      if (left === null || right === null) {
        if (left !== right) return left === null ? 1 : -1;
      } else {
        const difference = compareValues(left, right, by.type);
        if (difference !== 0) return level.descending ? -difference : difference;
      }
      return compareValues(values[b]!, values[a]!, key.type);
    });
  const next: Group[] = [];
  const groupOfCandidate = new Int32Array(candidates.length).fill(-1);
  for (const candidate of order) {
    const parent = groups[candidates[candidate]!.parent]!;
    if (parent.children.length >= count) continue;
    const group: Group = { path: [...parent.path, values[candidate]!, by.values[candidate]!], isOthers: false, children: [] };
    parent.children.push(group);
    groupOfCandidate[candidate] = next.push(group) - 1;
  }
  // What is left of each group, and the `others` rows of levels above.
  const nextOfRow = new Int32Array(chunk.length).fill(-1);
  const restOfRow = new Int32Array(chunk.length).fill(-1);
  const hasRest = new Uint8Array(groups.length);
  for (let row = 0; row < chunk.length; row++) {
    const candidate = candidateOfRow[row]!;
    const parent = groupOfRow[row]!;
    if (parent < 0) continue;
    if (candidate >= 0 && groupOfCandidate[candidate]! >= 0) nextOfRow[row] = groupOfCandidate[candidate]!;
    else {
      restOfRow[row] = parent;
      hasRest[parent] = 1;
    }
  }
  const rest = others && hasRest.includes(1) ? aggregate(level, plan, input, restOfRow, groups.length, context) : undefined;
  const groupOfRest = new Int32Array(groups.length).fill(-1);
  groups.forEach((parent, i) => {
    if (hasRest[i] === 0 || (others === undefined && !parent.isOthers)) return;
    const value = others === undefined ? null : convertValue(others.value, others.type, key.type);
    const group: Group = { path: [...parent.path, value, rest?.values[i] ?? null], isOthers: true, children: [] };
    parent.children.push(group);
    groupOfRest[i] = next.push(group) - 1;
  });
  for (let row = 0; row < chunk.length; row++) if (restOfRow[row]! >= 0) nextOfRow[row] = groupOfRest[restOfRow[row]!]!;
  return { groups: next, groupOfRow: nextOfRow, keyType: key.type, byType: by.type };
}

/** The aggregate of a level for each group; rows of group -1 do not count. */
function aggregate(
  level: TopNestedLevel,
  { start, length }: PlanOf<'top-nested'>,
  { chunk, schema }: LevelInput,
  groups: Int32Array,
  groupCount: number,
  context: ExecContext,
): { readonly type: ScalarType; readonly values: readonly Value[] } {
  const rows = new Int32Array(chunk.length);
  let used = 0;
  for (let row = 0; row < chunk.length; row++) if (groups[row]! >= 0) rows[used++] = row;
  const chosen = rows.subarray(0, used);
  const gathered = chunk.gather(chosen);
  const ids = new Int64Column(
    'long',
    BigInt64Array.from(chosen, (row) => BigInt(groups[row]!)),
  );
  const tagged = Chunk.lazy(schema.length + 1, used, (index) => (index < schema.length ? gathered.column(index) : ids));
  const summarize: Plan = {
    op: 'summarize',
    input: { op: 'context', start, length },
    aggregates: [{ name: resultName, expr: level.by.expr }],
    by: [{ name: groupName, expr: { kind: 'column', name: groupName, start, length } }],
    start,
    length,
  };
  const tagSchema: Schema = [...schema, { name: groupName, type: 'long' }];
  const result = context.run(summarize, { schema: tagSchema, chunks: [tagged], serialized: false });
  const values = new Array<Value>(groupCount).fill(null);
  for (const part of result.chunks) {
    const group = part.column(0);
    const value = part.column(1);
    for (let row = 0; row < part.length; row++) values[Number(group.get(row))] = value.get(row);
  }
  return { type: result.schema[1]!.type, values };
}

function collectLeaves(group: Group, depth: number, leaves: (readonly Value[])[]): void {
  if (group.path.length === depth * 2) leaves.push(group.path);
  for (const child of group.children) collectLeaves(child, depth, leaves);
}

function rowsOf(schema: Schema, rows: readonly (readonly Value[])[]): Relation {
  const columns = schema.map(({ type }, index): Column => {
    const writer = new ColumnWriter(type, rows.length);
    rows.forEach((values, row) => {
      writer.set(row, values[index] ?? null);
    });
    return writer.finish();
  });
  return chunked(schema, columns, rows.length, true);
}
