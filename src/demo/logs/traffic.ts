import { hash, unit } from '../story/random';
import {
  after,
  flowOf,
  keyOf,
  mostRows,
  nameOf,
  outcomeOf,
  readFlows,
  rowsFor,
  share,
  spread,
  startOf,
  type Flow,
  type Outcome,
} from './flows';
import { RowWriter, type LogRows } from './logRows';
import type { LogStory } from './logStory';
import { writeSpanId, writeTraceId } from './texts';

/** How wide response times are spread around their mean: rows of the detailed part, and single rows of the older one. */
const sigma = 0.5;
const olderSigma = 0.3;

/** What a time-out keeps its caller waiting besides. */
const overhead = 120;

const noWaits: readonly number[] = [];

/** The requests and dependencies of a story as sampled rows. `kind` is an outcome's id, `a` the item count, `b` milliseconds, `c` the key. */
export class Traffic {
  readonly requests: readonly Flow[];
  readonly calls: readonly Flow[];
  private readonly seed: number;
  private readonly spans: number;
  private readonly traces: number;
  private readonly callSpans: number;
  private readonly parents: readonly (Flow | undefined)[];
  private readonly callers: readonly (readonly Flow[])[];
  private readonly awaited: readonly (readonly Flow[])[];
  private madeRequests: LogRows | undefined;
  private madeCalls: LogRows | undefined;

  constructor(private readonly log: LogStory) {
    this.seed = log.seed;
    this.spans = hash(`${log.seed}|requests`);
    this.traces = hash(`${log.seed}|operations`);
    this.callSpans = hash(`${log.seed}|dependencies`);
    this.requests = readFlows(log, 'requests');
    this.calls = readFlows(log, 'dependencies');
    this.parents = this.requests.map(({ operation }) =>
      this.requests.find(({ role, name }) => role.role === operation?.calledBy?.role && name === operation.calledBy.operation),
    );
    this.callers = this.calls.map(({ role, call }) =>
      this.requests.filter((flow) => flow.role === role && call?.operations.includes(flow.name) === true),
    );
    this.awaited = this.requests.map((flow) => this.calls.filter((_, index) => this.callers[index]?.includes(flow) === true));
  }

  get requestRows(): LogRows {
    return (this.madeRequests ??= this.makeRequests());
  }

  get callRows(): LogRows {
    return (this.madeCalls ??= this.makeCalls());
  }

  readonly requestOutcome = (id: number): Outcome | undefined => outcomeAt(this.requests, id);
  readonly callOutcome = (id: number): Outcome | undefined => outcomeAt(this.calls, id);

  /** The request that caused this one, over all roles: its key names the operation. */
  rootOf(key: number): number {
    const parent = this.parentOf(key);
    return parent === undefined ? key : this.rootOf(parent);
  }

  private parentOf(key: number): number | undefined {
    if (this.parents[flowOf(key)] === undefined) return undefined;
    const { minute, flow, success, place } = nameOf(key);
    const parent = this.parents[flow];
    if (parent === undefined) return undefined;
    const rows = rowsFor(this.log, parent, success, minute);
    return rows === 0 ? undefined : keyOf({ minute, flow: parent.index, success, place: place % rows });
  }

  /** The request during which a call was made; undefined when its minute has none. */
  callerOf(callKey: number): number | undefined {
    const { minute, flow, success, place } = nameOf(callKey);
    const callers = this.callers[flow] ?? [];
    for (const wanted of success === 1 ? ([1, 0] as const) : ([0, 1] as const)) {
      let left = callers.reduce((sum, caller) => sum + rowsFor(this.log, caller, wanted, minute), 0);
      if (left === 0) continue;
      left = place % left;
      for (const caller of callers) {
        const rows = rowsFor(this.log, caller, wanted, minute);
        if (left < rows) return keyOf({ minute, flow: caller.index, success: wanted, place: left });
        left -= rows;
      }
    }
    return undefined;
  }

  timeOf(key: number): number {
    const parent = this.parentOf(key);
    const name = nameOf(key);
    if (parent === undefined) return startOf(this.log, this.seed, name);
    return after(this.log, name.minute, this.timeOf(parent), 4 + Math.floor(30 * unit(this.seed ^ 0x77, key % 0x4000_0000)));
  }

  callTimeOf(key: number): number {
    const name = nameOf(key);
    const caller = this.callerOf(key);
    if (caller === undefined) return startOf(this.log, this.callSpans, name);
    return after(this.log, name.minute, this.timeOf(caller), 2 + Math.floor(40 * unit(this.seed ^ 0x78, key % 0x4000_0000)));
  }

  /** The index of the flow that a request's key belongs to. */
  flowOf(key: number): number {
    return flowOf(key);
  }

