import { Chunk, type Table } from '../../kql/engine/chunk';
import { BoolColumn, ConstColumn, constant, DictColumn, Int64Column, type Column } from '../../kql/engine/columns/column';
import type { LogStory } from './logStory';
import type { Component } from './applicationTables';
import { schemaOf, type ClassicTable, type WorkspaceTable } from './schemas';

/** The classic names of Application Insights and the tables of the workspace that hold the same rows. */
export const classicSources: Readonly<Record<ClassicTable, WorkspaceTable>> = {
  requests: 'AppRequests',
  dependencies: 'AppDependencies',
  exceptions: 'AppExceptions',
  traces: 'AppTraces',
  availabilityResults: 'AppAvailabilityResults',
  customEvents: 'AppEvents',
  pageViews: 'AppPageViews',
  performanceCounters: 'AppPerformanceCounters',
  customMetrics: 'AppMetrics',
};

const itemTypes: Readonly<Record<ClassicTable, string>> = {
  requests: 'request',
  dependencies: 'dependency',
  exceptions: 'exception',
  traces: 'trace',
  availabilityResults: 'availabilityResult',
  customEvents: 'customEvent',
  pageViews: 'pageView',
  performanceCounters: 'performanceCounter',
  customMetrics: 'customMetric',
};

const renamed: Readonly<Record<string, string>> = {
  timestamp: 'TimeGenerated',
  duration: 'DurationMs',
  customDimensions: 'Properties',
  customMeasurements: 'Measurements',
  operation_Name: 'OperationName',
  operation_Id: 'OperationId',
  operation_ParentId: 'ParentId',
  operation_SyntheticSource: 'SyntheticSource',
  session_Id: 'SessionId',
  user_Id: 'UserId',
  user_AuthenticatedId: 'UserAuthenticatedId',
  user_AccountId: 'UserAccountId',
  application_Version: 'AppVersion',
  cloud_RoleName: 'AppRoleName',
  cloud_RoleInstance: 'AppRoleInstance',
  iKey: 'IKey',
  sdkVersion: 'SDKVersion',
  itemId: '_ItemId',
  _ResourceId: '_ResourceId',
  client_CountryOrRegion: 'ClientCountryOrRegion',
  client_StateOrProvince: 'ClientStateOrProvince',
};

/** Names that one table has in its own way. */
const special: Partial<Record<ClassicTable, Readonly<Record<string, string>>>> = {
  dependencies: { type: 'DependencyType' },
  exceptions: { type: 'ExceptionType' },
  customMetrics: { value: 'Sum', valueSum: 'Sum', valueMin: 'Min', valueMax: 'Max', valueCount: 'ItemCount' },
};

function sourceOf(name: ClassicTable, column: string): string {
  return (
    special[name]?.[column] ??
    renamed[column] ??
    (column.startsWith('client_') ? `Client${column.slice(7)}` : column.charAt(0).toUpperCase() + column.slice(1))
  );
}

/** The rows of a table of the workspace under their classic column names. */
export function classicTable(log: LogStory, name: ClassicTable, source: Table, components: readonly Component[]): Table {
  const schema = schemaOf(name);
  const [component] = components;
  const fixed: Readonly<Record<string, string>> = {
    itemType: itemTypes[name],
    appId: component?.key ?? '',
    appName: component?.name ?? log.story.info.id,
  };
  const places = schema.map((column) => source.schema.findIndex((other) => other.name === sourceOf(name, column.name)));
  const chunks = source.chunks.map((chunk) =>
    Chunk.lazy(schema.length, chunk.length, (index): Column => {
      const { name: column = '', type = 'string' } = schema[index] ?? {};
      const value = fixed[column];
      if (value !== undefined) return constant('string', value, chunk.length);
      const place = places[index] ?? -1;
      return place < 0 ? constant(type, null, chunk.length) : asType(chunk.column(place), type);
    }),
  );
  return { schema, chunks, rowCount: source.rowCount };
}

const truth: readonly string[] = ['False', 'True'];

function asType(column: Column, type: Column['type']): Column {
  if (column.type === type) return column;
  if (type === 'string' && column instanceof BoolColumn) return new DictColumn(Int32Array.from(column.values), truth);
  if (column instanceof ConstColumn) return constant(type, null, column.length);
  throw new RangeError(`a column of type ${column.type} cannot be ${type}`);
}

/** The first row after `now` of a column of ascending datetimes; times are ticks. */
export function rowsUntil(column: Column, now: bigint): number {
  if (!(column instanceof Int64Column)) return column.length;
  let [low, high] = [0, column.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((column.values[middle] ?? 0n) <= now) low = middle + 1;
    else high = middle;
  }
  return low;
}
