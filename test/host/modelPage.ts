/** What the suites of language models share: settings, a scripted model of the editor, and questions that are not sure. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { CommandContext } from '../../src/commands/context';
import type { AskAnswer, AskDraft } from '../../src/kql/ask/answer';
import type { Asked, AskService } from '../../src/views/ask/askService';
import { markdownOf, questionNotebook } from './notebookPage';
import { eventually, run as command } from './workbench';

export const question = 'which pages were slow';
/** No window, no limit: both are put in. */
export const slow = 'AppRequests | where DurationMs > 1000 | project TimeGenerated, Name, DurationMs';
export const counted = 'AppRequests | summarize Requests = sum(ItemCount) by Name';
export const key = 'sk-test-0123456789abcdefghij';
/** As without any setting. */
export const modelsOff = {
  provider: 'off',
  endpoint: '',
  model: '',
  vscodeModel: '',
  sendValues: false,
  timeoutSeconds: 30,
  priceIn: 0,
  priceOut: 0,
};

/** What the extension beside ours exports. */
export interface ScriptedModel {
  answer: (request: ScriptedRequest) => Promise<string>;
  readonly requests: ScriptedRequest[];
}

export interface ScriptedRequest {
  readonly messages: readonly string[];
  readonly wasCancelled: boolean;
}

export async function scriptedModel(): Promise<ScriptedModel> {
  const api: unknown = await vscode.extensions.getExtension('sre-tests.scripted-model')?.activate();
  assert.ok(typeof api === 'object' && api !== null && 'requests' in api, 'the extension with the scripted model is not there');
  return api as ScriptedModel;
}

/** Settings of models are a person's own: no folder can set them. */
export async function setModels(settings: Readonly<Record<string, unknown>>): Promise<void> {
  const isSo = ([key, value]: readonly [string, unknown]): boolean =>
    vscode.workspace.getConfiguration().get(`sre.models.${key}`) === value;
  for (const [key, value] of Object.entries(settings).filter((one) => !isSo(one)))
    await vscode.workspace.getConfiguration().update(`sre.models.${key}`, value, vscode.ConfigurationTarget.Global);
  await eventually('the settings hold', () => Object.entries(settings).every(isSo));
}

/** Questions are read as usual, and then answered in another way. */
export function rereading(context: CommandContext, change: (asked: Asked) => AskAnswer): void {
  Reflect.deleteProperty(context.ask, 'ask');
  const usual = context.ask.ask.bind(context.ask);
  const changed: AskService['ask'] = async (...args) => {
    const asked = await usual(...args);
    return { ...asked, answer: change(asked) };
  };
  Reflect.set(context.ask, 'ask', changed);
}

export const unclear: AskAnswer = { kind: 'abstained', reason: 'unclear', message: 'No table fits.', suggestions: [] };

export const unsure = (kql: string, confidence = 0.6): AskDraft => ({
  kind: 'query',
  kql,
  store: 'logs',
  flavour: 'workspace',
  tables: ['AppRequests'],
  slots: [],
  explain: [],
  confidence,
  notices: [],
});

/** An answer of a model as it is asked for. */
export const modelAnswer = (kql: string, assumptions: readonly string[] = []): string =>
  JSON.stringify({ kql, tables: [], assumptions });

export const asked = (text = question): Promise<vscode.NotebookDocument> => questionNotebook(text);

/** A person allows, for the workspace, that questions are sent to the chosen model. */
export const allow = async ({ models }: CommandContext): Promise<void> => models.giveConsent(await models.provider());

/** What stands below the question. */
export const told = (notebook: vscode.NotebookDocument): string => markdownOf(notebook.cellAt(0));

export const queryOf = (notebook: vscode.NotebookDocument): string | undefined =>
  notebook.cellCount > 1 ? notebook.cellAt(1).document.getText() : undefined;

/** Waits until the query below the question has run. */
export const ranBelow = ({ notebooks }: CommandContext, notebook: vscode.NotebookDocument): Promise<unknown> =>
  eventually('the query has run', () => {
    const cell = notebook.cellAt(1);
    return !notebooks.kernel.isActive(cell) && cell.outputs.length > 0;
  });

/** Puts the question of a notebook to the model by hand; gives what was asked and said. */
export async function askByHand(
  context: CommandContext,
  notebook: vscode.NotebookDocument,
  pick: string,
): Promise<readonly string[]> {
  const { asked: titles, messages } = await command(context, 'sre.notebook.askModel', [notebook.cellAt(0)], { pick: [pick] });
  return [...titles, ...messages];
}

/** The preview that was opened last. */
export function previewed(): string {
  const isPreview = ({ uri }: vscode.TextDocument): boolean => uri.scheme === 'sre-model' && uri.path.includes('Preview');
  return vscode.workspace.textDocuments.findLast(isPreview)?.getText() ?? '';
}
