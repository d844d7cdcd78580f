import assert from 'node:assert/strict';
import type { AskDraft } from '../../../../../src/kql/ask/answer';
import { answerMarkdown, confidenceInWords } from '../../../../../src/kql/notebook/question/answerMarkdown';

const draft: AskDraft = {
  kind: 'query',
  kql: 'AppRequests | count',
  store: 'logs',
  flavour: 'workspace',
  tables: ['AppRequests'],
  slots: [],
  explain: ["'requests' → AppRequests", 'Time: last 24 hours (assumed)'],
  confidence: 0.9,
  notices: ['No time was named: last 24 hours.'],
};
const told = (answer: Parameters<typeof answerMarkdown>[0]['answer'], question = 'how many requests'): string =>
  answerMarkdown({ question, answer, failures: [], unread: [] });

describe('an answer in words', () => {
  it('says what was read, how sure, and each part', () => {
    const text = told(draft);
    assert.match(text, /Read as a query of \*\*AppRequests\*\*; sure\./);
    assert.match(text, /^- 'requests' → AppRequests\n- Time: last 24 hours/m);
    assert.match(text, /ⓘ No time was named/);
  });

  it('names another source, and what could not be read', () => {
    const text = answerMarkdown({
      question: 'vms',
      answer: draft,
      source: 'Resource Graph',
      unread: ['Perf'],
      failures: [{ source: 'logs', kind: 'forbidden', message: 'Reading resources was refused.', nextAction: 'Ask for Reader.' }],
    });
    assert.match(text, /of Resource Graph/);
    assert.match(text, /Values of Perf are still being read/);
    assert.match(text, /⚠ Not everything could be read.*Reading resources was refused\. Ask for Reader\./);
  });

  it('gives no markup to words of the question, of schemas and of services', () => {
    const nasty = '<img src=x> [a](command:b) **bold** $(icon) `code`\n# head';
    const texts = [
      told({ ...draft, tables: [nasty], explain: [nasty], notices: [nasty] }),
      told({ kind: 'choice', question: nasty, options: [{ label: nasty, choices: {}, draft: { ...draft, explain: [nasty] } }] }),
      told({ kind: 'abstained', reason: 'unclear', message: nasty, start: 0, length: 99, suggestions: [nasty] }, nasty),
    ];
    for (const text of texts)
      assert.doesNotMatch(text.replace(/^In the question: `[^`\n]*`$/m, ''), /(?<!\\)(?:<img|\]\(|`|\$\()|^# head/m);
  });

  it('shows the words that are in the way', () => {
    const question = 'errors of payroll today';
    const text = told(
      {
        kind: 'abstained',
        reason: 'unknownResource',
        message: 'No resource is called payroll.',
        start: 10,
        length: 7,
        suggestions: ['Errors today'],
      },
      question,
    );
    assert.match(text, /\*\*Not answered:\*\* No resource is called payroll\./);
    assert.match(text, /In the question: `payroll`/);
    assert.match(text, /^- Errors today$/m);
  });

  it('lists what to choose from', () => {
    const text = told({
      kind: 'choice',
      question: 'Which logs?',
      options: [
        { label: 'AppTraces', choices: { 'table-1': 'AppTraces' }, draft },
        { label: 'Syslog', choices: { 'table-1': 'Syslog' }, draft },
      ],
    });
    assert.match(text, /\*\*Which logs\?\*\*/);
    assert.match(text, /^- \*\*AppTraces\*\*.*\n- \*\*Syslog\*\*/m);
  });

  it('says of a search how many queries it is', () => {
    const text = told({
      kind: 'scan',
      window: { from: 0, to: 1 },
      slots: [],
      explain: [],
      parts: [
        { id: 'a', title: 'Failures', store: 'logs', kql: 'A', window: { from: 0, to: 1 }, unit: '', bad: 'high' },
        { id: 'b', title: 'Latency', store: 'logs', kql: 'B', window: { from: 0, to: 1 }, unit: 'ms', bad: 'high' },
      ],
    });
    assert.match(text, /2 queries below/);
    assert.match(text, /^- Failures\n- Latency$/m);
  });

  it('has words for how sure', () => {
    assert.deepEqual([1, 0.8, 0.7, 0.5].map(confidenceInWords), ['sure', 'sure', 'fairly sure', 'not sure']);
  });
});
