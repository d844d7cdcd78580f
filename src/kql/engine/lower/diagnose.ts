import { KqlError } from '../errors.js';
import type { Diagnostic } from './syntax.js';

/** Throws for the first error that the parser and the binder of the official language service found. */
export function refuseErrors(diagnostics: readonly Diagnostic[], text: string): void {
  const errors = diagnostics.filter((one) => one.severity === 'error' && !isFalseAlarm(one, text));
  const [first] = errors.toSorted((a, b) => a.start - b.start);
  if (first === undefined) return;
  const { code, message, start, length } = first;
  throw new KqlError(/^KS\d+$/.test(code) ? (code as `KS${string}`) : 'semantic', message, { start, length });
}

interface FalseAlarm {
  readonly code: string;
  /** What stands before the place of the error. */
  readonly before?: RegExp;
  readonly at?: RegExp;
  readonly anywhere?: RegExp;
}

/** Errors of the language service in queries that the real engine runs. */
const falseAlarms: readonly FalseAlarm[] = [
  // `count(x)` counts the rows where x is not null; the binder takes the argument for a predicate.
  { code: 'KS107', before: /\bcount\s*\($/ },
  // The seconds of make_timespan() may have a fraction.
  { code: 'KS134', before: /\bmake_timespan\s*\([^()]*$/ },
  // A fuzzy union leaves out a wildcard that no table matches.
  { code: 'KS142', at: /\*/, anywhere: /\bisfuzzy\s*=\s*(?:true|1)\b/i },
];

/** Whether the real engine runs the query in spite of an error. */
export function isFalseAlarm({ code, start, length }: Diagnostic, text: string): boolean {
  return falseAlarms.some(
    (alarm) =>
      alarm.code === code &&
      (alarm.before?.test(text.slice(0, start)) ?? true) &&
      (alarm.at?.test(text.slice(start, start + length)) ?? true) &&
      (alarm.anywhere?.test(text) ?? true),
  );
}
