import assert from 'node:assert/strict';
import fc from 'fast-check';
import { filterAlerts, parseFilter, printFilter, type AlertQuery } from '../../../src/alerts/filter';
import { groupAlerts } from '../../../src/alerts/grouping';
import { indexRules, joinRules } from '../../../src/alerts/rules';
import { alert } from '../incidents/support';

function query(text: string): AlertQuery {
  const parsed = parseFilter(text);
  assert.ok('query' in parsed, JSON.stringify(parsed));
  return parsed.query;
}

describe('filter text', () => {
  const good: readonly (readonly [text: string, query: AlertQuery])[] = [
    ['', {}],
    ['sev:0-1 state:new group:rg-x cpu', { severities: [0, 1], responses: ['New'], resourceGroups: ['rg-x'], words: ['cpu'] }],
    ['SEV:3,0 is:fired state:ack,closed', { severities: [0, 3], conditions: ['Fired'], responses: ['Acknowledged', 'Closed'] }],
    ['"two words" "sev:9"', { words: ['two words', 'sev:9'] }],
    ['group:"my group"', { resourceGroups: ['my group'] }],
  ];
  for (const [text, expected] of good) it(`reads ${text}`, () => assert.deepEqual(query(text), expected));

  const bad: readonly (readonly [text: string, start: number, length: number, message: RegExp])[] = [
    ['cpu sev:7', 4, 5, /"7" is not a severity/],
    ['sev:3-1', 0, 7, /backwards/],
    ['state:maybe', 0, 11, /none of new, acknowledged, closed/],
    ['  owner:me', 2, 8, /unknown key "owner:".*sev, state, is, group/],
    ['sev:', 0, 4, /needs a value/],
    ['a "open', 2, 5, /not closed/],
  ];
  for (const [text, start, length, message] of bad) {
    it(`refuses ${text}`, () => {
      const parsed = parseFilter(text);
      assert.ok('errors' in parsed);
      assert.equal(parsed.errors.length, 1);
      assert.deepEqual([parsed.errors[0]?.start, parsed.errors[0]?.length], [start, length]);
      assert.match(parsed.errors[0]?.message ?? '', message);
    });
  }

  it('reads back what it prints', () => {
    const some = <T>(values: readonly T[]) =>
      fc.uniqueArray(fc.constantFrom(...values), { minLength: 1 }).map((list) => values.filter((one) => list.includes(one)));
    const word = fc.string({ minLength: 1, maxLength: 8 }).filter((one) => !/[\n\r]/.test(one));
    const shape = fc.record(
      {
        severities: some([0, 1, 2, 3, 4] as const),
        responses: some(['New', 'Acknowledged', 'Closed'] as const),
        conditions: some(['Fired', 'Resolved'] as const),
        resourceGroups: fc.uniqueArray(fc.stringMatching(/^[A-Za-z0-9_.-]+$/), { minLength: 1, maxLength: 3 }),
        words: fc.array(word, { minLength: 1, maxLength: 3 }),
      },
      { requiredKeys: [] },
    );
    fc.assert(fc.property(shape, (one) => assert.deepEqual(query(printFilter(one)), { ...one })));
  });

  it('keeps only what fits every part', () => {
    const alerts = [
      alert({ sev: 0, on: 'web', group: 'RG-X' }),
      alert({ sev: 1, on: 'db' }),
      alert({ sev: 3, on: 'web', userResponse: 'Closed' }),
    ];
    const kept = (text: string): number[] => filterAlerts(alerts, query(text)).map((one) => alerts.indexOf(one));
    assert.deepEqual(
      [kept('sev:0-1'), kept('group:rg-x'), kept('WEB'), kept('web state:closed'), kept('is:resolved')],
      [[0, 1], [0], [0, 2], [2], []],
    );
  });
});

describe('branches of the tree', () => {
  it('groups by severity, resource and state, in working order, latest first', () => {
    const alerts = [
      alert({ sev: 3, on: 'b', minute: 1 }),
      alert({ sev: 0, on: 'a', minute: 2, monitorCondition: 'Resolved' }),
      alert({ sev: 3, on: 'a', minute: 3, userResponse: 'Acknowledged' }),
    ];
    const shape = (by: 'severity' | 'resource' | 'state') =>
      groupAlerts(alerts, by).map((one) => [one.label, ...one.alerts.map((a) => alerts.indexOf(a))]);
    assert.deepEqual(shape('severity'), [
      ['Sev 0 · Critical', 1],
      ['Sev 3 · Informational', 2, 0],
    ]);
    assert.deepEqual(shape('resource'), [
      ['a', 2, 1],
      ['b', 0],
    ]);
    assert.deepEqual(shape('state'), [
      ['Fired · New', 0],
      ['Fired · Acknowledged', 2],
      ['Resolved · New', 1],
    ]);
  });
});

describe('rules joined to alerts', () => {
  const condition = { kind: 'event', fields: { of: 'rule' } } as const;
  const rule = {
    id: '/Rules/WEB',
    name: '',
    kind: 'metric',
    enabled: true,
    description: 'why',
    scopes: [],
    condition,
    actionGroups: [],
    autoResolves: true,
  } as const;
  it('finds the rule whatever the case and lets the alert itself win', () => {
    const own = { kind: 'event', fields: { of: 'alert' } } as const;
    const joined = joinRules([alert(), alert({ condition: own, description: 'mine' }), alert({ on: 'db' })], indexRules([rule]));
    assert.deepEqual(
      joined.map((one) => [one.condition, one.description]),
      [
        [condition, 'why'],
        [own, 'mine'],
        [undefined, ''],
      ],
    );
  });
});
