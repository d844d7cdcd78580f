import type { AskAnswer, AskDraft } from '../answer';

/** From this confidence on a query that was made without a model is not put to one. */
const SURE = 0.8;

/** Whether a model is asked without being told to: what is not understood, is asked back, or is not sure. Refusals stand. */
export function isForModel(answer: AskAnswer): boolean {
  switch (answer.kind) {
    case 'query':
      return answer.confidence < SURE;
    case 'choice':
      return true;
    case 'abstained':
      return answer.reason === 'unclear';
    case 'scan':
      return false;
  }
}

/** The query that an answer has, or the likeliest of those that it asks back about. */
export function draftOf(answer: AskAnswer): AskDraft | undefined {
  if (answer.kind === 'query') return answer;
  return answer.kind === 'choice' ? answer.options[0]?.draft : undefined;
}
