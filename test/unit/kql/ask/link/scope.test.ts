import assert from 'node:assert/strict';
import type { AskTable } from '../../../../../src/kql/ask/answer';
import { knownTables } from '../../../../../src/kql/schema/knownTables';
import { makeLinker } from '../../../../../src/kql/ask/link/linker';
import { tokensOf } from '../../../../../src/kql/ask/link/tokens';

/** Every table that is documented, as if nothing were known of the connection but its schema; with rows where `rows` says. */
function linkerOf(rows: Readonly<Record<string, number>> = {}): ReturnType<typeof makeLinker> {
  const tables = knownTables('logs').map((table): AskTable => ({
    ...table,
    store: 'logs',
    flavour: 'workspace',
    ...(table.name in rows && { rows: rows[table.name] ?? 0 }),
  }));
  return makeLinker({ environment: '', now: 0, timeZone: 'UTC', tables, resources: [], values: [], events: [] });
}

const likeliest = (linker: ReturnType<typeof makeLinker>, question: string, scope: string): string | undefined =>
  linker.tables(tokensOf(question), linker.scope(scope))[0]?.table.name;

describe('what the person looks at', () => {
  const linker = linkerOf();

  const types: readonly (readonly [text: string, ...types: string[]])[] = [
    ['Key vaults', 'microsoft.keyvault/vaults'],
    ['Azure Database for MySQL servers', 'microsoft.dbformysql/flexibleservers', 'microsoft.dbformysql/servers'],
    ['microsoft.cache/Redis', 'microsoft.cache/redis'],
    ['/subscriptions/s/resourceGroups/g/providers/Microsoft.Web/sites/shop', 'microsoft.web/sites'],
    ['/subscriptions/s/resourceGroups/g/providers/Microsoft.Sql/servers/a/databases/b', 'microsoft.sql/servers/databases'],
    [
      '/subscriptions/s/resourceGroups/g/providers/Microsoft.Web/sites/x/providers/Microsoft.Insights/diagnosticSettings/y',
      'microsoft.insights/diagnosticsettings',
    ],
  ];
  for (const [text, ...wanted] of types) {
    it(`${text} is of ${wanted.join(', ')}`, () => assert.deepEqual([...(linker.scope(text)?.types ?? [])], wanted));
  }

  it('is a table that a page is called after', () => {
    assert.deepEqual([...(linker.scope('Hunting/Syslog')?.named ?? [])], ['Syslog']);
  });

  it('is nothing when nothing is known by the text', () => {
    assert.equal(linker.scope('Gardening'), undefined);
  });

  const asked: readonly (readonly [question: string, scope: string, table: string])[] = [
    ['slow requests', 'Web apps', 'AppServiceHTTPLogs'],
    ['throttled operations', 'Event hub namespaces', 'AzureDiagnostics'],
    ['errors by operation', 'IoT hubs', 'AzureDiagnostics'],
    ['pipelines that failed', 'Data factories', 'ADFPipelineRun'],
    ['slow requests', 'Application gateways', 'AzureDiagnostics'],
    ['slow requests', 'API management services', 'ApiManagementGatewayLogs'],
    ['login events', 'Container registries', 'ContainerRegistryLoginEvents'],
  ];
  for (const [question, scope, table] of asked) {
    it(`"${question}" of ${scope} is ${table}`, () => assert.equal(likeliest(linker, question, scope), table));
  }

  it('has its own tables where these have rows', () => {
    const own = linkerOf({ AGWAccessLogs: 50, AzureDiagnostics: 10 });
    assert.equal(likeliest(own, 'slow requests', 'Application gateways'), 'AGWAccessLogs');
  });
});

describe('AzureDiagnostics', () => {
  const first = (linker: ReturnType<typeof makeLinker>, question: string): readonly string[] =>
    linker
      .tables(tokensOf(question))
      .slice(0, 2)
      .map(({ table }) => table.name);

  it('is as likely as a table of its own that a service may write, when nothing was counted', () => {
    assert.ok(first(linkerOf(), 'cosmos db requests').includes('AzureDiagnostics'));
  });

  it('takes the place of one that is empty', () => {
    assert.equal(first(linkerOf({ CDBDataPlaneRequests: 0, AzureDiagnostics: 5 }), 'cosmos db requests')[0], 'AzureDiagnostics');
  });

  it('gives way to one with rows', () => {
    assert.equal(
      first(linkerOf({ CDBDataPlaneRequests: 5, AzureDiagnostics: 5 }), 'cosmos db requests')[0],
      'CDBDataPlaneRequests',
    );
  });
});
