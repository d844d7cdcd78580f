import assert from 'node:assert/strict';
import { readTimes } from '../../../../../src/kql/ask/time/readTimes';
import { DAY, HOUR, MINUTE, parseIso, SECOND, toIso } from '../../../../../src/model/time';
import { at, contextOf, onlyWindow, wordsOf } from './fixtures';

const zone = 'Europe/Madrid';
const read = (question: string): ReturnType<typeof readTimes> => readTimes(question, contextOf(zone));

const steps: readonly (readonly [question: string, words: string, milliseconds: number])[] = [
  ['requests per hour', 'per hour', HOUR],
  ['requests per minute over the last day', 'per minute', MINUTE],
  ['cpu every 5 minutes today', 'every 5 minutes', 5 * MINUTE],
  ['errors each day of this month', 'each day', DAY],
  ['hourly average of cpu', 'hourly', HOUR],
  ['daily request counts for the last 30 days', 'daily', DAY],
  ['weekly errors', 'weekly', 7 * DAY],
  ['errors by day', 'by day', DAY],
  ['errors by the hour', 'by the hour', HOUR],
  ['errors per 15m', 'per 15m', 15 * MINUTE],
  ['cpu in 5-minute intervals', 'in 5-minute intervals', 5 * MINUTE],
  ['latency at 1 minute granularity', 'at 1 minute granularity', MINUTE],
  ['memory in intervals of 10 minutes', 'intervals of 10 minutes', 10 * MINUTE],
  ['errors hour by hour', 'hour by hour', HOUR],
  ['cpu every 30 seconds', 'every 30 seconds', 30 * SECOND],
  ['cpu with 1h bins', 'with 1h bins', HOUR],
];

const comparisons: readonly (readonly [
  question: string,
  words: string,
  shift: number | 'previous',
  against?: readonly [string, string],
])[] = [
  ['are there more errors than yesterday?', 'than yesterday', DAY],
  ['errors today compared with yesterday', 'compared with yesterday', DAY, ['16T00:00', '16T09:00']],
  ['errors in the last hour compared to the previous hour', 'compared to the previous hour', HOUR, ['17T07:00', '17T08:00']],
  ['latency in the last hour vs the previous period', 'vs the previous period', 'previous', ['17T07:00', '17T08:00']],
  ['requests week over week', 'week over week', 7 * DAY],
  ['requests week-over-week', 'week-over-week', 7 * DAY],
  ['requests this week vs last week', 'vs last week', 7 * DAY, ['09T00:00', '10T09:00']],
  ['compare errors today with yesterday', 'with yesterday', DAY, ['16T00:00', '16T09:00']],
  ['compare errors today and yesterday', 'and yesterday', DAY, ['16T00:00', '16T09:00']],
  ['yesterday compared to the day before', 'compared to the day before', DAY, ['15T00:00', '16T00:00']],
  ['last hour compared with the same time yesterday', 'compared with the same time yesterday', DAY, ['16T08:00', '16T09:00']],
  ['last hour versus the same time last week', 'versus the same time last week', 7 * DAY, ['10T08:00', '10T09:00']],
  ['is it slower than an hour ago?', 'than an hour ago', HOUR],
  ['latency today vs last Friday', 'vs last Friday', 4 * DAY, ['13T00:00', '13T09:00']],
  ['errors this month vs last month', 'vs last month', 30 * DAY, ['2026-10-01T00:00', '2026-10-17T09:00']],
  ['is cpu up from last week?', 'up from last week', 7 * DAY],
  [
    'requests in the last 30 minutes against the 30 minutes before',
    'against the 30 minutes before',
    30 * MINUTE,
    ['17T08:00', '17T08:30'],
  ],
];

