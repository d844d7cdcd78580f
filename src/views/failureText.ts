import * as vscode from 'vscode';
import { isAbort, SourceError, type Failure } from '../model/failure';

/** One or two sentences for a person: what failed, what is missing, what to do next. */
export function failureText(failure: Failure): string {
  const role =
    failure.missingPermission === undefined
      ? ''
      : failure.suggestedRole === undefined
        ? vscode.l10n.t(' Missing: {0}.', failure.missingPermission)
        : vscode.l10n.t(' Missing: {0}; the role "{1}" grants it.', failure.missingPermission, failure.suggestedRole);
  return `${failure.message}${role} ${failure.nextAction}`.trim();
}

/** The text of any error that reached a command. */
export function errorText(error: unknown): string {
  if (error instanceof SourceError) return failureText(error.failure);
  if (isAbort(error)) return vscode.l10n.t('Cancelled.');
  return error instanceof Error ? error.message : String(error);
}
