import assert from 'node:assert/strict';
import { intentOf } from '../../../../src/views/ask/intents';
import { recentQuestions, rememberQuestion, type Memory } from '../../../../src/views/ask/recentQuestions';

describe('a question for a feature', () => {
  for (const question of [
    "It's 9am, did any critical alerts trigger overnight on the Contoso Hotels system? Summarize any incidents.",
    'Were there any critical alerts last night?',
    'Summarise the incidents of last night',
    'what happened overnight? any incidents?',
    'Did we get paged during the night?',
    'give me a recap of overnight alerts',
  ]) {
    it(`is the overnight summary: ${question}`, () => assert.equal(intentOf(question), 'overnightSummary'));
  }

  for (const question of [
    'Show me all error logs from the web app in the last hour',
    'how many alerts fired overnight',
    'count of alerts last night by severity',
    'which incidents are open?',
    'What was unusual around 2 AM?',
    'failed requests overnight',
    'any errors overnight?',
    'summarize requests by result code',
    '',
  ]) {
    it(`is none: ${question}`, () => assert.equal(intentOf(question), undefined));
  }
});

describe('questions of a workspace', () => {
  it('are remembered, the last first, each once, at most ten', async () => {
    let kept: unknown;
    const memory: Memory = {
      get: () => kept,
      update: (_, value) => {
        kept = value;
        return Promise.resolve();
      },
    };
    assert.deepEqual(recentQuestions(memory), []);
    for (let n = 0; n < 12; n += 1) await rememberQuestion(memory, `q${n}`);
    await rememberQuestion(memory, 'q5');
    assert.deepEqual(recentQuestions(memory).slice(0, 3), ['q5', 'q11', 'q10']);
    assert.equal(recentQuestions(memory).length, 10);
    kept = 'nonsense';
    assert.deepEqual(recentQuestions(memory), []);
  });
});
