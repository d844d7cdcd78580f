import assert from 'node:assert/strict';
import { DateTime } from 'luxon';
import { readTimes } from '../../../../../src/kql/ask/time/readTimes';
import type { TimeWindow } from '../../../../../src/model/time';
import { at, contextOf, onlyWindow, wordsOf } from './fixtures';
import { apart, negatives, phrases } from './phrases';

const zones = ['Europe/Madrid', 'America/Los_Angeles', 'Asia/Kolkata'] as const;

const wall = ({ from, to }: TimeWindow, zone: string): string =>
  [from, to].map((moment) => DateTime.fromMillis(moment, { zone }).toFormat("yyyy-MM-dd'T'HH:mm:ss")).join(' to ');

describe('kql: ask: times', () => {
  it(`reads at least 120 phrasings (${phrases.length})`, () => assert.ok(phrases.length >= 120));

  for (const zone of zones) {
    describe(zone, () => {
      for (const { question, from, to, words } of [...phrases, ...apart]) {
        it(question, async () => {
          const reading = onlyWindow(question, await readTimes(question, contextOf(zone)));
          assert.equal(wall(reading.window, zone), wall({ from: at(from, zone), to: at(to, zone) }, zone));
          assert.equal(wordsOf(question, reading), words ?? question.replace(/\?$/, ''));
        });
      }
    });
  }

  it('tells where the day of a clock time stands', async () => {
    for (const { question, also } of apart) {
      const reading = onlyWindow(question, await readTimes(question, contextOf('Europe/Madrid')));
      assert.deepEqual(
        reading.also?.map((part) => wordsOf(question, part)),
        [also],
        question,
      );
    }
  });

  it(`reads no window into at least 40 other questions (${negatives.length})`, async () => {
    assert.ok(negatives.length >= 40);
    for (const question of negatives) {
      const { windows, step, comparison, unknown } = await readTimes(question, contextOf('Europe/Madrid'));
      assert.deepEqual(
        { windows, step, comparison, unknown },
        { windows: [], step: undefined, comparison: undefined, unknown: undefined },
        question,
      );
    }
  });
});
