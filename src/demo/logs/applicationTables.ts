import type { Table } from '../../kql/engine/chunk';
import type { StoryResource } from '../story/types';
import type { RoleLogs } from '../story/logTypes';
import type { Flow, Outcome } from './flows';
import { always, bools, ints, reals, templates, texts, written, type Fill, type Numbers } from './fills';
import type { LogRows } from './logRows';
import type { LogStory } from './logStory';
import { bucketOf, bucketTexts } from './texts';
import type { Traffic } from './traffic';
import { workspaceTable } from './workspaceTable';

/** What a component says of itself in each of its rows. */
export interface Component {
  readonly id: string;
  readonly key: string;
  readonly name: string;
}

export function componentOf({ id, name, properties }: StoryResource): Component {
  const key = properties['InstrumentationKey'] ?? properties['AppId'];
  return { id, name, key: typeof key === 'string' ? key : '' };
}

/** The columns that all tables of Application Insights share, for rows of one kind per role. */
export function contextFills(
  log: LogStory,
  rows: { readonly time: Float64Array },
  kinds: Numbers,
  roles: readonly RoleLogs[],
  components: readonly Component[],
): Record<string, Fill> {
  const of = (pick: (role: RoleLogs) => string): Fill => texts(kinds, roles.map(pick));
  return {
    AppRoleName: of(({ role }) => role),
    AppRoleInstance: of(({ instance }) => instance),
    AppVersion: versionFill(rows.time, kinds, roles),
    SDKVersion: of(({ sdk }) => sdk),
    ClientType: always('PC'),
    ClientIP: always('0.0.0.0'),
    IKey: texts(
      kinds,
      components.map(({ key }) => key),
    ),
    ResourceGUID: texts(
      kinds,
      components.map(({ key }) => key),
    ),
    Properties: always(null),
    TenantId: always(log.workspaceId),
  };
}

/** The version that was deployed when the row was written. */
function versionFill(time: Float64Array, kinds: Numbers, roles: readonly RoleLogs[]): Fill {
  const all = roles.flatMap(({ versions }) => versions.map(({ version }) => version));
  const starts = roles.map(({ versions }, role) => ({
    first: roles.slice(0, role).reduce((sum, before) => sum + before.versions.length, 0),
    from: versions.map(({ from }) => from),
  }));
  const kindOf = typeof kinds === 'function' ? kinds : (row: number): number => kinds[row] ?? 0;
  return texts((row) => {
    const { first, from } = starts[kindOf(row)] ?? { first: 0, from: [] };
    const age = from.findLastIndex((start) => start <= (time[row] ?? 0));
    return age < 0 ? (from.length === 0 ? -1 : first) : first + age;
  }, all);
}

/** The outcomes of all flows in the order of their ids. */
export const outcomesOf = (flows: readonly Flow[]): Outcome[] => flows.flatMap(({ outcomes }) => outcomes);

const durationFills = (rows: LogRows): Record<string, Fill> => ({
  DurationMs: reals(rows.b),
  PerformanceBucket: texts((row) => bucketOf(rows.b[row] ?? 0), bucketTexts),
  ItemCount: ints(rows.a),
});

export function appRequests(log: LogStory, traffic: Traffic, components: readonly Component[]): Table {
  const rows = traffic.requestRows;
  const outcomes = outcomesOf(traffic.requests);
  const names = outcomes.map(({ flow }) => flow.name);
  const paths = outcomes.map(({ flow }) => flow.role.baseUrl + (flow.operation?.path ?? `/${flow.name}`));
  const key = (row: number): number => rows.c[row] ?? 0;
  return workspaceTable(
    log,
    'AppRequests',
    rows,
    { kinds: rows.kind, ids: outcomes.map(({ flow }) => flow.component) },
    {
      ...contextFills(
        log,
        rows,
        rows.kind,
        outcomes.map(({ flow }) => flow.role),
        outcomes.map(({ flow }) => ofFlow(components, flow)),
      ),
      ...durationFills(rows),
      Id: written(16, (row, bytes, offset) => traffic.requestId(key(row), bytes, offset)),
      Name: texts(rows.kind, names),
      OperationName: rootNames(traffic, key),
      OperationId: written(32, (row, bytes, offset) => traffic.operationId(key(row), bytes, offset)),
      ParentId: written(32, (row, bytes, offset) => traffic.parentId(key(row), bytes, offset)),
      Url: templates(rows.kind, paths, (row) => traffic.rootOf(key(row))),
      Success: bools((row) => outcomes[rows.kind[row] ?? 0]?.failure === undefined),
      ResultCode: texts(
        rows.kind,
        outcomes.map(({ resultCode }) => resultCode),
      ),
    },
  );
}

export function appDependencies(log: LogStory, traffic: Traffic, components: readonly Component[]): Table {
  const rows = traffic.callRows;
  const outcomes = outcomesOf(traffic.calls);
  const data = outcomes.map(({ flow }) => flow.call?.data ?? flow.name);
  const key = (row: number): number => rows.c[row] ?? 0;
  return workspaceTable(
    log,
    'AppDependencies',
    rows,
    { kinds: rows.kind, ids: outcomes.map(({ flow }) => flow.component) },
    {
      ...contextFills(
        log,
        rows,
        rows.kind,
        outcomes.map(({ flow }) => flow.role),
        outcomes.map(({ flow }) => ofFlow(components, flow)),
      ),
      ...durationFills(rows),
      ...callerFills(traffic, key),
      Id: written(16, (row, bytes, offset) => traffic.callId(key(row), bytes, offset)),
      Name: texts(
        rows.kind,
        outcomes.map(({ flow }) => flow.call?.name ?? flow.name),
      ),
      Target: texts(
        rows.kind,
        outcomes.map(({ flow }) => flow.name),
      ),
      DependencyType: texts(
        rows.kind,
        outcomes.map(({ flow }) => flow.type),
      ),
      Data: templates(rows.kind, data, (row) => traffic.callerOf(key(row)) ?? key(row)),
      Success: bools((row) => outcomes[rows.kind[row] ?? 0]?.failure === undefined),
      ResultCode: texts(
        rows.kind,
        outcomes.map(({ resultCode }) => resultCode),
      ),
    },
  );
}

export function ofFlow(components: readonly Component[], { component }: Flow): Component {
  return components.find(({ id }) => id === component) ?? { id: component, key: '', name: '' };
}

/** The operation, and the request as parent, of rows that a request's call made. */
export function callerFills(traffic: Traffic, callKey: (row: number) => number): Record<string, Fill> {
  return {
    OperationName: rootNames(traffic, (row) => traffic.callerOf(callKey(row))),
    OperationId: written(32, (row, bytes, offset) => {
      const caller = traffic.callerOf(callKey(row));
      return caller === undefined ? traffic.callId(callKey(row), bytes, offset) : traffic.operationId(caller, bytes, offset);
    }),
    ParentId: written(16, (row, bytes, offset) => {
      const caller = traffic.callerOf(callKey(row));
      return caller === undefined ? 0 : traffic.requestId(caller, bytes, offset);
    }),
  };
}

/** A component names an operation after the request that the same role received. */
export function rootNames(traffic: Traffic, requestKey: (row: number) => number | undefined): Fill {
  return texts(
    (row) => {
      const key = requestKey(row);
      return key === undefined ? -1 : traffic.flowOf(key);
    },
    traffic.requests.map(({ name }) => name),
  );
}
