import * as vscode from 'vscode';
import { isAbort, SourceError, type Failure } from '../model/failure';

/** What failed, what is missing and what to do next; what one of the sentences already says is not said twice. */
export function failureText(failure: Failure): string {
  const { message, missingPermission, suggestedRole, nextAction } = failure;
  const parts = [message];
  if (missingPermission !== undefined && !message.includes(missingPermission))
    parts.push(vscode.l10n.t('Missing: {0}.', missingPermission));
  if (suggestedRole !== undefined && !nextAction.includes(suggestedRole))
    parts.push(vscode.l10n.t('The role "{0}" grants it.', suggestedRole));
  return [...parts, nextAction].join(' ').trim();
}

/** The text of any error that reached a command. */
export function errorText(error: unknown): string {
  if (error instanceof SourceError) return failureText(error.failure);
  if (isAbort(error)) return vscode.l10n.t('Cancelled.');
  return error instanceof Error ? error.message : String(error);
}
