import assert from 'node:assert/strict';
import fc from 'fast-check';
import { drainCooperatively } from '../../../src/incidents/cooperative';
import { episodesOf } from '../../../src/incidents/episodes';
import { explainIncident } from '../../../src/incidents/explain';
import { groupIncidents, groupSteps } from '../../../src/incidents/grouping';
import type { Alert } from '../../../src/model/alert';
import type { Incident } from '../../../src/model/incident';
import type { Topology } from '../../../src/model/resource';
import { HOUR, MINUTE, SECOND } from '../../../src/model/time';
import { labelledNight } from './labelledNight';
import { alert, edge, random, resource, resourceId, T0 } from './support';

const topology: Topology = {
  resources: ['web', 'api', 'db']
    .map((name) => resource(name, {}, 'rg'))
    .concat(['other', 'more'].map((name) => resource(name, {}, 'far'))),
  edges: [edge('web', 'api'), edge('api', 'db')],
};

/** The members of every incident by name, for comparing partitions. */
function partition(incidents: readonly Incident[]): string[] {
  return incidents
    .map((incident) =>
      incident.alerts
        .map((one) => one.id)
        .sort()
        .join(' '),
    )
    .sort();
}

function group(alerts: readonly Alert[], extra: Partial<Parameters<typeof groupIncidents>[0]> = {}): readonly Incident[] {
  return groupIncidents({ alerts, topology, ...extra });
}

describe('score and join', () => {
  it('scores one hop, 5 min apart and the same operation as 0.75, and says so', () => {
    const first = alert({ on: 'api', minute: 0, dimensions: { Operation: 'GET /export' } });
    const second = alert({ on: 'web', minute: 5, dimensions: { 'operation/name': '/export' } });
    const [incident, ...rest] = group([second, first]);
    assert.equal(rest.length, 0);
    assert.ok(incident);
    assert.equal(incident.edges[0]?.score.toFixed(2), '0.75');
    assert.deepEqual(explainIncident(incident, { timeZone: 'Asia/Tokyo', now: T0 }), [
      '11:05 joined 11:00: 5 min apart; web calls api (1 hop); both operation = /export; score 0.75',
    ]);
  });

  it('joins over two hops without a shared dimension at 0.59', () => {
    const [incident] = group([alert({ on: 'db' }), alert({ on: 'web', minute: 5 })]);
    assert.equal(incident?.edges[0]?.score.toFixed(2), '0.59');
    assert.equal(incident.edges[0].hops, 2);
  });

  const apart: readonly (readonly [name: string, alerts: readonly Alert[], topology?: Topology])[] = [
    ['unrelated resources at the same time', [alert({ on: 'web' }), alert({ on: 'other', group: 'far' })]],
    [
      '16 minutes apart on one resource',
      [alert({ on: 'web', rule: '/rules/1' }), alert({ on: 'web', rule: '/rules/2', minute: 16 })],
    ],
    [
      'all shared dimensions in conflict',
      [alert({ on: 'api', dimensions: { operation: '/a' } }), alert({ on: 'web', minute: 1, dimensions: { operation: '/b' } })],
    ],
    [
      'different environments',
      [alert({ on: 'web' }), alert({ on: 'api', minute: 1 })],
      { ...topology, resources: [resource('web', { Environment: 'prod' }), resource('api', { env: 'test' })] },
    ],
  ];
  for (const [name, alerts, own] of apart) {
    it(`keeps apart: ${name}`, () => assert.equal(groupIncidents({ alerts, topology: own ?? topology }).length, 2));
  }

  it('needs no topology: a shared resource group is a weak edge of two hops', () => {
    const [incident, ...rest] = groupIncidents({
      alerts: [alert({ on: 'x' }), alert({ on: 'y', minute: 2 })],
      topology: { resources: [], edges: [] },
    });
    assert.equal(rest.length, 0);
    assert.equal(incident?.edges[0]?.hops, 2);
    assert.match(incident.edges[0].via ?? '', /resource group rg/);
  });

  it('does not let a chain of callers swallow everything', () => {
    const names = Array.from({ length: 12 }, (_, index) => `link${index}`);
    const chain: Topology = {
      resources: [],
      edges: names.slice(1).map((name, index) => edge(name, names[index]!, 1, 'calls', [name, names[index]!])),
    };
    const alerts = names.map((name, index) => alert({ on: name, group: name, minute: index * 5 }));
    const sizes = groupIncidents({ alerts, topology: chain }).map((incident) => incident.alerts.length);
    assert.ok(sizes.length >= 6, `sizes ${sizes.join()}`);
  });

  it('takes the resource that others depend on as origin, not the earliest', () => {
    const [incident] = group([alert({ on: 'web', minute: 0 }), alert({ on: 'api', minute: 1 })]);
    assert.equal(incident?.origin, resourceId('api'));
    assert.match(incident.title, /^Rule of api on api, and 1 related alert$/);
  });

  it('notes the runner-up within 0.05 and prefers the older group on a tie', () => {
    const fork: Topology = {
      resources: [],
      edges: [edge('mid', 'left', 1, 'calls', ['m', 'l']), edge('mid', 'right', 1, 'calls', ['m', 'r'])],
    };
    const left = alert({ on: 'left', group: 'l', minute: 0, dimensions: { operation: '/1' } });
    const right = alert({ on: 'right', group: 'r', minute: 0.1, dimensions: { operation: '/2' } });
    const mid = alert({ on: 'mid', group: 'm', minute: 1 });
    const incidents = groupIncidents({ alerts: [left, right, mid], topology: fork });
    assert.equal(incidents.length, 2);
    const holder = incidents.find((incident) => incident.alerts.includes(mid));
    assert.equal(holder?.alsoPossible.length, 1);
    assert.notEqual(holder.alsoPossible[0]?.incident, holder.id);
  });
});

