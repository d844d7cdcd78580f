import { costOf, ModelError, type ModelPrice, type ModelReply } from './provider';

/** An answer of HTTP, read. */
export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
  readonly isCut: boolean;
  /** The header, as it was sent. */
  readonly retryAfter: string | null;
}

type Fields = Readonly<Record<string, unknown>>;

/** The reply in the body of a successful answer. Throws a ModelError for what is none, and for a refusal. */
export function replyOf(answer: HttpAnswer, milliseconds: number, price: ModelPrice | undefined): ModelReply {
  if (answer.isCut) throw new ModelError('unavailable', 'The answer of the model was too large to be read.');
  const body = fields(parsed(answer.body));
  const choices = body?.['choices'];
  const choice = fields(Array.isArray(choices) ? (choices as readonly unknown[])[0] : undefined);
  const message = fields(choice?.['message']);
  const reason = choice?.['finish_reason'];
  if (reason === 'content_filter') throw new ModelError('refused', 'A content filter stopped the answer of the model.');
  if (typeof message?.['refusal'] === 'string' && message['refusal'] !== '')
    throw new ModelError('refused', 'The model refused to answer.');
  const text = message?.['content'];
  if (typeof text !== 'string' || text.trim() === '')
    throw new ModelError('unavailable', 'The answer of the model holds no text.');
  const usage = fields(body?.['usage']);
  const [tokensIn, tokensOut] = [count(usage?.['prompt_tokens']), count(usage?.['completion_tokens'])];
  const cost = costOf(price, tokensIn, tokensOut);
  return {
    text,
    isCut: reason === 'length',
    ...(tokensIn !== undefined && { tokensIn }),
    ...(tokensOut !== undefined && { tokensOut }),
    milliseconds,
    ...(cost !== undefined && { cost }),
  };
}

/** What an answer that is no success means. Nothing of its body is quoted: services repeat keys and questions there. */
export function failureOf({ status, body, retryAfter }: HttpAnswer, now: number): ModelError {
  const error = fields(fields(parsedOrNothing(body))?.['error']);
  const codes = [error?.['code'], error?.['type'], fields(error?.['innererror'])?.['code']].filter(
    (one) => typeof one === 'string',
  );
  if (status === 429) return new ModelError('rateLimited', 'The model takes no more questions for now.', waitOf(retryAfter, now));
  if (status === 401 || status === 403)
    return new ModelError('unavailable', `The model does not let us in (HTTP ${status}): its key may be wrong.`);
  if (status === 404) return new ModelError('unavailable', 'There is no such model or deployment (HTTP 404).');
  if (status === 413 || codes.some((code) => /context_length|tokens?_limit|too_long/i.test(code))) {
    return new ModelError('tooLong', 'The question with its schema is more than the model reads.');
  }
  if (codes.some((code) => /content_?filter|ResponsibleAI/i.test(code))) {
    return new ModelError('refused', 'A content filter stopped the question.');
  }
  if (status === 408 || status === 504) return new ModelError('timedOut', `The model took too long (HTTP ${status}).`);
  if (status >= 300 && status < 400)
    return new ModelError('unavailable', `The model sends us elsewhere (HTTP ${status}), which is not followed.`);
  return new ModelError('unavailable', `The model answered with HTTP ${status}.`);
}

/** How a body may be written: services, and models of one service, do not take the same. */
export interface BodyStyle {
  readonly hasJsonMode: boolean;
  readonly hasTemperature: boolean;
  readonly limit: 'max_tokens' | 'max_completion_tokens';
}

export const usualStyle: BodyStyle = { hasJsonMode: true, hasTemperature: true, limit: 'max_tokens' };

/** The style to try instead, after an answer that says what it does not take; undefined when it says nothing of the kind. */
export function otherStyle(style: BodyStyle, { status, body }: HttpAnswer): BodyStyle | undefined {
  if (status !== 400 && status !== 422) return undefined;
  if (style.limit === 'max_tokens' && /max_completion_tokens/i.test(body)) return { ...style, limit: 'max_completion_tokens' };
  if (style.hasJsonMode && /response_format|json_object|json mode/i.test(body)) return { ...style, hasJsonMode: false };
  return style.hasTemperature && /temperature/i.test(body) ? { ...style, hasTemperature: false } : undefined;
}

/** Retry-After: seconds, or a date. Milliseconds; undefined when it is neither. */
function waitOf(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  const seconds = /^\s*\d+(?:\.\d+)?\s*$/.test(header) ? Number(header) : NaN;
  if (!Number.isNaN(seconds)) return seconds * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}

function fields(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

const count = (value: unknown): number | undefined => (typeof value === 'number' && value >= 0 ? value : undefined);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ModelError('unavailable', 'The answer of the model is no JSON.');
  }
}

/** Errors come as pages of HTML too. */
function parsedOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
