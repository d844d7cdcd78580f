import type { PreparedQuestion } from './prepare';
import { preview } from './prompt';
import type { ModelResult } from './types';

const line = '─'.repeat(80);

/** What would be sent to a model, for the person who is to allow it: what it is, and then exactly that. */
export function previewText(label: string, { request, tokens, dropped }: PreparedQuestion, sendValues: boolean): string {
  return [
    `To: ${label}`,
    `About ${tokens.toLocaleString('en')} tokens. Personal data and identifiers are exchanged for stand-ins; secrets are taken out.`,
    sendValues
      ? 'Sample values of some columns are part of it (setting "sre.models.sendValues"). No rows are.'
      : 'No values of columns and no rows are part of it.',
    ...(dropped.length === 0 ? [] : [`Left out for its length: ${dropped.join(', ')}.`]),
    'If the answer does not pass the checks, one more request repeats this with the answer and what was wrong with it.',
    'Exactly this is sent:',
    line,
    preview(request),
    '',
  ].join('\n');
}

/** What was sent to a model and what came back, turn by turn. */
export function exchangeText(label: string, { turns, failure }: ModelResult): string {
  const parts = turns.map(({ sent, reply, problems }, index) =>
    [
      `Request ${index + 1} to ${label}`,
      line,
      sent,
      line,
      'Answer',
      line,
      reply ?? 'none',
      ...(problems.length === 0
        ? []
        : [line, 'What was wrong with it', line, ...problems.map(({ code, message }) => `${code}: ${message}`)]),
    ].join('\n'),
  );
  const end = failure === undefined ? [] : [`${failure.code}: ${failure.message}`];
  return `${[...parts, ...(turns.length === 0 ? ['Nothing was sent.'] : []), ...end].join(`\n\n`)}\n`;
}
