import { MINUTE, SECOND } from '../../model/time';
import type { CallLogs, FailureText, OperationLogs, RoleLogs } from '../story/logTypes';
import { mix, unit } from '../story/random';
import type { LogStory } from './logStory';

/** Something that is called: an operation of a role, or a target of a role's calls. Its numbers are the series' own arrays. */
export interface Flow {
  readonly index: number;
  /** ARM id of the Application Insights component. */
  readonly component: string;
  readonly role: RoleLogs;
  readonly name: string;
  readonly type: string;
  /** Per minute; index 0 of what failed, 1 of what succeeded. */
  readonly counts: readonly [Float64Array, Float64Array];
  /** Milliseconds. */
  readonly durations: readonly [Float64Array, Float64Array];
  readonly operation: OperationLogs | undefined;
  readonly call: CallLogs | undefined;
  /** The first is success. */
  readonly outcomes: readonly Outcome[];
}

/** How a row of a flow ended; ids run over all flows of one table. */
export interface Outcome {
  readonly id: number;
  readonly flow: Flow;
  readonly resultCode: string;
  readonly failure?: FailureText;
}

/** Rows per minute and outcome: as Application Insights samples, the rest is in `ItemCount`. */
const detailed = [20, 8] as const;
const older = [3, 1] as const;
/** Of one flow and outcome in a minute. */
export const mostRows = Math.max(...detailed, ...older);
const flowLimit = 64;
const rowLimit = 256;

/** A row of a flow: a number that names it, and from which its time, ids and outcome follow. */
export interface RowName {
  readonly minute: number;
  readonly flow: number;
  readonly success: 0 | 1;
  readonly place: number;
}

export const keyOf = ({ minute, flow, success, place }: RowName): number =>
  ((minute * flowLimit + flow) * 2 + success) * rowLimit + place;

export function nameOf(key: number): RowName {
  const cell = Math.floor(key / rowLimit);
  const pair = Math.floor(cell / 2);
  return {
    minute: Math.floor(pair / flowLimit),
    flow: pair % flowLimit,
    success: cell % 2 === 1 ? 1 : 0,
    place: key % rowLimit,
  };
}

/** The index of the flow of a row. */
export const flowOf = (key: number): number => Math.floor(key / (2 * rowLimit)) % flowLimit;

/** The flows of `requests/…` or `dependencies/…` of all components. */
export function readFlows(log: LogStory, prefix: 'requests' | 'dependencies'): Flow[] {
  const [nameDimension, successDimension] =
    prefix === 'requests' ? ['operation/name', 'request/success'] : ['dependency/target', 'dependency/success'];
  const flows: Flow[] = [];
  let outcomes = 0;
  for (const series of log.story.series.filter(({ metric }) => metric === `${prefix}/count`)) {
    for (const cell of series.cells.filter(({ dimensions }) => dimensions[successDimension] === 'True')) {
      const name = cell.dimensions[nameDimension] ?? '';
      const roleName = cell.dimensions['cloud/roleName'] ?? '';
      const find = (metric: string, success: string): Float64Array =>
        log
          .cells(series.resourceId, metric)
          .find(
            ({ dimensions }) =>
              dimensions[nameDimension] === name &&
              dimensions['cloud/roleName'] === roleName &&
              dimensions[successDimension] === success,
          )
          ?.values() ?? new Float64Array(log.minutes);
      const operation = log.logs.operations.find((entry) => entry.role === roleName && entry.operation === name);
      const call = log.logs.calls.find((entry) => entry.role === roleName && entry.target === name);
      const told = prefix === 'requests' ? operation : call;
      const ends: Outcome[] = [];
      const flow: Flow = {
        index: flows.length,
        component: series.resourceId,
        role: log.logs.roles.find(({ role }) => role === roleName) ?? unknownRole(roleName),
        name,
        type: cell.dimensions['dependency/type'] ?? '',
        counts: [find(`${prefix}/count`, 'False'), find(`${prefix}/count`, 'True')],
        durations: [find(`${prefix}/duration`, 'False'), find(`${prefix}/duration`, 'True')],
        operation: prefix === 'requests' ? operation : undefined,
        call: prefix === 'dependencies' ? call : undefined,
        outcomes: ends,
      };
      ends.push({ id: outcomes++, flow, resultCode: told?.resultCode ?? '200' });
      for (const failure of told?.failures.length ? told.failures : [plainFailure])
        ends.push({ id: outcomes++, flow, resultCode: failure.resultCode, failure });
      flows.push(flow);
    }
  }
  if (flows.length > flowLimit) throw new RangeError(`more than ${flowLimit} flows`);
  return flows;
}

const unknownRole = (role: string): RoleLogs => ({ role, host: '', instance: role, baseUrl: '', sdk: '', versions: [] });
const plainFailure: FailureText = { share: 1, resultCode: '500', log: 'The request failed.' };

/** How many rows tell of so many events. */
export function rowsFor(log: LogStory, flow: Flow, success: 0 | 1, minute: number): number {
  const most = (minute >= log.detailFrom ? detailed : older)[success];
  return Math.min(flow.counts[success][minute] ?? 0, most);
}

/** The events that one of so many rows stands for. */
export function share(count: number, rows: number, place: number): number {
  return Math.floor(count / rows) + (place < count % rows ? 1 : 0);
}

/** The outcome of a row. */
export function outcomeOf(seed: number, flow: Flow, success: 0 | 1, key: number): Outcome | undefined {
  if (success === 1) return flow.outcomes[0];
  const failures = flow.outcomes.slice(1);
  let left = unit(seed ^ 0x2f, key % 0x4000_0000) * failures.reduce((sum, { failure }) => sum + (failure?.share ?? 0), 0);
  for (const outcome of failures) {
    left -= outcome.failure?.share ?? 0;
    if (left < 0) return outcome;
  }
  return failures[0];
}

/** A factor with mean 1 and the long tail that response times have; the same for all rows of one operation's run. */
export function spread(seed: number, key: number, sigma: number): number {
  const salt = mix((key >>> 0) ^ mix(seed ^ Math.floor(key / 0x1_0000_0000)));
  const z = (unit(salt, 0) + unit(salt, 1) + unit(salt, 2) + unit(salt, 3) - 2) * Math.sqrt(3);
  return Math.exp(sigma * z - (sigma * sigma) / 2);
}

/** The moment at which the run of a row begins; it leaves room for what it calls in the same minute. */
export function startOf(log: LogStory, seed: number, { minute, flow, success, place }: RowName): number {
  return log.at(minute) + Math.floor(unit(seed ^ mix(flow * 2 + success), minute * rowLimit + place) * (MINUTE - 2 * SECOND));
}

/** A little later, but within the minute. */
export function after(log: LogStory, minute: number, time: number, milliseconds: number): number {
  return Math.min(time + milliseconds, log.at(minute + 1) - 1);
}
