import assert from 'node:assert/strict';
import { toMarkdown } from '../../../src/documents/markdown';
import { toText } from '../../../src/documents/text';
import { gatherOvernight, type OvernightOptions, type OvernightStores } from '../../../src/incidents/gatherOvernight';
import type { Alert, AlertRule } from '../../../src/model/alert';
import type { SourceName } from '../../../src/model/fact';
import { SourceError, type Failure } from '../../../src/model/failure';
import type { OvernightSummary } from '../../../src/model/overnight';
import type { MetricQuery, MetricSeries } from '../../../src/model/series';
import type { Sourced } from '../../../src/model/stores';
import { HOUR, MINUTE, parseIso } from '../../../src/model/time';
import { alert, edge, resource, resourceId } from './support';

// Clocks went forward in New York at 07:00Z of this night.
const NOW = parseIso('2026-03-08T13:00:00Z');
const at = (hoursBack: number): number => NOW - hoursBack * HOUR;

const cpu: Alert = alert({
  on: 'api',
  id: '/alerts/cpu',
  name: 'CPU high',
  rule: '/RULES/cpu',
  sev: 1,
  firedAt: at(6),
  resolvedAt: at(5.5),
  monitorCondition: 'Resolved',
});
const slow: Alert = alert({
  on: 'web',
  id: '/alerts/slow',
  name: 'Slow [pages](http://x)',
  sev: 0,
  firedAt: at(6) + 5 * MINUTE,
  resolvedAt: at(5.5),
  monitorCondition: 'Resolved',
  userResponse: 'Acknowledged',
});
const disk: Alert = alert({ on: 'disk', id: '/alerts/disk', name: 'Disk low', sev: 3, firedAt: at(2) - 50 * MINUTE });
const old: Alert = alert({ on: 'old', id: '/alerts/old', name: 'Old and firing', sev: 3, firedAt: at(50) });
const noise: Alert[] = Array.from({ length: 6 }, (_, index) =>
  alert({
    on: 'queue',
    id: `/alerts/q${index}`,
    name: 'Queue',
    rule: '/rules/queue',
    sev: 3,
    firedAt: at(10 - index),
    monitorCondition: 'Resolved',
  }),
);
const once: Alert = alert({
  on: 'cert',
  id: '/alerts/cert',
  name: 'Certificate',
  sev: 2,
  firedAt: at(4),
  monitorCondition: 'Resolved',
});

const condition: AlertRule['condition'] = {
  kind: 'metric',
  metricNamespace: 'n',
  metricName: 'Percentage CPU',
  aggregation: 'Average',
  operator: 'GreaterThan',
  threshold: 85,
  windowSize: 5 * MINUTE,
  dimensions: {},
};
const rule: AlertRule = {
  id: '/rules/CPU',
  name: 'CPU high',
  kind: 'metric',
  enabled: true,
  description: '',
  scopes: [],
  condition,
  actionGroups: [],
  autoResolves: true,
};

function series(query: MetricQuery): MetricSeries {
  const times = Array.from(
    { length: Math.floor((query.window.to - query.window.from) / query.grain) },
    (_, index) => query.window.from + index * query.grain,
  );
  const values = times.map((time) => (time < at(6) ? 60 : time < at(6) + 10 * MINUTE ? 90 : 40));
  return {
    metric: query.metrics[0] ?? '',
    aggregation: query.aggregation,
    unit: 'Percent',
    dimensions: {},
    grain: query.grain,
    times,
    values,
  };
}

function failure(source: SourceName): Failure {
  return {
    source,
    kind: 'forbidden',
    message: `${source} is forbidden.`,
    nextAction: `Ask for access to ${source}.`,
    missingPermission: `M/${source}/read`,
  };
}

interface World {
  readonly alerts?: readonly Alert[];
  readonly broken?: readonly (SourceName | 'earlier' | 'alertsPartial')[];
}

