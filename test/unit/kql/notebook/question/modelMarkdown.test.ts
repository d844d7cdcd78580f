import assert from 'node:assert/strict';
import type { ModelFailureCode, ModelResult } from '../../../../../src/kql/ask/model/types';
import { modelMarkdown, nextActionOf } from '../../../../../src/kql/notebook/question/modelMarkdown';

const turn = { sent: 'x', problems: [], repairs: [], milliseconds: 1234 };
const result: ModelResult = {
  chosen: 'model',
  kql: 'AppRequests | take 1',
  model: { kql: 'AppRequests | take 1', flavour: 'workspace', tables: ['AppRequests'] },
  differences: [{ slot: 'condition', draft: [], model: ['a == "[x](command:evil)"'] }],
  assumptions: ['slow is over a second', '![x](https://evil.example)'],
  notices: [],
  problems: [],
  repairs: [
    { kind: 'column', from: 'Duration', to: 'DurationMs' },
    { kind: 'rowCap', from: '', to: '1000 rows' },
  ],
  turns: [turn],
  milliseconds: 1234,
  tokensIn: 1200,
  tokensOut: 80,
  cost: { amount: 0.00421, currency: 'USD' },
};
const told = (more: Partial<ModelResult> = {}, hasDraft = true): string =>
  modelMarkdown({ label: 'gpt at models.example.com', result: { ...result, ...more }, hasDraft });

describe('what is told of a model', () => {
  it('names it, what it assumed, what differs, what was mended and what it took', () => {
    const text = told();
    assert.match(text, /from a language model, \*\*gpt at models\.example\.com\*\*: a query of \*\*AppRequests\*\*/);
    assert.match(text, /- slow is over a second/);
    assert.match(text, /- condition: nothing without it, a == /);
    assert.match(text, /- column: Duration → DurationMs\n- rowCap: added 1000 rows/);
    assert.match(text, /1 request, 1\.2 s, 1,200 tokens sent, 80 received, 0\.0042 USD\./);
  });

  it('makes no markup of what a model wrote', () => {
    assert.doesNotMatch(told(), /\]\((?:command|https):/);
    assert.doesNotMatch(told(), /(?<!\\)!\[/);
  });

  it('names no differences where there was no query before', () => {
    assert.doesNotMatch(told({}, false), /differs/);
  });

  it('says when it made the same query, and when figures are not known', () => {
    const { tokensIn, tokensOut, cost, ...rest } = result;
    assert.ok(tokensIn !== undefined && tokensOut !== undefined && cost !== undefined);
    const text = modelMarkdown({ label: 'm', result: { ...rest, chosen: 'draft', differences: [] }, hasDraft: true });
    assert.match(text, /made the same query/);
    assert.match(text, /tokens not counted, cost not known\./);
  });

  const codes: readonly ModelFailureCode[] = [
    'noConsent',
    'timedOut',
    'rateLimited',
    'unavailable',
    'tooLong',
    'refused',
    'noQuery',
    'noJson',
    'wrongShape',
    'notAllowed',
  ];
  for (const code of codes) {
    it(`says what to do when it is ${code}`, () => {
      const failure = { code, message: 'No.' };
      assert.match(nextActionOf(failure), /^[A-Z].*\.$/);
      const text = told({ chosen: 'draft', failure, turns: [] });
      assert.ok(text.startsWith('⚠ No query from **gpt at models.example.com**: No.'));
      assert.match(text, /The query that was made without it stands\.$/);
      assert.doesNotMatch(told({ chosen: 'none', failure }, false), /stands/);
    });
  }

  it('says how long to wait', () => {
    assert.equal(nextActionOf({ code: 'rateLimited', message: '', retryAfter: 6500 }), 'Ask again in 7 s.');
  });
});
