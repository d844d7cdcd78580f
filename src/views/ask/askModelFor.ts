import { redact } from '../../azure/redact';
import type { AskDraft } from '../../kql/ask/answer';
import type { Asked } from '../../kql/ask/gather/askContexts';
import { connectionOfStore } from '../../kql/ask/gather/askTables';
import { askModel } from '../../kql/ask/model/modelPath';
import { ModelError, type ModelProvider } from '../../kql/ask/model/provider';
import type { ModelCheck } from '../../kql/ask/model/scope';
import type { ModelFailure, ModelResult, QueryChecker } from '../../kql/ask/model/types';
import { draftOf, isForModel } from '../../kql/ask/model/whenToAsk';
import type { LanguageService } from '../../kql/language/languageService';
import { modelMarkdown } from '../../kql/notebook/question/modelMarkdown';
import { isKqlError } from '../../kql/notebook/sentText';
import type { QueryConnection } from '../../model/queryConnection';
import type { AnswerOptions, ModelAnswered, ModelAnswersParts, ReadyQuestion } from './modelAnswers';

type Parts = ModelAnswersParts;

/** What would be sent for a question; nothing is sent. */
export async function readyQuestion(
  text: string,
  asked: Asked,
  provider: ModelProvider,
  { models, queries }: Parts,
  signal: AbortSignal,
): Promise<ReadyQuestion> {
  const draft = draftOf(asked.answer);
  const { context, window, isComparison } = await queries.language.modelScope(asked.request, draft?.tables ?? [], { signal });
  const { sendValues, timeoutSeconds } = models.settings;
  return {
    text,
    asked,
    provider,
    isComparison: isComparison || draft?.slots.some(({ kind }) => kind === 'comparison') === true,
    question: {
      question: text,
      context,
      window: draft?.window ?? window,
      redact,
      sendValues,
      limits: { timeout: timeoutSeconds * 1000 },
      ...(draft !== undefined && { draft }),
    },
  };
}

/** Asks the model what the person sent by hand, or what is not sure and may be sent. */
export async function answerByModel(
  text: string,
  asked: Asked,
  byHand: ReadyQuestion | undefined,
  connection: QueryConnection,
  parts: Parts,
  options: AnswerOptions,
): Promise<ModelAnswered> {
  const { answer, request } = asked;
  const isChosen = Object.keys(request.choices ?? {}).length > 0;
  if (byHand === undefined && (isChosen || !isForModel(answer))) return { asked };
  let ready = byHand;
  try {
    if (ready === undefined) {
      const provider = await parts.models.provider();
      if (!parts.models.hasConsent(provider)) return { asked };
      ready = await readyQuestion(text, asked, provider, parts, options.signal);
    }
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    const result = nothingFrom(draftOf(answer), { code: error.code, message: error.message });
    return answered(asked, 'the chosen model', result, connection);
  }
  const { provider, question, isComparison } = ready;
  options.onProgress(`asking ${provider.label}`);
  const check: ModelCheck = {
    key: request.key,
    now: request.now,
    window: question.window ?? { from: request.now, to: request.now },
    isComparison,
    said: [],
    ...(question.draft !== undefined && { flavour: question.draft.flavour }),
  };
  const checker = checkerOver(parts.queries.language, check, options.signal);
  // Only what is not sure comes here, or what a person put to the model themselves: its query is the answer.
  let result: ModelResult;
  try {
    result = await askModel({ ...question, provider, checker, consent: true, trustDraftFrom: Infinity }, options.signal);
  } catch (error) {
    options.signal.throwIfAborted();
    if (!isKqlError(error)) throw error;
    result = nothingFrom(question.draft, { code: 'notAllowed', message: `Its query could not be checked. ${error.message}` });
  }
  parts.log.info(`Model: ${outcomeText(result)}, ${result.turns.length} requests, ${Math.round(result.milliseconds)} ms`);
  return answered(asked, provider.label, result, connection);
}

function checkerOver(language: LanguageService, check: ModelCheck, signal: AbortSignal): QueryChecker {
  return {
    check: (kql, said) => language.checkModelQuery(kql, { ...check, said }, { signal }),
    compare: (draft, model, said) => language.compareQueries(draft, model, { ...check, said }, { signal }),
  };
}

function answered(asked: Asked, label: string, result: ModelResult, connection: QueryConnection): ModelAnswered {
  const { answer } = asked;
  const draft = draftOf(answer);
  const markdown = modelMarkdown({ label, result, hasDraft: answer.kind === 'query' });
  const exchange = { label, result };
  if (result.failure !== undefined) return { asked, exchange, markdown };
  // The model settles which of several readings is meant.
  const made = result.chosen === 'draft' ? draft : queryOf(result, asked);
  if (made === undefined) return { asked, exchange, markdown };
  const runsOn = connectionOfStore(made.store, connection);
  return { asked: { ...asked, answer: made, connection: runsOn }, exchange, markdown };
}

function queryOf({ model, notices }: ModelResult, { answer }: Asked): AskDraft | undefined {
  if (model === undefined) return undefined;
  const { kql, flavour, tables } = model;
  const window = draftOf(answer)?.window;
  const logs = tables.length > 0 && tables.every((table) => table === 'AzureMetrics') ? 'metrics' : 'logs';
  return {
    kind: 'query',
    kql,
    store: flavour === 'graph' ? 'graph' : logs,
    flavour,
    tables,
    ...(window !== undefined && { window }),
    slots: [],
    explain: [],
    confidence: 0.5,
    notices,
  };
}

const nothingFrom = (draft: AskDraft | undefined, { code, message }: ModelFailure): ModelResult => ({
  chosen: draft === undefined ? 'none' : 'draft',
  failure: { code, message },
  differences: [],
  assumptions: [],
  notices: [],
  problems: [],
  repairs: [],
  turns: [],
  milliseconds: 0,
});

const outcomeText = ({ failure, chosen }: ModelResult): string => (failure === undefined ? `answered (${chosen})` : failure.code);
