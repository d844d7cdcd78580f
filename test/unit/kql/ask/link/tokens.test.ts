import assert from 'node:assert/strict';
import fc from 'fast-check';
import { stem } from '../../../../../src/kql/ask/link/stem';
import { tokensOf } from '../../../../../src/kql/ask/link/tokens';
import type { Token } from '../../../../../src/kql/ask/link/types';

const shown = ({ text, kind, value, unit }: Token): string => {
  const amount = kind === 'number' ? `=${value ?? '?'}${unit ?? ''}` : '';
  return kind === 'word' || kind === 'symbol' ? text : `<${kind} ${text}${amount}>`;
};

describe('tokens of a question', () => {
  const cases: readonly (readonly [question: string, shown: string])[] = [
    ['errors in the last hour?', 'errors in the last hour ?'],
    ['slower than 500 ms', 'slower than <number 500 ms=500ms>'],
    ['over 5 seconds or 2 GB', 'over <number 5 seconds=5s> or <number 2 GB=2GB>'],
    ['above 80% or 80 percent', 'above <number 80%=80%> or <number 80 percent=80%>'],
    [
      'more than 1.5k and 3M and 2 million',
      'more than <number 1.5k=1500> and <number 3M=3000000> and <number 2 million=2000000>',
    ],
    ['1,000 rows, 2', '<number 1,000=1000> rows , <number 2=2>'],
    ['5xx and 4XX', '<number 5xx=5xx> and <number 4XX=4xx>'],
    ['status=500, code:404', 'status = <number 500=500> , code:404'],
    ['the 95th percentile, p95', 'the <number 95th=95th> percentile , p95'],
    ['top 5 hosts', 'top <number 5=5> hosts'],
    ['around 2 AM', 'around <number 2 AM=2am>'],
    ['at 2:45 on 2026-11-17', 'at 2:45 on 2026-11-17'],
    ['on /exportData?', 'on <path /exportData> ?'],
    ['GET /rooms/{id}.', '<path GET /rooms/{id}> .'],
    ['calls to api/v1/rooms', 'calls to <path api/v1/rooms>'],
    ['CPU/memory and/or disk', 'CPU / memory and / or disk'],
    ['AppServiceHTTPLogs of My_Table_CL', '<identifier AppServiceHTTPLogs> of <identifier My_Table_CL>'],
    ['cloud_RoleName is vm-web-01', '<identifier cloud_RoleName> is <identifier vm-web-01>'],
    ['System.NullReferenceException', '<identifier System.NullReferenceException>'],
    ['microsoft.compute/virtualmachines', '<identifier microsoft.compute/virtualmachines>'],
    ['from 10.0.0.5 and 10.0.0.0/24', 'from <address 10.0.0.5> and <address 10.0.0.0/24>'],
    ['from 2001:db8::1', 'from <address 2001:db8::1>'],
    ['calls to db-99.example.net:443', 'calls to <address db-99.example.net:443>'],
    ['https://a.example/b?c=d.', '<address https://a.example/b?c=d> .'],
    ['for 3fa85f64-5717-4562-b3fc-2c963f66afa6', 'for <guid 3fa85f64-5717-4562-b3fc-2c963f66afa6>'],
    ['the "payroll app"', 'the <quoted "payroll app">'],
    ['the “payroll app” and ‘x y’', 'the <quoted “payroll app”> and <quoted ‘x y’>'],
    ["what's O'Brien's share", "what's O'Brien's share"],
    ["containing 'it's down'", "containing <quoted 'it's down'>"],
    ['an " alone', 'an " alone'],
    ['CPU >= 80 and x != 3', 'CPU >= <number 80=80> and x != <number 3=3>'],
    ['VMs and sign-ins', 'VMs and sign-ins'],
    ['', ''],
  ];
  for (const [question, expected] of cases) {
    it(JSON.stringify(question), () => assert.equal(tokensOf(question).map(shown).join(' '), expected));
  }

  it('has words without inflection and possessives', () => {
    assert.deepEqual(
      tokensOf("the web app's failed queries’ latencies five").map(({ word }) => word),
      ['the', 'web', 'app', 'fail', 'query', 'latency', 'five'],
    );
    assert.equal(tokensOf('five')[0]?.value, 5);
    assert.equal(tokensOf('"Payroll App"')[0]?.word, 'payroll app');
  });

  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.string({ unit: fc.constantFrom(...Array.from('ab1.,:/-_\'"“”‘’`() {}[]=<>%\n\t5xx é🙂')), maxLength: 200 }),
  );

  it('stand where they say, in order, and leave out nothing but space', () => {
    fc.assert(
      fc.property(text, (question) => {
        let end = 0;
        for (const token of tokensOf(question)) {
          assert.equal(token.text.length, token.length);
          assert.equal(question.slice(token.start, token.start + token.length), token.text);
          assert.ok(token.length > 0 && token.start >= end);
          assert.match(question.slice(end, token.start), /^[\s\p{Cf}]*$/u);
          end = token.start + token.length;
        }
        assert.match(question.slice(end), /^[\s\p{Cf}]*$/u);
      }),
      { numRuns: 2000 },
    );
  });

  it('takes time in proportion to the length, whatever is repeated', () => {
    const pieces = [
      'a',
      '"',
      '“',
      "'a",
      " '",
      '/',
      '1,',
      'a-',
      '.a',
      'aA',
      '(',
      'a:',
      '%',
      'a://',
      'GET /',
      '5 ms ',
      '_',
      '0',
      '{',
      '\\',
    ];
    for (const piece of pieces) {
      const seconds = (length: number): number => {
        const question = piece.repeat(length / piece.length);
        const before = process.cpuUsage();
        tokensOf(question);
        const { user, system } = process.cpuUsage(before);
        return (user + system) / 1e6;
      };
      seconds(2000);
      assert.ok(seconds(10_000) < 0.5, piece);
    }
  });
});

describe('stems', () => {
  const pairs =
    'queries query, failures failure, crashes crash, databases database, processes process, statuses status, boxes box, uses use, ' +
    'failing fail, running run, causing cause, timing timing, timed time, created create, throttled throttle, stopped stop, denied deny, ' +
    'exceeded exceed, required require, configured configure, warnings warning, apis api, vms vm, redis redis, status status, ' +
    'kubernetes kubernetes, analysis analysis, access access, speed speed, caches cache, restarted restart, deployments deployment, p95 p95';
  for (const pair of pairs.split(', ')) {
    const [word = '', expected = ''] = pair.split(' ');
    it(`${word} is ${expected}`, () => assert.equal(stem(word), expected));
  }

  it('are words that stay as they are', () => {
    for (const word of [
      'query',
      'failure',
      'request',
      'exception',
      'database',
      'service',
      'response',
      'dependency',
      'machine',
      'node',
      'warning',
    ]) {
      assert.equal(stem(word), word);
    }
  });
});
