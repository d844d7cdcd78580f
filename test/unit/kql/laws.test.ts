import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { KqlError } from '../../../src/kql/engine/errors';
import type { QueryRunner } from '../../../src/kql/runQuery';
import { randomData, rowsOf, runnerOver, type Data } from './fixtures';

const corpus = readFileSync(new URL('../../fixtures/kql/corpus.kql', import.meta.url), 'utf8')
  .split('\n')
  .filter(Boolean);
const seeds = [1, 2, 3];

const sorted = (rows: readonly string[]): string[] => [...rows].sort();

/** Pairs of queries that must give the same rows, in any order. */
const laws: readonly (readonly [string, string, string])[] = [
  [
    'where then where is and',
    'AppRequests | where DurationMs > 200 | where Name has "rooms"',
    'AppRequests | where DurationMs > 200 and Name has "rooms"',
  ],
  ['not turns a filter round', 'AppRequests | where not(ResultCode == "200")', 'AppRequests | where ResultCode != "200"'],
  ['distinct is summarize by', 'AppRequests | distinct Name, Success', 'AppRequests | summarize by Name, Success'],
  ['count is summarize count()', 'AppRequests | count', 'AppRequests | summarize Count = count()'],
  [
    'summarize of a union adds up',
    'union AppRequests, AppRequests | summarize n = count(), s = sum(ItemCount) by Name',
    'AppRequests | summarize n = count(), s = sum(ItemCount) by Name | extend n = n * 2, s = s * 2',
  ],
  [
    'groups of groups',
    'AppRequests | summarize n = count() by Name, ResultCode | summarize n = sum(n) by Name',
    'AppRequests | summarize n = count() by Name',
  ],
  ['top is sort and take', 'AppRequests | top 7 by DurationMs asc', 'AppRequests | sort by DurationMs asc | serialize | take 7'],
  ['sort and take is top', 'AppRequests | top 7 by DurationMs asc', 'AppRequests | sort by DurationMs asc | take 7'],
  ...[
    'DurationMs desc, OperationId asc',
    'Name asc, DurationMs desc',
    'ResultCode desc',
    'tolower(Name), Success, OperationId',
  ].map(
    (keys) =>
      [
        `a take reads the first rows of a sort by ${keys}`,
        `AppRequests | sort by ${keys} | take 9 | extend n = row_number()`,
        `AppRequests | sort by ${keys} | serialize | extend n = row_number() | where n <= 9`,
      ] as const,
  ),
  [
    'a take of a sort by a window function sees all rows',
    'AppRequests | serialize | sort by row_number() desc | take 5',
    'AppRequests | serialize n = row_number() | sort by n desc | serialize | take 5 | project-away n',
  ],
  [
    'lookup is a join without the second key',
    'AppRequests | lookup (AppDependencies | distinct OperationId, Target) on OperationId | project Name, Target',
    'AppRequests | join kind=leftouter (AppDependencies | distinct OperationId, Target) on OperationId | project Name, Target',
  ],
  [
    'leftsemi and leftanti split the rows',
    'union (AppRequests | join kind=leftsemi AppDependencies on OperationId), (AppRequests | join kind=leftanti AppDependencies on OperationId)',
    'AppRequests',
  ],
  [
    'a right join is a left join turned round',
    'AppRequests | join kind=rightouter AppDependencies on OperationId | project Name, Target',
    'AppDependencies | join kind=leftouter AppRequests on OperationId | project Name = Name1, Target',
  ],
  [
    'innerunique is inner over the first row of each key',
    'AppRequests | join AppDependencies on OperationId | count',
    'AppRequests | summarize by OperationId | join kind=inner AppDependencies on OperationId | count',
  ],
  [
    'expanding a list gives its rows back',
    'AppTraces | summarize m = make_list(Message) by AppRoleName | mv-expand m to typeof(string) | project AppRoleName, m',
    'AppTraces | project AppRoleName, m = Message',
  ],
  [
    'in a list is a chain of ==',
    'AppRequests | where ResultCode in ("404", "500")',
    'AppRequests | where ResultCode == "404" or ResultCode == "500"',
  ],
  [
    'partition sees each group',
    'AppRequests | where isfinite(DurationMs) | partition by Name (summarize m = max(DurationMs) by Name)',
    'AppRequests | where isfinite(DurationMs) | summarize m = max(DurationMs) by Name',
  ],
  [
    'arg_max finds the row of max',
    'AppDependencies | summarize arg_max(DurationMs, *) by Target | project Target, DurationMs',
    'AppDependencies | summarize DurationMs = max(DurationMs) by Target',
  ],
  [
    'a series of counts holds every row of its window',
    'AppRequests | make-series n = count() on TimeGenerated from ago(2d) to now() + 1s step 1h | mv-expand n to typeof(long) | summarize n = sum(n)',
    'AppRequests | summarize n = count()',
  ],
  ['materialize changes nothing', 'let t = materialize(AppTraces); union t, t | count', 'union AppTraces, AppTraces | count'],
];

