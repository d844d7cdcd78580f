import { withDeadline } from './deadline';
import { parseReply } from './parseReply';
import { plainText } from './plainText';
import { prepareQuestion, type ModelQuestion, type PreparedQuestion } from './prepare';
import { preview, secondRequest } from './prompt';
import { ModelError, type ModelProvider, type ModelRequest } from './provider';
import { answerResult, failureResult } from './result';
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
  if (!ask.consent) {
    return failureResult(ask, [], { code: 'noConsent', message: 'Nobody has allowed that the question is sent to a model.' });
  }
  const prepared = prepare(ask);
  if (prepared instanceof ModelError) return failureResult(ask, [], failureFrom(prepared));
  const turns: ModelTurn[] = [];
  for (let request = prepared.request; ;) {
    const outcome = await takeTurn(request, prepared, ask, signal);
    turns.push(outcome.turn);
    if (outcome.kind === 'answer') return answerResult(ask, turns, outcome);
    if (outcome.kind === 'failed' || turns.length >= MOST_TURNS) return failureResult(ask, turns, outcome.failure);
    request = secondRequest(prepared.request, outcome.query, outcome.errors);
  }
}

function prepare(ask: ModelAsk): PreparedQuestion | ModelError {
  try {
    return prepareQuestion(ask);
  } catch (error) {
    if (error instanceof ModelError) return error;
    throw error;
  }
}

type Outcome = { readonly turn: ModelTurn } & (
  | { readonly kind: 'answer'; readonly checked: CheckedQuery; readonly assumptions: readonly string[]; readonly dropped: number }
  | { readonly kind: 'failed'; readonly failure: ModelFailure }
  /** What the next turn is told: with stand-ins, as the model knows it. */
  | { readonly kind: 'wrong'; readonly failure: ModelFailure; readonly query?: string; readonly errors: readonly string[] }
);

async function takeTurn(
  request: ModelRequest,
  { redaction }: PreparedQuestion,
  ask: ModelAsk,
  signal: AbortSignal,
): Promise<Outcome> {
  const started = performance.now();
  const base = { sent: preview(request), problems: [], repairs: [] };
  let reply;
  try {
    reply = await withDeadline(request.timeout, signal, (inner) => ask.provider.complete(request, inner));
  } catch (error) {
    signal.throwIfAborted();
    const failure = failureFrom(error);
    return { kind: 'failed', failure, turn: { ...base, milliseconds: performance.now() - started } };
  }
  const { text, isCut, ...figures } = reply;
  const turn = { ...base, reply: text, ...figures };
  const parsed = parseReply(text);
  if (!parsed.ok) {
    const { code, message } = parsed;
    const failure = { code, message: isCut ? `${message} It was cut.` : message };
    if (code === 'noQuery') return { kind: 'failed', failure, turn };
    return { kind: 'wrong', failure, errors: [message], turn: { ...turn, problems: [{ code, message }] } };
  }
  const { kql, tables, assumptions, dropped } = parsed.query;
  const checked = await ask.checker.check(redaction.restore(kql), tables);
  const checkedTurn = { ...turn, kql: checked.kql, problems: checked.problems, repairs: checked.repairs };
  if (checked.problems.length === 0) {
    return { kind: 'answer', checked, assumptions: assumptions.map((one) => redaction.restore(one)), dropped, turn: checkedTurn };
  }
  const failure = notAllowed(checked.problems);
  if (checked.problems.some(({ code }) => hostile.has(code))) return { kind: 'failed', failure, turn: checkedTurn };
  const errors = checked.problems.slice(0, 8).map((problem) => redaction.hide(errorText(problem, checked.kql)));
  return { kind: 'wrong', failure, query: redaction.hide(checked.kql), errors, turn: checkedTurn };
}

function errorText({ code, message, start, length }: QueryProblem, kql: string): string {
  const place = start === undefined || length === undefined ? '' : plainText(kql.slice(start, start + length), 60);
  return plainText(place === '' ? `${code}: ${message}` : `${code} at ${place}: ${message}`, 240);
}

function notAllowed(problems: readonly QueryProblem[]): ModelFailure {
  const said = problems.slice(0, 3).map(({ message }) => message);
  return { code: 'notAllowed', message: `The query of the model did not pass the check. ${said.join(' ')}` };
}

/** What a provider throws beside a ModelError is not quoted: it may hold what was sent. */
function failureFrom(error: unknown): ModelFailure {
  if (!(error instanceof ModelError)) return { code: 'unavailable', message: 'The model failed to answer.' };
  const { code, message, retryAfter } = error;
  return { code, message, ...(retryAfter !== undefined && { retryAfter }) };
}
