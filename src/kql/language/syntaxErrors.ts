import type { Diagnostic } from '../engine/lower/syntax';

/** Codes of the parser beyond its own range: an operator is missing or stands first, a fragment cannot be read. */
const alsoSyntax: ReadonlySet<string> = new Set(['KS174', 'KS176', 'KS198']);

/** The first error that keeps the text from being read as a query; unknown names and types do not. */
export function firstSyntaxError(diagnostics: readonly Diagnostic[]): Diagnostic | undefined {
  return diagnostics.find(isSyntaxError);
}

export function isSyntaxError({ code, severity }: Diagnostic): boolean {
  return severity === 'error' && (/^KS0\d\d$/.test(code) || alsoSyntax.has(code));
}
