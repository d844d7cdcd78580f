import assert from 'node:assert/strict';
import { readTimes } from '../../../../../src/kql/ask/time/readTimes';
import { HOUR, parseIso, toIso } from '../../../../../src/model/time';
import { onlyWindow } from './fixtures';

interface Night {
  readonly name: string;
  readonly zone: string;
  readonly now: string;
  /** A question and its window in UTC. */
  readonly cases: readonly (readonly [question: string, from: string, to: string])[];
}

const nights: readonly Night[] = [
  {
    name: 'the hour from 02:00 comes twice',
    zone: 'Europe/Madrid',
    now: '2026-10-25T08:00:00Z',
    cases: [
      ['today', '2026-10-24T22:00:00Z', '2026-10-25T08:00:00Z'],
      ['overnight', '2026-10-24T16:00:00Z', '2026-10-25T08:00:00Z'],
      ['between 2 and 3 AM', '2026-10-25T00:00:00Z', '2026-10-25T02:00:00Z'],
      ['around 2:30 AM', '2026-10-25T00:15:00Z', '2026-10-25T01:45:00Z'],
      ['since 02:30', '2026-10-25T00:30:00Z', '2026-10-25T08:00:00Z'],
      ['before 02:30', '2026-10-24T22:00:00Z', '2026-10-25T01:30:00Z'],
      ['at 02:30 UTC', '2026-10-25T02:15:00Z', '2026-10-25T02:45:00Z'],
      ['last 24 hours', '2026-10-24T08:00:00Z', '2026-10-25T08:00:00Z'],
    ],
  },
  {
    name: 'the day after, which follows one of 25 hours',
    zone: 'Europe/Madrid',
    now: '2026-10-26T08:00:00Z',
    cases: [
      ['yesterday', '2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z'],
      ['over the weekend', '2026-10-23T22:00:00Z', '2026-10-25T23:00:00Z'],
      ['yesterday at 02:30', '2026-10-25T00:15:00Z', '2026-10-25T01:45:00Z'],
      ['last 2 days', '2026-10-24T08:00:00Z', '2026-10-26T08:00:00Z'],
    ],
  },
  {
    name: 'the hour from 02:00 is skipped',
    zone: 'Europe/Madrid',
    now: '2026-03-29T07:00:00Z',
    cases: [
      ['today', '2026-03-28T23:00:00Z', '2026-03-29T07:00:00Z'],
      ['overnight', '2026-03-28T17:00:00Z', '2026-03-29T07:00:00Z'],
      ['around 2:30 AM', '2026-03-29T00:45:00Z', '2026-03-29T01:15:00Z'],
      ['between 2 and 3 AM', '2026-03-29T00:45:00Z', '2026-03-29T01:15:00Z'],
      ['between 02:30 and 04:00', '2026-03-29T01:00:00Z', '2026-03-29T02:00:00Z'],
      ['between 1 and 3 AM', '2026-03-29T00:00:00Z', '2026-03-29T01:00:00Z'],
    ],
  },
  {
    name: 'the day after, which follows one of 23 hours',
    zone: 'Europe/Madrid',
    now: '2026-03-30T07:00:00Z',
    cases: [
      ['yesterday', '2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z'],
      ['this month', '2026-02-28T23:00:00Z', '2026-03-30T07:00:00Z'],
    ],
  },
  {
    name: 'the hour from 01:00 comes twice',
    zone: 'America/Los_Angeles',
    now: '2026-11-01T17:00:00Z',
    cases: [
      ['today', '2026-11-01T07:00:00Z', '2026-11-01T17:00:00Z'],
      ['overnight', '2026-11-01T01:00:00Z', '2026-11-01T17:00:00Z'],
      ['between 1 and 2 AM', '2026-11-01T08:00:00Z', '2026-11-01T10:00:00Z'],
      ['around 1:30 AM', '2026-11-01T08:15:00Z', '2026-11-01T09:45:00Z'],
      ['around 2:30 AM', '2026-11-01T10:15:00Z', '2026-11-01T10:45:00Z'],
    ],
  },
  {
    name: 'the hour from 02:00 is skipped',
    zone: 'America/Los_Angeles',
    now: '2026-03-08T16:00:00Z',
    cases: [
      ['today', '2026-03-08T08:00:00Z', '2026-03-08T16:00:00Z'],
      ['around 2:30 AM', '2026-03-08T09:45:00Z', '2026-03-08T10:15:00Z'],
      ['between 1 and 4 AM', '2026-03-08T09:00:00Z', '2026-03-08T11:00:00Z'],
    ],
  },
  {
    name: 'midnight is skipped',
    zone: 'Africa/Cairo',
    now: '2026-04-24T10:00:00Z',
    cases: [['today', '2026-04-23T22:00:00Z', '2026-04-24T10:00:00Z']],
  },
  {
    name: 'half an hour comes twice',
    zone: 'Australia/Lord_Howe',
    now: '2026-04-05T00:00:00Z',
    cases: [
      ['between 1:30 and 2 AM', '2026-04-04T14:30:00Z', '2026-04-04T15:30:00Z'],
      ['today', '2026-04-04T13:00:00Z', '2026-04-05T00:00:00Z'],
    ],
  },
  {
    name: 'no change, half an hour beside the hour',
    zone: 'Asia/Kolkata',
    now: '2026-11-17T03:30:00Z',
    cases: [
      ['today', '2026-11-16T18:30:00Z', '2026-11-17T03:30:00Z'],
      ['at 02:00', '2026-11-16T20:15:00Z', '2026-11-16T20:45:00Z'],
      ['at 14:00 PST', '2026-11-16T21:45:00Z', '2026-11-16T22:15:00Z'],
      ['at 2026-11-16T02:00+02:00', '2026-11-15T23:45:00Z', '2026-11-16T00:15:00Z'],
    ],
  },
];

describe('kql: ask: times when clocks change', () => {
  for (const { name, zone, now, cases } of nights) {
    for (const [question, from, to] of cases) {
      it(`${zone}, ${name}: ${question}`, async () => {
        const { window } = onlyWindow(question, await readTimes(question, { now: parseIso(now), timeZone: zone, events: [] }));
        assert.deepEqual([toIso(window.from), toIso(window.to)], [from, to]);
      });
    }
  }

  it('says so when a time comes twice or not at all', async () => {
    const assumed = async (question: string, now: string): Promise<string | undefined> =>
      onlyWindow(question, await readTimes(question, { now: parseIso(now), timeZone: 'Europe/Madrid', events: [] })).assumed;
    assert.match((await assumed('around 2:30 AM', '2026-10-25T08:00:00Z')) ?? '', /twice/);
    assert.match((await assumed('around 2:30 AM', '2026-03-29T07:00:00Z')) ?? '', /skips 02:30/);
    assert.match((await assumed('yesterday at 02:30', '2026-10-26T08:00:00Z')) ?? '', /twice/);
  });

  it('compares with the same hours of the wall clock', async () => {
    const question = 'errors today compared with yesterday';
    const context = { now: parseIso('2026-10-26T08:00:00Z'), timeZone: 'Europe/Madrid', events: [] };
    const { against } = onlyWindow(question, await readTimes(question, context));
    assert.equal(against && toIso(against.window.from), '2026-10-24T22:00:00Z');
    assert.equal(against && against.window.to - against.window.from, 10 * HOUR);
  });
});
