import { isFalseAlarm, refusals } from '../engine/lower/diagnose.js';
import type { Diagnostic } from '../engine/lower/syntax.js';
import type { LanguageText } from './languageService';
import { unknownNames } from './quickFixes.js';

/** Codes for a table without columns, which an unknown one seems to be. */
const consequences: ReadonlySet<string> = new Set(['KS190']);

/**
 * A complaint as severe as the service that answers the query would find it: names are not complained of where no schema is known, nor
 * tables and functions called wrong for certain where the service may have functions of its own; a doubtful type is a warning.
 */
export function honest(
  diagnostic: Diagnostic,
  { source, dialect, isKnown }: { readonly source: string; readonly dialect: LanguageText['dialect']; readonly isKnown: boolean },
): Diagnostic[] {
  const { code, severity } = diagnostic;
  if (isFalseAlarm(diagnostic, source)) return [];
  if (!isKnown && (unknownNames.has(code) || consequences.has(code))) return [];
  if (severity !== 'error') return [diagnostic];
  const mayBeSaved = (dialect === 'logs' || dialect === 'adx') && (code === 'KS204' || code === 'KS211');
  const isDoubtful = refusals([diagnostic], source).doubtful !== undefined;
  return [mayBeSaved || isDoubtful ? { ...diagnostic, severity: 'warning' } : diagnostic];
}
