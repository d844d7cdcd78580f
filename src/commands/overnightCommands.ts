import * as vscode from 'vscode';
import type { CommandContext, CommandHandlers } from './context';
import { commandIds } from './ids';

export const OVERNIGHT = 'overnight';

export function overnightCommands(context: CommandContext): CommandHandlers {
  return {
    [commandIds.overnightSummary]: () => {
      if (!vscode.workspace.isTrusted)
        throw new Error(vscode.l10n.t('Nothing is queried in Restricted Mode. Trust this folder first.'));
      return context.panels.open(OVERNIGHT, vscode.l10n.t('Overnight Summary'));
    },
  };
}
