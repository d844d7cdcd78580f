/** One message of a conversation with a model. */
export interface ModelMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

export interface ModelRequest {
  readonly messages: readonly ModelMessage[];
  /** Of the answer. */
  readonly maxTokens: number;
  /** Milliseconds until the provider gives up with `timedOut`. */
  readonly timeout: number;
}

/** What a model wrote, and what it took. */
export interface ModelReply {
  readonly text: string;
  /** True when the model stopped before its end, or the answer was cut. */
  readonly isCut: boolean;
  /** As the service counted them; absent when it did not. */
  readonly tokensIn?: number;
  readonly tokensOut?: number;
  readonly milliseconds: number;
  /** In the currency of `ModelProvider.price`; absent without prices or counts. */
  readonly cost?: ModelCost;
}

export interface ModelCost {
  readonly amount: number;
  /** ISO 4217. */
  readonly currency: string;
}

/** For a million tokens. */
export interface ModelPrice {
  readonly in: number;
  readonly out: number;
  readonly currency: string;
}

/** A language model, wherever it runs. */
export interface ModelProvider {
  readonly id: string;
  /** For people: `gpt-4o at models.example.com`. */
  readonly label: string;
  /** Rejects with a ModelError, or with the reason of the signal when that was aborted. */
  complete(request: ModelRequest, signal: AbortSignal): Promise<ModelReply>;
}

export type ModelErrorCode =
  /** The model, or a filter before it, will not answer this. */
  | 'refused'
  | 'timedOut'
  /** Nobody allowed that something is sent. */
  | 'noConsent'
  /** Cannot be reached, does not let us in, or answers what is no answer. */
  | 'unavailable'
  /** More than the model reads. */
  | 'tooLong'
  | 'rateLimited';

/** Why a model gave no answer. Its message never holds a key or what was sent. */
export class ModelError extends Error {
  override readonly name = 'ModelError';

  constructor(
    readonly code: ModelErrorCode,
    message: string,
    /** Milliseconds that the service asks to wait. */
    readonly retryAfter?: number,
  ) {
    super(message);
  }
}

/** What a number of tokens costs; undefined when something is not known. */
export function costOf(price: ModelPrice | undefined, tokensIn?: number, tokensOut?: number): ModelCost | undefined {
  if (price === undefined || tokensIn === undefined || tokensOut === undefined) return undefined;
  return { amount: (tokensIn * price.in + tokensOut * price.out) / 1e6, currency: price.currency };
}
