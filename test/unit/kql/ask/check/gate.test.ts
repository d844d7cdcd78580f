import assert from 'node:assert/strict';
import { globalsFor } from '../../../../../src/kql/ask/check/check';
import { gate, type GateLimits } from '../../../../../src/kql/ask/check/gate';
import { knownTables } from '../../../../../src/kql/schema/knownTables';
import { DAY } from '../../../../../src/model/time';
import { benign } from './benign';
import { hostile } from './hostile';

const globals = globalsFor(knownTables('logs'));
const graph = globalsFor(knownTables('graph'));
const now = Date.UTC(2026, 10, 17, 3);
const limits: GateLimits = {
  now,
  window: { from: now - DAY, to: now },
  tables: new Set(knownTables('logs').flatMap(({ name }) => (name === 'SecurityEvent' ? [] : [name]))),
};

describe('the gate', function () {
  this.timeout(120_000);

  it('is tested with enough of both kinds', () => {
    assert.ok(hostile.length >= 80, String(hostile.length));
    assert.ok(benign.length >= 60, String(benign.length));
  });

  for (const [code, kql] of hostile) {
    it(`refuses as ${code}: ${kql.slice(0, 100)}`, () => {
      const result = gate(kql, globals, limits);
      const codes = result.ok ? ['passed'] : result.problems.map((problem) => problem.code);
      assert.ok(codes.includes(code), codes.join(', '));
    });
  }

  for (const kql of benign) {
    it(`lets pass: ${kql.slice(0, 100)}`, () => {
      const result = gate(kql, globals, limits);
      assert.deepEqual(result.ok ? [] : result.problems, []);
    });
  }

  it('asks Resource Graph for no window', () => {
    const kql = 'resources | where type =~ "microsoft.compute/virtualmachines" | project name, location | take 100';
    const result = gate(kql, graph, limits.now === undefined ? {} : { now: limits.now });
    assert.deepEqual(result, { ok: true, tables: ['resources'], functions: [] });
  });

  it('tells tables and functions', () => {
    const kql =
      'union AppTraces, AppRequests | where TimeGenerated between (ago(1h) .. now()) | summarize count() by bin(TimeGenerated, 5m)';
    const result = gate(kql, globals, limits);
    assert.deepEqual(result, { ok: true, tables: ['AppTraces', 'AppRequests'], functions: ['ago', 'bin', 'count', 'now'] });
  });

  it('lets through what the caller allows', () => {
    const kql = "workspace('mine').AppTraces | where TimeGenerated between (ago(1h) .. now()) | take 5";
    const allowsRemote = (name: string, argument: string): boolean => name === 'workspace' && argument === 'mine';
    const result = gate(kql, globals, { ...limits, allowsRemote });
    assert.deepEqual(result.ok ? result.tables : result.problems, ['AppTraces']);
    assert.equal(gate(kql.replace('mine', 'other'), globals, { ...limits, allowsRemote }).ok, false);
  });

  it('places its problems', () => {
    const kql = 'AppTraces | where TimeGenerated between (ago(1h) .. now()) | evaluate python(typeof(*), "x") | take 5';
    const result = gate(kql, globals, limits);
    const [problem] = result.ok ? [] : result.problems;
    assert.equal(kql.slice(problem?.start, (problem?.start ?? 0) + (problem?.length ?? 0)), 'python');
  });

  it('needs no window to be closed where none is asked for, with bounds that only the service knows', () => {
    const kql =
      'AppTraces | where TimeGenerated between (toscalar(AppTraces | where TimeGenerated between (ago(1h) .. now()) | summarize min(TimeGenerated)) .. now()) | count';
    assert.equal(gate(kql, globals).ok, true);
  });
});