describe('kql: ask: what else says when', () => {
  for (const [question, words, milliseconds] of steps) {
    it(`step: ${question}`, async () => {
      const { step } = await read(question);
      assert.ok(step);
      assert.deepEqual([wordsOf(question, step), step.milliseconds], [words, milliseconds]);
    });
  }

  for (const [question, words, shift, against] of comparisons) {
    it(`comparison: ${question}`, async () => {
      const { comparison, windows } = await read(question);
      assert.ok(comparison);
      assert.deepEqual([wordsOf(question, comparison), comparison.shift], [words, shift]);
      assert.equal(windows.length, against === undefined ? 0 : 1);
      const window = windows[0]?.against?.window;
      assert.deepEqual(window && [window.from, window.to], against && [at(against[0], zone), at(against[1], zone)]);
    });
  }

  it('compares with as much time before an event', async () => {
    for (const question of ['are there more errors than before the deploy?', 'errors before and after the deploy']) {
      const readings = await read(question);
      const { window, against } = onlyWindow(question, readings);
      assert.equal(readings.comparison, undefined);
      assert.deepEqual(window, { from: at('16T18:30', zone), to: at('17T09:00', zone) });
      assert.deepEqual(against?.window, { from: at('16T04:00', zone), to: at('16T18:30', zone) });
    }
  });

  it('takes the later of two days as the one that is asked about', async () => {
    const question = 'errors yesterday vs today';
    const { windows, comparison } = await read(question);
    assert.deepEqual(
      windows.map((window) => wordsOf(question, window)),
      ['vs today'],
    );
    assert.equal(comparison && wordsOf(question, comparison), 'yesterday');
    assert.deepEqual(windows[0]?.against?.window, { from: at('16T00:00', zone), to: at('16T09:00', zone) });
  });

  it('says in words what a window is, with the zone', async () => {
    const meanings = [
      ['overnight', 'overnight: 16 Nov 18:00 to 17 Nov 09:00 Europe/Madrid'],
      ['last hour', 'last hour: 17 Nov 08:00 to 09:00 Europe/Madrid'],
      ['in December', 'December 2025: 1 Dec 2025 00:00 to 1 Jan 00:00 Europe/Madrid'],
      ['since the deploy', 'since deploy "orders-api v42": 16 Nov 18:30 to 17 Nov 09:00 Europe/Madrid'],
    ] as const;
    for (const [question, meaning] of meanings) assert.equal(onlyWindow(question, await read(question)).meaning, meaning);
  });

  it('offers the other reading of what is ambiguous, and says what it took', async () => {
    const week = onlyWindow('', await read('errors last week'));
    assert.match(week.assumed ?? '', /last 7 days/);
    assert.deepEqual(
      week.others.map(({ id, window }) => [id, window.from, window.to]),
      [['calendar-week', at('09T00:00', zone), at('16T00:00', zone)]],
    );
    const ids = async (question: string): Promise<readonly string[]> =>
      onlyWindow(question, await read(question)).others.map(({ id }) => id);
    assert.deepEqual(await ids('between 2:30 and 3:00'), ['afternoon']);
    assert.deepEqual(await ids('around 2 AM'), ['hour']);
    assert.deepEqual(await ids('last month'), ['calendar-month']);
    assert.deepEqual(await ids('over the weekend'), ['off-hours', 'weekend-before']);
    assert.deepEqual(await ids('on 03/11/2026'), ['other-date']);
  });

  it('uses the hours of the night and the shifts of the context', async () => {
    const context = { ...contextOf(zone), night: { from: '22:00', to: '06:00' }, shifts: ['06:00', '18:00'] };
    const window = async (question: string): Promise<unknown> => onlyWindow(question, await readTimes(question, context)).window;
    assert.deepEqual(await window('overnight'), { from: at('16T22:00', zone), to: at('17T06:00', zone) });
    assert.deepEqual(await window('last shift'), { from: at('16T18:00', zone), to: at('17T06:00', zone) });
    assert.deepEqual(await window('the night shift'), { from: at('16T18:00', zone), to: at('17T06:00', zone) });
    await assert.rejects(readTimes('overnight', { ...context, night: { from: '10pm', to: '06:00' } }), RangeError);
    await assert.rejects(readTimes('today', { ...context, timeZone: 'Europe/Nowhere' }), RangeError);
    await assert.rejects(readTimes('today', { ...context, now: NaN }), RangeError);
  });

  it('reads the night in progress after midnight, and the last one in the evening', async () => {
    const overnight = async (now: string): Promise<unknown> =>
      onlyWindow('', await readTimes('overnight', contextOf(zone, now))).window;
    assert.deepEqual(await overnight('17T02:00'), { from: at('16T18:00', zone), to: at('17T02:00', zone) });
    assert.deepEqual(await overnight('17T20:00'), { from: at('16T18:00', zone), to: at('17T09:00', zone) });
    const tonight = onlyWindow('', await readTimes('tonight', contextOf(zone, '17T20:00'))).window;
    assert.deepEqual(tonight, { from: at('17T18:00', zone), to: at('17T20:00', zone) });
  });

  it('uses the selected range only when it is spoken of', async () => {
    const pinned = { from: at('17T02:00', zone), to: at('17T04:00', zone) };
    const question = 'errors in the selected time range';
    assert.deepEqual(onlyWindow(question, await readTimes(question, { ...contextOf(zone), pinned })).window, pinned);
    assert.deepEqual((await readTimes('errors', { ...contextOf(zone), pinned })).windows, []);
  });

  it('leaves what lies wholly in the future as it is', async () => {
    for (const question of [
      'alerts tomorrow',
      'certificates that expire in the next 7 days',
      'secrets expiring within 30 days',
    ]) {
      const { window } = onlyWindow(question, await read(question));
      assert.ok(window.from >= at('17T09:00', zone) && window.to > window.from, question);
    }
  });

  it('says why time words lead nowhere', async () => {
    const messages = async (question: string): Promise<readonly string[]> => {
      const { unknown = [], windows } = await read(question);
      assert.deepEqual(windows, [], question);
      return unknown.map((part) => `${wordsOf(question, part)}: ${part.message}`);
    };
    assert.deepEqual(await messages('errors since the payroll deploy'), [
      'since the payroll deploy: No deployment is called "payroll". The newest: "orders-api v42", "payments-api v7".',
    ]);
    assert.deepEqual(await messages('errors on 31 February'), ['31 February: There is no 31 February.']);
    assert.deepEqual(await messages('since the alert'), [
      'since the alert: No alert is known, so there is no time to start from. Name a time instead.',
    ]);
  });

  it('tells thresholds and the time of asking from windows', async () => {
    const question = "It's 9am, which requests were slower than 5 seconds overnight?";
    const { ignored = [], windows } = await read(question);
    assert.deepEqual(
      ignored.map((part) => [part.kind, wordsOf(question, part)]),
      [
        ['present', "It's 9am"],
        ['threshold', 'slower than 5 seconds'],
      ],
    );
    assert.deepEqual(
      windows.map((window) => wordsOf(question, window)),
      ['overnight'],
    );
  });

  it('keeps windows apart that nothing joins', async () => {
    const { windows } = await read('errors yesterday morning or in the last hour');
    assert.equal(windows.length, 2);
  });

  it('asks the recogniser for what the rules do not know', async () => {
    const cases = [
      ['errors on Christmas day', '2025-12-24T23:00:00Z', '2025-12-25T23:00:00Z'],
      ['errors in the 3rd quarter', '2026-06-30T22:00:00Z', '2026-09-30T22:00:00Z'],
    ] as const;
    for (const [question, from, to] of cases) {
      const { window } = onlyWindow(question, await read(question));
      assert.deepEqual([window.from, window.to], [parseIso(from), parseIso(to)], toIso(window.from));
    }
  }).timeout(20_000);
});
