import { KqlError } from '../errors.js';
import type { Diagnostic } from './syntax.js';

/** What the parser and the binder of the official language service have against a query. */
export interface Refusals {
  /** The first error with which the real engine refuses the query too. */
  readonly sure: KqlError | undefined;
  /** The first complaint about a type, which the real engine may not share: it counts when the query cannot run here either. */
  readonly doubtful: KqlError | undefined;
}

export function refusals(diagnostics: readonly Diagnostic[], text: string): Refusals {
  const errors = diagnostics
    .filter((one) => one.severity === 'error' && !isFalseAlarm(one, text))
    .toSorted((a, b) => a.start - b.start);
  const sure = errors.find(({ code }) => !typeComplaints.has(code));
  const doubtful = errors.find(({ code }) => typeComplaints.has(code));
  return { sure: sure && errorOf(sure), doubtful: doubtful && errorOf(doubtful) };
}

/** Codes for a value of another type than the binder expects. Its rules are narrower than those of the real engine. */
const typeComplaints: ReadonlySet<string> = new Set(['KS106', 'KS107', 'KS108', 'KS109', 'KS134', 'KS206']);

function errorOf({ code, message, start, length }: Diagnostic): KqlError {
  return new KqlError(/^KS\d+$/.test(code) ? (code as `KS${string}`) : 'semantic', message, { start, length });
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
  // bag_unpack() takes up to four arguments; the binder knows of two.
  { code: 'KS119', at: /^bag_unpack$/ },
  // The properties of nodes inside a path, and of what a graph is cut to, are names that the binder does not look for.
  { code: 'KS142', before: /\b(?:map|all|any)\s*\(\s*inner_nodes\s*\([^()]*\)\s*,[^|;]*$/ },
  { code: 'KS142', before: /\bgraph-where-(?:nodes|edges)\b[^|;]*$/ },
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
