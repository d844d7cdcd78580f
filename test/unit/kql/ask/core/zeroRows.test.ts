import { deepEqual, equal, ok } from 'node:assert/strict';
import type { QueryTree } from '../../../../../src/kql/ask/compose/ast';
import { binary, column, literal, within } from '../../../../../src/kql/ask/compose/build';
import { explainZeroRows, relaxations } from '../../../../../src/kql/ask/zeroRows';

const tree: QueryTree = {
  lets: [],
  body: {
    source: { kind: 'table', name: 'AppTraces' },
    operators: [
      { kind: 'where', condition: within(column('TimeGenerated'), { from: 0, to: 1000 }) },
      { kind: 'where', condition: binary(column('SeverityLevel'), '>=', literal(3)) },
      { kind: 'where', condition: binary(column('AppRoleName'), '==', literal('web')) },
      { kind: 'count' },
    ],
  },
};

describe('zero rows', () => {
  it('leaves out one filter at a time, never the window', () => {
    const tried = relaxations(tree);
    equal(tried.length, 2);
    ok(tried.every(({ kql }) => kql.includes('TimeGenerated >=') && kql.endsWith('| take 1')));
    ok(!(tried[0]?.kql ?? '').includes('SeverityLevel') && (tried[0]?.kql ?? '').includes('AppRoleName'));
  });

  it('says which filter left nothing and what there is', () => {
    const values = [
      { table: 'AppTraces', column: 'AppRoleName', values: [{ value: 'api', count: 9 }], isComplete: true, sampledAt: 0 },
    ];
    const [found, ...others] = explainZeroRows(relaxations(tree), [false, true], 'AppTraces', values);
    equal(others.length, 0);
    deepEqual(found?.existing, [{ column: 'AppRoleName', values: ['api'] }]);
    ok(found.sentence.includes('AppRoleName has api'));
  });

  it('blames no filter when none alone is to blame', () => {
    deepEqual(explainZeroRows(relaxations(tree), [false, false], 'AppTraces', []), []);
  });
});
