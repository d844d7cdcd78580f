/** Where in the query text something is, in UTF-16 code units. */
export interface Span {
  readonly start: number;
  readonly length: number;
}

/**
 * `syntax`, `semantic`: the real engine refuses it too. `unsupported`: the real engine runs it, this one does not.
 * `limit`: rows, memory or time. `cancelled`: by the person. `data`: a value or file that cannot be read. `runtime`: refused while
 * running. `internal`: a defect of ours. A language-service code such as `KS142` is kept as it is.
 */
export type KqlErrorCode =
  'syntax' | 'semantic' | 'unsupported' | 'limit' | 'cancelled' | 'data' | 'runtime' | 'internal' | `KS${string}`;

/** The only error that a query ends with. */
export class KqlError extends Error {
  override readonly name = 'KqlError';
  readonly span: Span;

  /** The place may be given as a node of a tree or plan; only its two numbers are kept. */
  constructor(
    readonly code: KqlErrorCode,
    message: string,
    { start, length }: Span = { start: 0, length: 0 },
  ) {
    super(message);
    this.span = { start, length };
  }
}

export function unsupported(what: string, span?: Span): KqlError {
  return new KqlError('unsupported', `${what} is not supported by the embedded engine.`, span);
}

export function semanticError(message: string, span?: Span): KqlError {
  return new KqlError('semantic', message, span);
}

/** Gives an error that has no place in the text the place of the expression or operator that raised it. */
export function withSpan(error: unknown, span: Span): unknown {
  if (error instanceof KqlError && error.span.length === 0 && span.length > 0) {
    return new KqlError(error.code, error.message, span);
  }
  return error;
}
