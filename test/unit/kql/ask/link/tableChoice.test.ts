import assert from 'node:assert/strict';
import type { AskAnswer, AskResource, AskTable, ColumnValues } from '../../../../../src/kql/ask/answer';
import { AskCore } from '../../../../../src/kql/ask/askCore';
import { knownTables } from '../../../../../src/kql/schema/knownTables';

const now = Date.parse('2026-03-10T12:00:00Z');

interface Known {
  readonly rows?: number;
  readonly lastSeen?: number;
}

/** Documented tables by name, with what is known of each. */
const tablesOf = (known: Readonly<Record<string, Known>>): readonly AskTable[] =>
  knownTables('logs')
    .filter(({ name }) => name in known)
    .map((table): AskTable => ({ ...table, store: 'logs', flavour: 'workspace', ...known[table.name] }));

const resource = (name: string, type: string): AskResource => ({
  id: `/subscriptions/s/resourceGroups/rg-north/providers/${type}/${name}`,
  name,
  type,
  resourceGroup: 'rg-north',
  tags: {},
});

const values = (table: string, column: string, ...all: readonly (string | number)[]): ColumnValues => ({
  table,
  column,
  values: all.map((value) => ({ value, count: 3 })),
  isComplete: true,
  sampledAt: now,
});

async function ask(
  question: string,
  tables: readonly AskTable[],
  { resources = [], seen = [] }: { readonly resources?: readonly AskResource[]; readonly seen?: readonly ColumnValues[] } = {},
): Promise<AskAnswer> {
  const core = new AskCore();
  core.setContext('test', { environment: '', timeZone: 'UTC', tables, resources, values: seen, events: [] });
  return core.ask({ question, key: 'test', now });
}

async function tableOf(...request: Parameters<typeof ask>): Promise<string> {
  const answer = await ask(...request);
  return answer.kind === 'query' ? (answer.tables[0] ?? '') : `${answer.kind}: ${JSON.stringify(answer).slice(0, 300)}`;
}

before(async function () {
  this.timeout(60_000);
  await ask('cpu in the last hour', tablesOf({ Perf: {} }));
});

describe('tables that tell the same', () => {
  const question = 'average cpu by computer in the last hour';

  it('are not asked about: the usual one is taken when nothing is known of them', async () => {
    assert.equal(await tableOf(question, tablesOf({ Perf: {}, InsightsMetrics: {} })), 'Perf');
  });

  it('the one with rows is taken', async () => {
    assert.equal(await tableOf(question, tablesOf({ Perf: { rows: 0 }, InsightsMetrics: { rows: 9 } })), 'InsightsMetrics');
  });

  it('the one that was seen last is taken when both have rows', async () => {
    const tables = tablesOf({ Perf: { rows: 9, lastSeen: now - 20 * 3_600_000 }, InsightsMetrics: { rows: 9, lastSeen: now } });
    assert.equal(await tableOf(question, tables), 'InsightsMetrics');
  });

  it('the one that has the counter is taken when both have rows', async () => {
    const seen = [values('Perf', 'CounterName', 'Free Megabytes'), values('InsightsMetrics', 'Name', 'UtilizationPercentage')];
    const tables = tablesOf({ Perf: { rows: 9 }, InsightsMetrics: { rows: 9 } });
    assert.equal(await tableOf(question, tables, { seen }), 'InsightsMetrics');
  });
});

