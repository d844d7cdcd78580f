import assert from 'node:assert/strict';
import { formatDatetime, parseDatetime, ticksPerDay } from '../../../../src/kql/engine/ticks.js';
import { call, callColumn, column, datetime, int, long, real, text, timespan, type TestArgument } from './registryCall.js';

const at = datetime('2017-10-30T01:02:03.7654321Z');

const cases: readonly (readonly [name: string, args: readonly TestArgument[], want: string])[] = [
  ['now', [], 'datetime:2026-11-17T02:45:00.0000000Z'],
  ['now', [timespan('-1d')], 'datetime:2026-11-16T02:45:00.0000000Z'],
  ['ago', [timespan('1h')], 'datetime:2026-11-17T01:45:00.0000000Z'],
  ['getyear', [at], 'int:2017'],
  ['getmonth', [at], 'int:10'],
  ['monthofyear', [at], 'int:10'],
  ['dayofmonth', [at], 'int:30'],
  ['dayofyear', [datetime('2015-12-14')], 'int:348'],
  ['hourofday', [datetime('2015-12-14 18:54')], 'int:18'],
  ['dayofweek', [datetime('1947-11-30 10:00:05')], 'timespan:00:00:00'],
  ['dayofweek', [datetime('1970-05-11')], 'timespan:1.00:00:00'],
  ['dayofweek', [datetime('9999-12-31 23:59:59.9999999')], 'timespan:null'],
  ['week_of_year', [datetime('2015-12-31')], 'int:53'],
  ['week_of_year', [datetime('2016-01-01')], 'int:53'],
  ['weekofyear', [datetime('2018-12-31')], 'int:1'],
  ['week_of_year', [datetime('2023-01-01')], 'int:52'],
  ['startofday', [datetime('2020-06-15 13:45:00.5'), long(-3)], 'datetime:2020-06-12T00:00:00.0000000Z'],
  ['startofweek', [datetime('2025-06-14')], 'datetime:2025-06-08T00:00:00.0000000Z'],
  ['startofweek', [datetime('2025-06-14'), long(3)], 'datetime:2025-06-29T00:00:00.0000000Z'],
  ['startofmonth', [datetime('2017-01-01 10:10:17'), long(-1)], 'datetime:2016-12-01T00:00:00.0000000Z'],
  ['startofyear', [datetime('2017-01-01 10:10:17'), long(1)], 'datetime:2018-01-01T00:00:00.0000000Z'],
  ['endofday', [datetime('2020-06-15 13:45:00'), long(2)], 'datetime:2020-06-17T23:59:59.9999999Z'],
  ['endofweek', [datetime('2017-01-01 10:10:17'), long(-1)], 'datetime:2016-12-31T23:59:59.9999999Z'],
  ['endofmonth', [datetime('2020-02-10')], 'datetime:2020-02-29T23:59:59.9999999Z'],
  ['endofmonth', [datetime('9999-12-31')], 'datetime:9999-12-31T23:59:59.9999999Z'],
  ['endofyear', [datetime('2999-06-15')], 'datetime:2999-12-31T23:59:59.9999999Z'],
  ['datetime_add', [text('year'), long(-5), datetime('2017-01-01')], 'datetime:2012-01-01T00:00:00.0000000Z'],
  ['datetime_add', [text('Month'), long(1), datetime('2017-01-31')], 'datetime:2017-02-28T00:00:00.0000000Z'],
  ['datetime_add', [text('nanosecond'), long(250), datetime('2017-01-31')], 'datetime:2017-01-31T00:00:00.0000002Z'],
  ['datetime_add', [text('day'), long(1), datetime('9999-12-31')], 'datetime:null'],
  ['datetime_diff', [text('year'), datetime('2017-01-01'), datetime('2000-12-31')], 'long:17'],
  ['datetime_diff', [text('quarter'), datetime('2017-07-01'), datetime('2017-03-30')], 'long:2'],
  ['datetime_diff', [text('week'), datetime('2017-10-29 00:00'), datetime('2017-09-30 23:59')], 'long:5'],
  ['datetime_diff', [text('day'), datetime('2017-10-29 00:00'), datetime('2017-09-30 23:59')], 'long:29'],
  ['datetime_diff', [text('nanosecond'), datetime('2017-10-30'), datetime('2017-10-30 00:00:00.0000007')], 'long:-700'],
  ['datetime_part', [text('week_of_year'), at], 'int:44'],
  ['datetime_part', [text('dayOfYear'), at], 'int:303'],
  ['datepart', [text('microsecond'), at], 'int:765432'],
  ['datetime_part', [text('nanosecond'), at], 'int:765432100'],
  [
    'make_datetime',
    [long(2017), long(10), long(1), long(12), long(11), real(0.1234567)],
    'datetime:2017-10-01T12:11:00.1234567Z',
  ],
  ['make_datetime', [long(2020), long(13), long(1)], 'datetime:null'],
  ['make_datetime', [text('2020-01-02')], 'datetime:2020-01-02T00:00:00.0000000Z'],
  ['make_timespan', [long(1), long(12), long(30), real(55.123)], 'timespan:1.12:30:55.1230000'],
  ['make_timespan', [int(1), int(15)], 'timespan:01:15:00'],
  ['unixtime_seconds_todatetime', [long(1546300800)], 'datetime:2019-01-01T00:00:00.0000000Z'],
  ['unixtime_milliseconds_todatetime', [real(1546300800000.5)], 'datetime:2019-01-01T00:00:00.0005000Z'],
  ['unixtime_nanoseconds_todatetime', [long(1546300800000000000n)], 'datetime:2019-01-01T00:00:00.0000000Z'],
  ['unixtime_seconds_todatetime', [long(1n << 60n)], 'datetime:null'],
  ['format_datetime', [at, text('yy-MM-dd [HH:mm:ss] fff')], 'string:17-10-30 [01:02:03] 765'],
  ['format_datetime', [datetime('2020-01-05'), text('dddd/ddd/MMMM/MMM')], 'string:0505/055/0101/011'],
  ['format_datetime', [datetime('2009-06-15T13:45:30'), text('h:m:s tt')], 'string:1:45:30 PM'],
  ['format_timespan', [timespan('29.09:00:05.12345'), text('dd.hh:mm:ss:FF')], 'string:29.09:00:05:12'],
  ['format_timespan', [timespan('29.09:00:05.12345'), text('ddd.h:mm:ss [fffffff]')], 'string:029.9:00:05 [1234500]'],
  ['datetime_utc_to_local', [datetime('2015-12-31 23:59:59.9'), text('US/Eastern')], 'datetime:2015-12-31T18:59:59.9000000Z'],
  ['datetime_local_to_utc', [datetime('2022-03-27 01:00'), text('Europe/Brussels')], 'datetime:2022-03-27T00:00:00.0000000Z'],
  ['datetime_local_to_utc', [datetime('2022-03-27 02:00'), text('Europe/Brussels')], 'datetime:2022-03-27T00:00:00.0000000Z'],
  ['datetime_local_to_utc', [datetime('2022-03-27 03:00'), text('Europe/Brussels')], 'datetime:2022-03-27T01:00:00.0000000Z'],
];

