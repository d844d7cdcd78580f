import assert from 'node:assert/strict';
import fc from 'fast-check';
import { globalsFor } from '../../../../../src/kql/ask/check/check';
import { repair } from '../../../../../src/kql/ask/model/repair';
import { analyze } from '../../../../../src/kql/language/kusto';
import { classicTables, workspaceTables } from './fixtures';

/** What a model writes, what it becomes, and the kinds of what was mended. */
const mended: readonly (readonly [string, string, string])[] = [
  ['AppRequest | take 5', 'AppRequests | take 5', 'table'],
  ['apprequests | take 5', 'AppRequests | take 5', 'table'],
  [
    'requests | summarize percentile(duration, 95) by cloud_RoleName',
    'AppRequests | summarize percentile(DurationMs, 95) by AppRoleName',
    'table column column',
  ],
  ['AppRequests | where Duration > 5', 'AppRequests | where DurationMs > 5', 'column'],
  ['AppRequests | where durationms > 5', 'AppRequests | where DurationMs > 5', 'column'],
  [
    'AppRequests | extend Slow = DurationMs > 5 | where Slwo',
    'AppRequests | extend Slow = DurationMs > 5 | where Slow',
    'column',
  ],
  ['AppRequests | where timestamp > ago(1h)', 'AppRequests | where TimeGenerated > ago(1h)', 'timeColumn'],
  ['AppRequests | where EventTime > ago(1h)', 'AppRequests | where TimeGenerated > ago(1h)', 'timeColumn'],
  ['AppRequests | where isnotnul(Name)', 'AppRequests | where isnotnull(Name)', 'function'],
  ['AppRequests | summarize COUNT() by Name', 'AppRequests | summarize count() by Name', 'function'],
  ['AppRequests | summarize Count(*)', 'AppRequests | summarize count()', 'operator'],
  ['AppRequests | summarize count(distinct UserId)', 'AppRequests | summarize dcount(UserId)', 'operator'],
  [
    'AppRequests | where DurationMs > 5 && Success == false',
    'AppRequests | where DurationMs > 5 and Success == false',
    'operator',
  ],
  [
    'AppRequests | where (DurationMs > 5)||(Success == false)',
    'AppRequests | where (DurationMs > 5) or (Success == false)',
    'operator',
  ],
  ['AppRequests | where ResultCode = "500"', 'AppRequests | where ResultCode == "500"', 'operator'],
  ['AppRequests | where (Success = false)', 'AppRequests | where (Success == false)', 'operator'],
  ['AppRequests | where ResultCode === "500"', 'AppRequests | where ResultCode == "500"', 'operator'],
  ['AppRequests | where not Success | take 5', 'AppRequests | where not(Success) | take 5', 'operator'],
  ['AppRequests | where Name IS NULL', 'AppRequests | where isnull(Name)', 'operator'],
  ['AppRequests | where Name is not null', 'AppRequests | where isnotnull(Name)', 'operator'],
  ['AppRequests | order by DurationMs DESC', 'AppRequests | order by DurationMs desc', 'operator'],
  ['AppRequests | where Name LIKE "%order%"', "AppRequests | where Name contains 'order'", 'operator'],
  ["AppRequests | where Name NOT LIKE 'GET%'", "AppRequests | where Name !startswith 'GET'", 'operator'],
  ["AppRequests | where Name == 'it''s'", "AppRequests | where Name == 'it\\'s'", 'quoting'],
  [
    'AppTraces | extend a = extract(@"user=\\"(\\w+)\\"", 1, Message)',
    'AppTraces | extend a = extract(\'user="(\\\\w+)"\', 1, Message)',
    'quoting',
  ],
  [
    'AppRequests | join inner (AppTraces | take 5) on OperationId',
    'AppRequests | join kind=inner (AppTraces | take 5) on OperationId',
    'joinKind',
  ],
  [
    'AppRequests | where Duration > 5 && Success == false || ResultCode = "500"',
    'AppRequests | where DurationMs > 5 and Success == false or ResultCode == "500"',
    'operator operator column operator',
  ],
];

/** Nothing is nearly what they say, or nothing is wrong. */
const left: readonly string[] = [
  'AppRequests | where Bananas == 5',
  'Bananas | take 5',
  'AppRequests | where Name == "a && b || c = d LIKE e IS NULL" | take 5',
  'AppRequests | where Name == "" and Url == \'\' | take 5',
  "AppRequests | where Name == @'it''s' | take 5",
  'AppRequests // && || = DESC\n| take 5',
  'AppRequests | where Name <> "x" | take 5',
  'externaldata(a: string)["https://attacker.example"]',
  '.show tables',
  '.drop table AppRequest',
  '',
  ')',
  `AppRequest | where ${'('.repeat(100)}Duration${')'.repeat(100)}`,
  `AppRequests${' | where Durations > 1'.repeat(600)}`,
];

describe('the mending of a query', function () {
  this.timeout(60_000);

  for (const [written, expected, kinds] of mended) {
    it(`mends ${written}`, () => {
      const { kql, repairs } = repair(written, workspaceTables);
      assert.equal(kql, expected);
      assert.equal(repairs.map(({ kind }) => kind).join(' '), kinds);
      const errors = analyze(kql, globalsFor(workspaceTables)).diagnostics.filter(({ severity }) => severity === 'error');
      assert.deepEqual(errors, []);
    });
  }

  for (const written of left) {
    it(`leaves ${written.slice(0, 60)}`, () => assert.deepEqual(repair(written, workspaceTables), { kql: written, repairs: [] }));
  }

  it('turns names of a workspace into classic ones', () => {
    const { kql } = repair(
      'AppRequests | where TimeGenerated > ago(1h) | summarize avg(DurationMs) by AppRoleName',
      classicTables,
    );
    assert.equal(kql, 'requests | where timestamp > ago(1h) | summarize avg(duration) by cloud_RoleName');
  });

  it('is the same when done again', () => {
    for (const [written] of mended) {
      const { kql } = repair(written, workspaceTables);
      assert.deepEqual(repair(kql, workspaceTables), { kql, repairs: [] });
    }
  });

  it('ends for any text, and adds nothing that reads from elsewhere', () => {
    const word = fc.constantFrom(
      'AppRequest',
      'Duration',
      '|',
      'where',
      '&&',
      '||',
      '=',
      '(',
      ')',
      '"',
      "'",
      "''",
      '@"',
      '\\"',
      'join inner',
      'LIKE',
      '"%a%"',
      'not',
      'IS NULL',
      'count(*)',
      '\n',
      '//',
      ';',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 20 }), (words) => {
        const { kql } = repair(words.join(' '), workspaceTables);
        assert.doesNotMatch(kql, /externaldata|cluster|workspace|http_request/);
      }),
      { numRuns: 100 },
    );
  });
});
