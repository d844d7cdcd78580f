import * as vscode from 'vscode';
import type { CommandContext, CommandHandlers } from './context';
import { commandIds } from './ids';

export function auditCommands({ audit, log }: CommandContext): CommandHandlers {
  return {
    [commandIds.showLog]: () => log.show(),
    [commandIds.showAuditLog]: async () => {
      const content = await audit.read();
      if (content === '') {
        void vscode.window.showInformationMessage(
          vscode.l10n.t('The audit log is empty: nothing was ever written to Azure from here.'),
        );
        return;
      }
      await vscode.window.showTextDocument(vscode.Uri.file(audit.file), { preview: true });
    },
    [commandIds.verifyAuditLog]: async () => {
      const check = await audit.verify();
      if (check.intact)
        void vscode.window.showInformationMessage(
          vscode.l10n.t('The audit log is intact: {0} entries, each follows from the one before.', check.entries),
        );
      else
        void vscode.window.showErrorMessage(vscode.l10n.t('The audit log was changed: line {0}: {1}.', check.line, check.reason));
      return check;
    },
  };
}
