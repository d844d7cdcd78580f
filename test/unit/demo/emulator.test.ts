import assert from 'node:assert/strict';
import { launchDemo } from '../../../src/demo/launch';
import { storyOf } from '../../../src/demo/story/catalog';
import { makeActivity } from '../../../src/demo/story/build';
import type { Story } from '../../../src/demo/story/types';
import { HOUR, MINUTE } from '../../../src/model/time';
import { startSession, type Loose, type Session } from './sdk';

const story = storyOf('contoso-hotels');
const subscription = `/subscriptions/${story.subscriptions[0]?.id ?? ''}`;
const backend = story.resources.find(({ name }) => name === 'contoso-backend')!.id;
const component = story.resources.find(({ name }) => name === 'contoso-insights')!.id;
const alertsPath = `${subscription}/providers/Microsoft.AlertsManagement/alerts?api-version=2019-03-01`;
const metricsPath = `${backend}/providers/Microsoft.Insights/metrics?api-version=2024-02-01`;
const activityPath = `${subscription}/providers/Microsoft.Insights/eventtypes/management/values?api-version=2015-04-01`;
const local = (time: string): number => Date.parse(`2026-11-17T${time}:00+01:00`);

const essentials = (body: Loose): Loose[] => body['value']!.map((item) => item['properties']!['essentials']!);
const next = (body: Loose): string | undefined => {
  const link = body['nextLink'] as unknown as string | undefined;
  if (link === undefined) return undefined;
  const url = new URL(link);
  assert.equal(url.origin, 'https://management.azure.com');
  return `${url.pathname}${url.search}`;
};

