import { convertValue } from '../convert.js';
import type { Dynamic } from '../dynamic.js';
import { elements, isArray } from '../dynamic.js';
import { toDynamicValue } from '../convert.js';
import { singleChunk } from '../relations.js';
import type { ScalarType, Schema, Value } from '../types.js';
import type { Plugin } from './definition.js';
import { binStart, keyOf, PluginArguments, rowsRelation, timelineValue } from './support.js';
import { byTime, eventColumns, eventGroups, within } from './timeline.js';
import type { Event } from './timeline.js';

/** The constants of a dynamic array argument, converted to a type. */
function listArgument(args: PluginArguments, index: number, type: ScalarType): Value[] {
  const value = args.constant(index) as Dynamic;
  if (!isArray(value) || value.length === 0) throw args.refuse(`argument ${index + 1} must be an array.`);
  return elements(value).map((element) => convertValue(element, 'dynamic', type));
}

function byId(events: readonly Event[]): Map<string, Event[]> {
  const result = new Map<string, Event[]>();
  for (const event of events) {
    const list = result.get(event.id);
    if (list === undefined) result.set(event.id, [event]);
    else list.push(event);
  }
  return result;
}

/** How many steps of a sequence follow in order from event `first` on, each after the one before, all within `window` of the first. */
function stepsReached(
  events: readonly Event[],
  states: (row: number) => string,
  sequence: readonly string[],
  first: number,
  window: bigint,
): number {
  let reached = 1;
  for (let i = first + 1; i < events.length && reached < sequence.length; i++) {
    if (events[i]!.time - events[first]!.time > window) break;
    if (states(events[i]!.row) === sequence[reached]) reached++;
  }
  return reached;
}

export const funnelSequenceCompletion: Plugin = {
  name: 'funnel_sequence_completion',
  run(plan, input, context) {
    const args = new PluginArguments(plan, input.schema, context);
    args.require(8, 8);
    const { id, timeline } = eventColumns(args, args.count);
    const [start, end, step] = [args.ticks(2), args.ticks(3), args.ticks(4)];
    const state = args.column(5);
    const sequence = listArgument(args, 6, state.type);
    const keys = sequence.map((value) => keyOf([value]));
    const periodType: ScalarType = timeline.type === 'datetime' ? 'timespan' : timeline.type;
    const periods = listArgument(args, 7, periodType);
    const states = singleChunkStates(args, input, context, 5);
    const found = new Map<string, { readonly row: Value[]; readonly ids: Set<string> }>();
    for (const { events } of eventGroups(states.relation, id, timeline, [], context)) {
      for (const [user, own] of byId(within(events, start, end))) {
        context.check();
        own.forEach((event, first) => {
          if (states.key(event.row) !== keys[0]) return;
          const bin = binStart(event.time, step, start);
          for (const period of periods) {
            const reached = stepsReached(own, states.key, keys, first, BigInt(period as bigint | number));
            for (let k = 0; k < reached; k++) {
              const row: Value[] = [timelineValue(bin, timeline.type), sequence[k]!, period];
              const key = keyOf([...row, BigInt(k)]);
              let entry = found.get(key);
              if (entry === undefined) found.set(key, (entry = { row, ids: new Set<string>() }));
              entry.ids.add(user);
            }
          }
        });
      }
    }
    const schema: Schema = [timeline, state, { name: 'Period', type: periodType }, { name: 'dcount', type: 'long' }];
    return rowsRelation(schema, byTime([...found.values()].map(({ row, ids }) => [...row, BigInt(ids.size)])));
  },
};

interface States {
  readonly relation: Parameters<Plugin['run']>[1];
  readonly key: (row: number) => string;
  readonly value: (row: number) => Value;
}

/** The state column of the input, which is read once and then passed on as a relation. */
function singleChunkStates(
  args: PluginArguments,
  input: Parameters<Plugin['run']>[1],
  context: Parameters<Plugin['run']>[2],
  index: number,
): States {
  const chunk = singleChunk(input, context);
  const column = chunk.column(args.column(index).index);
  return {
    relation: { ...input, chunks: [chunk] },
    key: (row) => keyOf([column.get(row)]),
    value: (row) => column.get(row),
  };
}

/** Ids per answer that the funnel names. */
const mostSamples = 100;

