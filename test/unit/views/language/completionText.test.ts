import assert from 'node:assert/strict';
import {
  isHelpful,
  isWorthOffering,
  splitLabel,
  tidyBefore,
  unfinishedOperator,
} from '../../../../src/views/language/completionText';

describe('completions by themselves', () => {
  for (const [line, expected] of [
    ['AppRequests | ', true],
    ['| where ', true],
    ['| summarize count() by ', true],
    ['| join kind=inner (T) on ', true],
    ['| project a, ', true],
    ['| where a == 1 and ', true],
    ['| project-away ', true],
    ['| render ', true],
    ['T ', false],
    ['| where a == 1 ', false],
    ['| where Nowhere ', false],
    ['| take 10 ', false],
    ['| join kind=inner (T) on a ', false],
    ['count(', true],
    ['| join (', false],
    ['| join(', true],
    ['join kind=', true],
    ['hint.strategy=', true],
    ['extend a =', false],
    ['strcat(a,', true],
    ['project a,', false],
    ['workspace("', true],
    ['where a == "', false],
    ['T |', true],
    ['$left.', true],
  ] as const)
    it(`${expected ? 'come' : 'do not come'} after ${JSON.stringify(line)}`, () =>
      assert.equal(isHelpful(line.at(-1) ?? '', line), expected));
});

describe('texts of completions', () => {
  it('filter by the name without its parameters', () => {
    assert.deepEqual(splitLabel('bin(value, roundTo)'), { name: 'bin', detail: '(value, roundTo)' });
    assert.deepEqual(splitLabel('where'), { name: 'where', detail: '' });
    assert.deepEqual(splitLabel('(x)'), { name: '(x)', detail: '' });
  });

  it('leave punctuation to the keyboard', () => {
    assert.deepEqual(['(', '..', '=>', 'in', '1d', 'größe'].filter(isWorthOffering), ['in', '1d', 'größe']);
  });

  it('open brackets without a space', () => {
    assert.deepEqual(['bin( ', 'where ', 'between ('].map(tidyBefore), ['bin(', 'where ', 'between (']);
  });

  it('know an operator that is being typed', () => {
    assert.equal(unfinishedOperator('T | project-'), 'project-');
    assert.equal(unfinishedOperator('T\n|graph-where-'), 'graph-where-');
    assert.equal(unfinishedOperator('T | project-a'), undefined);
    assert.equal(unfinishedOperator('T | extend a = b-'), undefined);
  });
});
