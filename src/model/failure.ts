import type { SourceName } from './fact';

export type FailureKind =
  | 'signedOut'
  | 'wrongTenant'
  | 'forbidden'
  | 'notFound'
  | 'throttled'
  | 'conflict'
  | 'precondition'
  | 'badRequest'
  | 'server'
  | 'timeout'
  | 'network'
  | 'partial'
  | 'unexpectedShape';

/** A place in the text of a query. Lines count from 1, columns from 0. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
  /** What stands there. */
  readonly token?: string;
}

/** What went wrong with one source, in one shape for every Azure service, ready to be shown. */
export interface Failure {
  readonly source: SourceName;
  readonly kind: FailureKind;
  /** One sentence for a person; never contains a token or a secret. */
  readonly message: string;
  readonly resource?: string;
  /** For `forbidden`: the missing action, such as `Microsoft.AlertsManagement/alerts/read`. */
  readonly missingPermission?: string;
  /** For `forbidden`: the smallest built-in role that grants it. */
  readonly suggestedRole?: string;
  readonly retryAfterSeconds?: number;
  readonly status?: number;
  readonly code?: string;
  readonly correlationId?: string;
  /** For a query that is refused: where in its text. */
  readonly position?: TextPosition;
  /** What the person can do next, as a sentence. */
  readonly nextAction: string;
}

/** Thrown by every store when a source cannot be read or written. Cancellation is an `AbortError` instead. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
  constructor(readonly failure: Failure) {
    super(failure.message);
  }
}

/** True for the error that an aborted request or loop throws, whatever library threw it. */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
