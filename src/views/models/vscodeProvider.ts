import * as vscode from 'vscode';
import { ModelError, type ModelProvider, type ModelReply, type ModelRequest } from '../../kql/ask/model/provider';
import { errorOfModel } from './modelErrors';

/** Longer answers are cut: no query is that long. */
const LONGEST = 60_000;

/** What a setting calls a model of the editor. */
export const nameOf = ({ vendor, id }: Pick<vscode.LanguageModelChat, 'vendor' | 'id'>): string => `${vendor}/${id}`;

/** Models that other extensions offer through the editor. To be called when a person asks for it. */
export async function offeredModels(): Promise<readonly vscode.LanguageModelChat[]> {
  try {
    return await vscode.lm.selectChatModels();
  } catch (error) {
    throw errorOfModel(error);
  }
}

/** A model of the editor by its name; the first one without. Rejects with a ModelError (`unavailable`, `noConsent`). */
export async function vscodeProvider(
  name: string,
  access: Pick<vscode.LanguageModelAccessInformation, 'canSendRequest'>,
): Promise<ModelProvider> {
  const offered = await offeredModels();
  const model = name === '' ? offered[0] : offered.find((one) => nameOf(one) === name);
  if (model === undefined) {
    const message =
      name === ''
        ? vscode.l10n.t('No extension offers a language model.')
        : vscode.l10n.t('The language model {0} is not there.', name);
    throw new ModelError('unavailable', message);
  }
  if (access.canSendRequest(model) === false)
    throw new ModelError('noConsent', vscode.l10n.t('The editor does not let this extension use {0}.', model.name));
  return {
    id: `vscode:${nameOf(model)}`,
    label: model.name === '' ? nameOf(model) : model.name,
    complete: (request, signal) => complete(model, request, signal),
  };
}

async function complete(model: vscode.LanguageModelChat, request: ModelRequest, signal: AbortSignal): Promise<ModelReply> {
  signal.throwIfAborted();
  const started = performance.now();
  const stop = new vscode.CancellationTokenSource();
  const cancel = (): void => stop.cancel();
  signal.addEventListener('abort', cancel, { once: true });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new ModelError('timedOut', vscode.l10n.t('The model gave no answer within {0} s.', request.timeout / 1000)));
      stop.cancel();
    }, request.timeout);
  });
  try {
    return await Promise.race([answerOf(model, request, stop.token, started), late]);
  } catch (error) {
    signal.throwIfAborted();
    throw errorOfModel(error);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', cancel);
    stop.cancel();
    stop.dispose();
  }
}

async function answerOf(
  model: vscode.LanguageModelChat,
  request: ModelRequest,
  token: vscode.CancellationToken,
  started: number,
): Promise<ModelReply> {
  const messages = request.messages.map(({ role, content }) =>
    // The editor knows no role for instructions: they are a first message of the user.
    role === 'assistant' ? vscode.LanguageModelChatMessage.Assistant(content) : vscode.LanguageModelChatMessage.User(content),
  );
  const counts = await Promise.all(messages.map((message) => counted(model, message, token)));
  const tokensIn = counts.every((one) => one !== undefined) ? counts.reduce((sum, one) => sum + one, 0) : undefined;
  if (tokensIn !== undefined && model.maxInputTokens > 0 && tokensIn > model.maxInputTokens)
    throw new ModelError('tooLong', vscode.l10n.t('The question with its schema is more than the model reads.'));
  const justification = vscode.l10n.t('To make a query of a question that you ask.');
  const response = await model.sendRequest(messages, { justification }, token);
  let text = '';
  for await (const part of response.text) {
    text += part;
    if (text.length > LONGEST) break;
  }
  if (text.trim() === '') throw new ModelError('unavailable', vscode.l10n.t('The answer of the model holds no text.'));
  const isCut = text.length > LONGEST;
  const tokensOut = await counted(model, text, token);
  return {
    text: text.slice(0, LONGEST),
    isCut,
    milliseconds: performance.now() - started,
    ...(tokensIn !== undefined && { tokensIn }),
    ...(tokensOut !== undefined && { tokensOut }),
  };
}

/** Undefined when the model cannot count: figures are no reason to fail. */
async function counted(
  model: vscode.LanguageModelChat,
  text: string | vscode.LanguageModelChatMessage,
  token: vscode.CancellationToken,
): Promise<number | undefined> {
  try {
    return await model.countTokens(text, token);
  } catch {
    return undefined;
  }
}