function stores({ alerts = [cpu, slow, disk, old, ...noise, once], broken = [] }: World): OvernightStores {
  const answer = <T>(source: SourceName, value: T, extra: readonly Failure[] = []): Promise<Sourced<T>> =>
    broken.includes(source)
      ? Promise.reject(new SourceError(failure(source)))
      : Promise.resolve({
          value,
          provenance: [{ service: source, request: { method: 'GET', url: `https://management.azure.com/${source}` } }],
          failures: extra,
        });
  return {
    alerts: {
      list: ({ window, monitorCondition }, signal) => {
        signal?.throwIfAborted();
        const isEarlier = monitorCondition === 'Fired';
        if (isEarlier && broken.includes('earlier')) return Promise.reject(new SourceError(failure('alerts')));
        const value = alerts.filter(
          (one) => one.firedAt >= window.from && one.firedAt < window.to && (!isEarlier || one.monitorCondition === 'Fired'),
        );
        return answer(
          'alerts',
          value,
          !isEarlier && broken.includes('alertsPartial') ? [{ ...failure('alerts'), kind: 'partial' }] : [],
        );
      },
      get: (id) => answer('alerts', { ...alerts.find((one) => one.id === id)!, condition: condition! }),
      history: () =>
        answer('alertHistory', [
          { event: 'UserResponse', at: at(5), by: 'kim@example.com', oldValue: 'New', newValue: 'Acknowledged', comments: '' },
        ]),
    },
    rules: { list: () => answer('alertRules', [rule]) },
    metrics: { query: (query) => answer('metrics', [series(query)]) },
    activity: {
      list: () =>
        answer('activityLog', [
          {
            id: '/changes/1',
            at: at(15),
            resourceId: resourceId('api'),
            operation: 'T/config/write',
            caller: 'lee',
            status: 'Succeeded',
            category: 'Administrative',
            summary: 'Page size raised',
            properties: {},
          },
        ]),
    },
    resources: {
      subscriptions: () => answer('subscriptions', [{ id: 's', name: 'Test', tenantId: 't', state: 'Enabled' }]),
      list: () => answer('resources', [resource('web'), resource('api')]),
      edges: () => answer('dependencies', [edge('web', 'api')]),
    },
  };
}

function gather(world: World = {}, options: Partial<OvernightOptions> = {}, signal?: AbortSignal): Promise<OvernightSummary> {
  const base = { now: NOW, window: { from: at(12), to: NOW }, timeZone: 'UTC', environment: 'Test', demo: true };
  return gatherOvernight(stores(world), { ...base, ...options }, signal);
}

const words = async (world?: World, options?: Partial<OvernightOptions>): Promise<string> =>
  toText((await gather(world, options)).document, { width: 400 });

