import { clockLabel } from '../../../documents/clock';
import { escapeMarkdown } from '../../../documents/markdown';
import type { Failure } from '../../../model/failure';
import type { AskAbstention, AskChoice, AskDraft } from '../../ask/answer';
import type { ScanReport } from '../../ask/scan/runScan';
import { emptySentences, type EmptyReason } from '../../ask/zeroRows';
import { scanMarkdown, type ReportWords } from './scanMarkdown';

/** What a person is told beside the query that was made for their question. */
export interface ToldAnswer {
  readonly question: string;
  /** What was found where the answer is a scan. */
  readonly answer: AskDraft | AskChoice | AskAbstention | ScanReport;
  readonly words: ReportWords;
  readonly failures: readonly Failure[];
  /** Tables whose values are still being read. */
  readonly unread: readonly string[];
  /** What is asked, in words; given for a source other than the notebook's. */
  readonly source?: string;
  /** What came of a model, told before the answer; or in its place, when the query is the model's. */
  readonly model?: { readonly markdown: string; readonly isAnswer: boolean };
}

/** An answer as Markdown. Words of the question, of schemas and of services are data: nothing in them becomes markup. */
export function answerMarkdown({ question, answer, words, failures, unread, source, model }: ToldAnswer): string {
  const own = model?.isAnswer === true ? [] : answerParts(answer, question, source, words);
  const parts = model === undefined ? own : [model.markdown, ...own];
  return [...parts, ...(isAllKnown(answer) ? [] : stillRead(unread)), ...failures.map(failed)].join('\n\n');
}

/** No word of the question was left over: values that are not read yet would change nothing. */
const isAllKnown = (answer: ToldAnswer['answer']): boolean =>
  answer.kind === 'query' && answer.slots.every(({ kind }) => kind !== 'ignored');

/** Why a query gave no rows, to stand under its answer. */
export const emptyMarkdown = (reason: EmptyReason, { timeZone, now }: ReportWords): string =>
  [`**No rows.**`, ...emptySentences(reason, (at) => clockLabel(at, timeZone, now)).map(escapeMarkdown)].join(' ');

/** "high", "medium", "low", of 0 to 1. */
export function confidenceInWords(confidence: number): string {
  if (confidence >= 0.8) return 'high';
  return confidence >= 0.6 ? 'medium' : 'low';
}

function answerParts(answer: ToldAnswer['answer'], question: string, source: string | undefined, words: ReportWords): string[] {
  switch (answer.kind) {
    case 'query':
      return draftParts(answer, source);
    case 'choice':
      return choiceParts(answer);
    case 'abstained':
      return abstentionParts(answer, question);
    case 'report':
      return [scanMarkdown(answer, words)];
  }
}

function draftParts({ tables, confidence, explain, notices }: AskDraft, source: string | undefined): string[] {
  const from = source === undefined ? '' : ` of ${escapeMarkdown(source)}`;
  const reads = `Read as a query of **${tables.map(escapeMarkdown).join(', ')}**${from} (confidence: ${confidenceInWords(confidence)}).`;
  return [reads, ...list(explain), ...notices.map((notice) => `Note: ${escapeMarkdown(notice)}`)];
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

const list = (lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [lines.map((line) => `- ${escapeMarkdown(line)}`).join('\n')];

const stillRead = (tables: readonly string[]): string[] =>
  tables.length === 0
    ? []
    : [
        `Note: values of ${tables.map(escapeMarkdown).join(', ')} are still being read: run the question again for names in them.`,
      ];

const failed = ({ message, nextAction }: Failure): string =>
  `⚠ Not everything could be read, so the answer may be poorer for it: ${escapeMarkdown(`${message} ${nextAction}`.trim())}`;

const code = (words: string): string => `\`${words.replaceAll('`', '\u02cb').replace(/\s+/g, ' ').slice(0, 80)}\``;
