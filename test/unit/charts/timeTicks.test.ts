import assert from 'node:assert/strict';
import fc from 'fast-check';
import { timeTicks } from '../../../src/charts/timeTicks';
import { momentText, offsetText, zoneOf } from '../../../src/charts/zone';

function labels(from: string, to: string, most: number, zone: string): string[] {
  const ticks = timeTicks(Date.parse(from), Date.parse(to), most, zoneOf(zone));
  return ticks.map(({ text, below }) => (below === undefined ? text : `${text} ${below}`));
}

describe('ticks of time', () => {
  const cases: readonly [what: string, from: string, to: string, most: number, zone: string, expected: string[]][] = [
    [
      'hours across midnight of the zone',
      '2026-06-08T19:00:00Z',
      '2026-06-09T01:00:00Z',
      6,
      'Europe/Madrid',
      ['21:00 8 Jun', '22:00', '23:00', '00:00 9 Jun', '01:00', '02:00', '03:00'],
    ],
    [
      'the hour that the clocks skip in spring',
      '2026-03-29T00:00:00Z',
      '2026-03-29T03:00:00Z',
      4,
      'Europe/Madrid',
      ['01:00 29 Mar', '03:00', '04:00', '05:00'],
    ],
    [
      'the hour that the clocks show twice in autumn',
      '2026-10-24T23:00:00Z',
      '2026-10-25T03:00:00Z',
      5,
      'Europe/Madrid',
      ['01:00 25 Oct', '02:00', '02:00', '03:00', '04:00'],
    ],
    [
      'six hours stay at round hours after the clocks were changed',
      '2026-10-24T16:00:00Z',
      '2026-10-26T00:00:00Z',
      6,
      'Europe/Madrid',
      ['18:00 24 Oct', '00:00 25 Oct', '06:00', '12:00', '18:00', '00:00 26 Oct'],
    ],
    [
      'days start at midnight on both sides of the change',
      '2026-03-27T00:00:00Z',
      '2026-03-31T00:00:00Z',
      5,
      'America/New_York',
      ['27 Mar 2026', '28 Mar', '29 Mar', '30 Mar'],
    ],
    ['a zone with half an hour', '2026-06-08T00:10:00Z', '2026-06-08T02:00:00Z', 2, 'Asia/Kolkata', ['06:00 8 Jun', '07:00']],
    ['months', '2025-11-15T00:00:00Z', '2026-03-15T00:00:00Z', 4, 'UTC', ['Dec 2025', 'Jan 2026', 'Feb', 'Mar']],
    ['years', '2019-06-01T00:00:00Z', '2026-06-01T00:00:00Z', 4, 'UTC', ['2020', '2022', '2024', '2026']],
    [
      'milliseconds',
      '2026-06-08T00:00:00.100Z',
      '2026-06-08T00:00:00.104Z',
      3,
      'UTC',
      ['00:00:00.100 8 Jun', '00:00:00.102', '00:00:00.104'],
    ],
  ];
  for (const [what, from, to, most, zone, expected] of cases) {
    it(`has ${what}`, () => assert.deepEqual(labels(from, to, most, zone), expected));
  }

  it('ascends inside the range and is about as many as asked', () => {
    const zones = fc.constantFrom('UTC', 'Europe/Madrid', 'Australia/Lord_Howe', 'America/St_Johns', 'Pacific/Apia');
    const from = fc.integer({ min: Date.parse('1990-01-01'), max: Date.parse('2040-01-01') });
    fc.assert(
      fc.property(
        zones,
        from,
        fc.double({ min: 0, max: 12, noNaN: true }),
        fc.integer({ min: 1, max: 20 }),
        (name, start, size, most) => {
          const end = start + 10 ** size;
          const ats = timeTicks(start, end, most, zoneOf(name)).map(({ at }) => at);
          assert.ok(ats.length <= most + 2, `${ats.length} ticks`);
          for (const [index, at] of ats.entries()) {
            assert.ok(at >= start && at <= end);
            if (index > 0) assert.ok(at > (ats[index - 1] ?? Infinity));
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('a zone', () => {
  it('finds the moment of what its clocks show', () => {
    const zone = zoneOf('Europe/Madrid');
    const at = (text: string): string => new Date(zone.instant(Date.parse(`${text}Z`))).toISOString();
    assert.equal(at('2026-06-08T12:00:00'), '2026-06-08T10:00:00.000Z');
    assert.equal(at('2026-10-25T02:30:00'), '2026-10-25T00:30:00.000Z', 'the first of two');
    assert.equal(at('2026-03-29T02:30:00'), '2026-03-29T01:30:00.000Z', 'skipped: as much later');
  });

  it('says moments with their offset', () => {
    const at = Date.parse('2026-10-25T01:30:00Z');
    assert.equal(
      `${momentText(at, zoneOf('Europe/Madrid'))} ${offsetText(at, zoneOf('Europe/Madrid'))}`,
      'Sun 25 Oct 2026 02:30 UTC+1',
    );
    assert.equal(offsetText(at, zoneOf('America/St_Johns')), 'UTC−2:30');
    assert.equal(offsetText(at, zoneOf('UTC')), 'UTC');
  });
});