describe('overnight summary', () => {
  it('answers with counts, values, recovery, response and why the alerts are one incident', async () => {
    const said = await words();
    for (const part of [
      'Yes, 2 critical alerts in the last 12 hours, one incident.',
      '0 still fire, 1 not acknowledged.',
      '90 % (rule: > 85 %)',
      '07:10',
      'Acknowledged by kim@example.com',
      '07:05 joined 07:00: 5 min apart; web calls api (1 hop); score 0.67',
      'Page size raised',
      'Disk low on disk: firing for 2:50 (since 10:10), New',
      'Old and firing on old: firing for 50:00 (since Fri 11:00)',
      '1 non-critical alert that no longer fires, 1 noisy rule (Queue)',
    ]) {
      assert.ok(said.includes(part), `${part}\n--- not in ---\n${said}`);
    }
  });

  it('is complete, with every fact of every reading and span known and sourced', async () => {
    const summary = await gather();
    assert.equal(summary.complete, true);
    assert.deepEqual(
      summary.critical.map((one) => one.recovery),
      [
        { state: 'recovered', at: at(6) + 10 * MINUTE },
        { state: 'recovered', at: at(6) + 10 * MINUTE },
      ],
    );
    assert.deepEqual(
      summary.folded.map((one) => [one.name, one.count]),
      [
        ['Queue', 6],
        ['Certificate', 1],
      ],
    );
    for (const fact of Object.values(summary.document.facts)) assert.ok(fact.provenance.length > 0, fact.id);
    const mentioned = JSON.stringify(summary.document.blocks).match(/"fact":"[^"]+"/g) ?? [];
    for (const id of mentioned) assert.ok(summary.document.facts[id.slice(8, -1)], id);
  });

  it('states the same facts in every time zone, with other clock labels', async () => {
    const zones = ['UTC', 'Asia/Tokyo', 'Asia/Kathmandu', 'America/New_York'];
    const all = await Promise.all(zones.map((timeZone) => gather({}, { timeZone })));
    for (const other of all.slice(1)) assert.deepEqual(other.document.facts, all[0]?.document.facts);
    const fired = all.map(({ document }) => /(\S+) joined (\S+):/.exec(toText(document, { width: 400 }))?.[2]);
    // Two in the morning did not exist in New York that night: 07:00Z is 03:00.
    assert.deepEqual(fired, ['07:00', '16:00', '12:45', '03:00']);
  });

  it('says that no critical alerts fired only when the alerts were read whole', async () => {
    const alerts = [once];
    assert.match(await words({ alerts }), /No critical alerts in the last 12 hours/);
    const partly = await words({ alerts, broken: ['alertsPartial'] });
    assert.match(partly, /so others may have fired/);
    const tone = async (world: World) =>
      (await gather(world)).document.blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.tone] : []))[0];
    assert.equal(await tone({ alerts }), 'good');
    assert.notEqual(await tone({ alerts, broken: ['activityLog'] }), 'good');
    assert.notEqual(await tone({ alerts: [] }), 'good');
    assert.match(await words({ alerts: [] }), /listed no alert of any severity, although 1 enabled rule is visible/);
  });

  it('tells of critical alerts from before the window that still fire', async () => {
    const said = await words({ alerts: [{ ...old, severity: 0 }] });
    assert.match(said, /No critical alerts in the last 12 hours/);
    assert.match(said, /1 critical alert from before that time still fires/);
  });

  const broken: readonly (readonly [sources: NonNullable<World['broken']>, says: RegExp])[] = [
    [['alerts'], /Alerts could not be read, so it is not known whether critical alerts fired in the last 12 hours/],
    [['earlier'], /Whether alerts from before that time still fire could not be read/],
    [['alertsPartial'], /Yes, at least 2 critical alerts/],
    [['metrics'], /unknown: metrics could not be read: metrics is forbidden/],
    [['activityLog'], /Changes could not be read\./],
    [['resources'], /Dependencies could not be read whole/],
    [['dependencies'], /Dependencies could not be read: dependencies is forbidden. Missing permission: M\/dependencies\/read/],
    [['alertRules'], /Alert rules could not be read: .* Ask for access to alertRules/],
    [['alertHistory'], /Alert history could not be read/],
    [['alerts', 'alertRules', 'metrics', 'activityLog', 'resources'], /it is not known whether/],
  ];
  for (const [sources, says] of broken) {
    it(`still answers without ${sources.join(', ')}`, async () => {
      const summary = await gather({ broken: sources });
      assert.equal(summary.complete, false);
      assert.match(toText(summary.document, { width: 400 }), says);
      assert.match(toText(summary.document, { width: 400 }), /What could not be read/);
    });
  }

  it('never names a count of critical alerts when they could not be read', async () => {
    assert.doesNotMatch(await words({ broken: ['alerts'] }), /\d+ critical|no critical/i);
  });

  it('keeps the id of an incident while the window moves past its beginning', async () => {
    const moved = { now: NOW, window: { from: at(6) + MINUTE, to: NOW } };
    const [before, after] = [await gather(), await gather({}, moved)];
    assert.equal(after.critical.length, 1);
    assert.equal(after.incidents[0]?.id, before.incidents[0]?.id);
  });

  it('stops when cancelled, before and while reading', async () => {
    await assert.rejects(gather({}, {}, AbortSignal.abort()), { name: 'AbortError' });
    const controller = new AbortController();
    const onProgress = (text: string): void => (text.startsWith('Reading metrics') ? controller.abort() : undefined);
    await assert.rejects(gather({}, { onProgress }, controller.signal), { name: 'AbortError' });
  });

  it('treats the text of alerts as data', async () => {
    assert.ok(!toMarkdown((await gather()).document).includes('](http://x)'));
  });
});
