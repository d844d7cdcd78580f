import assert from 'node:assert/strict';
import { KqlError } from '../../../../src/kql/engine/errors';
import type { Plan } from '../../../../src/kql/engine/plan';
import { lower, planOf, show, showPlan } from './lowering';

const value = (text: string): string => {
  const plan = planOf(text);
  if (plan.op !== 'print') throw new Error(`no print: ${plan.op}`);
  return show(plan.columns[0]!.expr);
};

describe('declarations', () => {
  it('evaluates a scalar once and puts literals in place', () => {
    assert.equal(value('let a = 5; let b = a; print b'), '5:long');
    const query = lower('let t = ago(1h); Requests | where at > t and at < t + 1m');
    assert.deepEqual(query.scalars.map(show), ['ago(36000000000:timespan)']);
    assert.equal(
      show((query.statements[0] as Plan & { op: 'where' }).predicate),
      'and(>(at, #0), <(at, +(#0, 600000000:timespan)))',
    );
  });

  it('shares a tabular declaration and what as names', () => {
    const query = lower('let slow = materialize(Requests | where took > 1); slow | as S | union (S | take 1), slow');
    assert.deepEqual(query.tables.map(showPlan), ['Requests | where']);
    const union = query.statements[0] as Plan & { op: 'union' };
    assert.deepEqual(
      union.inputs.map(({ plan }) => showPlan(plan)),
      ['@0', '@0 | take', '@0'],
    );
  });

  const functions: readonly (readonly [name: string, text: string, shown: string])[] = [
    ['positional', 'let f = (a: long, b: long) { a - b }; print f(1, 2)', '-(1:long, 2:long)'],
    ['named, out of order', 'let f = (a: long, b: long) { a - b }; print f(b = 2, a = 1)', '-(1:long, 2:long)'],
    ['defaults', 'let f = (a: long, b: long = 7) { a - b }; print f(1)', '-(1:long, 7:long)'],
    ['a number of another type', 'let f = (a: real) { a / 2 }; print f(5)', '/(#0, 2:long)'],
    ['nested', 'let f = (a: long) { a + 1 }; let g = (a: long) { f(a) * 2 }; print g(3)', '*(+(3:long, 1:long), 2:long)'],
    ['local lets', 'let f = (a: long) { let b = 2; a * b }; print f(3)', '*(3:long, 2:long)'],
    ['no arguments', 'let f = () { 4 }; print f()', '4:long'],
    ['patterns', 'declare pattern p = (a: string)[b: string] { ("x").["y"] = { print z = a }; }; p("x").y', 'x:string'],
    ['query parameters', 'declare query_parameters(n: long = 3); print n', '3:long'],
  ];
  for (const [name, text, shown] of functions) {
    it(`calls: ${name}`, () => assert.equal(value(text), shown));
  }

  it('keeps arguments that depend on the row in place', () => {
    const plan = planOf('let f = (a: real) { let b = a * 2; b + b }; Requests | extend x = f(took)') as Plan & { op: 'extend' };
    assert.equal(show(plan.columns[0]!.expr), '+(*(took, 2:long), *(took, 2:long))');
  });

  it('gives tabular functions their tables', () => {
    const query = lower(
      'let f = (T: (name: string), n: long) { T | where name != "" | take n }; Requests | invoke f(3); f(Hosts, 2)',
    );
    assert.deepEqual(query.statements.map(showPlan), ['Requests | where | take', 'Hosts | where | take']);
  });

  it('places errors of a body in the text of the query', () => {
    const text = 'let f = () { Requests | summarize count() by took bin = 5 }; f()';
    assert.throws(
      () => lower(text),
      (error) => error instanceof KqlError && text.slice(error.span.start).startsWith('bin'),
    );
  });

  it('gives an answer for each expression statement, a value as a row', () => {
    assert.deepEqual(lower('set notruncation; Requests | count; 1 + 1').statements.map(showPlan), ['Requests | count', 'print']);
    assert.throws(() => lower('let a = 1;'), /only declares names/);
    assert.throws(() => lower('restrict access to (Requests); Requests'), /restrict/);
  });
});
