import { withDeadline } from './deadline';
import { parseReply, type ModelQuery } from './parseReply';
import { plainText } from './plainText';
import { prepareQuestion, type ModelQuestion, type PreparedQuestion } from './prepare';
import { preview, secondRequest } from './prompt';
import { ModelError, type ModelProvider, type ModelReply, type ModelRequest } from './provider';
import { resultOf, type Accepted } from './result';
import type { CheckedQuery, ModelFailure, ModelResult, ModelTurn, QueryChecker, QueryProblem } from './types';

export interface ModelAsk extends ModelQuestion {
  readonly provider: ModelProvider;
  readonly checker: QueryChecker;
  /** A person has allowed that this is sent to this model. Nothing is sent without. */
  readonly consent: boolean;
  /** From this confidence on the draft is the answer: 0.8 when absent. */
  readonly trustDraftFrom?: number;
}

const MOST_TURNS = 2;

/** What no honest slip leads to: such an answer gets no second turn. */
const hostile: ReadonlySet<string> = new Set(['command', 'externalData', 'remote', 'plugin']);

/**
 * Asks a model for a query: at most two turns, the second with what was wrong with the first. Its query has to pass the same check as any
 * other, over the window of the question; between it and the draft the surer one is the answer. What goes wrong with the model is part of the
 * result; only an abort rejects, with the reason of the signal.
 */
export async function askModel(ask: ModelAsk, signal: AbortSignal): Promise<ModelResult> {
  signal.throwIfAborted();
  if (!ask.consent) return resultOf(ask, [], failureFrom(new ModelError('noConsent', 'Nobody has allowed that the question is sent to a model.')));
  const prepared = attempted(() => prepareQuestion(ask));
  if (prepared instanceof ModelError) return resultOf(ask, [], failureFrom(prepared));
  const turns: ModelTurn[] = [];
  let request = prepared.request;
  let failure: ModelFailure = { code: 'unavailable', message: 'The model was not asked.' };
  while (turns.length < MOST_TURNS) {
    const reply = await answerTo(request, ask.provider, signal);
    const turn = { sent: preview(request) };
    if (reply instanceof ModelError) {
      turns.push({ ...turn, problems: [], repairs: [], milliseconds: reply.milliseconds });
      failure = failureFrom(reply.error);
      break;
    }
    break;
  }
  return resultOf(ask, turns, failure);
}
