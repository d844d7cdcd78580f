import * as vscode from 'vscode';
import type { Span } from '../../kql/engine/errors';
import { failureOf, isKqlError } from '../../kql/notebook/sentText';
import { isAbort, type Failure, type TextPosition } from '../../model/failure';
import { errorText, failureText } from '../failureText';

/** What a person can do about a run that gave nothing. */
export type RunAction = 'signIn' | 'trust' | 'goTo' | 'retry' | 'showLog';

/** A run that gave nothing, in words. */
export interface RunFailure {
  readonly message: string;
  readonly detail?: string;
  readonly actions: readonly { readonly id: RunAction; readonly label: string }[];
  /** Where in the text that ran the mistake is, in UTF-16 code units. */
  readonly span?: Span;
}

/** `line` gives the number by which a person finds an offset of the text, when the text stands in a document. */
export function runFailure(error: unknown, text: string, lineOf?: (offset: number) => number | undefined): RunFailure {
  const failure = failureOf(error);
  const span = isKqlError(error) && error.span.length > 0 ? error.span : failure?.position && offsetsOf(failure.position, text);
  const line = span === undefined ? undefined : lineOf?.(span.start);
  const choices: readonly (readonly [id: RunAction, isOffered: boolean, label: string])[] = [
    ['signIn', failure?.kind === 'signedOut' || failure?.kind === 'wrongTenant', vscode.l10n.t('Sign In')],
    ['trust', !vscode.workspace.isTrusted, vscode.l10n.t('Manage Workspace Trust')],
    ['goTo', line !== undefined, vscode.l10n.t('Go to Line {0}', line ?? 0)],
    ['retry', true, isAbort(error) ? vscode.l10n.t('Run Again') : vscode.l10n.t('Try Again')],
    ['showLog', !isAbort(error) && span === undefined, vscode.l10n.t('Show Log')],
  ];
  const detail = failure === undefined ? undefined : detailOf(failure);
  return {
    message: failure?.message ?? (isAbort(error) ? vscode.l10n.t('The query was cancelled.') : errorText(error)),
    ...(detail !== undefined && detail !== '' && { detail }),
    actions: choices.filter(([, isOffered]) => isOffered).map(([id, , label]) => ({ id, label })),
    ...(span !== undefined && { span }),
  };
}

/** What to do next and what the service calls it. */
function detailOf(failure: Failure): string {
  const rest = failureText(failure).slice(failure.message.length).trim();
  const names = [failure.code, failure.correlationId].filter((name) => name !== undefined && name !== '');
  return [rest, ...(names.length > 0 ? [names.join(' · ')] : [])].join('\n').trim();
}

function offsetsOf({ line, column, token }: TextPosition, text: string): Span | undefined {
  const lines = text.split('\n');
  if (line > lines.length) return undefined;
  const start = lines.slice(0, line - 1).reduce((total, { length }) => total + length + 1, 0) + column;
  return { start: Math.min(start, text.length), length: token?.length ?? 1 };
}
