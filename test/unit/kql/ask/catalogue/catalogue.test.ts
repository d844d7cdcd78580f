import assert from 'node:assert/strict';
import { catalogue, knowledgeFor, knowledgeOf, valueOf } from '../../../../../src/kql/ask/catalogue/catalogue';
import { classicTables } from '../../../../../src/kql/ask/catalogue/flavour';
import { roleWords } from '../../../../../src/kql/ask/catalogue/roleWords';
import type { TableKnowledge } from '../../../../../src/kql/ask/catalogue/types';
import { phraseWords } from '../../../../../src/kql/ask/link/words';
import type { Expr, Operator, QueryTree } from '../../../../../src/kql/ask/compose/ast';
import { print } from '../../../../../src/kql/ask/compose/print';
import { analyze, globalsOf } from '../../../../../src/kql/language/kusto';
import { knownTables } from '../../../../../src/kql/schema/knownTables';
import type { ColumnType } from '../../../../../src/model/query';

const schemas = { logs: knownTables('logs'), graph: knownTables('graph') } as const;
const classics = Object.values(classicTables).map((name) => knowledgeFor(name, 'classic'));
const everything = [...catalogue, ...classics].filter((one) => one !== undefined);
const globals = {
  logs: globalsOf(schemas.logs.map(({ name, columns }) => ({ name, schema: columns }))),
  graph: globalsOf(schemas.graph.map(({ name, columns }) => ({ name, schema: columns }))),
} as const;

const dialectOf = ({ store }: TableKnowledge): 'logs' | 'graph' => (store === 'graph' ? 'graph' : 'logs');

function typeOf(knowledge: TableKnowledge, name: string): ColumnType | undefined {
  const columns = schemas[dialectOf(knowledge)].find((one) => one.name === knowledge.table)?.columns;
  return columns?.find((one) => one.name === name.split('.')[0])?.type;
}

/** Columns that an expression reads. */
function columnsOf(expr: Expr): readonly string[] {
  switch (expr.kind) {
    case 'column':
      return [expr.name];
    case 'path':
      return [`${expr.column}.`];
    case 'binary':
      return [...columnsOf(expr.left), ...columnsOf(expr.right)];
    case 'between':
      return [expr.value, expr.low, expr.high].flatMap(columnsOf);
    case 'in':
      return [expr.value, ...expr.items].flatMap(columnsOf);
    case 'call':
      return expr.args.flatMap(columnsOf);
    case 'list':
      return expr.items.flatMap(columnsOf);
    case 'literal':
    case 'instant':
    case 'duration':
    case 'star':
      return [];
  }
}

function namesOf(one: TableKnowledge): readonly string[] {
  const exprs = [
    ...(one.base === undefined ? [] : [one.base]),
    ...one.conditions.map(({ test }) => test),
    ...one.measures.flatMap(({ value, only }) => [value, ...(only === undefined ? [] : [only])]),
  ];
  return [
    ...[one.time, one.weight].filter((name) => name !== undefined),
    ...Object.values(one.entities),
    ...Object.keys(one.columns),
    ...one.shown,
    ...exprs.flatMap(columnsOf),
  ];
}

const doubles = (words: readonly string[]): readonly string[] => words.filter((word, index) => words.indexOf(word) !== index);

function errorsOf(one: TableKnowledge, operators: readonly Operator[]): readonly string[] {
  const tree: QueryTree = { lets: [], body: { source: { kind: 'table', name: one.table }, operators } };
  const text = print(tree);
  return analyze(text, globals[dialectOf(one)])
    .diagnostics.filter(({ severity }) => severity === 'error')
    .map(({ message }) => `${message}: ${text}`);
}