describe('episodes', () => {
  it('counts a firing within 15 minutes of the last as the same episode, worst severity wins', () => {
    const shapes = [0, 14, 28, 44].map((minute, index) => alert({ minute, sev: index === 1 ? 0 : 2 }));
    const { episodes } = episodesOf(shapes);
    assert.deepEqual(
      episodes.map((episode) => [episode.alerts.length, episode.flaps, episode.severity]),
      [
        [3, 2, 0],
        [1, 0, 2],
      ],
    );
  });

  it('keeps the latest state of an instance that comes twice, whatever the case of its id', () => {
    const fired = alert({ id: '/Alerts/X' });
    const resolved: Alert = { ...fired, id: '/alerts/x', monitorCondition: 'Resolved', modifiedAt: fired.modifiedAt + MINUTE };
    for (const order of [
      [fired, resolved],
      [resolved, fired],
    ]) {
      assert.deepEqual(
        episodesOf(order).episodes.map((one) => one.alerts.map((a) => a.monitorCondition)),
        [['Resolved']],
      );
    }
  });
});

describe('properties of the grouping', () => {
  const nightOf = (seed: number) => labelledNight(seed, { faults: 6, noise: 15 });
  const shuffled = (alerts: readonly Alert[], seed: number): Alert[] => {
    const next = random(seed);
    return alerts
      .map((one) => ({ one, key: next() }))
      .sort((a, b) => a.key - b.key)
      .map(({ one }) => one);
  };

  it('gives the same incidents for any order and for repeated alerts', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(), (seed, order) => {
        const { alerts, topology: own } = nightOf(seed);
        const expected = groupIncidents({ alerts, topology: own });
        const mixed = shuffled([...alerts, ...alerts.slice(0, 10)], order);
        const edges = [...own.edges].reverse();
        assert.deepEqual(groupIncidents({ alerts: mixed, topology: { ...own, edges } }), expected);
      }),
      { numRuns: 25, seed: 1 },
    );
  });

  it('puts every alert into exactly one incident', () => {
    fc.assert(
      fc.property(fc.nat(1000), (seed) => {
        const { alerts, topology: own } = nightOf(seed);
        const members = groupIncidents({ alerts, topology: own }).flatMap((incident) => incident.alerts.map((one) => one.id));
        assert.deepEqual([...members].sort(), alerts.map((one) => one.id).sort());
      }),
      { numRuns: 25, seed: 2 },
    );
  });

  it('is not moved by clocks that differ by seconds', () => {
    const alerts = [
      alert({ on: 'api' }),
      alert({ on: 'web', minute: 3 }),
      alert({ on: 'db', minute: 5 }),
      alert({ on: 'other', group: 'far', minute: 4 }),
    ];
    const expected = partition(group(alerts));
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 4, maxLength: 4 }), (skews) => {
        const skewed = alerts.map((one, index) => ({ ...one, firedAt: one.firedAt + (skews[index] ?? 0) * SECOND }));
        assert.deepEqual(partition(group(skewed)), expected);
      }),
      { seed: 3 },
    );
  });

  it('keeps ids when later alerts arrive, and the old id as an alias when an earlier one does', () => {
    const early = alert({ on: 'db', minute: 0 });
    const [known, later] = [alert({ on: 'api', minute: 4 }), alert({ on: 'web', minute: 6 })];
    const before = group([known]);
    assert.equal(group([known, later])[0]?.id, before[0]?.id);
    const after = group([later, known, early], { published: before });
    assert.equal(after.length, 1);
    assert.notEqual(after[0]?.id, before[0]?.id);
    assert.deepEqual(after[0]?.aliases, [before[0]?.id]);
    assert.deepEqual(group([later, known, early], { published: after })[0]?.aliases, [before[0]?.id]);
  });

  it('runs in slices with the same result and stops on abort', async () => {
    const { alerts, topology: own } = nightOf(7);
    let pauses = 0;
    let tick = 0;
    const options = { sliceMs: 2, pause: () => Promise.resolve(void (pauses += 1)), now: () => (tick += 1) };
    assert.deepEqual(
      await drainCooperatively(groupSteps({ alerts, topology: own }), options),
      groupIncidents({ alerts, topology: own }),
    );
    assert.ok(pauses > 5, `${pauses} pauses`);
    const signal = AbortSignal.abort();
    await assert.rejects(drainCooperatively(groupSteps({ alerts, topology: own }), { ...options, signal }), {
      name: 'AbortError',
    });
  });

  it('yields often between 5,000 alerts, even when all fire within minutes', () => {
    const next = random(11);
    const many = Array.from({ length: 5000 }, (_, index) =>
      alert({
        on: `r${index % 300}`,
        group: `g${index % 40}`,
        rule: `/rules/${index}`,
        firedAt: T0 + Math.floor(next() * 2 * HOUR),
      }),
    );
    let steps = 0;
    for (const steady of [groupSteps({ alerts: many, topology })]) while (steady.next().done !== true) steps += 1;
    assert.ok(steps > 500, `${steps} steps`);
  }).timeout(20_000);
});

