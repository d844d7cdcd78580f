import { deepEqual, equal } from 'node:assert/strict';
import { spelled } from '../../../../../src/kql/ask/interpret/spelling';

const known = new Set(['locker', 'retail', 'orders', 'checkout', 'stage']);
const read = (question: string): string => spelled(question, (word) => known.has(word)).text;

describe('spelling of questions', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['exeptions since midnite', 'exceptions since midnight'],
    ['reqeusts that failed yestreday', 'requests that failed yesterday'],
    ['erors of the api las 3 hours', 'errors of the api last 3 hours'],
    ['dependncy failures last nite', 'dependency failures last night'],
    ['warning:error ratio today', 'warning to error ratio today'],
    ['servers w/o heartbeats', 'servers without heartbeats'],
  ];
  for (const [written, expected] of cases) it(written, () => equal(read(written), expected));

  const kept: readonly string[] = [
    'errors of the locker app',
    'retail orders',
    'messages containing "exeptions"',
    'requests to exeption-svc',
    'Exeptions_CL rows',
    'etrrros of',
  ];
  for (const written of kept) it(`keeps ${written}`, () => equal(read(written), written));

  it('knows where the words stood', () => {
    const { text, original } = spelled('exeptions since midnite of api', () => false);
    const place = (word: string): { start: number; length: number } => ({ start: text.indexOf(word), length: word.length });
    deepEqual(original(place('exceptions')), { start: 0, length: 9 });
    deepEqual(original(place('since midnight')), { start: 10, length: 13 });
    deepEqual(original(place('api')), { start: 27, length: 3 });
  });
});
