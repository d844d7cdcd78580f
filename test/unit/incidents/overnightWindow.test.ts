import assert from 'node:assert/strict';
import { overnightWindow } from '../../../src/incidents/overnight';
import { HOUR, parseIso, toIso } from '../../../src/model/time';

describe('overnight window', () => {
  const cases: readonly (readonly [now: string, nightStart: string, zone: string, from: string])[] = [
    ['2026-11-17T08:00:00Z', '18:00', 'Europe/Madrid', '2026-11-16T17:00:00Z'],
    ['2026-11-17T17:00:00Z', '18:00', 'Europe/Madrid', '2026-11-16T17:00:00Z'],
    ['2026-11-17T17:00:01Z', '18:00', 'Europe/Madrid', '2026-11-17T17:00:00Z'],
    // Clocks went forward at 02:00 in New York on 8 March, back on 1 November.
    ['2026-03-08T13:00:00Z', '21:00', 'America/New_York', '2026-03-08T02:00:00Z'],
    ['2026-11-01T13:00:00Z', '21:00', 'America/New_York', '2026-11-01T01:00:00Z'],
    ['2026-03-08T13:00:00Z', '02:30', 'America/New_York', '2026-03-08T07:30:00Z'],
    ['2026-11-01T13:00:00Z', '01:30', 'America/New_York', '2026-11-01T05:30:00Z'],
    ['2026-11-17T03:15:00Z', '22:00', 'Asia/Kathmandu', '2026-11-16T16:15:00Z'],
  ];
  for (const [now, nightStart, zone, from] of cases) {
    it(`${nightStart} in ${zone} before ${now}`, () => {
      const window = overnightWindow(parseIso(now), { nightStart }, zone);
      assert.deepEqual([toIso(window.from), toIso(window.to)], [from, now]);
    });
  }

  it('is 12 real hours by default, also over a change of the clocks', () => {
    const now = parseIso('2026-03-08T13:00:00Z');
    assert.deepEqual(overnightWindow(now, {}, 'America/New_York'), { from: now - 12 * HOUR, to: now });
    assert.equal(overnightWindow(now, { hours: 8 }, 'UTC').from, now - 8 * HOUR);
  });

  it('refuses what it cannot use and quotes it', () => {
    assert.throws(() => overnightWindow(0, {}, 'Mars/Base'), /"Mars\/Base"/);
    assert.throws(() => overnightWindow(0, { nightStart: '24:00' }, 'UTC'), /"24:00"/);
    for (const hours of [0, -1, Number.NaN, 169]) assert.throws(() => overnightWindow(0, { hours }, 'UTC'), /hours/);
  });
});
