import { escapeMarkdown } from '../../../documents/markdown';
import type { Failure } from '../../../model/failure';
import type { AskAbstention, AskAnswer, AskChoice, AskDraft, AskScan } from '../../ask/answer';

/** What a person is told beside the query that was made for their question. */
export interface ToldAnswer {
  readonly question: string;
  readonly answer: AskAnswer;
  readonly failures: readonly Failure[];
  /** Tables whose values are still being read. */
  readonly unread: readonly string[];
  /** What is asked, in words; given for a source other than the notebook's. */
  readonly source?: string;
}

/** An answer as Markdown. Words of the question, of schemas and of services are data: nothing in them becomes markup. */
export function answerMarkdown({ question, answer, failures, unread, source }: ToldAnswer): string {
  const parts = answerParts(answer, question, source);
  return [...parts, ...stillRead(unread), ...failures.map(failed)].join('\n\n');
}

/** "sure", "fairly sure", "not sure", of 0 to 1. */
export function confidenceInWords(confidence: number): string {
  if (confidence >= 0.8) return 'sure';
  return confidence >= 0.6 ? 'fairly sure' : 'not sure';
}

function answerParts(answer: AskAnswer, question: string, source: string | undefined): string[] {
  switch (answer.kind) {
    case 'query':
      return draftParts(answer, source);
    case 'choice':
      return choiceParts(answer);
    case 'abstained':
      return abstentionParts(answer, question);
    case 'scan':
      return scanParts(answer);
  }
}

function draftParts({ tables, confidence, explain, notices }: AskDraft, source: string | undefined): string[] {
  const from = source === undefined ? '' : ` of ${escapeMarkdown(source)}`;
  const reads = `Read as a query of **${tables.map(escapeMarkdown).join(', ')}**${from}; ${confidenceInWords(confidence)}.`;
  return [reads, ...list(explain), ...notices.map((notice) => `ⓘ ${escapeMarkdown(notice)}`)];
}

function choiceParts({ question, options }: AskChoice): string[] {
  const lines = options.map(
    ({ label, draft }) => `- **${escapeMarkdown(label)}**: ${draft.explain.map(escapeMarkdown).join('; ')}`,
  );
  return [`**${escapeMarkdown(question)}**`, lines.join('\n'), 'Nothing was queried yet: choose below the question.'];
}

function abstentionParts({ message, start, length, suggestions }: AskAbstention, question: string): string[] {
  const words = start === undefined || length === undefined ? '' : question.slice(start, start + length).trim();
  return [
    `**Not answered:** ${escapeMarkdown(message)}`,
    ...(words === '' ? [] : [`In the question: ${code(words)}`]),
    ...(suggestions.length === 0 ? [] : ['What can be asked:', ...list(suggestions)]),
  ];
}

function scanParts({ explain, parts }: AskScan): string[] {
  const count = parts.length === 1 ? '1 query' : `${parts.length} queries`;
  return [
    `Read as a search for what was unusual: ${count} below, over the time and what came before it.`,
    ...list(explain),
    ...list(parts.map(({ title }) => title)),
    'The rows are not compared yet: what stands out is for you to see.',
  ];
}

const list = (lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [lines.map((line) => `- ${escapeMarkdown(line)}`).join('\n')];

const stillRead = (tables: readonly string[]): string[] =>
  tables.length === 0
    ? []
    : [`ⓘ Values of ${tables.map(escapeMarkdown).join(', ')} are still being read: run the question again for names in them.`];

const failed = ({ message, nextAction }: Failure): string =>
  `⚠ Not everything could be read, so the answer may be poorer for it: ${escapeMarkdown(`${message} ${nextAction}`.trim())}`;

const code = (words: string): string => `\`${words.replaceAll('`', '\u02cb').replace(/\s+/g, ' ').slice(0, 80)}\``;