describe('the catalogue', () => {
  it('holds everyday tables of all families, each once', () => {
    const names = catalogue.map(({ table }) => table);
    assert.deepEqual(doubles(names), []);
    assert.ok(names.length >= 60, `${names.length} tables`);
    for (const name of [
      'AppRequests',
      'Perf',
      'Heartbeat',
      'AppServiceHTTPLogs',
      'KubeEvents',
      'AzureActivity',
      'alertsmanagementresources',
    ])
      assert.ok(names.includes(name), name);
  });

  it('finds a table by its name in any case', () => {
    assert.equal(knowledgeOf('appREQUESTS')?.table, 'AppRequests');
    assert.equal(knowledgeOf('constructor'), undefined);
    assert.equal(knowledgeFor('Resources', 'graph')?.table, 'resources');
  });

  for (const one of everything) {
    describe(one.table, () => {
      it('names tables and columns that exist, once each', () => {
        assert.ok(
          schemas[dialectOf(one)].some(({ name }) => name === one.table),
          'the table',
        );
        for (const name of namesOf(one)) {
          const type = typeOf(one, name);
          assert.ok(type !== undefined, name);
          if (name.includes('.')) assert.equal(type, 'dynamic', name);
        }
        assert.deepEqual(doubles(one.shown), []);
        for (const twin of one.twins ?? [])
          assert.ok(
            schemas.logs.some(({ name }) => name === twin),
            twin,
          );
      });

      it('has a time, a weight and values of a fitting type', () => {
        if (one.time !== undefined && !one.time.includes('.')) assert.equal(typeOf(one, one.time), 'datetime');
        if (one.store !== 'graph') assert.ok(one.time !== undefined);
        if (one.weight !== undefined) assert.match(typeOf(one, one.weight) ?? '', /^(int|long)$/);
        for (const [name, { values = [] }] of Object.entries(one.columns)) {
          const type = typeOf(one, name) ?? '';
          for (const { value } of values) {
            const wanted =
              typeof value === 'string' ? /^(string|dynamic)$/ : typeof value === 'boolean' ? /^bool$/ : /^(int|long|real)$/;
            assert.match(type, wanted, `${name} ${String(value)}`);
          }
        }
      });

      it('has words in small letters, each for one condition, one measure, one value of a column', () => {
        const lists = [
          one.words,
          one.conditions.flatMap(({ words }) => words),
          one.measures.flatMap(({ words }) => words),
          ...Object.values(one.columns).map(({ values = [] }) => values.flatMap(({ words }) => words)),
          ...Object.values(one.columns).map(({ words }) => words),
        ];
        for (const words of lists) {
          assert.deepEqual(doubles(words), []);
          for (const word of words) assert.match(word, /^[a-z0-9]\S*( \S+)*$/);
          for (const word of words) assert.equal(word, word.toLowerCase());
        }
        // A question says them in any inflection; ids are among the words.
        const stemmed = one.conditions.flatMap(({ id, words }) => [
          ...new Set([id.replaceAll(/[A-Z]/g, (letter) => ` ${letter}`), ...words].map((word) => phraseWords(word).join(' '))),
        ]);
        assert.deepEqual(doubles(stemmed), []);
        const measured = one.measures.flatMap(({ words }) => [...new Set(words.map((word) => phraseWords(word).join(' ')))]);
        assert.deepEqual(doubles(measured), []);
        for (const { id, words, meaning } of one.conditions) assert.ok(words.length > 0 && meaning !== '', id);
        for (const { id, words } of one.measures) assert.ok(words.length > 0, id);
        assert.deepEqual(doubles(one.conditions.map(({ id }) => id)), []);
        assert.deepEqual(doubles(one.measures.map(({ id }) => id)), []);
      });

      it('makes queries that the language service accepts', () => {
        const where = (condition: Expr): Operator => ({ kind: 'where', condition });
        const errors = [
          ...one.conditions.flatMap(({ test }) => errorsOf(one, [where(test)])),
          ...one.measures.flatMap(({ value, only, usual }) =>
            errorsOf(one, [
              ...(only === undefined ? [] : [where(only)]),
              {
                kind: 'summarize',
                aggregates: [
                  {
                    expr:
                      usual === 'p95'
                        ? { kind: 'call', name: 'percentile', args: [value, { kind: 'literal', value: 95, type: 'long' }] }
                        : { kind: 'call', name: usual, args: [value] },
                  },
                ],
                by: [],
              },
            ]),
          ),
          ...(one.base === undefined ? [] : errorsOf(one, [where(one.base)])),
          ...errorsOf(one, [
            {
              kind: 'project',
              columns: [...new Set([...one.shown, ...Object.values(one.entities), ...Object.keys(one.columns)])].map(
                (name, index) => ({
                  name: `column${index}`,
                  expr: valueOf(one, name),
                }),
              ),
            },
          ]),
          ...(one.time === undefined
            ? []
            : errorsOf(one, [
                where({ kind: 'binary', operator: '>=', left: valueOf(one, one.time), right: { kind: 'instant', at: 0 } }),
              ])),
        ];
        assert.deepEqual(errors, []);
      });
    });
  }
});

describe('kinds of resources', () => {
  it('have types in small letters and words of one kind each', () => {
    for (const { words, resourceTypes } of roleWords) {
      assert.ok(words.length > 0 && resourceTypes.length > 0);
      for (const type of resourceTypes) assert.match(type, /^[a-z]+\.[a-z]+(\/[a-z]+)+$/);
    }
    assert.deepEqual(doubles(roleWords.flatMap(({ words }) => words)), []);
  });

  it('know what a thing is and what it is for', () => {
    const of = (word: string): (typeof roleWords)[number] | undefined => roleWords.find(({ words }) => words.includes(word));
    assert.deepEqual(of('web app')?.resourceTypes, ['microsoft.web/sites']);
    assert.equal(of('vm')?.isUse, undefined);
    assert.equal(of('backend')?.isUse, true);
  });
});
