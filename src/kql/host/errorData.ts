import { KqlError } from '../engine/errors';
import type { ErrorData } from './queryExecutor';

/** An error as it crosses from a worker. */
export function errorData(error: unknown): ErrorData {
  const { code, message, span } =
    error instanceof KqlError ? error : new KqlError('internal', error instanceof Error ? error.message : String(error));
  return { code, message, start: span.start, length: span.length };
}
