import { equal } from 'node:assert/strict';
import { outOfScope } from '../../../../../src/kql/ask/interpret/scope';

describe('what is not asked of data', () => {
  const asked = [
    'page views today',
    'page load time by browser',
    'restart count by pod',
    'deploy events of the last day',
    'update failures by computer',
  ];
  for (const question of asked) it(`reads "${question}"`, () => equal(outOfScope(question), undefined));

  const actions = [
    'page the on-call',
    'restart vm-1',
    'please delete the logs',
    'scale out the api',
    'page someone from the team',
  ];
  for (const question of actions) it(`refuses "${question}"`, () => equal(outOfScope(question)?.reason, 'notAllowed'));
});
