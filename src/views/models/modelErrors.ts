import * as vscode from 'vscode';
import { ModelError } from '../../kql/ask/model/provider';

/** What an error of the editor's models means. What it says is not repeated: it may hold what was sent. */
export function errorOfModel(error: unknown): ModelError {
  if (error instanceof ModelError) return error;
  const code = error instanceof vscode.LanguageModelError ? error.code : '';
  const said = textsOf(error).join(' ');
  if (code === vscode.LanguageModelError.NoPermissions.name)
    return new ModelError('noConsent', vscode.l10n.t('The editor was not allowed to use this model.'));
  if (code === vscode.LanguageModelError.NotFound.name)
    return new ModelError('unavailable', vscode.l10n.t('The language model is not there any more.'));
  if (/rate.?limit|quota|too many requests|\b429\b/i.test(said))
    return new ModelError('rateLimited', vscode.l10n.t('The model takes no more questions for now.'));
  if (code === vscode.LanguageModelError.Blocked.name || /off.?topic|content.?filter|refus|responsible.?ai/i.test(said))
    return new ModelError('refused', vscode.l10n.t('The model, or a filter before it, refused to answer.'));
  if (/context.?length|too long|token limit|exceeds the limit/i.test(said))
    return new ModelError('tooLong', vscode.l10n.t('The question with its schema is more than the model reads.'));
  return new ModelError('unavailable', vscode.l10n.t('The model failed to answer.'));
}

/** Codes and messages of an error and of what caused it. */
function textsOf(error: unknown, depth = 0): readonly string[] {
  if (!(error instanceof Error) || depth > 3) return [];
  const code: unknown = Reflect.get(error, 'code');
  return [...(typeof code === 'string' ? [code] : []), error.message, ...textsOf(error.cause, depth + 1)];
}