describe('corrections by hand', () => {
  const [a, b, c] = [alert({ on: 'web' }), alert({ on: 'api', minute: 1 }), alert({ on: 'other', group: 'far', minute: 2 })];
  const idOf = (one: Alert): string => episodesOf([one]).episodes[0]!.id;

  it('together joins what the data keep apart, and says that it was by hand', () => {
    const [incident, ...rest] = group([a, b, c], { overrides: { mustLink: [[idOf(c), idOf(a)]], cannotLink: [] } });
    assert.equal(rest.length, 0);
    assert.equal(incident?.edited, true);
    assert.match(explainIncident(incident, { timeZone: 'UTC', now: T0 }).join('\n'), /put together by hand; no known relation/);
  });

  it('apart splits what the data put together', () => {
    const incidents = group([a, b], { overrides: { mustLink: [], cannotLink: [[idOf(a), idOf(b)]] } });
    assert.deepEqual(
      incidents.map((incident) => [incident.alerts.length, incident.edited]),
      [
        [1, true],
        [1, true],
      ],
    );
  });

  it('apart wins over together through others, and unknown episodes do nothing', () => {
    const overrides = {
      mustLink: [
        [idOf(a), idOf(c)],
        [idOf(b), idOf(c)],
        ['e000000000000', idOf(a)],
      ] as const,
      cannotLink: [[idOf(a), idOf(b)]] as const,
    };
    const incidents = group([a, b, c], { overrides });
    assert.equal(
      incidents.some((incident) => incident.alerts.includes(a) && incident.alerts.includes(b)),
      false,
    );
    assert.equal(incidents.length, 2);
  });
});