describe('error logs of a kind of resource', () => {
  const resources = [resource('north-portal', 'microsoft.web/sites'), resource('north-jobs', 'microsoft.web/sites')];
  const site = { AppServiceHTTPLogs: { rows: 9 }, AppServiceConsoleLogs: { rows: 9 }, AppTraces: { rows: 9 } };
  const paraphrases = [
    'Show me all error logs from the web app in the last hour',
    'error logs of the web app last hour',
    'list errors the website logged in the past 60 minutes',
    'web app errors last hour',
    'what errors did the app service log in the last hour',
    'errors on the web application within the last hour',
    'give me the error logs of our web site for the last 60 min',
    'all logged errors of the webapp, past hour',
    'web app error log last 1h',
    'failures of the web app in the last hour',
  ];
  for (const question of paraphrases) {
    it(question, async () => assert.equal(await tableOf(question, tablesOf(site), { resources }), 'AppServiceHTTPLogs'));
  }

  it('are those of its console where that is said', async () => {
    assert.equal(await tableOf('console errors of the web app', tablesOf(site), { resources }), 'AppServiceConsoleLogs');
  });

  it('are those of the other log when no request failed', async () => {
    const seen = [values('AppServiceHTTPLogs', 'ScStatus', 200, 302), values('AppServiceConsoleLogs', 'Level', 'Error')];
    assert.equal(await tableOf('error logs of the web app', tablesOf(site), { resources, seen }), 'AppServiceConsoleLogs');
  });

  it('can be those of its console by a choice', async () => {
    const answer = await ask(paraphrases[0] ?? '', tablesOf(site), { resources });
    const slot = answer.kind === 'query' ? answer.slots.find(({ kind }) => kind === 'table') : undefined;
    assert.ok(
      slot?.others.some(({ label }) => label === 'AppServiceConsoleLogs'),
      JSON.stringify(slot),
    );
  });
});

describe('the inventory', () => {
  const tables: readonly AskTable[] = [
    ...tablesOf({ FunctionAppLogs: { rows: 9 }, AzureMetrics: { rows: 9 } }),
    ...knownTables('graph')
      .filter(({ name }) => name === 'resources')
      .map((table): AskTable => ({ ...table, store: 'graph', flavour: 'graph' })),
  ];
  const resources = [resource('north-jobs', 'microsoft.web/sites')];
  for (const question of ['list function apps', 'what is in rg-north', 'list everything in rg-north']) {
    it(question, async () => assert.equal(await tableOf(question, tables, { resources }), 'resources'));
  }
});

describe('names of nothing', () => {
  const resources = [resource('north-portal', 'microsoft.web/sites'), resource('north-db', 'microsoft.sql/servers/databases')];
  const tables = tablesOf({ AppRequests: { rows: 9 }, AppExceptions: { rows: 9 }, VMConnection: { rows: 9 } });
  const seen = [values('AppRequests', 'AppRoleName', 'north-portal')];

  const refused: readonly (readonly [question: string, name: string])[] = [
    ['errors from payroll app', 'payroll'],
    ['errors of the app south-portal', 'south-portal'],
    ['requests of deployment risk-scorer', 'risk-scorer'],
    ['redis connections', 'redis'],
  ];
  for (const [question, name] of refused) {
    it(`${question}: ${name}`, async () => {
      const answer = await ask(question, tables, { resources, seen });
      assert.ok(answer.kind === 'abstained' && answer.message.includes(name), JSON.stringify(answer));
    });
  }

  it('are told with the nearest that there is', async () => {
    const answer = await ask('errors of the app north-portel2', tables, { resources, seen });
    assert.ok(answer.kind === 'abstained' && answer.message.includes('north-portal'), JSON.stringify(answer));
  });

  for (const question of ['slow requests', 'failed requests by location', 'requests by result code in percent']) {
    it(`none in: ${question}`, async () => {
      const answer = await ask(question, tables, { resources, seen });
      assert.ok(answer.kind !== 'abstained' || answer.reason !== 'unknownResource', JSON.stringify(answer));
    });
  }

  for (const question of ['failed requests of the Payroll service', 'exceptions of Orion', 'requests to gateway zeta-9']) {
    it(`cannot be told where no resources are known: ${question}`, async () => {
      const answer = await ask(question, tables);
      assert.ok(answer.kind !== 'abstained' || answer.reason !== 'unknownResource', JSON.stringify(answer));
    });
  }
});
