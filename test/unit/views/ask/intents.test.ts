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
    'It is 7am. Have any critical alerts fired overnight? Please summarise the incidents.',
    'Did anything critical alert while I was asleep? Give me an overview of the incidents.',
    'any sev 0 or sev 1 alerts during the night?',
    'What did I miss last night? Alerts, incidents?',
    'summary of overnight incidents please',
    'Overnight digest of alerts',
    'Were there any outages through the night?',
    'did we have any incidents last night',
    'Good morning! Any critical alarms overnight?',
    'recap the alerts of the night',
    'Handover: which alerts fired overnight? Summarize them.',
    'morning briefing: incidents overnight',
    'Was there any incident in the night',
    'did any pages wake someone last night?',
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
    'how many critical alerts fired last night per resource',
    'number of incidents overnight',
    'chart the alerts of last night by hour',
    'alerts overnight grouped by severity',
    'top 5 alert rules last night',
    'list all critical alerts that fired overnight',
    'trend of alerts during the night',
    'average time to resolve any incident last night',
    'summarize the errors of last night',
    'did any requests fail overnight?',
    'were there any restarts last night?',
    'any deployments overnight?',
    'show me the rows of the alerts of last night',
    'are there any critical alerts right now?',
    'summarize the incidents of last week',
    'did any critical alerts trigger yesterday at noon?',
    'which alert rules are noisy?',
    'any page views overnight?',
    'show me the incidents per day',
    'count the pages of the night by team',
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
