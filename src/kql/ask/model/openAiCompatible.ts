import { failureOf, otherStyle, replyOf, usualStyle, type BodyStyle, type HttpAnswer } from './openAiAnswer';
import { completionsUrl, keyHeader, type OpenAiEndpoint } from './openAiEndpoint';
import { ModelError, type ModelPrice, type ModelProvider, type ModelReply, type ModelRequest } from './provider';
import { readBody } from './readBody';

export interface OpenAiOptions extends OpenAiEndpoint {
  /** Asked for with each request, so that a new key counts at once; undefined where none is needed. It is kept nowhere. */
  readonly key: () => Promise<string | undefined>;
  readonly price?: ModelPrice;
  /** Bytes of an answer: 1,000,000 when absent. */
  readonly maxBytes?: number;
}

/**
 * A model behind an interface of OpenAI's: Azure OpenAI, OpenAI, Ollama, llama.cpp. It asks for JSON, and again
 * without where the service does not know that; the same for other parameters that not every model takes. Redirects are not followed. Throws a ModelError for an address that must not be used.
 */
export function openAiCompatible(options: OpenAiOptions): ModelProvider {
  const url = completionsUrl(options);
  return {
    id: `openai:${url.host}:${options.model}`,
    label: `${options.model} at ${url.host}`,
    complete: (request, signal) => complete(url, options, request, signal),
  };
}

async function complete(url: URL, options: OpenAiOptions, request: ModelRequest, signal: AbortSignal): Promise<ModelReply> {
  signal.throwIfAborted();
  const started = performance.now();
  const limit = AbortSignal.timeout(request.timeout);
  const headers = { 'content-type': 'application/json', ...keyHeader(options.kind, await options.key()) };
  const ask = (style: BodyStyle): Promise<HttpAnswer> =>
    post(
      url,
      { headers, body: bodyOf(options, request, style), signal: AbortSignal.any([signal, limit]) },
      options.maxBytes ?? 1_000_000,
    );
  try {
    let answer = await ask(usualStyle);
    for (let style = otherStyle(usualStyle, answer); style !== undefined; style = otherStyle(style, answer))
      answer = await ask(style);
    if (answer.status !== 200) throw failureOf(answer, Date.now());
    return replyOf(answer, performance.now() - started, options.price);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ModelError) throw error;
    if (limit.aborted) throw new ModelError('timedOut', `The model gave no answer within ${request.timeout / 1000} s.`);
    throw new ModelError('unavailable', `The model at ${url.host} cannot be reached.`);
  }
}

function bodyOf({ model }: OpenAiEndpoint, { messages, maxTokens }: ModelRequest, style: BodyStyle): string {
  return JSON.stringify({
    model,
    messages,
    [style.limit]: maxTokens,
    ...(style.hasTemperature && { temperature: 0 }),
    stream: false,
    ...(style.hasJsonMode && { response_format: { type: 'json_object' } }),
  });
}

async function post(url: URL, init: Pick<RequestInit, 'headers' | 'body' | 'signal'>, maxBytes: number): Promise<HttpAnswer> {
  const response = await fetch(url, { ...init, method: 'POST', redirect: 'manual', credentials: 'omit' });
  const { text, isCut } = await readBody(response, maxBytes);
  return { status: response.status, body: text, isCut, retryAfter: response.headers.get('retry-after') };
}
