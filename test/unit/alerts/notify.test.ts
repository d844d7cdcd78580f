import assert from 'node:assert/strict';
import { isQuiet, selectToasts, type NotifySettings } from '../../../src/alerts/notify';
import { MINUTE, parseIso } from '../../../src/model/time';
import { alert, T0 } from '../incidents/support';

const settings: NotifySettings = { upTo: 1 };
const none: ReadonlySet<string> = new Set();

describe('toasts', () => {
  it('tells nothing on the first load and each alert once after it', () => {
    const [first, second] = [alert({ on: 'a' }), alert({ on: 'b', minute: 1 })];
    const load = selectToasts([first], undefined, T0, settings);
    assert.deepEqual(load.toasts, []);
    const next = selectToasts([first, second], load.seen, T0 + MINUTE, settings);
    assert.deepEqual(next.toasts, [second]);
    assert.deepEqual(selectToasts([second, first], next.seen, T0 + 2 * MINUTE, settings).toasts, []);
  });

  it('tells an episode once while it fires again within 15 minutes of the last time', () => {
    const firings = [0, 14, 28, 50].map((minute) => alert({ minute }));
    let seen = none;
    const told = firings.map((one) => {
      const result = selectToasts([one], seen, one.firedAt, settings);
      seen = result.seen;
      return result.toasts.length;
    });
    assert.deepEqual(told, [1, 0, 0, 1]);
    assert.equal(selectToasts(firings, none, T0 + 60 * MINUTE, settings).toasts.length, 2);
  });

  const silent: readonly (readonly [string, Parameters<typeof alert>[0]])[] = [
    ['Sev2', { sev: 2 }],
    ['resolved', { monitorCondition: 'Resolved' }],
    ['acknowledged', { userResponse: 'Acknowledged' }],
    ['suppressed', { suppressed: true }],
  ];
  for (const [name, shape] of silent)
    it(`is silent about ${name}`, () => assert.deepEqual(selectToasts([alert(shape)], none, T0, settings).toasts, []));

  it('follows the configured severity and puts the most severe first', () => {
    const alerts = [alert({ on: 'a', sev: 2 }), alert({ on: 'b', sev: 0, minute: 1 })];
    assert.deepEqual(selectToasts(alerts, none, T0, { upTo: 2 }).toasts, [alerts[1], alerts[0]]);
  });

  it('does not catch up after quiet hours', () => {
    const quietHours = { from: '01:00', to: '03:00', timeZone: 'UTC' };
    const one = alert();
    const quiet = selectToasts([one], none, T0, { upTo: 1, quietHours });
    assert.deepEqual(quiet.toasts, []);
    assert.deepEqual(selectToasts([one], quiet.seen, parseIso('2026-03-10T04:00:00Z'), { upTo: 1, quietHours }).toasts, []);
  });
});

describe('quiet hours', () => {
  const newYork = { from: '22:00', to: '07:00', timeZone: 'America/New_York' };
  const cases: readonly (readonly [string, boolean])[] = [
    // Standard time until 8 March 2026, 07:00Z; daylight time after it.
    ['2026-03-08T02:59:00Z', false],
    ['2026-03-08T03:00:00Z', true],
    ['2026-03-08T10:59:00Z', true],
    ['2026-03-08T11:00:00Z', false],
    ['2026-03-09T02:00:00Z', true],
    ['2026-11-01T11:59:00Z', true],
    ['2026-11-01T12:00:00Z', false],
  ];
  for (const [at, expected] of cases) it(`${at}: ${expected}`, () => assert.equal(isQuiet(parseIso(at), newYork), expected));

  it('knows spans within a day and empty ones, and refuses what is no time', () => {
    const noon = parseIso('2026-03-10T12:00:00Z');
    assert.equal(isQuiet(noon, { from: '12:00', to: '13:00', timeZone: 'UTC' }), true);
    assert.equal(isQuiet(noon, { from: '12:00', to: '12:00', timeZone: 'UTC' }), false);
    assert.throws(() => isQuiet(noon, { from: '7', to: '8:00', timeZone: 'UTC' }), /"7"/);
    assert.throws(() => isQuiet(noon, { from: '07:00', to: '08:00', timeZone: 'Nowhere' }), /"Nowhere"/);
  });
});
