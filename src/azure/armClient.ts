import type { Client } from '@azure-rest/core-client';
import { asList, asText, at } from './json';
import { logsScope } from './clouds';
import { clientOptions, type Pipeline } from './pipeline';

/** Plain requests to the resource manager, or the log service, where no SDK client can do them. Answers are unchecked JSON. */
export class ArmClient {
  readonly #pipeline: Pipeline;
  readonly #use: 'read' | 'write';
  readonly #host: 'resourceManager' | 'logs';
  #client: Client | undefined;

  constructor(pipeline: Pipeline, use: 'read' | 'write', host: 'resourceManager' | 'logs' = 'resourceManager') {
    this.#pipeline = pipeline;
    this.#use = use;
    this.#host = host;
  }

  /** `path` is an escaped path or a whole URL of the cloud. Rejects with a RestError for any status but 2xx. */
  async get(path: string, query: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<unknown> {
    return this.#send('get', path, query, undefined, signal);
  }

  async post(path: string, query: Readonly<Record<string, string>>, body: unknown, signal?: AbortSignal): Promise<unknown> {
    return this.#send('post', path, query, body, signal);
  }

  /** The `value` lists of a paged answer, following `nextLink` to its end. */
  async *pages(path: string, query: Readonly<Record<string, string>>, signal?: AbortSignal): AsyncGenerator<readonly unknown[]> {
    let page = await this.get(path, query, signal);
    for (;;) {
      yield asList(at(page, 'value'));
      const next = asText(at(page, 'nextLink'));
      if (next === undefined) return;
      page = await this.get(next, {}, signal);
    }
  }

  async #send(
    method: 'get' | 'post',
    path: string,
    query: Readonly<Record<string, string>>,
    body: unknown,
    signal: AbortSignal | undefined,
  ): Promise<unknown> {
    const { createRestError, getClient } = await import('@azure-rest/core-client');
    const { connection } = this.#pipeline;
    const options = clientOptions(this.#pipeline, this.#use);
    const scopes = this.#host === 'logs' ? { credentials: { scopes: [logsScope(connection.cloud)] } } : {};
    this.#client ??= getClient(connection.cloud[this.#host], connection.credential, {
      ...options,
      endpoint: connection.cloud[this.#host],
      ...scopes,
    });
    const response = await this.#client.pathUnchecked(path)[method]({
      queryParameters: query,
      ...(signal === undefined ? {} : { abortSignal: signal }),
      ...(body === undefined ? {} : { body, contentType: 'application/json' }),
    });
    if (!response.status.startsWith('2')) throw createRestError(response);
    const answer: unknown = response.body;
    return answer;
  }
}
