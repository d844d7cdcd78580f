import assert from 'node:assert/strict';
import { storyOf } from '../../../src/demo/story/catalog';
import { startSession, type Answer, type Loose, type Session } from './sdk';

const story = storyOf('contoso-hotels');
const [production = '', shared = ''] = story.subscriptions.map(({ id }) => id);
const path = '/providers/Microsoft.ResourceGraph/resources?api-version=2024-04-01';

describe('Resource Graph of the embedded environment', function () {
  this.timeout(60_000);
  let session: Session;
  before(async () => {
    session = await startSession(story);
  });
  after(() => session.close());
  afterEach(() => session.send('PUT', '/__control/faults', { faults: [] }));

  const ask = (query: string, options: object = {}, subscriptions?: readonly string[]): Promise<Answer> =>
    session.send('POST', path, { query, options, ...(subscriptions === undefined ? {} : { subscriptions }) });
  const fault = (kind: string) =>
    session.send('PUT', '/__control/faults', { faults: [{ service: 'resourceGraph', fault: kind }] });

  it('gives objects by default, and tables with types when asked', async () => {
    const query = "Resources | where type =~ 'Microsoft.Compute/virtualMachines' | project id, name, tags | order by name asc";
    const { status, body } = await ask(query);
    assert.equal(status, 200);
    const machines = story.resources.filter(({ type }) => type === 'Microsoft.Compute/virtualMachines');
    const names = machines.map(({ name }) => name).sort();
    const { data, ...rest } = body;
    assert.deepEqual(rest, { totalRecords: names.length, count: names.length, facets: [], resultTruncated: 'false' });
    assert.deepEqual(
      data!.map(({ name }) => name),
      names,
    );
    assert.deepEqual(data![0]!['tags'], machines.find(({ name }) => name === names[0])!.tags);
    const { columns, rows } = (await ask(query, { resultFormat: 'table' })).body['data']!;
    assert.deepEqual(columns, [
      { name: 'id', type: 'string' },
      { name: 'name', type: 'string' },
      { name: 'tags', type: 'object' },
    ]);
    assert.equal(rows!.length, names.length);
  });

  it('answers over the chosen subscriptions, and over all when none is chosen', async () => {
    const owners = 'resources | distinct subscriptionId | order by subscriptionId asc';
    const seen = async (subscriptions?: readonly string[]): Promise<unknown> =>
      (await ask(owners, {}, subscriptions)).body['data']!.map(({ subscriptionId }) => subscriptionId);
    assert.deepEqual(await seen(), [production, shared].sort());
    assert.deepEqual(await seen([shared.toUpperCase()]), [shared]);
    const none = await ask(owners, {}, ['00000000-0000-0000-0000-000000000000']);
    assert.equal(none.body['error']?.['code'], 'NoValidSubscriptionsInQueryRequest');
  });

  it('takes resources for the table that a query leaves out', async () => {
    const { body } = await ask("where type =~ 'microsoft.web/sites' | summarize n = count()");
    assert.deepEqual(body['data'], [{ n: story.resources.filter(({ type }) => type === 'Microsoft.Web/sites').length }]);
  });

  it('pages by token while the rows have an id', async () => {
    const query = 'resources | project id | order by id asc';
    const all = (await ask(query)).body['data']!.map(({ id }) => id);
    const seen: unknown[] = [];
    let token: unknown;
    do {
      const { body } = await ask(query, { $top: 7, ...(token === undefined ? {} : { $skipToken: token }) });
      assert.equal(body['totalRecords'], all.length);
      assert.ok(body['data']!.length <= 7);
      seen.push(...body['data']!.map(({ id }) => id));
      token = body['$skipToken'];
      assert.equal(body['resultTruncated'], String(token !== undefined));
    } while (token !== undefined);
    assert.deepEqual(seen, all);
    const skipped = await ask(query, { $skip: 2, $top: 1 });
    assert.deepEqual(skipped.body['data'], [{ id: all[2] }]);
    const blind = (await ask('resources | project name', { top: 1 })).body;
    assert.deepEqual([blind['resultTruncated'], blind['$skipToken']], ['true', undefined]);
  });

  it('knows alerts in the state that people have put them in', async () => {
    const states =
      'alertsmanagementresources | extend e = properties.essentials | summarize n = count() by state = tostring(e.alertState)';
    const count = async (): Promise<Loose> => (await ask(states)).body['data']!;
    const before = await count();
    assert.ok(before.length > 0);
    const [alert] = (await ask("alertsmanagementresources | where properties.essentials.alertState == 'New' | project id")).body[
      'data'
    ]!;
    const { status } = await session.send(
      'POST',
      `${String(alert!['id'])}/changestate?api-version=2019-03-01&newState=Closed`,
      {},
    );
    assert.equal(status, 200);
    const closed = (rows: Loose): number => Number(rows.find(({ state }) => String(state) === 'Closed')?.['n'] ?? 0);
    assert.equal(closed(await count()), closed(before) + 1);
    await session.send('POST', '/__control/reset');
  });

  for (const [query, code, position, token] of [
    ['resources | foo', 'ParserFailure', 12, 'foo'],
    ['nowhere | take 1', 'DisallowedLogicalTableName', 0, 'nowhere'],
    ['resources | where foo == 1', 'SemanticError', 18, 'foo'],
    ['where foo == 1', 'SemanticError', 6, 'foo'],
  ] as const) {
    it(`says where it cannot read ${query}`, async () => {
      const { status, body } = await ask(query);
      assert.equal(status, 400);
      const { code: outer, details } = body['error']!;
      assert.equal(outer, 'BadRequest');
      const { message, ...detail } = details![1]!;
      assert.deepEqual(detail, { code, line: 1, characterPositionInLine: position, token });
      assert.ok(String(message).length > 0);
    });
  }

  it('refuses what it does not do', async () => {
    assert.equal((await session.send('POST', path, {})).status, 400);
    assert.equal((await session.send('POST', path, { query: 'resources', facets: [{ expression: 'type' }] })).status, 400);
    assert.equal((await ask('resources', { resultFormat: 'xml' })).status, 400);
    assert.equal((await ask('resources', { $top: 1001 })).status, 400);
    assert.equal((await ask('resources', { $skipToken: 'xyz' })).status, 400);
  });

  it('fails as told', async () => {
    await fault('forbidden');
    const { status, body } = await ask('resources');
    assert.equal(status, 403);
    assert.match(String(body['error']?.['message']), /'Microsoft\.ResourceGraph\/resources\/read'/);
    await fault('throttled');
    assert.equal((await ask('resources')).headers.get('retry-after'), '1');
    await fault('empty');
    assert.deepEqual((await ask('resources')).body['data'], []);
    await fault('partial');
    const half = (await ask('resources')).body;
    assert.ok(Number(half['count']) < Number(half['totalRecords']));
    assert.equal((await ask('resources', { $skipToken: half['$skipToken'] })).status, 500);
  });
});
