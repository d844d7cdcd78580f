import { SourceError, type Failure } from '../../model/failure';
import { KqlError } from '../engine/errors';

/** A text as it is sent: statements of other cells, each on lines of its own, then the cell. */
export interface SentText {
  readonly text: string;
  /** What stands before the cell, with the last line break. */
  readonly prelude: string;
}

export function sentText(statements: readonly string[], cell: string): SentText {
  const prelude = statements.map((statement) => `${statement}\n`).join('');
  return { text: prelude + cell, prelude };
}

/** The error with places of the cell in place of those of the text that was sent. */
export function inCell(error: unknown, { prelude, text }: SentText): unknown {
  if (prelude === '' || !(error instanceof Error)) return error;
  if (isKqlError(error)) return kqlErrorInCell(error, prelude.length);
  const failure = failureOf(error);
  return failure === undefined ? error : new SourceError(failureInCell(failure, prelude, text.length));
}

/** The failure a store rejected with. Bundles may have more than one copy of its class. */
export function failureOf(error: unknown): Failure | undefined {
  if (error instanceof SourceError) return error.failure;
  return error instanceof Error && error.name === 'SourceError' && 'failure' in error ? (error.failure as Failure) : undefined;
}

export function isKqlError(error: unknown): error is KqlError {
  return error instanceof Error && error.name === 'KqlError' && 'span' in error && 'code' in error;
}

function kqlErrorInCell({ code, message, span }: KqlError, before: number): KqlError {
  if (span.length === 0 && span.start === 0) return new KqlError(code, message);
  if (span.start < before) return new KqlError(code, `In what a cell above declares: ${message}`);
  return new KqlError(code, message, { start: span.start - before, length: span.length });
}

function failureInCell(failure: Failure, prelude: string, length: number): Failure {
  const lines = prelude.split('\n').length - 1;
  const { position, ...rest } = failure;
  const message = shiftPlaces(failure.message, lines);
  if (position === undefined || length === 0) return { ...rest, message };
  if (position.line <= lines) return { ...rest, message: `In what a cell above declares: ${failure.message}` };
  return { ...rest, message, position: { ...position, line: position.line - lines } };
}

/** The services also write places into their sentences: "on line [3,8]", "Line: 3". */
function shiftPlaces(message: string, lines: number): string {
  return message.replace(/(\bline\s*:?\s*\[?)(\d+)/gi, (whole, before: string, line: string) =>
    Number(line) > lines ? `${before}${Number(line) - lines}` : whole,
  );
}
