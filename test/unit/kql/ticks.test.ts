import assert from 'node:assert/strict';
import { civilOfTicks, dateOfDays, dayCount, daysOfDate } from '../../../src/kql/engine/calendar.js';
import { formatDatetime, formatTimespan, parseDatetime, parseTimespan } from '../../../src/kql/engine/ticks.js';

const datetimes: readonly (readonly [string, string | null])[] = [
  ['2014-05-25T08:20:03.123456Z', '2014-05-25T08:20:03.1234560Z'],
  ['2014-05-25T08:20:03.12345678', '2014-05-25T08:20:03.1234567Z'],
  ['2014-05-25T08:20', '2014-05-25T08:20:00.0000000Z'],
  ['2014-05-25T08:20:03+02:00', '2014-05-25T06:20:03.0000000Z'],
  ['2014-11-08 15:55:55.123456Z', '2014-11-08T15:55:55.1234560Z'],
  ['2014-11-08 15:55 AM', '2014-11-08T15:55:00.0000000Z'],
  ['2014-11-08', '2014-11-08T00:00:00.0000000Z'],
  ['2014-1-2', '2014-01-02T00:00:00.0000000Z'],
  ['2017', '2017-01-01T00:00:00.0000000Z'],
  ['2017-03', '2017-03-01T00:00:00.0000000Z'],
  ['2024/01/15 12:35:35', '2024-01-15T12:35:35.0000000Z'],
  ['Sat, 8 Nov 2014 16:05:02 GMT', '2014-11-08T16:05:02.0000000Z'],
  ['Sat, 8 Nov 14 15:05', '2014-11-08T15:05:00.0000000Z'],
  ['8 Nov 14 15:05:02', '2014-11-08T15:05:02.0000000Z'],
  ['Saturday, 08-Nov-14 15:05:02 GMT', '2014-11-08T15:05:02.0000000Z'],
  ['Sat Nov  8 16:05:02 2014', '2014-11-08T16:05:02.0000000Z'],
  ['Nov 8, 2014 4:05 PM', '2014-11-08T16:05:00.0000000Z'],
  ['11/23/2009 12:00:00 PM', '2009-11-23T12:00:00.0000000Z'],
  ['11/23/2009 12:30 AM', '2009-11-23T00:30:00.0000000Z'],
  ['12-02-2022', '2022-12-02T00:00:00.0000000Z'],
  ['13-02-2022', '2022-02-13T00:00:00.0000000Z'],
  ['10:00 14 jun 2025', '2025-06-14T10:00:00.0000000Z'],
  ['2025, 6, 14', '2025-06-14T00:00:00.0000000Z'],
  ['0001-01-01', '0001-01-01T00:00:00.0000000Z'],
  ['9999-12-31T23:59:59.9999999Z', '9999-12-31T23:59:59.9999999Z'],
  ['2015-02-29', null],
  ['2015-01-01T24:00:00', null],
  ['0001-01-01T00:00:00+01:00', null],
  ['not-a-date', null],
  ['2015-01-01x', null],
  ['5', null],
  ['', null],
];

const timespans: readonly (readonly [string, string | null])[] = [
  ['1.02:03:04.5', '1.02:03:04.5000000'],
  ['-00:30:00', '-00:30:00'],
  ['13:00', '13:00:00'],
  ['0.12:34:56.7', '12:34:56.7000000'],
  ['2', '2.00:00:00'],
  ['1d', '1.00:00:00'],
  ['1.5h', '01:30:00'],
  ['15 seconds', '00:00:15'],
  ['100ms', '00:00:00.1000000'],
  ['7 microseconds', '00:00:00.0000070'],
  ['250ns', '00:00:00.0000002'],
  ['10tick', '00:00:00.0000010'],
  ['10675199.02:48:05.4775807', '10675199.02:48:05.4775807'],
  ['10675199.02:48:05.4775808', null],
  ['25:00', null],
  ['1 fortnight', null],
  ['', null],
];

describe('ticks', () => {
  for (const [text, want] of datetimes) {
    it(`reads the datetime "${text}"`, () => {
      const ticks = parseDatetime(text);
      assert.equal(ticks === null ? null : formatDatetime(ticks), want);
    });
  }

  for (const [text, want] of timespans) {
    it(`reads the timespan "${text}"`, () => {
      const ticks = parseTimespan(text);
      assert.equal(ticks === null ? null : formatTimespan(ticks), want);
    });
  }

  it('counts days as the JavaScript calendar does', () => {
    const first = new Date(0);
    first.setUTCFullYear(1, 0, 1);
    for (let days = 0; days < dayCount; days += 97) {
      const date = new Date(first.getTime() + days * 86_400_000);
      const want = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
      assert.deepEqual(dateOfDays(days), want);
      assert.equal(daysOfDate(want.year, want.month, want.day), days);
    }
  });

  it('splits the last tick', () => {
    assert.deepEqual(civilOfTicks(3_155_378_975_999_999_999n), {
      year: 9999,
      month: 12,
      day: 31,
      hour: 23,
      minute: 59,
      second: 59,
      fraction: 9_999_999,
    });
  });
});
