import { escapeMarkdown } from '../../../documents/markdown';
import type { ModelFailure, ModelResult, SlotDifference } from '../../ask/model/types';

/** What a model was asked and what came of it, for the person who asked. */
export interface ToldModel {
  /** For people: `gpt-4o at models.example.com`. */
  readonly label: string;
  readonly result: ModelResult;
  /** There was a query before the model was asked. */
  readonly hasDraft: boolean;
}

/** What came of a model as Markdown. All that a model, a service or a schema wrote is data: nothing in it becomes markup. */
export function modelMarkdown(told: ToldModel): string {
  const { result, label } = told;
  const name = `**${escapeMarkdown(label)}**`;
  const parts = result.failure === undefined ? answerParts(told, name) : failureParts(result.failure, told, name);
  return [...parts, ...(result.turns.length === 0 ? [] : [figures(result)])].join('\n\n');
}

/** What a person can do after a model gave no query. */
export function nextActionOf({ code, retryAfter }: ModelFailure): string {
  switch (code) {
    case 'noConsent':
      return 'Choose "SRE: Ask a Model" to see what would be sent, and to allow it.';
    case 'timedOut':
      return 'Ask again, or raise the setting "sre.models.timeoutSeconds".';
    case 'rateLimited':
      return retryAfter === undefined ? 'Ask again later.' : `Ask again in ${Math.ceil(retryAfter / 1000)} s.`;
    case 'unavailable':
      return 'Look at the settings of "sre.models", or choose another model with "SRE: Choose Model…".';
    case 'tooLong':
      return 'Ask for less at once, or choose a model that reads more.';
    case 'refused':
      return 'Ask in other words, or write the query yourself.';
    case 'noQuery':
      return 'Name the table or what is measured, and ask again.';
    case 'noJson':
    case 'wrongShape':
      return 'Ask again, or choose another model with "SRE: Choose Model…".';
    case 'notAllowed':
      return 'Ask in other words: name the table and the columns that are meant.';
  }
}

function answerParts({ result, hasDraft }: ToldModel, name: string): string[] {
  const { chosen, model, differences, assumptions, notices, repairs } = result;
  if (chosen === 'draft') return [`${name} was asked too, and made the same query.`];
  const tables = (model?.tables ?? []).map(escapeMarkdown).join(', ');
  return [
    `The query below is from a language model, ${name}: a query of **${tables}**. It passed the same checks as every query that is made here; whether it answers the question is for you to see.`,
    ...section('What it took for granted:', assumptions),
    ...(hasDraft ? section('What differs from the query that was made without it:', differences.map(differenceText)) : []),
    ...section(
      'Mended before it was checked:',
      repairs.map(({ kind, from, to }) => (from === '' ? `${kind}: added ${to}` : `${kind}: ${from} → ${to}`)),
    ),
    ...notices.map((notice) => `ⓘ ${escapeMarkdown(notice)}`),
  ];
}

function failureParts(failure: ModelFailure, { hasDraft }: ToldModel, name: string): string[] {
  const stands = hasDraft ? ' The query that was made without it stands.' : '';
  return [`⚠ No query from ${name}: ${escapeMarkdown(`${failure.message} ${nextActionOf(failure)}${stands}`)}`];
}

const differenceText = ({ slot, draft, model }: SlotDifference): string =>
  `${slot}: ${sideText(draft)} without it, ${sideText(model)} with it`;

const sideText = (texts: readonly string[]): string => (texts.length === 0 ? 'nothing' : texts.join(', '));

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [[title, '', ...lines.map((line) => `- ${escapeMarkdown(line)}`)].join('\n')];

function figures({ turns, milliseconds, tokensIn, tokensOut, cost }: ModelResult): string {
  const tokens =
    tokensIn === undefined || tokensOut === undefined
      ? 'tokens not counted'
      : `${tokensIn.toLocaleString('en')} tokens sent, ${tokensOut.toLocaleString('en')} received`;
  const price = cost === undefined ? 'cost not known' : `${amountText(cost.amount)} ${escapeMarkdown(cost.currency)}`;
  const requests = turns.length === 1 ? '1 request' : `${turns.length} requests`;
  return `${requests}, ${(milliseconds / 1000).toFixed(1)} s, ${tokens}, ${price}.`;
}

/** Two digits that say something: 0.0042, 1.25. */
const amountText = (amount: number): string => (amount >= 0.1 ? amount.toFixed(2) : String(Number(amount.toPrecision(2))));
