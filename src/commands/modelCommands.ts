import * as vscode from 'vscode';
import { exchangeText, previewText } from '../kql/ask/model/exchangeText';
import { prepareQuestion } from '../kql/ask/model/prepare';
import { choicesOfQuestion, connectionOfNotebook, settingsOfQuestion } from '../views/queries/cellsAbove';
import type { ReadyQuestion } from '../views/ask/modelAnswers';
import { chooseModel } from './chooseModel';
import type { CommandContext, CommandHandlers } from './context';
import { commandIds } from './ids';
import { questionCell, runQuestion } from './questionCells';

/** The language model that may help with questions: choosing it, its key, consent, and asking it. */
export function modelCommands(context: CommandContext): CommandHandlers {
  return {
    [commandIds.chooseModel]: () => chooseModel(context),
    [commandIds.setModelKey]: () => setKey(context),
    [commandIds.removeModelKey]: async () => {
      await context.models.setKey(undefined);
      void vscode.window.showInformationMessage(vscode.l10n.t('The key of the model is removed.'));
    },
    [commandIds.withdrawModelConsent]: async () => {
      const count = await context.models.withdrawConsent();
      void vscode.window.showInformationMessage(
        count === 0
          ? vscode.l10n.t('No model has consent in this workspace.')
          : vscode.l10n.t('Consent is withdrawn: nothing is sent to a model from this workspace before you allow it again.'),
      );
    },
    [commandIds.askModel]: (cell) => askModel(context, questionCell(cell)),
    [commandIds.useDraft]: async (value) => {
      const cell = questionCell(value);
      context.modelAnswers.spareNextRun(cell);
      await runQuestion(cell);
    },
    [commandIds.showModelExchange]: async (value) => {
      const exchange = context.notebooks.kernel.questions.of(questionCell(value))?.exchange;
      if (exchange === undefined) throw new Error(vscode.l10n.t('Nothing was sent to a model for this question.'));
      await context.modelDocuments.open(vscode.l10n.t('Sent to Model'), exchangeText(exchange.label, exchange.result));
    },
  };
}

async function setKey({ models, prompts }: CommandContext): Promise<void> {
  const { endpoint } = models.settings;
  if (endpoint === '') throw new Error(vscode.l10n.t('Set the address of the model first: the setting "sre.models.endpoint".'));
  const key = await prompts.input({
    title: vscode.l10n.t('Key for {0}', endpoint),
    prompt: vscode.l10n.t('It is kept in the secret storage of the editor and sent to this address only.'),
    password: true,
    ignoreFocusOut: true,
  });
  if (key === undefined || key.trim() === '') return;
  await models.setKey(key.trim());
  void vscode.window.showInformationMessage(vscode.l10n.t('The key of the model is kept.'));
}

/** Shows what would be sent, asks whether it may be, and runs the question with it. */
async function askModel(context: CommandContext, cell: vscode.NotebookCell): Promise<void> {
  const { models, modelAnswers } = context;
  const text = cell.document.getText();
  if (text.trim() === '') throw new Error(vscode.l10n.t('Write a question first.'));
  if (vscode.workspace.isTrusted && !models.isOn) await chooseModel(context);
  if (vscode.workspace.isTrusted && !models.isOn) return;
  // In Restricted Mode this says so.
  const provider = await models.provider();
  const ready = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Reading the question'), cancellable: true },
    (_, token) => readyFor(context, cell, text, token),
  );
  if (!models.hasConsent(provider) && !(await allowed(context, ready))) return;
  modelAnswers.sendWithNextRun(cell, ready);
  await runQuestion(cell);
}

async function readyFor(
  { ask, modelAnswers, environment }: CommandContext,
  cell: vscode.NotebookCell,
  text: string,
  token: vscode.CancellationToken,
): Promise<ReadyQuestion> {
  const abort = new AbortController();
  const listening = token.onCancellationRequested(() => abort.abort());
  try {
    const { signal } = abort;
    const now = async (): Promise<number> => (await environment.get()).clock.now();
    const asked = await ask.ask(text, connectionOfNotebook(cell.notebook), {
      signal,
      ...(await settingsOfQuestion(cell, choicesOfQuestion(cell), now)),
    });
    return await modelAnswers.prepare(text, asked, signal);
  } finally {
    listening.dispose();
  }
}

/** Whether a person allows that this is sent, having seen it. */
async function allowed({ models, modelDocuments, prompts }: CommandContext, ready: ReadyQuestion): Promise<boolean> {
  const { provider, question } = ready;
  const shown = previewText(provider.label, prepareQuestion(question), question.sendValues === true);
  await modelDocuments.open(vscode.l10n.t('Preview of What Is Sent'), shown);
  // The first one, which Enter takes, sends nothing.
  const cancel = { label: vscode.l10n.t('Cancel'), description: vscode.l10n.t('Nothing is sent') };
  const once = { label: vscode.l10n.t('Send'), description: vscode.l10n.t('This question, this time') };
  const always = {
    label: vscode.l10n.t('Send and Do Not Ask Again in This Workspace'),
    description: vscode.l10n.t('Questions that are not sure are then sent to this model without asking'),
  };
  const chosen = await prompts.pick([cancel, once, always], {
    title: vscode.l10n.t('Send this question to {0}?', provider.label),
    placeHolder: vscode.l10n.t('The preview shows exactly what is sent'),
    ignoreFocusOut: true,
  });
  if (chosen === always) await models.giveConsent(provider);
  return chosen === once || chosen === always;
}
