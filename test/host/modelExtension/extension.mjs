/**
 * Offers a language model to the other extensions of a host, through the API that the host has for it: the final one since 1.104, the
 * proposed one before. What it exports lets a test say how it answers, and see what it was asked.
 */
import * as vscode from 'vscode';

const details = {
  name: 'Scripted Model',
  family: 'scripted',
  version: '1',
  maxInputTokens: 12_000,
  maxOutputTokens: 2_000,
};

export function activate(context) {
  const script = { answer: () => Promise.reject(new Error('the test gave no answer')), requests: [], limit: undefined };
  const textOf = ({ content }) =>
    typeof content === 'string' ? content : content.map((part) => part.value ?? part.text ?? '').join('');
  const respond = async (messages, token, report) => {
    const request = { messages: messages.map(textOf), wasCancelled: false };
    token.onCancellationRequested(() => (request.wasCancelled = true));
    script.requests.push(request);
    report(new vscode.LanguageModelTextPart(await script.answer(request)));
  };
  const count = (text) => Promise.resolve(Math.ceil((typeof text === 'string' ? text : textOf(text)).length / 4));
  context.subscriptions.push(
    typeof vscode.lm.registerLanguageModelChatProvider === 'function'
      ? vscode.lm.registerLanguageModelChatProvider('sre-tests', {
          provideLanguageModelChatInformation: () => [{ id: 'scripted', ...details, capabilities: {} }],
          provideLanguageModelChatResponse: (_model, messages, _options, progress, token) =>
            respond(messages, token, (part) => progress.report(part)),
          provideTokenCount: (_model, text) => count(text),
        })
      : vscode.lm.registerChatModelProvider(
          'scripted',
          {
            provideLanguageModelResponse: (messages, _options, _extension, progress, token) =>
              respond(messages, token, (part) => progress.report({ index: 0, part })),
            provideTokenCount: count,
          },
          { vendor: 'sre-tests', ...details },
        ),
  );
  return script;
}
