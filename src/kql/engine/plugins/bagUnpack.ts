import type { Relation } from '../chunk.js';
import { ColumnWriter } from '../columns/column.js';
import type { Column } from '../columns/column.js';
import { Boxed, elements, isArray, isBag } from '../dynamic.js';
import type { Dynamic } from '../dynamic.js';
import type { ExecContext } from '../operators/context.js';
import type { EvaluatePlan } from '../plan.js';
import { chunked, singleChunk } from '../relations.js';
import { columnIndex } from '../types.js';
import type { ColumnSpec, ScalarType, Value } from '../types.js';
import type { Plugin } from './definition.js';
import { PluginArguments } from './support.js';

function typeOf(value: Dynamic): ScalarType {
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'bigint') return 'long';
  if (typeof value === 'number') return Number.isInteger(value) ? 'long' : 'real';
  return value instanceof Boxed ? value.type : 'dynamic';
}

/** The value of a slot in a column of the type that all its values have. */
function scalarOf(value: Dynamic, type: ScalarType): Value {
  if (type === 'dynamic') return value;
  if (type === 'long') return BigInt(value as number | bigint);
  return value instanceof Boxed ? value.value : value;
}

interface Slot {
  readonly values: Map<number, Dynamic>;
  type: ScalarType | undefined;
}

/** The slots of all bags, sorted by name. A slot whose values differ in type is dynamic. */
function slotsOf(bags: Column, ignored: ReadonlySet<string>, context: ExecContext): [string, Slot][] {
  const slots = new Map<string, Slot>();
  for (let row = 0; row < bags.length; row++) {
    if (row % 65_536 === 0) context.check();
    const bag = bags.get(row) as Dynamic;
    if (!isBag(bag)) continue;
    for (const [key, value] of Object.entries(bag)) {
      if (ignored.has(key)) continue;
      let slot = slots.get(key);
      if (slot === undefined) slots.set(key, (slot = { values: new Map(), type: undefined }));
      if (value === null) continue;
      const type = typeOf(value);
      slot.type = slot.type === undefined || slot.type === type ? type : 'dynamic';
      slot.values.set(row, value);
    }
  }
  return [...slots].sort(([a], [b]) => (a < b ? -1 : 1));
}

function ignoredProperties(value: Value | undefined): ReadonlySet<string> {
  const list = value as Dynamic | undefined;
  return new Set(list !== undefined && isArray(list) ? elements(list).filter((name) => typeof name === 'string') : []);
}

type Conflict = 'error' | 'replace_source' | 'keep_source';

function run(plan: EvaluatePlan, input: Relation, context: ExecContext): Relation {
  const args = new PluginArguments(plan, input.schema, context);
  args.require(1, 4);
  const source = args.column(0);
  if (source.type !== 'dynamic') throw args.refuse('the column must be dynamic.');
  const prefix = args.text(args.optional(1) ?? args.named('OutputColumnPrefix'), '');
  const conflict = args.text(args.optional(2) ?? args.named('columnsConflict'), 'error') as Conflict;
  if (!['error', 'replace_source', 'keep_source'].includes(conflict)) {
    throw args.refuse('columnsConflict must be error, replace_source or keep_source.');
  }
  const ignored = ignoredProperties(args.optional(3) ?? args.named('ignoredProperties'));
  const chunk = singleChunk(input, context);
  const kept: ColumnSpec[] = input.schema.filter((_, index) => index !== source.index);
  const columns: Column[] = kept.map((column) => chunk.column(columnIndex(input.schema, column.name)));
  for (const [key, slot] of slotsOf(chunk.column(source.index), ignored, context)) {
    const name = prefix + key;
    const type = slot.type ?? 'dynamic';
    const at = columnIndex(kept, name);
    if (at >= 0 && conflict === 'error') {
      throw args.refuse(`the property ${key} would make a second column ${name}; set columnsConflict or a prefix.`);
    }
    if (at >= 0 && conflict === 'keep_source') continue;
    const writer = new ColumnWriter(type, chunk.length);
    for (const [row, value] of slot.values) writer.set(row, scalarOf(value, type));
    const place = at >= 0 ? at : kept.length;
    kept[place] = { name, type };
    columns[place] = writer.finish();
  }
  return chunked(kept, columns, chunk.length, input.serialized);
}

/** One column per slot of the property bags in a column, which it replaces. */
export const bagUnpack: Plugin = { name: 'bag_unpack', run };
