import assert from 'node:assert/strict';
import type { AskDraft, ScanPart } from '../../../../../src/kql/ask/answer';
import type { Finding } from '../../../../../src/kql/ask/scan/findUnusual';
import type { ScanReport } from '../../../../../src/kql/ask/scan/runScan';
import { answerMarkdown, confidenceInWords, emptyMarkdown } from '../../../../../src/kql/notebook/question/answerMarkdown';

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
const words = { timeZone: 'Europe/Oslo', now: Date.parse('2026-10-14T09:00:00Z') };
const told = (answer: Parameters<typeof answerMarkdown>[0]['answer'], question = 'how many requests'): string =>
  answerMarkdown({ question, answer, words, failures: [], unread: [] });

const at = Date.parse('2026-10-14T02:00:00Z');
const part: ScanPart = {
  id: 'cpu',
  title: 'CPU',
  store: 'logs',
  kql: 'Perf',
  window: { from: at - 1, to: at },
  unit: '%',
  bad: 'high',
};
const finding: Finding = { part, of: 'orders', at, value: 90, usual: 30, unit: '%', strength: 9 };
const report = (findings: readonly Finding[]): ScanReport => ({
  kind: 'report',
  scan: {
    kind: 'scan',
    window: { from: at, to: at + 3_600_000 },
    slots: [],
    explain: [],
    parts: [part],
    absent: [{ title: 'Beats', tables: ['Heartbeat'] }],
  },
  findings,
  compared: [{ part, series: 2, days: 7 }],
  skipped: [],
  failed: [],
});

describe('an answer in words', () => {
  it('says what was read, how sure, and each part', () => {
    const text = told(draft);
    assert.match(text, /Read as a query of \*\*AppRequests\*\* \(confidence: high\)\./);
    assert.match(text, /^- 'requests' → AppRequests\n- Time: last 24 hours/m);
    assert.match(text, /Note: No time was named/);
  });

  it('names another source, and what could not be read', () => {
    const text = answerMarkdown({
      question: 'vms',
      answer: draft,
      words,
      source: 'Resource Graph',
      unread: ['Perf'],
      failures: [{ source: 'logs', kind: 'forbidden', message: 'Reading resources was refused.', nextAction: 'Ask for Reader.' }],
    });
    assert.match(text, /of Resource Graph/);
    assert.match(text, /⚠ Not everything could be read.*Reading resources was refused\. Ask for Reader\./);
  });

  it('names tables whose values are not read yet only where a word was left over', () => {
    const asked = { question: 'requests of depot', words, unread: ['Perf'], failures: [] };
    assert.doesNotMatch(answerMarkdown({ ...asked, answer: draft }), /still being read/);
    const left = { id: 'ignored-1', kind: 'ignored', words: 'depot', meaning: 'left out', isAssumed: false, others: [] } as const;
    assert.match(
      answerMarkdown({ ...asked, answer: { ...draft, slots: [...draft.slots, left] } }),
      /values of Perf are still being read/,
    );
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

  it('tells what a search found, when, against what, and by which query', () => {
    const text = told(report([finding]));
    assert.match(text, /^\*\*1 thing was unusual\.\*\*/);
    assert.match(text, /^\| When \(Europe\/Oslo\) \|/m);
    assert.match(text, /^\| 04:00 \| CPU: orders \| 90\u00a0% \| usually 30 % \| \\#1 \|$/m);
    assert.match(text, /Looked at, with how many series: CPU \\\(2\\\)\./);
  });

  it('says of what recurs that it does', () => {
    const text = told(report([{ ...finding, recurs: { days: 7, of: 7 } }]));
    assert.match(text, /Nothing was unusual for these hours\. 1 value is high, but also on other days\./);
    assert.match(text, /30 % around it; as on 7 of 7 days before/);
  });

  it('says that nothing was unusual with what was looked at and what was not', () => {
    const text = told(report([]));
    assert.match(text, /^\*\*Nothing unusual in what was looked at\.\*\*/);
    assert.match(text, /Not looked at: Beats \\\(no data in Heartbeat\\\)/);
    assert.match(text, /Looked at, .*CPU/);
  });

  it('never says so when a part could not be read, or nothing could be compared', () => {
    const failure = { source: 'logs', kind: 'timeout', message: 'It took too long.', nextAction: '' } as const;
    const text = told({ ...report([]), failed: [{ part, failure }] });
    assert.doesNotMatch(text, /Nothing unusual/);
    assert.match(text, /not everything could/);
    assert.match(text, /Not looked at: CPU \\\(It took too long\.\\\)/);
    const none = told({ ...report([]), compared: [], skipped: [{ part, days: 1 }] });
    assert.doesNotMatch(none, /Nothing unusual/);
    assert.match(none, /CPU \\\(data of 1 of the 7 days before\\\)/);
  });

  it('gives no markup to names of what was found', () => {
    const nasty = '<img src=x> | [a](command:b) `code`';
    const text = told(report([{ ...finding, of: nasty }]));
    assert.doesNotMatch(text, /(?<!\\)(?:<img|\]\(|`)/);
    assert.equal(
      text
        .split('\n')
        .find((line) => line.includes('90\u00a0%'))
        ?.split(/(?<!\\)\|/).length,
      7,
    );
  });

  it('says why there are no rows', () => {
    const reason = { blamed: [], lastSeen: Date.parse('2026-10-12T07:00:00Z'), days: 30, failed: [] };
    assert.equal(
      emptyMarkdown(reason, words),
      '**No rows.** No single filter is to blame: nothing in this window; such rows were last seen Mon 09:00.',
    );
    assert.match(
      emptyMarkdown({ ...reason, blamed: [{ meaning: '`x` is *y*', column: 'x', has: ['<b>'], isRange: false }] }, words),
      /Without '\\`x\\` is \\\*y\\\*' there are rows\. x has \\<b\\>\./,
    );
  });

  it('has words for how sure', () => {
    assert.deepEqual([1, 0.8, 0.7, 0.5].map(confidenceInWords), ['high', 'high', 'medium', 'low']);
  });
});
