import { AskCore, type KeptContext } from '../../../../../src/kql/ask/askCore';
import type { AskAnswer, AskDraft, AskResource, AskTable, ColumnValues } from '../../../../../src/kql/ask/answer';
import { knownTables } from '../../../../../src/kql/schema/knownTables';

/** Tuesday, 10:00 in Madrid. */
export const now = Date.parse('2026-11-17T09:00:00Z');

const logs = new Set(['AppRequests', 'AppDependencies', 'AppExceptions', 'AppTraces', 'Perf', 'Heartbeat', 'AzureActivity']);
const graph = new Set(['resources', 'alertsmanagementresources']);

const orders: AskTable = {
  name: 'Orders_CL',
  store: 'logs',
  flavour: 'workspace',
  rows: 10,
  columns: Object.entries({
    TimeGenerated: 'datetime',
    OrderId: 'string',
    Region: 'string',
    AmountUsd: 'real',
    CheckoutMs: 'real',
  }).map(([name, type]) => ({ name, type })),
};

const tables: readonly AskTable[] = [
  ...knownTables('logs')
    .filter(({ name }) => logs.has(name))
    .map((table): AskTable => ({ ...table, store: 'logs', flavour: 'workspace', rows: 100 })),
  ...knownTables('graph')
    .filter(({ name }) => graph.has(name))
    .map((table): AskTable => ({ ...table, store: 'graph', flavour: 'graph' })),
  orders,
];

const resource = (name: string, type: string): AskResource => ({
  id: `/subscriptions/s/resourceGroups/rg-shop/providers/${type}/${name}`,
  name,
  type,
  resourceGroup: 'rg-shop',
  tags: {},
});

const values = (table: string, column: string, ...all: readonly string[]): ColumnValues => ({
  table,
  column,
  values: all.map((value) => ({ value, count: 1 })),
  isComplete: true,
  sampledAt: now,
});

const context: KeptContext = {
  environment: 'Northwind Shop',
  timeZone: 'Europe/Madrid',
  tables,
  resources: [
    resource('shop-web', 'microsoft.web/sites'),
    resource('shop-db', 'microsoft.sql/servers/databases'),
    resource('vm-back-1', 'microsoft.compute/virtualmachines'),
  ],
  values: [
    values('AppRequests', 'AppRoleName', 'shop-web', 'shop-api'),
    values('AppRequests', 'Name', 'GET /cart', 'POST /order'),
    values('AppTraces', 'AppRoleName', 'shop-web', 'shop-api'),
    values('AppDependencies', 'Target', 'payments.example.net', 'shop-db'),
    values('Perf', 'Computer', 'vm-back-1'),
    values('Heartbeat', 'Computer', 'vm-back-1'),
    values('Orders_CL', 'Region', 'emea', 'apac'),
  ],
  events: [],
};

const core = new AskCore();
core.setContext('shop', context);

export const ask = (question: string, choices?: Readonly<Record<string, string>>): Promise<AskAnswer> =>
  core.ask({ question, key: 'shop', now, ...(choices && { choices }) });

/** The draft of a question that is answered; fails where it is not. */
export async function draft(question: string): Promise<AskDraft> {
  const answer = await ask(question);
  if (answer.kind !== 'query') throw new Error(`${question}: ${JSON.stringify(answer).slice(0, 600)}`);
  return answer;
}

/** The query without its window, which has tests of its own. */
export async function stages(question: string): Promise<readonly string[]> {
  const { kql } = await draft(question);
  return kql.split('\n').filter((line) => !/where .*datetime\(/.test(line) && !/^\| (?:project|take|render)/.test(line));
}
