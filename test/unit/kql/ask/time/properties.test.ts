import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readTimes } from '../../../../../src/kql/ask/time/readTimes';
import type { TimeContext, TimeReadings } from '../../../../../src/kql/ask/time/window';
import { HOUR, parseIso } from '../../../../../src/model/time';
import { wordsOf } from './fixtures';
import { negatives, phrases } from './phrases';

const zones = [
  'Europe/Madrid',
  'America/Los_Angeles',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'Etc/UTC',
  'Pacific/Apia',
];
const soup =
  'errors in the last past 2 3 30 hours minutes day week month of since until before after between and to from at around 2 AM 02:30 9pm yesterday today monday deploy incident 16 nov per every compared with than vs now noon overnight weekend shift first a half'.split(
    ' ',
  );

const context: fc.Arbitrary<TimeContext> = fc
  .record({
    now: fc.integer({ min: parseIso('2024-01-01T00:00:00Z'), max: parseIso('2028-01-01T00:00:00Z') }),
    timeZone: fc.constantFrom(...zones),
  })
  .map(({ now, timeZone }) => ({
    now,
    timeZone,
    events: [
      { kind: 'deployment', at: now - 7 * HOUR, name: 'payments-api v7' },
      { kind: 'incident', at: now - 5 * HOUR, until: now - 4 * HOUR, name: 'High CPU on the backend' },
      { kind: 'restart', at: now - HOUR, name: 'web-01' },
    ],
  }));
const question = fc
  .oneof(
    fc.array(fc.constantFrom(...phrases.map((phrase) => phrase.question), ...negatives), { minLength: 1, maxLength: 3 }),
    fc.array(fc.constantFrom(...soup), { minLength: 1, maxLength: 12 }),
    fc.array(fc.string({ maxLength: 12, unit: 'grapheme' }), { maxLength: 6 }),
  )
  .map((parts) => parts.join(' '));

interface Span {
  readonly start: number;
  readonly length: number;
}

const spansOf = ({ windows, step, comparison, unknown = [], ignored = [] }: TimeReadings): readonly Span[] =>
  [
    ...windows.flatMap((window) => [window, ...(window.also ?? [])]),
    ...[step, comparison].filter((part) => part !== undefined),
    ...unknown,
    ...ignored,
  ]
    .map(({ start, length }) => ({ start, length }))
    .sort((a, b) => a.start - b.start);

/** Everything but where it stands. */
const sense = (asked: string, readings: TimeReadings): unknown => ({
  words: spansOf(readings).map((span) => wordsOf(asked, span).toLowerCase().replace(/\s+/gu, ' ')),
  windows: readings.windows.map(({ window, meaning, assumed, others, against }) => ({
    window,
    meaning,
    assumed,
    others,
    against,
  })),
  step: readings.step?.milliseconds,
  comparison: readings.comparison?.shift,
  unknown: readings.unknown?.map(({ message }) => message),
});

describe('kql: ask: laws of times', () => {
  it('closes every window, in the past, with spans inside the question that do not overlap', () =>
    fc.assert(
      fc.asyncProperty(question, context, async (asked, when) => {
        const readings = await readTimes(asked, when);
        for (const { window, others, against } of readings.windows) {
          for (const { from, to } of [window, ...others.map((other) => other.window)]) {
            assert.ok(Number.isInteger(from) && Number.isInteger(to) && from < to, `${from} to ${to}`);
            assert.ok(to <= when.now || from >= when.now, `${from} to ${to}, now ${when.now}`);
          }
          if (against !== undefined)
            assert.ok(against.window.from < against.window.to && against.window.to <= Math.max(when.now, window.to));
          assert.equal(new Set([...others.map(({ id }) => id)]).size, others.length, 'ids of others');
        }
        let end = 0;
        for (const { start, length } of spansOf(readings)) {
          assert.ok(start >= end && length > 0 && start + length <= asked.length, JSON.stringify(spansOf(readings)));
          end = start + length;
        }
      }),
      { numRuns: 500 },
    )).timeout(120_000);

  it('reads the same from upper case and more blanks', () =>
    fc.assert(
      fc.asyncProperty(question, context, async (asked, when) => {
        fc.pre(
          asked.toUpperCase().length === asked.length &&
            !/["'`“”‘’]/u.test(asked) &&
            asked.toUpperCase().toLowerCase() === asked.toLowerCase(),
        );
        const want = sense(asked, await readTimes(asked, when));
        const loud = asked.toUpperCase();
        assert.deepEqual(sense(loud, await readTimes(loud, when)), want);
        const wide = `  ${asked.replaceAll(' ', ' \t  ')} `;
        assert.deepEqual(sense(wide, await readTimes(wide, when)), want);
      }),
      { numRuns: 250 },
    )).timeout(120_000);
});
