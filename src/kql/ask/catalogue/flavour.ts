import type { Expr } from '../compose/ast';
import { literal, oneOfTexts } from './build';
import { applicationInsightsTables } from './tables/applicationInsights';
import type { ColumnKnowledge, Condition, Measure, TableKnowledge } from './types';

type Names = Readonly<Record<string, string>>;

/** Tables of a workspace with their names in a classic Application Insights resource. */
export const classicTables: Names = {
  AppRequests: 'requests',
  AppDependencies: 'dependencies',
  AppExceptions: 'exceptions',
  AppTraces: 'traces',
  AppEvents: 'customEvents',
  AppMetrics: 'customMetrics',
  AppPageViews: 'pageViews',
  AppBrowserTimings: 'browserTimings',
  AppAvailabilityResults: 'availabilityResults',
  AppPerformanceCounters: 'performanceCounters',
};

/** Columns whose classic name is more than the same with a small first letter. */
const renamed: Names = {
  TimeGenerated: 'timestamp',
  DurationMs: 'duration',
  NetworkDurationMs: 'networkDuration',
  ProcessingDurationMs: 'processingDuration',
  ReceiveDurationMs: 'receiveDuration',
  SendDurationMs: 'sendDuration',
  TotalDurationMs: 'totalDuration',
  AppRoleName: 'cloud_RoleName',
  AppRoleInstance: 'cloud_RoleInstance',
  AppVersion: 'application_Version',
  OperationName: 'operation_Name',
  OperationId: 'operation_Id',
  ParentId: 'operation_ParentId',
  SyntheticSource: 'operation_SyntheticSource',
  ClientBrowser: 'client_Browser',
  ClientCity: 'client_City',
  ClientCountryOrRegion: 'client_CountryOrRegion',
  ClientIP: 'client_IP',
  ClientModel: 'client_Model',
  ClientOS: 'client_OS',
  ClientStateOrProvince: 'client_StateOrProvince',
  ClientType: 'client_Type',
  UserId: 'user_Id',
  UserAccountId: 'user_AccountId',
  UserAuthenticatedId: 'user_AuthenticatedId',
  SessionId: 'session_Id',
  SDKVersion: 'sdkVersion',
  Properties: 'customDimensions',
  Measurements: 'customMeasurements',
  _ItemId: 'itemId',
  Type: 'itemType',
};

/** Columns of one table that are named otherwise than elsewhere. */
const ownNames: Readonly<Record<string, Names>> = {
  AppDependencies: { DependencyType: 'type' },
  AppExceptions: { ExceptionType: 'type' },
  AppMetrics: { Sum: 'valueSum', Min: 'valueMin', Max: 'valueMax', ItemCount: 'valueCount' },
};

/** Columns that a classic resource does not have: all of its rows are its own. */
const absent: ReadonlySet<string> = new Set(['_ResourceId', '_SubscriptionId']);

/** The classic name of a column, or of a path into one, of a table by its workspace name. */
export function classicName(table: string, name: string): string {
  const [first = '', ...keys] = name.split('.');
  const plain = ownNames[table]?.[first] ?? renamed[first] ?? first.charAt(0).toLowerCase() + first.slice(1);
  return [plain, ...keys].join('.');
}

/** An expression over a table of a workspace in classic names; what is a bool there is text here: `True`, for availability tests `1`. */
export function classicExpr(table: string, expr: Expr): Expr {
  const inner = (part: Expr): Expr => classicExpr(table, part);
  switch (expr.kind) {
    case 'column':
      return { ...expr, name: classicName(table, expr.name) };
    case 'path':
      return { ...expr, column: classicName(table, expr.column) };
    case 'binary':
      return classicOutcome(table, expr) ?? { ...expr, left: inner(expr.left), right: inner(expr.right) };
    case 'between':
      return { ...expr, value: inner(expr.value), low: inner(expr.low), high: inner(expr.high) };
    case 'in':
      return { ...expr, value: inner(expr.value), items: expr.items.map(inner) };
    case 'call':
      return { ...expr, args: expr.args.map(inner) };
    case 'list':
      return { ...expr, items: expr.items.map(inner) };
    case 'literal':
    case 'instant':
    case 'duration':
    case 'star':
      return expr;
  }
}

function classicOutcome(table: string, { operator, left, right }: Extract<Expr, { kind: 'binary' }>): Expr | undefined {
  if (left.kind !== 'column' || left.name !== 'Success' || right.kind !== 'literal' || operator !== '==') return undefined;
  const isGood = right.value === true;
  if (table === 'AppAvailabilityResults') return oneOfTexts('success', isGood ? '1' : '0', isGood ? 'True' : 'False');
  return { kind: 'binary', operator: '==', left: { kind: 'column', name: 'success' }, right: literal(isGood ? 'True' : 'False') };
}

const byName = new Map<string, TableKnowledge>(
  applicationInsightsTables.flatMap((one) => {
    const name = classicTables[one.table];
    if (name === undefined) return [];
    const classic = translated(one, name);
    return [
      [name.toLowerCase(), classic],
      [one.table.toLowerCase(), classic],
    ] as const;
  }),
);

/** What is known of a table of a classic Application Insights resource, by its name there or in a workspace, in any case. */
export const classicOf = (table: string): TableKnowledge | undefined => byName.get(table.toLowerCase());

function translated(one: TableKnowledge, name: string): TableKnowledge {
  const { table, time, weight, base, twins, ...rest } = one;
  const rename = (column: string): string => classicName(table, column);
  const condition = (item: Condition): Condition => ({ ...item, test: classicExpr(table, item.test) });
  const measure = ({ value, only, ...item }: Measure): Measure => ({
    ...item,
    value: classicExpr(table, value),
    ...(only !== undefined && { only: classicExpr(table, only) }),
  });
  return {
    ...rest,
    table: name,
    ...(time !== undefined && { time: rename(time) }),
    ...(weight !== undefined && { weight: rename(weight) }),
    ...(base !== undefined && { base: classicExpr(table, base) }),
    ...(twins !== undefined && { twins: twins.map((twin) => classicTables[twin] ?? twin) }),
    entities: Object.fromEntries(
      Object.entries(one.entities)
        .filter(([, column]) => !absent.has(column))
        .map(([entity, column]) => [entity, rename(column)]),
    ),
    conditions: one.conditions.map(condition),
    measures: one.measures.map(measure),
    columns: Object.fromEntries(
      Object.entries(one.columns).map(([column, knowledge]) => [rename(column), classicColumn(table, column, knowledge)]),
    ),
    shown: one.shown.filter((column) => !absent.has(column)).map(rename),
  };
}

function classicColumn(table: string, column: string, knowledge: ColumnKnowledge): ColumnKnowledge {
  if (column !== 'Success' || knowledge.values === undefined) return knowledge;
  const text = (value: boolean): string => (table === 'AppAvailabilityResults' ? (value ? '1' : '0') : value ? 'True' : 'False');
  return { ...knowledge, values: knowledge.values.map(({ value, words }) => ({ value: text(value === true), words })) };
}
