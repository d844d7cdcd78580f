import * as vscode from 'vscode';

/** `1 alert`, `3 alerts`. */
export function countOfAlerts(count: number): string {
  return count === 1 ? vscode.l10n.t('1 alert') : vscode.l10n.t('{0} alerts', count);
}
