import assert from 'node:assert/strict';
import { contosoHotels, tradexExchange } from '../../../src/demo/stories';
import type { Failure } from '../../../src/model/failure';
import { HOUR, parseIso } from '../../../src/model/time';
import { open } from '../workbench';

describe('queries of the active environment', () => {
  for (const story of [contosoHotels, tradexExchange]) {
    it(`reads logs and resources of ${story.name} while other requests are answered`, async () => {
      const { environment } = await open(story);
      const { logs, resourceGraph, resources } = environment.stores;
      const now = environment.clock.now();
      const kql = 'AppRequests | summarize requests = sum(ItemCount), latest = max(TimeGenerated) by AppRoleName';
      const [answer, graph, listed] = await Promise.all([
        logs.query({ kql, window: { from: now - HOUR, to: now } }),
        resourceGraph.query({ kql: 'resources | project id' }),
        resources.list(),
      ]);
      const { rows } = answer.value.tables[0]!;
      assert.ok(rows.length > 0);
      for (const [role, requests, latest] of rows as readonly (readonly [string, number, string])[]) {
        assert.ok(requests > 0, role);
        assert.ok(parseIso(latest) <= now, latest);
      }
      const ids = new Set(graph.value.table.rows.map(([id]) => (id as string).toLowerCase()));
      assert.deepEqual(
        listed.value.filter(({ id }) => !ids.has(id.toLowerCase())).map(({ id }) => id),
        [],
      );
    });
  }

  it('says where a query is wrong, and which role is missing', async () => {
    const { environment, demo } = await open(contosoHotels);
    const ask = (kql: string): Promise<unknown> => environment.stores.logs.query({ kql });
    const mistake = await failureOf(ask('AppRequests\n| where Nmae == "x"'));
    assert.deepEqual(mistake.position, { line: 2, column: 8, token: 'Nmae' });
    await demo.setFaults([{ service: 'logs', fault: 'forbidden' }]);
    assert.equal((await failureOf(ask('AppRequests'))).suggestedRole, 'Log Analytics Reader');
  });

  it('stops when it is cancelled, and goes on', async () => {
    const { environment } = await open(contosoHotels);
    const { logs } = environment.stores;
    await logs.query({ kql: 'print 1' });
    const controller = new AbortController();
    const endless = logs.query({ kql: 'range x from 1 to 1000000000 step 1 | summarize count() by x % 7' }, controller.signal);
    setTimeout(() => controller.abort(), 100);
    await assert.rejects(endless, { name: 'AbortError' });
    const { value } = await logs.query({ kql: 'print 2' });
    assert.deepEqual(value.tables[0]!.rows, [[2]]);
  });
});

/** What a rejected query says. The extension's error class is not this file's: it was bundled apart. */
async function failureOf(query: Promise<unknown>): Promise<Failure> {
  const error: unknown = await query.then(
    () => assert.fail('the query was answered'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof Error && error.name === 'SourceError' && 'failure' in error, String(error));
  return error.failure as Failure;
}
