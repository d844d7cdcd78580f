import assert from 'node:assert/strict';
import type { AskAnswer } from '../../../../../src/kql/ask/answer';
import { draftOf as draftOfAnswer, isForModel } from '../../../../../src/kql/ask/model/whenToAsk';
import { draftOf } from './fixtures';

const refused = (reason: 'unclear' | 'outOfScope' | 'unknownResource'): AskAnswer => ({
  kind: 'abstained',
  reason,
  message: '',
  suggestions: [],
});
const draft = draftOf('AppRequests | take 1', 0.6);
const choice: AskAnswer = { kind: 'choice', question: '?', options: [{ label: 'a', choices: {}, draft }] };

describe('when a model is asked', () => {
  for (const [title, answer, expected] of [
    ['an unsure query', draft, true],
    ['a sure query', draftOf('AppRequests | take 1', 0.8), false],
    ['several readings', choice, true],
    ['what is unclear', refused('unclear'), true],
    ['what is no question of data', refused('outOfScope'), false],
    ['a name that nothing has', refused('unknownResource'), false],
    ['a scan', { kind: 'scan', window: { from: 0, to: 1 }, slots: [], explain: [], parts: [] }, false],
  ] as const) {
    it(`${title}: ${expected}`, () => assert.equal(isForModel(answer), expected));
  }

  it('the likeliest reading is the candidate', () => {
    assert.equal(draftOfAnswer(choice), draft);
    assert.equal(draftOfAnswer(draft), draft);
    assert.equal(draftOfAnswer(refused('unclear')), undefined);
  });
});
