import { deepEqual, equal } from 'node:assert/strict';
import { groupClauses, numberClauses, textClauses } from '../../../../../src/kql/ask/interpret/clauses';
import { readCues, type Cues } from '../../../../../src/kql/ask/interpret/cues';

describe('cues of questions', () => {
  const cases: readonly (readonly [string, keyof Cues, unknown])[] = [
    ['how many requests failed', 'count', 'count'],
    ['number of errors by role', 'count', 'count'],
    ['how much data was sent', 'count', 'amount'],
    ['how many different users', 'distinct', 'distinct'],
    ['p95 latency', 'aggregation', { percentile: 95 }],
    ['the 99th percentile of duration', 'aggregation', { percentile: 99 }],
    ['median response time', 'aggregation', { percentile: 50 }],
    ['average cpu', 'aggregation', 'avg'],
    ['peak memory', 'aggregation', 'max'],
    ['error rate by role', 'ratio', 'rate'],
    ['what percentage of requests failed', 'ratio', 'percentage'],
    ['share of requests by role', 'ratio', 'share'],
    ['availability of the shop', 'ratio', 'availability'],
    ['requests per second', 'rate', 1000],
    ['cpu over time', 'trend', 'trend'],
    ['when did vm-1 last send a heartbeat', 'seen', 'last'],
    ['when was the first failure', 'seen', 'first'],
    ['computers that stopped sending heartbeats', 'missing', 'missing'],
    ['hosts not reporting', 'missing', 'missing'],
    ['compare errors with last week', 'compare', 'compare'],
    ['did errors increase in the api', 'compare', 'compare'],
    ['# failed calls', 'count', 'count'],
    ['risky logins, number', 'count', 'count'],
    ['how many bytes did it send', 'count', 'amount'],
    ['portion of failed logins', 'ratio', 'percentage'],
    ['vm-02 % of time cpu above 60', 'ratio', 'percentage'],
    ['average rpm of the gateway', 'rate', 60_000],
    ['first occurrence of a timeout', 'seen', 'first'],
    ['any agents down', 'missing', 'missing'],
    ['servers without windows event log entries', 'missing', 'missing'],
    ['hosts that stopped writing events', 'missing', 'missing'],
  ];
  for (const [question, name, value] of cases) {
    it(question, () => {
      const cue = readCues(question)[name];
      deepEqual(cue !== undefined && 'value' in cue ? cue.value : undefined, value);
    });
  }

  it('takes no rate of requests for a ratio', () => {
    equal(readCues('request rate of the shop').ratio, undefined);
  });

  it('reads every percentile', () => {
    const { aggregation, further } = readCues('p50, p95 and p99 of duration');
    deepEqual(
      [aggregation?.value, ...further.map(({ value }) => value)],
      [{ percentile: 50 }, { percentile: 95 }, { percentile: 99 }],
    );
  });
});

describe('ranks', () => {
  const cases: readonly (readonly [string, number | undefined, string, string])[] = [
    ['top 5 operations', 5, 'descending', 'said'],
    ['bottom three disks', 3, 'ascending', 'said'],
    ['10 slowest requests', 10, 'descending', 'slow'],
    ['which computer has the most errors', undefined, 'descending', 'count'],
    ['most recent 20 errors', 20, 'descending', 'time'],
    ['last 7 exceptions', 7, 'descending', 'time'],
    ['first 503 from the api', undefined, 'ascending', 'time'],
    ['top 3 slowest pages', 3, 'descending', 'slow'],
    ['slowest 3 dependency targets', 3, 'descending', 'slow'],
    ['which 3 operations fail the most', 3, 'descending', 'count'],
    ['2 types with the most failures', 2, 'descending', 'count'],
    ['first 503 of the gateway', undefined, 'ascending', 'time'],
    ['last 500 exceptions', 500, 'descending', 'time'],
  ];
  for (const [question, limit, order, by] of cases) {
    it(question, () => {
      const rank = readCues(question).rank;
      deepEqual([rank?.limit, rank?.order, rank?.by], [limit, order, by]);
    });
  }
});

describe('clauses', () => {
  const parts = (text: string): string[] =>
    groupClauses(text).flatMap((clause) => clause.parts.map(({ start, length }) => text.slice(start, start + length)));

  it('groups by several things', () => {
    deepEqual(parts('errors by role and operation in europe'), ['role', 'operation']);
    deepEqual(parts('cpu per computer'), ['computer']);
    deepEqual(parts('requests for each region, status code'), ['region', 'status code']);
  });

  it('knows that a group may be who did it', () => {
    deepEqual(
      groupClauses('requests denied by the firewall').map(({ isWeak }) => isWeak),
      [true],
    );
    deepEqual(
      groupClauses('changes made by anna').map(({ isWeak }) => isWeak),
      [true],
    );
    deepEqual(
      groupClauses('requests by role').map(({ isWeak }) => isWeak),
      [false],
    );
  });

  it('compares with numbers', () => {
    const of = (text: string): unknown[] =>
      numberClauses(text).map(({ operator, value, high, unit }) => [operator, value, high, unit]);
    deepEqual(of('requests slower than 2 seconds'), [['>', 2, undefined, 'seconds']]);
    deepEqual(of('cpu at least 90%'), [['>=', 90, undefined, '%']]);
    deepEqual(of('between 100 and 500 ms'), [['between', 100, 500, 'ms']]);
    deepEqual(of('no more than 5 errors'), [['<=', 5, undefined, '']]);
    deepEqual(of('more than 1,500 requests'), [['>', 1500, undefined, '']]);
  });

  it('looks for text', () => {
    const of = (text: string): unknown[] =>
      textClauses(text).map(({ operator, value, isNegated }) => [operator, value, isNegated]);
    deepEqual(of('traces containing "Disk Full"'), [['contains', 'Disk Full', false]]);
    deepEqual(of('logs not containing healthz'), [['contains', 'healthz', true]]);
    deepEqual(of("urls starting with '/api'"), [['startswith', '/api', false]]);
    deepEqual(of('traces with deadlock in the message'), [['contains', 'deadlock', false]]);
  });
});