  operationId(key: number, bytes: Uint8Array, offset: number): number {
    return writeTraceId(this.traces, this.rootOf(key), bytes, offset);
  }

  requestId(key: number, bytes: Uint8Array, offset: number): number {
    return writeSpanId(this.spans, key, bytes, offset);
  }

  callId(key: number, bytes: Uint8Array, offset: number): number {
    return writeSpanId(this.callSpans, key, bytes, offset);
  }

  /** What a request's row names as its parent: the call that reached it, or the operation itself. */
  parentId(key: number, bytes: Uint8Array, offset: number): number {
    const parent = this.parentOf(key);
    if (parent === undefined) return this.operationId(key, bytes, offset);
    const caller = this.requests[nameOf(parent).flow];
    const reached = this.requests[nameOf(key).flow];
    const call = this.calls.find(({ role, name }) => role === caller?.role && name.split('.')[0] === reached?.role.role);
    return call === undefined
      ? this.requestId(parent, bytes, offset)
      : this.callId(keyOf({ ...nameOf(key), flow: call.index }), bytes, offset);
  }

  private makeRequests(): LogRows {
    const writer = new RowWriter(this.log.from);
    for (const flow of this.requests) {
      for (const success of [1, 0] as const)
        this.write(
          writer,
          flow,
          success,
          (key) => this.rootOf(key),
          (key) => this.timeOf(key),
          this.waits(flow, success),
        );
    }
    return writer.finish();
  }

  private makeCalls(): LogRows {
    const writer = new RowWriter(this.log.from);
    for (const flow of this.calls) {
      for (const success of [1, 0] as const) {
        const root = (key: number): number => {
          const caller = this.callerOf(key);
          return caller === undefined ? key : this.rootOf(caller);
        };
        this.write(writer, flow, success, root, (key) => this.callTimeOf(key), undefined);
      }
    }
    return writer.finish();
  }

  /** Milliseconds that the first rows of a minute wait at least, for calls that time out within them. */
  private waits(flow: Flow, success: 0 | 1): ((minute: number) => readonly number[]) | undefined {
    const failing = (this.awaited[flow.index] ?? []).filter(({ durations: [inVain, normal] }) => inVain !== normal);
    if (failing.length === 0) return undefined;
    return (minute) =>
      (flow.counts[0][minute] ?? 0) > 0 !== (success === 0)
        ? []
        : failing.flatMap(({ counts, durations }) =>
            Array.from({ length: counts[0][minute] ?? 0 }, () => (durations[0][minute] ?? 0) + overhead),
          );
  }

  private write(
    writer: RowWriter,
    flow: Flow,
    success: 0 | 1,
    rootOf: (key: number) => number,
    timeOf: (key: number) => number,
    waits: ((minute: number) => readonly number[]) | undefined,
  ): void {
    const { log } = this;
    const counts = flow.counts[success];
    const durations = flow.durations[success];
    // What fails in a time of its own gives up after a fixed one.
    const timesOut = success === 0 && flow.durations[0] !== flow.durations[1];
    const factors = new Float64Array(mostRows);
    for (let minute = 0; minute < counts.length; minute++) {
      const count = counts[minute] ?? 0;
      if (count === 0) continue;
      const rows = rowsFor(log, flow, success, minute);
      const mean = durations[minute] ?? 0;
      const least = waits?.(minute) ?? noWaits;
      const exact = minute >= log.detailFrom;
      const first = keyOf({ minute, flow: flow.index, success, place: 0 });
      let weighted = 0;
      let free = count;
      let time = mean * count;
      for (let place = 0; place < rows; place++) {
        const weight = share(count, rows, place);
        const wait = least[place];
        if (wait === undefined) {
          const factor = timesOut ? 1 : spread(this.seed, rootOf(first + place), exact ? sigma : olderSigma);
          factors[place] = factor;
          weighted += factor * weight;
        } else {
          factors[place] = 0;
          free -= weight;
          time -= wait * weight;
        }
      }
      const usual = Math.max(time / Math.max(free, 1), mean * 0.05);
      const scale = exact && weighted > 0 ? (usual * free) / weighted : usual;
      for (let place = 0; place < rows; place++) {
        const key = first + place;
        const outcome = outcomeOf(this.seed, flow, success, key);
        if (outcome === undefined) continue;
        const duration = least[place] ?? Math.round((factors[place] ?? 1) * scale * 10_000) / 10_000;
        writer.add(timeOf(key), outcome.id, share(count, rows, place), duration, key);
      }
    }
  }
}

function outcomeAt(flows: readonly Flow[], id: number): Outcome | undefined {
  for (const { outcomes } of flows) {
    const [first] = outcomes;
    if (first !== undefined && id >= first.id && id < first.id + outcomes.length) return outcomes[id - first.id];
  }
  return undefined;
}