describe('the emulator', () => {
  let session: Session;
  before(async () => {
    session = await startSession('contoso-hotels');
  });
  beforeEach(() => session.send('POST', '/__control/reset'));
  after(() => session.close());

  const find = async (name: string): Promise<Loose> => {
    const { body } = await session.get(`${alertsPath}&timeRange=1d&pageCount=250`);
    const found = body['value']!.find((item) => (item['name'] as unknown) === name);
    assert.ok(found, name);
    return found;
  };
  const setFault = (service: string, fault: string): Promise<unknown> =>
    session.send('PUT', '/__control/faults', { faults: [{ service, fault }] });

  it('listens on the loopback interface and refuses every request without its token', async () => {
    assert.match(session.origin, /^http:\/\/127\.0\.0\.1:\d+$/);
    for (const headers of [
      {},
      { Authorization: 'Bearer nonsense' },
      { Authorization: session.token },
      { Authorization: `bearer ${session.token}x` },
    ]) {
      for (const path of ['/subscriptions?api-version=2022-12-01', '/__control/state']) {
        const response = await fetch(`${session.origin}${path}`, { headers: headers as Record<string, string> });
        assert.equal(response.status, 401);
        assert.match(response.headers.get('www-authenticate') ?? '', /^Bearer /);
        const { error } = (await response.json()) as { error: { code: string; message: string } };
        assert.ok(error.code !== '' && error.message !== '');
      }
    }
  });

  it('answers alike for encoded keys, doubled slashes and any case', async () => {
    const plain = await session.get(`${subscription}/resourceGroups?api-version=2024-03-01`);
    const odd = await session.get(
      `/${subscription.toUpperCase().replace('SUBSCRIPTIONS', 'Subscriptions')}//RESOURCEGROUPS?api%2Dversion=2024-03-01`,
    );
    assert.equal(odd.status, 200);
    assert.equal(odd.text, plain.text);
    assert.match(plain.headers.get('x-ms-request-id') ?? '', /^[0-9a-f-]{36}$/);
    assert.ok(plain.headers.get('x-ms-correlation-request-id'));
    assert.equal(plain.headers.get('x-ms-ratelimit-remaining-subscription-reads'), '249');
  });

  const bad: readonly (readonly [string, string, number, RegExp])[] = [
    ['an unknown route', '/nothing/here?api-version=1', 404, /no route/],
    ['an unknown subscription', '/subscriptions/00000000-0000-0000-0000-000000000000?api-version=1', 404, /could not be found/],
    ['an unknown resource', `${backend}x?api-version=1`, 404, /was not found/],
    ['a missing api-version', '/subscriptions', 400, /api-version/],
    ['an unknown timeRange', `${alertsPath}&timeRange=2d`, 400, /1h, 1d, 7d, 30d/],
    ['both time ranges', `${alertsPath}&timeRange=1d&customTimeRange=2026-11-16T00:00:00Z/2026-11-17T00:00:00Z`, 400, /Only one/],
    ['a custom range that is too old', `${alertsPath}&customTimeRange=2026-09-01T00:00:00Z/2026-09-02T00:00:00Z`, 400, /30 days/],
    ['a broken custom range', `${alertsPath}&customTimeRange=yesterday`, 400, /ISO 8601/],
    ['pageCount 0', `${alertsPath}&pageCount=0`, 400, /1 to 250/],
    ['pageCount 251', `${alertsPath}&pageCount=251`, 400, /1 to 250/],
    ['pageCount 26 with context', `${alertsPath}&pageCount=26&includeContext=true`, 400, /1 to 25\b/],
    ['an unknown severity', `${alertsPath}&severity=Sev9`, 400, /Sev0/],
    ['an unknown metric', `${metricsPath}&metricnames=Nonsense`, 400, /Valid metrics: Percentage CPU/],
    ['an unknown namespace', `${metricsPath}&metricnamespace=Microsoft.Web/sites`, 400, /namespace/],
    ['a broken timespan', `${metricsPath}&timespan=soon`, 400, /timespan/],
    [
      'a timespan that runs backwards',
      `${metricsPath}&timespan=2026-11-17T02:00:00Z/2026-11-17T01:00:00Z`,
      400,
      /start before end/,
    ],
    ['an unknown grain', `${metricsPath}&interval=PT7M`, 400, /PT7M/],
    ['an unknown aggregation', `${metricsPath}&aggregation=median`, 400, /median/],
    ['a broken filter', `${metricsPath}&$filter=LUN eq`, 400, /filter/],
    ['a dimension that the metric lacks', `${metricsPath}&$filter=LUN eq '1'`, 400, /dimension/],
    ['an activity log without start', `${activityPath}&$filter=resourceGroupName eq 'x'`, 400, /eventTimestamp ge/],
    ['an activity filter of another kind', `${activityPath}&$filter=caller eq 'x'`, 400, /not supported/],
  ];
  for (const [name, path, status, message] of bad) {
    it(`answers ${status} in Azure's shape to ${name}`, async () => {
      const answer = await session.get(path);
      assert.equal(answer.status, status);
      assert.match(String(answer.body['error']?.['message']), message);
      assert.ok(String(answer.body['error']?.['code']).length > 3);
    });
  }

  it('filters alerts', async () => {
    const count = async (query: string): Promise<number> =>
      (await session.get(`${alertsPath}&pageCount=250&${query}`)).body['value']!.length;
    assert.equal(await count('timeRange=1d&severity=Sev1'), 2);
    assert.equal(await count('timeRange=1h'), 0);
    assert.equal(await count('timeRange=1d&monitorCondition=Fired'), 1);
    assert.equal(await count(`timeRange=1d&targetResource=${backend.toUpperCase()}`), 2);
    assert.equal(await count('timeRange=1d&alertRule=Queue%20length'), 9);
    assert.equal(await count('timeRange=1d&targetResourceType=microsoft.web/sites'), 1);
    assert.equal(await count('timeRange=1d&targetResourceType=sites'), 1);
    assert.equal(await count('timeRange=1d&targetResourceGroup=CONTOSO-REPORTS-RG'), 2);
    assert.equal(await count('timeRange=1d&monitorService=Prometheus'), 0);
    assert.equal(await count('timeRange=7d&alertState=Closed'), 2);
    assert.equal(await count('customTimeRange=2026-11-17T01:44:00Z/2026-11-17T01:46:00Z'), 1);
    assert.ok((await count('timeRange=30d')) > (await count('timeRange=7d')));
    const own = await session.get(`${backend}/providers/Microsoft.AlertsManagement/alerts?api-version=2019-03-01`);
    assert.equal(own.body['value']!.length, 2);
  });

  it('pages alerts in order without loss or doubles', async () => {
    const whole = (await session.get(`${alertsPath}&timeRange=30d&pageCount=250&sortBy=startDateTime&sortOrder=asc`)).body[
      'value'
    ]!;
    const paged: Loose[] = [];
    let path: string | undefined = `${alertsPath}&timeRange=30d&pageCount=7&sortBy=startDateTime&sortOrder=asc`;
    while (path !== undefined) {
      const { body } = await session.get(path);
      paged.push(...body['value']!);
      path = next(body);
    }
    assert.deepEqual(paged, [...whole]);
    const starts = whole.map((item) => String(item['properties']!['essentials']!['startDateTime']));
    assert.deepEqual(starts, [...starts].sort());
    const [selected] = essentials((await session.get(`${alertsPath}&select=severity,alertState`)).body);
    assert.deepEqual(Object.keys(selected!).sort(), ['alertState', 'severity']);
  });

  it('gives the context of metric, log, event and Prometheus alerts', async () => {
    const contextOf = async (name: string): Promise<Loose> => {
      const { body } = await session.get(`${String((await find(name))['id'])}?api-version=2019-03-01`);
      return body['properties']!['context']!['context']!;
    };
    const [cpu] = (await contextOf('High CPU usage'))['condition']!['allOf']!;
    assert.equal(cpu!['metricName'], 'Percentage CPU');
    assert.equal(cpu!['threshold'], 85);
    assert.ok((cpu!['metricValue'] as unknown as number) > 85);
    assert.match(String((await contextOf('Disk space low'))['condition']!['allOf']![0]!['searchQuery']), /InsightsMetrics/);
    assert.equal((await contextOf('Backend configuration changed'))['activityLog']!['category'], 'Administrative');
    const { body } = await session.get(
      `/subscriptions/${story.subscriptions[1]?.id ?? ''}/providers/Microsoft.AlertsManagement/alerts?api-version=2019-03-01&includeContext=true`,
    );
    const crash = body['value']!.find((item) => (item['name'] as unknown) === 'KubePodCrashLooping')!;
    assert.equal(crash['properties']!['context']!['context']!['labels']!['namespace'], 'tours');
  });

  it('counts alerts in a summary, also by two fields', async () => {
    const { body } = await session.get(
      `${subscription}/providers/Microsoft.AlertsManagement/alertsSummary?api-version=2019-03-01&timeRange=1d&groupby=severity,monitorCondition`,
    );
    const values = Object.values(body['properties']!).find((value) => Array.isArray(value))!;
    const total = values.reduce((sum, { count }) => sum + (count as unknown as number), 0);
    assert.equal(body['properties']!['total'], total);
    assert.deepEqual(
      values.find((value) => (value['name'] as unknown) === 'Sev1'),
      { name: 'Sev1', count: 2, groupedby: 'monitorCondition', values: [{ name: 'Resolved', count: 2 }] },
    );
  });

  it('changes states, keeps the history, and forgets at reset', async () => {
    const id = String((await find('High CPU usage'))['id']);
    const changed = await session.send('POST', `${id}/changestate?api-version=2019-03-01&newState=Acknowledged`, {
      comment: 'mine',
    });
    assert.equal(changed.body['properties']!['essentials']!['alertState'], 'Acknowledged');
    assert.equal(changed.body['properties']!['essentials']!['lastModifiedUserName'], story.user.name);
    const { body } = await session.get(`${id}/history?api-version=2019-03-01`);
    assert.deepEqual(
      body['properties']!['modifications']!.map(
        (entry) => [entry['modificationEvent'], entry['newValue'], entry['comments']] as unknown,
      ),
      [
        ['StateChange', 'Acknowledged', 'mine'],
        ['MonitorConditionChange', 'Resolved', ''],
        ['AlertCreated', '', ''],
      ],
    );
    assert.equal((await session.send('POST', `${id}/changestate?api-version=2019-03-01&newState=Gone`)).status, 400);
    await session.send('POST', '/__control/reset');
    assert.equal((await find('High CPU usage'))['properties']!['essentials']!['alertState'], 'New');
  });

  it('lets the clock decide what has happened', async () => {
    const at = async (time: string): Promise<Loose[]> => {
      assert.equal((await session.send('PUT', '/__control/clock', { now: local(time) })).status, 200);
      return essentials((await session.get(`${alertsPath}&timeRange=1h&severity=Sev1`)).body);
    };
    assert.equal((await at('02:44')).length, 0);
    assert.deepEqual(
      (await at('02:50')).map((told) => String(told['monitorCondition'])),
      ['Fired', 'Fired'],
    );
    assert.deepEqual((await at('02:58')).map((told) => String(told['monitorCondition'])).sort(), ['Fired', 'Resolved']);
    assert.deepEqual(
      (await at('09:30')).map((told) => String(told['monitorCondition'])),
      ['Fired'],
    );
    assert.deepEqual(
      (await at('09:45')).map((told) => String(told['monitorCondition'])),
      ['Resolved'],
    );
    await at('02:50');
    const { body } = await session.get(`${metricsPath}&timespan=2026-11-17T01:00:00Z/2026-11-17T03:00:00Z&interval=PT1M`);
    assert.equal(body['value']![0]!['timeseries']![0]!['data']!.at(-1)!['timeStamp'], '2026-11-17T01:49:00Z');
    assert.equal((await session.send('PUT', '/__control/clock', { now: 0 })).status, 400);
  });

  it('aggregates metrics over grains and leaves buckets without data empty', async () => {
    const data = async (query: string): Promise<Loose[]> => {
      const { body } = await session.get(`${metricsPath}&metricnames=Percentage CPU&aggregation=Average,Maximum&${query}`);
      return [...body['value']![0]!['timeseries']![0]!['data']!];
    };
    const minutes = await data('timespan=2026-11-17T01:45:00Z/2026-11-17T01:50:00Z');
    assert.deepEqual(minutes[0], { timeStamp: '2026-11-17T01:45:00Z', average: 90, maximum: 90 });
    const mean = minutes.reduce((sum, { average }) => sum + (average as unknown as number), 0) / 5;
    for (const interval of ['PT5M', 'FULL']) {
      const [bucket, ...more] = await data(`timespan=2026-11-17T01:45:00Z/2026-11-17T01:50:00Z&interval=${interval}`);
      assert.equal(more.length, 0);
      assert.ok(Math.abs((bucket!['average'] as unknown as number) - mean) < 1e-5);
    }
    const [before] = await data('timespan=2026-11-03T07:59:00Z/2026-11-03T08:01:00Z');
    assert.deepEqual(before, { timeStamp: '2026-11-03T07:59:00Z' });
    assert.equal((await data('timespan=P7D&interval=P1D')).length, 7);
    assert.equal((await data('timespan=2026-11-17 01:45:00/2026-11-17 01:47:00')).length, 2);
  });

  it('splits, filters, ranks and limits metrics by dimensions', async () => {
    const series = async (query: string): Promise<Loose[]> => {
      const base = `${component}/providers/Microsoft.Insights/metrics?api-version=2018-01-01&interval=FULL&aggregation=count`;
      return [
        ...(await session.get(`${base}&timespan=2026-11-17T01:40:00Z/2026-11-17T01:56:00Z&${query}`)).body['value']![0]![
          'timeseries'
        ]!,
      ];
    };
    const counts = (list: Loose[]): number[] => list.map((one) => one['data']![0]!['count'] as unknown as number);
    const byOperation = await series("metricnames=requests/count&$filter=operation/name eq '*'");
    assert.equal(byOperation.length, 7);
    assert.deepEqual(
      counts(byOperation),
      [...counts(byOperation)].sort((a, b) => b - a),
    );
    assert.deepEqual(await series("metricnames=requests/count&$filter=operation/name eq '*'&$top=1"), byOperation.slice(0, 1));
    const total = counts(await series('metricnames=requests/count'))[0];
    assert.equal(
      counts(byOperation).reduce((sum, value) => sum + value, 0),
      total,
    );
    const failed = await series("metricnames=dependencies/failed&$filter=dependency/target eq 'api.payments.example'");
    assert.deepEqual(counts(failed), [5]);
    const either = await series(
      "metricnames=requests/count&$filter=cloud/roleName eq 'contoso-web' and (operation/name eq 'GET /' or operation/name eq 'GET /rooms')",
    );
    assert.equal(either.length, 2);
    assert.equal(either[0]!['metadatavalues']!.length, 2);
    const rising = await series("metricnames=requests/count&$filter=operation/name eq '*'&orderby=count asc");
    assert.deepEqual(
      counts(rising),
      [...counts(rising)].sort((a, b) => a - b),
    );
  });

  it('finds the configuration change, filters and selects', async () => {
    const filter = encodeURIComponent(
      `eventTimestamp ge '2026-11-16T00:00:00Z' and eventTimestamp le '2026-11-17T08:00:00Z' and resourceUri eq '${backend}'`,
    );
    const { body } = await session.get(`${activityPath}&$filter=${filter}`);
    assert.equal(body['value']!.length, 1);
    assert.equal(body['value']![0]!['eventTimestamp'], '2026-11-16T16:20:00.0000000Z');
    assert.equal(body['value']![0]!['properties']!['newValue'], '50000');
    const chosen = await session.get(`${activityPath}&$filter=${filter}&$select=caller,eventTimestamp`);
    assert.deepEqual(Object.keys(chosen.body['value']![0]!), ['caller', 'eventTimestamp']);
  });

  it('lists the rules that no SDK client has, and permissions', async () => {
    const shared = `/subscriptions/${story.subscriptions[1]?.id ?? ''}`;
    const groups = await session.get(
      `${shared}/providers/Microsoft.AlertsManagement/prometheusRuleGroups?api-version=2023-03-01`,
    );
    assert.equal(groups.body['value']![0]!['properties']!['rules']![0]!['alert'], 'KubePodCrashLooping');
    const detectors = await session.get(
      `${subscription}/providers/microsoft.alertsManagement/smartDetectorAlertRules?api-version=2021-04-01`,
    );
    assert.equal(detectors.body['value']!.length, 1);
    const machines = await session.get(`${subscription}/providers/Microsoft.Compute/virtualMachines?api-version=2024-07-01`);
    assert.deepEqual(
      machines.body['value']!.map((one) => String(one['name'])),
      ['contoso-backend', 'contoso-reports'],
    );
    const permissions = await session.get(`${backend}/providers/Microsoft.Authorization/permissions?api-version=2022-04-01`);
    assert.ok(permissions.body['value']![0]!['actions']!.includes('*/read' as unknown as Loose));
  });

  it('can be forbidden, throttled, broken and stale, for one service only', async () => {
    await setFault('alerts', 'forbidden');
    const forbidden = await session.get(alertsPath);
    assert.equal(forbidden.status, 403);
    assert.equal(forbidden.body['error']!['code'], 'AuthorizationFailed');
    assert.match(
      String(forbidden.body['error']!['message']),
      /perform action 'Microsoft\.AlertsManagement\/alerts\/read' over scope '\/subscriptions\/[^']+'/,
    );
    assert.equal((await session.get(metricsPath)).status, 200);
    await setFault('alerts', 'throttled');
    assert.equal((await session.get(alertsPath)).headers.get('retry-after'), '1');
    await setFault('alerts', 'throttledWithoutRetryAfter');
    const throttled = await session.get(alertsPath);
    assert.deepEqual([throttled.status, throttled.headers.get('retry-after')], [429, null]);
    await setFault('dependencies', 'serverError');
    const dependencies = `${component}/providers/Microsoft.Insights/metrics?api-version=2024-02-01&metricnames=dependencies/count`;
    assert.equal((await session.get(dependencies)).status, 500);
    assert.equal((await session.get(dependencies.replace('dependencies/count', 'requests/count'))).status, 200);
    await setFault('alerts', 'staleEtag');
    const id = String((await find('High CPU usage'))['id']);
    assert.equal((await session.send('POST', `${id}/changestate?api-version=2019-03-01&newState=Closed`, {})).status, 412);
    assert.equal((await find('High CPU usage'))['properties']!['essentials']!['alertState'], 'New');
    assert.equal(
      (await session.send('PUT', '/__control/faults', { faults: [{ service: 'weather', fault: 'forbidden' }] })).status,
      400,
    );
  });

  it('can break off a list, lose half a window, and be empty', async () => {
    const whole = (await session.get(`${alertsPath}&pageCount=250`)).body['value']!.length;
    await setFault('alerts', 'partial');
    const { body } = await session.get(`${alertsPath}&pageCount=250`);
    assert.equal(body['value']!.length, Math.ceil(whole / 2));
    assert.equal((await session.get(next(body) ?? '')).status, 500);
    await setFault('metrics', 'partial');
    const points = (await session.get(metricsPath)).body['value']![0]!['timeseries']![0]!['data']!;
    assert.deepEqual([points.length, points.filter((point) => 'average' in point).length], [60, 30]);
    await setFault('alerts', 'empty');
    assert.deepEqual((await session.get(alertsPath)).body, { value: [] });
    await setFault('metrics', 'empty');
    assert.deepEqual((await session.get(metricsPath)).body['value']![0]!['timeseries'], []);
  });

  it('can be slow, and stops working for a client that leaves', async () => {
    await setFault('alerts', 'slow');
    const leaving = AbortSignal.timeout(30);
    await assert.rejects(
      fetch(`${session.origin}${alertsPath}`, { headers: { Authorization: `Bearer ${session.token}` }, signal: leaving }),
    );
    await session.send('PUT', '/__control/faults', { faults: [] });
    const { body } = await session.get('/__control/requests');
    const abandoned = body['requests']!.filter((request) => String(request['path']).includes('AlertsManagement'));
    assert.deepEqual(
      abandoned.map(({ status }) => status),
      [499],
      'an abandoned request is not served, and the log says so',
    );
    assert.ok(Number(abandoned[0]!['cancelled']) > Date.now() - 60_000);
  });

  it('logs requests without their tokens', async () => {
    await session.get(alertsPath);
    const { body, text } = await session.get('/__control/requests');
    assert.deepEqual(body['requests'], [
      { at: story.info.opensAt, method: 'GET', host: 'management.azure.com', path: alertsPath, status: 200 },
    ]);
    assert.ok(!text.includes(session.token));
  });

  it('adds the same load every time', async () => {
    const load = async (count: number): Promise<Loose[]> => {
      await session.send('POST', '/__control/alerts', { count });
      const all: Loose[] = [];
      let path: string | undefined =
        `${alertsPath}&timeRange=1d&pageCount=250&targetResourceGroup=load-test-rg&sortBy=startDateTime`;
      while (path !== undefined) {
        const { body } = await session.get(path);
        all.push(...body['value']!);
        path = next(body);
      }
      return all;
    };
    const first = await load(600);
    assert.equal(first.length, 600);
    assert.equal(new Set(first.map(({ id }) => String(id))).size, 600);
    assert.ok(new Set(first.map(({ name }) => String(name))).size >= 35);
    assert.ok(first.every((item) => /^Sev[234]$/.test(String(item['properties']!['essentials']!['severity']))));
    await session.send('POST', '/__control/reset');
    assert.deepEqual(await load(600), first);
    assert.equal((await load(100)).length, 700);
  });

  it('gives equal bytes at two starts', async () => {
    const other = await startSession('contoso-hotels');
    try {
      assert.notEqual(other.token, session.token);
      const paths = [
        `${alertsPath}&timeRange=30d&includeContext=true`,
        `${metricsPath}&timespan=P14D&interval=PT1H&metricnames=Percentage CPU,Network In Total`,
        `${component}/providers/Microsoft.Insights/metrics?api-version=2024-02-01&metricnames=requests/duration&$filter=operation/name eq '*'`,
        `${subscription}/resources?api-version=2024-03-01`,
        activityPath,
      ];
      for (const path of paths) assert.equal((await other.get(path)).text, (await session.get(path)).text);
    } finally {
      await other.close();
    }
  });

  it('serves a story of a test, with a long activity log in pages', async () => {
    const resource = story.resources[0]!;
    const activity = Array.from({ length: 250 }, (_, index) =>
      makeActivity({
        at: story.info.opensAt - index * MINUTE,
        resource,
        operation: `Test/number${index}/write`,
        label: 'Test',
        caller: 'somebody',
      }),
    );
    const own: Story = { ...story, info: { ...story.info, id: 'own' }, activity, alerts: [], series: [] };
    const third = await startSession(own);
    try {
      const since = new Date(story.info.opensAt - 12 * HOUR).toISOString();
      let path: string | undefined = `${activityPath}&$filter=${encodeURIComponent(`eventTimestamp ge '${since}'`)}`;
      const seen: string[] = [];
      while (path !== undefined) {
        const { body } = await third.get(path);
        seen.push(...body['value']!.map((entry) => String(entry['operationName']!['value'])));
        path = next(body);
      }
      assert.deepEqual(
        seen,
        activity.map(({ operation }) => operation),
      );
      assert.deepEqual((await third.get(alertsPath)).body, { value: [] });
      assert.deepEqual((await third.get(metricsPath)).body['value']![0]!['timeseries'], []);
    } finally {
      await third.close();
    }
  });
});