export const funnelSequence: Plugin = {
  name: 'funnel_sequence',
  deviation: 'Gives the first of the three tables: the states before and after the whole sequence.',
  run(plan, input, context) {
    const args = new PluginArguments(plan, input.schema, context);
    args.require(8, 8);
    const { id, timeline } = eventColumns(args, args.count);
    const [start, end, window, step] = [args.ticks(2), args.ticks(3), args.ticks(4), args.ticks(5)];
    const state = args.column(6);
    const keys = listArgument(args, 7, state.type).map((value) => keyOf([value]));
    const states = singleChunkStates(args, input, context, 6);
    const found = new Map<string, { readonly row: Value[]; readonly ids: Map<string, Value> }>();
    for (const { events } of eventGroups(states.relation, id, timeline, [], context)) {
      for (const [user, own] of byId(within(events, start, end))) {
        context.check();
        own.forEach((event, first) => {
          const last = lastOfSequence(own, states.key, keys, first, window);
          if (last === undefined) return;
          const near = (other: Event | undefined, from: Event): Value => {
            if (other === undefined) return null;
            const gap = other.time > from.time ? other.time - from.time : from.time - other.time;
            return gap <= window ? states.value(other.row) : null;
          };
          const row: Value[] = [
            timelineValue(binStart(event.time, step, start), timeline.type),
            near(own[first - 1], event),
            near(own[last + 1], own[last]!),
          ];
          const key = keyOf(row);
          let entry = found.get(key);
          if (entry === undefined) found.set(key, (entry = { row, ids: new Map<string, Value>() }));
          entry.ids.set(user, event.idValue);
        });
      }
    }
    const schema: Schema = [
      timeline,
      { name: 'prev', type: state.type },
      { name: 'next', type: state.type },
      { name: 'dcount', type: 'long' },
      { name: 'samples', type: 'dynamic' },
    ];
    return rowsRelation(
      schema,
      byTime(
        [...found.values()].map(({ row, ids }): Value[] => [
          ...row,
          BigInt(ids.size),
          [...ids.values()].slice(0, mostSamples).map((value) => toDynamicValue(value, id.type)),
        ]),
      ),
    );
  },
};

/** The index of the event that ends the sequence, when it starts at `first` and each step comes within `window` of the one before. */
function lastOfSequence(
  events: readonly Event[],
  states: (row: number) => string,
  sequence: readonly string[],
  first: number,
  window: bigint,
): number | undefined {
  if (states(events[first]!.row) !== sequence[0]) return undefined;
  let last = first;
  for (const key of sequence.slice(1)) {
    const next = events.findIndex((event, i) => i > last && states(event.row) === key);
    if (next < 0 || events[next]!.time - events[last]!.time > window) return undefined;
    last = next;
  }
  return last;
}

/** Steps are the named predicates; the other arguments behind the windows are dimensions. */
export const sequenceDetect: Plugin = {
  name: 'sequence_detect',
  run(plan, input, context) {
    const args = new PluginArguments(plan, input.schema, context);
    args.require(3);
    const timeline = args.column(0);
    const [stepWindow, span] = [args.ticks(1), args.ticks(2)];
    const steps = plan.args.flatMap((arg) =>
      arg.kind === 'expr' && arg.name !== undefined ? [{ name: arg.name, expr: arg.expr }] : [],
    );
    if (steps.length === 0) throw args.refuse('at least one named predicate is needed.');
    const dimensions = args.columns(3);
    const chunk = singleChunk(input, context);
    const predicates = steps.map(({ expr }) => context.compile(expr, input.schema).evaluate(chunk));
    const rows: Value[][] = [];
    for (const { dimensions: values, events } of eventGroups(
      { ...input, chunks: [chunk] },
      undefined,
      timeline,
      dimensions,
      context,
    )) {
      events.forEach((event, first) => {
        if (predicates[0]!.get(event.row) !== true) return;
        const times = [event.time];
        let at = first;
        for (const predicate of predicates.slice(1)) {
          at = events.findIndex((next, i) => i > at && predicate.get(next.row) === true);
          if (at < 0) return;
          const { time } = events[at]!;
          if (time - times.at(-1)! > stepWindow || time - event.time > span) return;
          times.push(time);
        }
        rows.push([...values, ...times.map((time) => timelineValue(time, timeline.type)), times.at(-1)! - event.time]);
      });
    }
    const schema: Schema = [
      ...dimensions,
      ...steps.map(({ name }) => ({ name: `${name}_${timeline.name}`, type: timeline.type })),
      { name: 'Duration', type: timeline.type === 'datetime' ? 'timespan' : 'long' },
    ];
    return rowsRelation(schema, rows);
  },
};