/** Joins by their definition, row against row: the reference for the hash join. */
function nestedLoops(left: Data, right: Data, kind: string): string[] {
  const key = (data: Data): number => data.schema.findIndex(({ name }) => name === 'OperationId');
  const name = (data: Data, column: string): number => data.schema.findIndex((spec) => spec.name === column);
  const result: string[] = [];
  const rightMatched = new Set<number>();
  for (const row of left.rows) {
    const matches = right.rows.flatMap((other, i) => (other[key(right)] === row[key(left)] ? [i] : []));
    for (const i of matches) {
      rightMatched.add(i);
      result.push(JSON.stringify([row[name(left, 'Name')], right.rows[i]![name(right, 'Target')]]));
    }
    if (matches.length === 0 && kind !== 'inner' && kind !== 'rightouter')
      result.push(JSON.stringify([row[name(left, 'Name')], '']));
  }
  if (kind === 'rightouter' || kind === 'fullouter') {
    right.rows.forEach((row, i) => {
      if (!rightMatched.has(i)) result.push(JSON.stringify(['', row[name(right, 'Target')]]));
    });
  }
  return result;
}

describe('laws of the language over random tables', function () {
  this.timeout(60_000);
  for (const seed of seeds) {
    describe(`seed ${seed}`, () => {
      let runner: QueryRunner;
      const data = randomData(seed);
      before(async () => {
        runner = await runnerOver(data);
      });

      for (const [name, one, other] of laws) {
        it(name, () => {
          const rows = sorted(rowsOf(runner, one));
          assert.ok(rows.length > 0, 'the law was tried on no row');
          assert.deepEqual(rows, sorted(rowsOf(runner, other)));
        });
      }

      for (const kind of ['inner', 'leftouter', 'rightouter', 'fullouter']) {
        it(`join kind=${kind} against nested loops`, () => {
          const text = `AppRequests | join kind=${kind} AppDependencies on OperationId | project Name, Target`;
          assert.deepEqual(sorted(rowsOf(runner, text)), sorted(nestedLoops(data[0]!, data[1]!, kind)));
        });
      }

      it('sort is stable', () => {
        const rows = rowsOf(runner, 'AppRequests | serialize n = row_number() | sort by ResultCode asc | project ResultCode, n');
        const pairs = rows.map((row) => JSON.parse(row) as [string, number]);
        for (let i = 1; i < pairs.length; i++) {
          const [before, after] = [pairs[i - 1]!, pairs[i]!];
          assert.ok(before[0] < after[0] || (before[0] === after[0] && before[1] < after[1]));
        }
      });
    });
  }
});

describe('the corpus gives the same answer however its tables are cut into chunks', function () {
  this.timeout(120_000);
  const data = randomData(7, 120);
  const runners: QueryRunner[] = [];
  before(async () => {
    for (const size of [undefined, 1000, 7, 1]) runners.push(await runnerOver(data, size));
  });

  /** Those whose answer names arbitrary rows or groups. */
  const arbitrary = /\b(take|limit|sample|sample-distinct|take_any|any|autocluster|reduce|top-hitters|facet|fork)\b/;
  for (const text of corpus) {
    it(text.slice(0, 100), () => {
      const answers = runners.map((runner) => outcome(runner, text));
      if (arbitrary.test(text))
        assert.ok(
          answers.every((answer) => Array.isArray(answer)),
          JSON.stringify(answers),
        );
      else for (const answer of answers.slice(1)) assert.deepEqual(answer, answers[0]);
      assert.ok(Array.isArray(answers[0]), JSON.stringify(answers[0]));
    });
  }

  it('starts from a known moment', () => {
    assert.deepEqual(rowsOf(runners[0]!, 'print now(), ago(1h)'), [
      '["2026-11-17T08:00:00.0000000Z","2026-11-17T07:00:00.0000000Z"]',
    ]);
  });
});

function outcome(runner: QueryRunner, text: string): string[] | string {
  try {
    return sorted(rowsOf(runner, text));
  } catch (error) {
    if (error instanceof KqlError) return `${error.code}: ${error.message}`;
    throw error;
  }
}
