import assert from 'node:assert/strict';
import { redact } from '../../../../../src/azure/redact';
import { launchDemo } from '../../../../../src/demo/launch';
import { contosoHotels } from '../../../../../src/demo/stories';
import { createDemoEnvironment } from '../../../../../src/environments/demo';
import type { Environment } from '../../../../../src/environments/environment';
import type { AskAnswer, AskDraft } from '../../../../../src/kql/ask/answer';
import { AskContexts } from '../../../../../src/kql/ask/gather/askContexts';
import { inProcessExecutor } from '../../../../../src/kql/host/inProcess';
import { languageInProcess } from '../../../../../src/kql/host/languageInProcess';
import { knownTables } from '../../../../../src/kql/schema/knownTables';
import { mergeSchemas } from '../../../../../src/kql/schema/mergeSchemas';
import { createQuerySources } from '../../../../../src/kql/sources/createQuerySources';
import type { QuerySources, SourceQuery } from '../../../../../src/kql/sources/querySources';
import type { SourceError } from '../../../../../src/model/failure';
import { HOUR } from '../../../../../src/model/time';

const logs = { kind: 'logs' } as const;

function drafted(answer: AskAnswer): AskDraft {
  if (answer.kind !== 'query') throw new assert.AssertionError({ message: JSON.stringify(answer) });
  return answer;
}

async function eventually(look: () => Promise<boolean>): Promise<void> {
  while (!(await look())) await new Promise((resolve) => setTimeout(resolve, 100));
}

describe('what questions are about', function () {
  this.timeout(120_000);
  let environment: Environment;
  let sources: QuerySources;
  let asked: SourceQuery[];
  let contexts: AskContexts;
  before(async () => {
    environment = createDemoEnvironment(await launchDemo(contosoHotels.id, { inProcess: true }));
    sources = createQuerySources({
      stores: () => Promise.resolve(environment.stores),
      startEngine: () => inProcessExecutor(),
      folder: () => undefined,
      known: (dialect) => Promise.resolve(knownTables(dialect)),
      merge: (live, known) => Promise.resolve(mergeSchemas(live, known)),
    });
  });
  beforeEach(() => {
    asked = [];
    contexts = new AskContexts({
      environment: () => Promise.resolve(environment),
      sources: {
        schema: (connection, signal) => sources.schema(connection, signal),
        run: (query, options) => {
          asked.push(query);
          return sources.run(query, options);
        },
      },
      language: languageInProcess(),
      redact,
      sampleWait: 60_000,
    });
  });
  afterEach(async () => {
    sources.forget();
    await environment.demo!.setFaults([]);
  });
  after(async () => {
    await sources.dispose();
    await environment.dispose();
  });

  it('is known well enough for a query over the logs, which runs', async () => {
    const { answer, connection, failures } = await contexts.ask('how many failed requests per hour in the last 6 hours', logs);
    assert.deepEqual(failures, []);
    assert.deepEqual(connection, logs);
    const { kql, tables } = drafted(answer);
    assert.deepEqual(tables, ['AppRequests']);
    const { tables: rows } = await sources.run({ connection, kql, now: environment.clock.now() });
    assert.ok(rows[0]!.rows.length > 0, kql);
  });

  it('leads to Resource Graph where the answer is there', async () => {
    const { connection } = await contexts.ask('which alerts fired overnight', logs);
    assert.deepEqual(connection, { kind: 'graph' });
  });

  it('is sampled from the tables that a question may be about, and once an hour', async () => {
    await contexts.ask('failed requests in the last hour', logs);
    const first = asked.length;
    assert.ok(first > 0 && first <= 12, String(first));
    for (const { window, connection } of asked.filter(({ connection: { kind } }) => kind === 'logs')) {
      assert.deepEqual(connection, logs);
      assert.equal(window!.to - window!.from, 24 * HOUR);
    }
    await contexts.ask('failed requests in the last hour', logs);
    assert.equal(asked.length, first);
  });

  it('is not waited for longer than it takes to lose patience, and is there later', async () => {
    const impatient = new AskContexts({
      environment: () => Promise.resolve(environment),
      sources,
      language: languageInProcess(),
      redact,
      sampleWait: 0,
    });
    const { answer, unread } = await impatient.ask('failed requests in the last hour', logs);
    drafted(answer);
    assert.ok(unread.includes('AppRequests'), unread.join());
    await eventually(async () => (await impatient.ask('failed requests in the last hour', logs)).unread.length === 0);
  });

  it('needs no values of tables that the answer does not read, and may be got ready before', async () => {
    const patient = new AskContexts({
      environment: () => Promise.resolve(environment),
      sources: {
        schema: (connection, signal) => sources.schema(connection, signal),
        run: (query, options) => (query.kql.includes('AppRequests') ? sources.run(query, options) : new Promise(() => undefined)),
      },
      language: languageInProcess(),
      redact,
      sampleWait: 600_000,
    });
    await patient.getReady(logs);
    const { answer, unread } = await patient.ask('failed requests in the last hour', logs);
    assert.deepEqual(drafted(answer).tables, ['AppRequests']);
    assert.deepEqual(unread, []);
  });

  it('names a source that could not be read, and answers all the same', async () => {
    await environment.demo!.setFaults([{ service: 'activityLog', fault: 'forbidden' }]);
    const { answer, failures } = await contexts.ask('failed requests in the last hour', logs);
    drafted(answer);
    assert.deepEqual(
      failures.map(({ source, kind }) => `${source} ${kind}`),
      ['activityLog forbidden'],
    );
    await environment.demo!.setFaults([]);
    assert.deepEqual((await contexts.ask('failed requests in the last hour', logs)).failures, []);
  });

  it('is not guessed where the tables cannot be read', async () => {
    await environment.demo!.setFaults([{ service: 'logs', fault: 'forbidden' }]);
    const asking = contexts.ask('failed requests in the last hour', logs);
    const failures = await asking.then(
      (asked) => asked.failures.map(({ kind }) => kind),
      (error: unknown) => [(error as SourceError).failure.kind],
    );
    assert.ok(failures.includes('forbidden'), failures.join());
  });

  it('gives up when the person does', async () => {
    const controller = new AbortController();
    const asking = contexts.ask('failed requests in the last hour', logs, { signal: controller.signal });
    controller.abort();
    await assert.rejects(
      asking,
      (error: Error) => error.name === 'AbortError' || (error as { code?: string }).code === 'cancelled',
    );
  });

  it('suggests questions, also before anything is known', async () => {
    assert.deepEqual(await contexts.suggestions(logs), []);
    await contexts.ask('failed requests in the last hour', logs);
    assert.ok((await contexts.suggestions(logs)).length > 0);
  });
});