describe('time functions', () => {
  for (const [name, args, want] of cases) {
    it(`${name} gives ${want}`, () => {
      assert.equal(call(name, ...args), want);
    });
  }

  it('agrees with single calls over a column with nulls', () => {
    const texts = [
      '0001-01-01',
      '1969-12-31T23:59:59.9999999',
      '2020-02-29T12:34:56',
      '2020-02-29T23:00:00',
      '9999-12-31T23:59:59',
    ];
    const values = [...texts.map((value) => parseDatetime(value)), null];
    for (const name of ['getyear', 'hourofday', 'dayofweek', 'week_of_year', 'startofday', 'startofmonth', 'endofyear']) {
      const result = callColumn(name, [column('datetime', values)]);
      values.forEach((value, row) => {
        const single = callColumn(name, [column('datetime', [value])]);
        assert.equal(result.get(row), single.get(0), `${name} of row ${String(row)}`);
        const constant = callColumn(name, [{ type: 'datetime', values: [value], isConstant: true }]);
        assert.equal(result.get(row), constant.get(0), `${name} of a constant`);
      });
    }
  });

  it('refuses an unknown part, format and time zone', () => {
    assert.throws(() => call('datetime_add', text('fortnight'), long(1), at), /no part of a datetime/);
    assert.throws(() => call('format_timespan', timespan('1d'), text('c')), /does not take "c"/);
    assert.throws(() => call('datetime_utc_to_local', at, text('Mars/Olympus')), /no time zone/);
  });

  it('starts every day at a multiple of a day', () => {
    for (let ticks = 0n; ticks < 3_155_378_975_999_999_999n; ticks += 7_777_777_777_777_777n) {
      const [start] = [callColumn('startofday', [column('datetime', [ticks])]).get(0) as bigint];
      assert.equal(start, ticks - (ticks % ticksPerDay), formatDatetime(ticks));
    }
  });
});
