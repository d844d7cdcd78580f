import assert from 'node:assert/strict';
import { parseConnection, printConnection } from '../../../../src/kql/notebook/connectionText';
import { parseTimeRange, printTimeRange } from '../../../../src/kql/notebook/timeRangeText';
import type { QueryConnection, TimeRange } from '../../../../src/model/queryConnection';
import { DAY, HOUR, MINUTE } from '../../../../src/model/time';

const from = Date.UTC(2026, 5, 9);

describe('connections as text', () => {
  const lines: readonly (readonly [text: string, connection: QueryConnection])[] = [
    ['logs', { kind: 'logs' }],
    ['workspace 0c9be1a4-5b0f-4d59-a7f1-7b1f5f1c2d22', { kind: 'workspace', id: '0c9be1a4-5b0f-4d59-a7f1-7b1f5f1c2d22' }],
    ['resource "/subscriptions/a/b c"', { kind: 'resource', id: '/subscriptions/a/b c' }],
    ['adx https://a.example:8443 "Db 1"', { kind: 'adx', cluster: 'https://a.example:8443', database: 'Db 1' }],
    ['adx http://127.0.0.1:8080 x', { kind: 'adx', cluster: 'http://127.0.0.1:8080', database: 'x' }],
    ['files', { kind: 'files', paths: [] }],
    ['files a/b.csv "c d.csv" "\\u0060"', { kind: 'files', paths: ['a/b.csv', 'c d.csv', '`'] }],
  ];
  for (const [text, connection] of lines) {
    it(text, () => {
      assert.deepEqual(parseConnection(text), connection);
      assert.equal(printConnection(connection), text);
    });
  }

  it('takes a cluster with a slash at its end', () => {
    assert.deepEqual(parseConnection('adx https://a.example/ Db'), { kind: 'adx', cluster: 'https://a.example', database: 'Db' });
  });

  const failures: readonly (readonly [text: string, problem: RegExp])[] = [
    ['', /"" is no kind of connection/],
    ['sql x', /"sql" is no kind/],
    ['logs x', /expected "logs"/],
    ['adx https://a.example', /expected "adx CLUSTER DATABASE"/],
    ['adx help Db', /an address such as https/],
    ['adx http://a.example Db', /must be reached by https/],
    ['adx http://127.evil.example Db', /must be reached by https/],
    ['adx https://user@a.example Db', /without path, query or sign-in/],
    ['adx https://a.example/x Db', /without path, query or sign-in: https:\/\/a.example/],
    ['adx https://a.example ""', /no name/],
    ['workspace contoso', /customer id \(a GUID\) or its ARM id/],
    ['resource /providers/x', /begins with \/subscriptions\//],
    ['files "a', /not closed/],
    ['files "a\\x"', /not a JSON string/],
    ['files ""', /empty/],
  ];
  for (const [text, problem] of failures) it(`refuses ${text}`, () => assert.throws(() => parseConnection(text), problem));
});

describe('time ranges as text', () => {
  const lines: readonly (readonly [text: string, range: TimeRange])[] = [
    ['last 24h', { kind: 'last', milliseconds: DAY }],
    ['last 2d', { kind: 'last', milliseconds: 2 * DAY }],
    ['last 90m', { kind: 'last', milliseconds: 90 * MINUTE }],
    ['last 1h', { kind: 'last', milliseconds: HOUR }],
    ['last 1001ms', { kind: 'last', milliseconds: 1001 }],
    ['2026-06-09T00:00:00Z .. 2026-06-09T00:00:00.001Z', { kind: 'between', window: { from, to: from + 1 } }],
    [
      'incident "a \\"b\\"" 2026-06-09T00:00:00Z .. 2026-06-09T03:00:00Z',
      { kind: 'incident', window: { from, to: from + 3 * HOUR }, label: 'a "b"' },
    ],
  ];
  for (const [text, range] of lines) {
    it(text, () => {
      assert.deepEqual(parseTimeRange(text), range);
      assert.equal(printTimeRange(range), text);
    });
  }

  it('takes an offset, and a day as one', () => {
    assert.deepEqual(parseTimeRange('2026-06-09T02:00+02:00 .. 2026-06-09T00:00:01Z'), {
      kind: 'between',
      window: { from, to: from + 1000 },
    });
    assert.deepEqual(parseTimeRange('last 1d'), { kind: 'last', milliseconds: DAY });
  });

  const failures: readonly (readonly [text: string, problem: RegExp])[] = [
    ['', /is no time range/],
    ['last 0h', /longer than nothing/],
    ['last 2w', /is no time range/],
    ['last 99999999999999999h', /too long/],
    ['2026-06-09T00:00:00 .. 2026-06-09T03:00:00Z', /is no moment/],
    ['2026-02-30T00:00:00Z .. 2026-06-09T03:00:00Z', /"2026-02-30T00:00:00Z" is no moment/],
    ['2026-06-09T03:00:00Z .. 2026-06-09T03:00:00Z', /ends .* before it begins/],
    ['incident 2026-06-09T00:00:00Z .. 2026-06-09T03:00:00Z', /is no/],
  ];
  for (const [text, problem] of failures)
    it(`refuses ${JSON.stringify(text)}`, () => assert.throws(() => parseTimeRange(text), problem));
});
