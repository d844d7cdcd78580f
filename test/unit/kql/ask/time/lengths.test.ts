import { deepEqual, equal } from 'node:assert/strict';
import { lengthIn } from '../../../../../src/kql/ask/time/lengthIn';
import { readTimes } from '../../../../../src/kql/ask/time/readTimes';
import { HOUR, MINUTE } from '../../../../../src/model/time';

const context = { now: Date.parse('2026-11-17T09:00:00Z'), timeZone: 'Etc/UTC', events: [] };
const from = async (question: string): Promise<string | undefined> => {
  const [window] = (await readTimes(question, context)).windows;
  return window && new Date(window.window.from).toISOString().slice(5, 16);
};

describe('lengths of time in words', () => {
  const cases: readonly (readonly [string, number | undefined])[] = [
    ['for more than 2 hours', 2 * HOUR],
    ['over 1h30m', 90 * MINUTE],
    ['for half an hour', 30 * MINUTE],
    ['for a while', undefined],
  ];
  for (const [words, length] of cases) it(words, () => equal(lengthIn(words), length));
});

describe('numbers that are codes or clock times', () => {
  it('takes 500s for a status code', async () => deepEqual(await from('500s since 8am'), '11-17T08:00'));
  it('takes 500s behind a comparison for a length', async () => {
    const { ignored } = await readTimes('requests slower than 500s', context);
    equal(ignored?.[0]?.kind, 'threshold');
  });
  it('reads four digits behind since', async () => deepEqual(await from('errors since 0230'), '11-17T02:30'));
  it('takes a year for no clock time', async () => equal((await from('errors since 2025'))?.endsWith('20:25'), false));
});
