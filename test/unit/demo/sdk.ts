import { createDefaultHttpClient, type HttpClient } from '@azure/core-rest-pipeline';
import type { TokenCredential } from '@azure/core-auth';
import { startEmulator, type Emulator } from '../../../src/demo/emulator';
import type { Story } from '../../../src/demo/story/types';

export interface Session extends Emulator {
  readonly credential: TokenCredential;
  readonly transport: HttpClient;
  /** Options that every SDK client takes. */
  readonly options: { readonly httpClient: HttpClient; readonly retryOptions: { readonly maxRetries: 0 } };
  get(path: string): Promise<Answer>;
  send(method: string, path: string, body?: unknown): Promise<Answer>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed body; tests look into it freely. */
  readonly body: Loose;
}

/** JSON whose shape the test itself checks. */
export type Loose = { readonly [key: string]: Loose } & { readonly [index: number]: Loose } & Loose[];

/** Starts an emulator, with a transport that sends every Azure host to it. */
export async function startSession(story: string | Story, queryWorker?: URL): Promise<Session> {
  const emulator = await startEmulator({ story, ...(queryWorker === undefined ? {} : { queryWorker }) });
  const inner = createDefaultHttpClient();
  const transport: HttpClient = {
    sendRequest: (request) => {
      const url = new URL(request.url);
      request.headers.set('x-original-host', url.host);
      request.url = `${emulator.origin}${url.pathname}${url.search}`;
      request.allowInsecureConnection = true;
      return inner.sendRequest(request);
    },
  };
  const send = async (method: string, path: string, body?: unknown): Promise<Answer> => {
    const response = await fetch(`${emulator.origin}${path}`, {
      method,
      headers: { Authorization: `Bearer ${emulator.token}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: JSON.parse(text) as Loose };
  };
  return {
    ...emulator,
    credential: { getToken: () => Promise.resolve({ token: emulator.token, expiresOnTimestamp: Number.MAX_SAFE_INTEGER }) },
    transport,
    options: { httpClient: transport, retryOptions: { maxRetries: 0 } },
    get: (path) => send('GET', path),
    send,
  };
}

export async function collect<T>(pages: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of pages) all.push(item);
  return all;
}
