import assert from 'node:assert/strict';
import { knowledgeFor } from '../../../../../src/kql/ask/catalogue/catalogue';
import { classicName } from '../../../../../src/kql/ask/catalogue/flavour';
import { print } from '../../../../../src/kql/ask/compose/print';
import type { Condition, TableKnowledge } from '../../../../../src/kql/ask/catalogue/types';

const classic = (name: string): TableKnowledge => {
  const one = knowledgeFor(name, 'classic');
  assert.ok(one !== undefined, name);
  return one;
};

const textOf = (table: string, { test }: Condition): string =>
  print({ lets: [], body: { source: { kind: 'table', name: table }, operators: [{ kind: 'where', condition: test }] } });

describe('classic names', () => {
  const names: readonly [table: string, column: string, classic: string][] = [
    ['AppRequests', 'TimeGenerated', 'timestamp'],
    ['AppRequests', 'DurationMs', 'duration'],
    ['AppRequests', 'ItemCount', 'itemCount'],
    ['AppRequests', 'AppRoleName', 'cloud_RoleName'],
    ['AppRequests', 'Name', 'name'],
    ['AppRequests', 'ResultCode', 'resultCode'],
    ['AppRequests', 'OperationId', 'operation_Id'],
    ['AppRequests', 'Properties', 'customDimensions'],
    ['AppRequests', 'Properties.tenant', 'customDimensions.tenant'],
    ['AppDependencies', 'DependencyType', 'type'],
    ['AppExceptions', 'ExceptionType', 'type'],
    ['AppExceptions', 'ProblemId', 'problemId'],
    ['AppMetrics', 'Sum', 'valueSum'],
    ['AppMetrics', 'ItemCount', 'valueCount'],
  ];
  for (const [table, column, expected] of names) {
    it(`make ${expected} of ${table}.${column}`, () => assert.equal(classicName(table, column), expected));
  }

  it('are found by either name of a table', () => {
    assert.equal(classic('requests').table, 'requests');
    assert.equal(classic('AppRequests').table, 'requests');
    assert.equal(classic('customEvents').entities.type, 'name');
    assert.equal(knowledgeFor('Perf', 'classic'), undefined);
  });

  it('replace those of a workspace everywhere', () => {
    const { time, weight, entities, shown, columns, measures } = classic('requests');
    assert.deepEqual(
      { time, weight, role: entities.role, resource: entities.resource },
      { time: 'timestamp', weight: 'itemCount', role: 'cloud_RoleName', resource: undefined },
    );
    assert.ok(shown.every((name) => /^[a-z]/.test(name)));
    assert.ok('resultCode' in columns);
    assert.deepEqual(measures[0]?.value, { kind: 'column', name: 'duration' });
  });

  const failed: readonly [table: string, text: string][] = [
    ['requests', "requests\n| where success == 'False'"],
    ['dependencies', "dependencies\n| where success == 'False'"],
    ['availabilityResults', "availabilityResults\n| where success in~ ('0', 'False')"],
  ];
  for (const [table, text] of failed) {
    it(`compare the outcome of ${table} as text`, () => {
      const condition = classic(table).conditions.find(({ id }) => id === 'failed');
      assert.ok(condition !== undefined);
      assert.equal(textOf(table, condition), text);
    });
  }

  it('keep the words', () => {
    const [here, there] = [knowledgeFor('AppTraces', 'workspace'), classic('traces')];
    assert.deepEqual(
      there.conditions.map(({ words }) => words),
      here?.conditions.map(({ words }) => words),
    );
    assert.deepEqual(there.words, here?.words);
  });
});
