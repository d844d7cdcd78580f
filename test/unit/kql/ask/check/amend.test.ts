import assert from 'node:assert/strict';
import { addLimits, closeWindows } from '../../../../../src/kql/ask/check/amend';
import { checkDraft, globalsFor } from '../../../../../src/kql/ask/check/check';
import { gate } from '../../../../../src/kql/ask/check/gate';
import { analyze } from '../../../../../src/kql/language/kusto';
import { knownTables } from '../../../../../src/kql/schema/knownTables';
import { HOUR } from '../../../../../src/model/time';

const tables = knownTables('logs');
const globals = globalsFor(tables);
const now = Date.UTC(2026, 10, 17, 3);
const window = { from: now - HOUR, to: now };

/** Queries that lack a window or a limit and nothing else. */
const mendable: readonly string[] = [
  'AppTraces',
  'AppTraces;',
  'AppTraces // all of them',
  'AppTraces\n// the end',
  'AppTraces | where Message has "x"',
  'AppTraces | where TimeGenerated > ago(30m) | order by TimeGenerated desc',
  'AppTraces | summarize count() by AppRoleName | render piechart',
  'AppTraces | project TimeGenerated, Message | render table',
  'union AppTraces, AppRequests | where Type == "AppTraces"',
  'union withsource=T (AppTraces), (AppRequests | where Success == false) | project T, TimeGenerated',
  'AppTraces | join kind=inner AppRequests on OperationId',
  'AppTraces | join kind=inner (AppRequests) on OperationId',
  'AppTraces | join kind=inner (AppRequests | where Success == false) on OperationId | project Message',
  'AppTraces | union AppRequests',
  'AppTraces | lookup AppRequests on OperationId',
  'let base = AppTraces; base | where Message has "x"',
  'let base = AppTraces | where Message has "x"; base | join kind=inner (base) on OperationId',
  'let f = () { AppTraces }; f()',
  'let n = toscalar(AppTraces | count); AppRequests | extend share = 1.0 / n',
  'AppTraces | where OperationId in (AppRequests | project OperationId)',
  'AppTraces | where OperationId in ((AppRequests | project OperationId))',
  'AppTraces | distinct Message',
  'let m = materialize(AppTraces); m | where Message has "x"',
];

describe('what a query lacks', function () {
  this.timeout(60_000);

  for (const kql of mendable) {
    it(`is put into ${kql.replaceAll('\n', '⏎')}`, () => {
      const closed = closeWindows(kql, globals, window);
      assert.ok(closed.ok, closed.ok ? '' : closed.message);
      const limited = addLimits(closed.kql, globals, 100);
      assert.ok(limited.ok, limited.ok ? '' : limited.message);
      const result = gate(limited.kql, globals, { now, window });
      assert.deepEqual(result.ok ? [] : result.problems, [], limited.kql);
    });
  }

  it('is not put where it is', () => {
    const kql = 'AppTraces | where TimeGenerated between (ago(1h) .. now()) | take 5';
    assert.deepEqual(closeWindows(kql, globals, window), { ok: true, kql });
    assert.deepEqual(addLimits(kql, globals, 100), { ok: true, kql });
  });

  it('stands before the chart', () => {
    const amended = addLimits('AppTraces | project Message | render table', globals, 100);
    assert.deepEqual(amended, { ok: true, kql: 'AppTraces | project Message\n| take 100 | render table' });
  });

  it('cannot be put into what is no query', () => {
    for (const kql of ['.drop table T', 'AppTraces; AppRequests', '', 'let x = 1;']) {
      assert.equal(addLimits(kql, globals, 100).ok, false, kql);
      assert.equal(closeWindows(kql, globals, window).ok, false, kql);
    }
    assert.equal(closeWindows('search in (AppTraces) "x" | take 5', globals, window).ok, false);
  });
});

describe('a draft', function () {
  this.timeout(60_000);

  it('is checked against the tables that are there', () => {
    const own = [
      {
        name: 'Own',
        columns: [
          { name: 'TimeGenerated', type: 'datetime' },
          { name: 'Odd', type: 'no type' },
        ],
      },
    ];
    const kql = 'Own | where TimeGenerated between (ago(1h) .. now()) | where tostring(Odd.a) == "x" | take 5';
    assert.equal(checkDraft(kql, own, { now, window }).result.ok, true);
    assert.equal(checkDraft(kql.replace('Own', 'Other'), own, { now, window }).result.ok, false);
  });

  it('of Resource Graph tells what it may not support', () => {
    const graph = knownTables('graph');
    const { result, warnings } = checkDraft(
      'resources | make-series n = count() on todatetime(properties.at) step 1h by name',
      graph,
      {
        isGraph: true,
      },
    );
    assert.deepEqual(result.ok ? [] : result.problems, []);
    assert.deepEqual(
      warnings.map(({ code }) => code),
      ['SRE201'],
    );
  });

  it('is checked in little more time than the language service takes to read it', () => {
    const kql = (i: number): string =>
      `AppRequests | where TimeGenerated between (ago(1h) .. now()) and ResultCode != "${i}" | summarize n = count(), p = percentile(DurationMs, 95) by bin(TimeGenerated, 5m), Name | top 50 by n desc`;
    const median = (action: (kql: string) => unknown): number => {
      const times = Array.from({ length: 60 }, (_, i) => {
        const start = performance.now();
        action(kql(i));
        return performance.now() - start;
      });
      return times.toSorted((x, y) => x - y)[30] ?? Infinity;
    };
    const check = (text: string): unknown => checkDraft(`${text} | take 5`, tables, { now, window });
    median(check);
    const [checking, reading] = [median(check), median((text) => analyze(`${text} | take 6`, globals))];
    assert.ok(checking < 3 * reading + 5, `${checking.toFixed(1)} ms for ${reading.toFixed(1)} ms of reading`);
  });
});
