import assert from 'node:assert/strict';
import { globalsFor } from '../../../../../src/kql/ask/check/check';
import { gate } from '../../../../../src/kql/ask/check/gate';
import type { QueryTree } from '../../../../../src/kql/ask/compose/ast';
import { and, call, column, eq, inList, literal, named, path, within } from '../../../../../src/kql/ask/compose/build';
import { print } from '../../../../../src/kql/ask/compose/print';
import { stringOf } from '../../../../../src/kql/engine/lower/literals';
import type { SyntaxNode } from '../../../../../src/kql/engine/lower/syntax';
import { analyzeRecent } from '../../../../../src/kql/language/kusto';
import { knownTables } from '../../../../../src/kql/schema/knownTables';
import { HOUR } from '../../../../../src/model/time';
import { poisoned } from '../compose/poisoned';

const now = Date.UTC(2026, 10, 17, 3);
const window = { from: now - HOUR, to: now };
const limits = { now, window };
const globals = globalsFor(knownTables('logs'));

const time = within(column('TimeGenerated'), window);

/** Queries that a value ends up in, wherever a value may. */
function trees(value: string): QueryTree[] {
  const source = { kind: 'table', name: 'AppTraces' } as const;
  const where = (condition: ReturnType<typeof eq>) => ({ kind: 'where', condition: and(time, condition) }) as const;
  const take = { kind: 'take', count: 100 } as const;
  return [
    { lets: [], body: { source, operators: [where(eq(column('AppRoleName'), literal(value))), take] } },
    { lets: [], body: { source, operators: [where(inList(column('Message'), [value, 'b'], 'has_any')), { kind: 'count' }] } },
    { lets: [], body: { source, operators: [where(eq(path('Properties', [value, 'x']), literal('y'))), take] } },
    {
      lets: [{ name: 'wanted', value: literal(value) }],
      body: { source, operators: [where(eq(column('Message'), column('wanted'))), take] },
    },
    {
      lets: [],
      body: {
        source,
        operators: [
          where(eq(column('SeverityLevel'), literal(3))),
          { kind: 'summarize', aggregates: [named('n', call('count'))], by: [{ expr: column('AppRoleName') }] },
          { kind: 'render', chart: 'columnchart', properties: { title: value } },
        ],
      },
    },
    {
      lets: [],
      body: { source, operators: [where(eq(path('Properties', ['a'], null), literal({ [value]: [value] }, 'dynamic'))), take] },
    },
  ];
}

const kinds = (node: SyntaxNode): string[] =>
  node.kind === 'PathExpression' || node.kind === 'ElementExpression' ? ['path'] : [node.kind, ...node.children.flatMap(kinds)];

const texts = (node: SyntaxNode): string[] =>
  node.kind === 'StringLiteralExpression' ? [stringOf(node)] : node.children.flatMap(texts);

describe('poisoned values', function () {
  this.timeout(120_000);

  it('are a hundred at least, all different', () => {
    assert.ok(poisoned.length >= 100, String(poisoned.length));
    assert.equal(new Set(poisoned).size, poisoned.length);
  });

  const plain = trees('plain').map((tree) => kinds(analyzeRecent(print(tree), globals).root));

  it('never change what the gate finds in a query, nor its shape', () => {
    for (const [turn, value] of poisoned.entries()) {
      for (const [at, tree] of trees(value).entries()) {
        // Every value in two places, every place with a third of the values.
        if (at % 3 !== turn % 3) continue;
        const kql = print(tree);
        const result = gate(kql, globals, limits);
        assert.deepEqual(result.ok ? result.tables : result.problems, ['AppTraces'], kql);
        const { root } = analyzeRecent(kql, globals);
        assert.deepEqual(kinds(root), plain[at], kql);
        if (at < 2) assert.ok(texts(root).includes(value), kql);
      }
    }
  });

  it('are names of columns and tables and nothing more', () => {
    for (const name of poisoned) {
      // The language service cannot look this one up.
      if (name === '__proto__') continue;
      const table = {
        name,
        columns: [
          { name: 'TimeGenerated', type: 'datetime' },
          { name: `${name} x`, type: 'string' },
        ],
      };
      const body: QueryTree['body'] = {
        source: { kind: 'table', name },
        operators: [
          { kind: 'where', condition: time },
          { kind: 'summarize', aggregates: [named(`${name} n`, call('count'))], by: [{ expr: column(`${name} x`) }] },
          { kind: 'top', count: 5, by: { expr: column(`${name} n`), descending: true } },
        ],
      };
      const kql = print({ lets: [], body });
      const result = gate(kql, globalsFor([table]), limits);
      assert.deepEqual(result.ok ? result.tables : result.problems, [name], kql);
    }
  });
});
