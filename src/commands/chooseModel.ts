import * as vscode from 'vscode';
import { settingKeys } from '../views/settings';
import type { CommandContext } from './context';

interface Choice extends vscode.QuickPickItem {
  readonly provider: 'off' | 'vscode' | 'endpoint';
  /** `vendor/id`. */
  readonly model?: string;
}

/** Asks which model may help: none, one of those that the editor offers, or the one of the settings. The choice is the person's, not a folder's. */
export async function chooseModel({ models, prompts, log }: CommandContext): Promise<void> {
  const { settings } = models;
  const choice = await prompts.pick(choicesFrom(settings, log), {
    title: vscode.l10n.t('Choose Model'),
    placeHolder: vscode.l10n.t('Which language model may help with questions? You see what is sent before anything is'),
    matchOnDescription: true,
  });
  if (choice === undefined) return;
  const configuration = vscode.workspace.getConfiguration();
  const { Global } = vscode.ConfigurationTarget;
  if (choice.model !== undefined) await configuration.update(settingKeys.vscodeModel, choice.model, Global);
  await configuration.update(settingKeys.modelProvider, choice.provider, Global);
  if (choice.provider === 'endpoint' && (settings.endpoint === '' || settings.model === ''))
    await vscode.commands.executeCommand('workbench.action.openSettings', 'sre.models');
}

async function choicesFrom(
  { provider, vscodeModel, endpoint, model }: CommandContext['models']['settings'],
  log: CommandContext['log'],
): Promise<readonly Choice[]> {
  const { nameOf, offeredModels } = await import('../views/models/vscodeProvider');
  const offered = await offeredModels().catch((error: unknown) => {
    log.error('Looking for language models failed', error);
    return [];
  });
  const present = vscode.l10n.t('chosen');
  const off: Choice = {
    label: vscode.l10n.t('Off'),
    description: provider === 'off' ? present : '',
    detail: vscode.l10n.t('Questions are read on this machine alone.'),
    provider: 'off',
  };
  const ofEditor = offered.map((one): Choice => {
    const name = nameOf(one);
    const isPresent = provider === 'vscode' && name === vscodeModel;
    return {
      label: one.name === '' ? name : one.name,
      description: isPresent ? `${name} · ${present}` : name,
      provider: 'vscode',
      model: name,
    };
  });
  const server: Choice = {
    label: endpoint === '' || model === '' ? vscode.l10n.t('Server of Your Own…') : vscode.l10n.t('{0} at {1}', model, endpoint),
    description: provider === 'endpoint' ? present : '',
    detail: vscode.l10n.t('Azure OpenAI, or any server with an interface like that of OpenAI: settings "sre.models".'),
    provider: 'endpoint',
  };
  return [off, ...ofEditor, server];
}
