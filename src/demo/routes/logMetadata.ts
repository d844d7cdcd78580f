import { columnIndex } from '../../kql/engine/types';
import { faultsOf } from '../faults';
import { ok, type Call, type Reply, type Route } from '../http';
import { isClassicTable, schemaOf, tableNames, type LogTableName } from '../logs/schemas';
import type { LogView } from '../logs/queryJob';
import { isWorkspace, viewOfApp, viewOfResource, workspaceOf } from './logQuery';

/** The tables that a view shows, in the words of the Log Analytics metadata API. */
function metadata(call: Call, { kind }: LogView): Reply {
  // Whoever reads the tables is about to ask them.
  call.queries.warm();
  const struck = faultsOf(call.state.faults, 'logs');
  const names = struck.has('empty') ? [] : tableNames.filter((name) => kind === 'app' || !isClassicTable(name));
  const kept = struck.has('partial') ? names.slice(0, Math.ceil(names.length / 2)) : names;
  const workspaces = call.state.resources.filter(isWorkspace).map(({ id, name, location, properties }) => ({
    id: properties['customerId'],
    resourceId: id,
    name,
    region: location,
    related: { tables: kept.map((table) => `t/${table}`) },
  }));
  return ok({ tables: kept.map(tablePart), workspaces });
}

function tablePart(name: LogTableName): object {
  const schema = schemaOf(name);
  const timespanColumn = columnIndex(schema, 'TimeGenerated') < 0 ? 'timestamp' : 'TimeGenerated';
  return {
    id: `t/${name}`,
    name,
    timespanColumn,
    columns: schema.map((column) => ({ name: column.name, type: column.type })),
    labels: [isClassicTable(name) ? 'Application Insights' : 'LogManagement'],
  };
}

const service = 'logs';
const inWorkspace = 'Microsoft.OperationalInsights/workspaces/query/read';

/** Before the routes of queries would do as well: the paths end differently. */
export const logMetadataRoutes: readonly Route[] = (['GET', 'POST'] as const).flatMap((method): Route[] => [
  {
    method,
    path: '/v1/workspaces/{workspace}/metadata',
    service,
    action: inWorkspace,
    handle: (call, parameter) => {
      workspaceOf(call, parameter('workspace'));
      return metadata(call, { kind: 'workspace' });
    },
  },
  {
    method,
    path: '/v1/apps/{app}/metadata',
    service,
    action: 'Microsoft.Insights/components/api/read',
    handle: (call, parameter) => metadata(call, viewOfApp(call, parameter('app'))),
  },
  {
    method,
    path: '/v1/{+resource}/metadata',
    service,
    action: 'Microsoft.Insights/logs/read',
    handle: (call, parameter) => metadata(call, viewOfResource(call, parameter('resource'))),
  },
]);