describe('the demo handle', () => {
  it('speaks to an emulator in this process', async () => {
    const demo = await launchDemo('contoso-hotels', { inProcess: true });
    try {
      assert.equal(demo.now(), demo.story.opensAt);
      await demo.moveClock(local('09:30'));
      assert.equal(demo.now(), local('09:30'));
      await demo.setFaults([{ service: 'subscriptions', fault: 'serverError' }]);
      const ask = (): Promise<Response> =>
        fetch(`${demo.origin}/subscriptions?api-version=2022-12-01`, { headers: { Authorization: `Bearer ${demo.token}` } });
      assert.equal((await ask()).status, 500);
      await demo.addAlerts(10);
      assert.deepEqual(
        (await demo.requestLog()).map(({ status }) => status),
        [500],
      );
      await demo.reset();
      assert.equal((await ask()).status, 200);
      assert.deepEqual([demo.now(), demo.faults], [demo.story.opensAt, []]);
      await assert.rejects(demo.addAlerts(0), /whole number/);
    } finally {
      await demo.close();
    }
    await assert.rejects(fetch(demo.origin));
  });

  it('refuses a story that is not there, and tells when a worker cannot start', async () => {
    await assert.rejects(launchDemo('atlantis', { inProcess: true }), /known: contoso-hotels, tradex-exchange/);
    await assert.rejects(launchDemo('contoso-hotels', new URL('./noSuchWorker.js', import.meta.url)), /noSuchWorker/);
  });
});
