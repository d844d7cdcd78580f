import assert from 'node:assert/strict';
import {
  all,
  any,
  atLeast,
  atMost,
  call,
  column,
  contains,
  filled,
  has,
  hasAny,
  is,
  isNot,
  not,
  oneOf,
  over,
  pathOf,
  under,
  within,
} from '../../../../../src/kql/ask/catalogue/build';
import { httpConditions } from '../../../../../src/kql/ask/catalogue/http';
import { meaningOf } from '../../../../../src/kql/ask/catalogue/meaning';
import type { Expr } from '../../../../../src/kql/ask/compose/ast';

describe('what a test means', () => {
  const cases: readonly [Expr, string][] = [
    [is('Success', false), 'Success is false'],
    [isNot('ResultType', '0'), 'ResultType is not 0'],
    [is('Tags', ''), 'Tags is empty'],
    [atLeast('SeverityLevel', 3), 'SeverityLevel is 3 or more'],
    [atMost('Level', 2), 'Level is 2 or less'],
    [over('DurationMs', 1000), 'DurationMs is over 1000'],
    [under('Val', 10), 'Val is under 10'],
    [within('ScStatus', 400, 499), 'ScStatus is 400 to 499'],
    [oneOf('EventID', 41, 1074, 6008), 'EventID is 41, 1074 or 6008'],
    [hasAny('Message', 'failed', 'failure'), 'Message has failed or failure'],
    [has('Message', 'oom'), 'Message has the word oom'],
    [contains('Message', 'time'), 'Message contains time'],
    [filled('ExceptionType'), 'ExceptionType is there'],
    [not(filled('ExceptionType')), 'not (ExceptionType is there)'],
    [is('properties.essentials.severity', 'Sev0'), 'severity is Sev0'],
    [is(pathOf('properties.enabled', 'tobool'), true), 'enabled is true'],
    [atLeast(call('toint', column('ResultCode')), 500), 'ResultCode is 500 or more'],
    [all(is('A', 1), any(is('B', 2), is('C', 3))), 'A is 1 and (B is 2 or C is 3)'],
  ];
  for (const [expr, text] of cases) it(text, () => assert.equal(meaningOf(expr), text));
});

describe('HTTP conditions', () => {
  it('compare codes as they are kept', () => {
    const of = (isText: boolean, id: string): Expr | undefined =>
      httpConditions('Code', isText).find((one) => one.id === id)?.test;
    assert.deepEqual(of(false, 'notFound'), is('Code', 404));
    assert.deepEqual(of(true, 'notFound'), is('Code', '404'));
    assert.deepEqual(of(true, 'serverError'), atLeast(call('toint', column('Code')), 500));
  });

  it('leave out what a table says otherwise', () => {
    assert.ok(httpConditions('Code', false, 'timeout').every(({ id }) => id !== 'timeout'));
  });
});
