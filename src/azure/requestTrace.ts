import { AsyncLocalStorage } from 'node:async_hooks';
import type { PipelinePolicy, PipelineResponse } from '@azure/core-rest-pipeline';
import type { RequestRef } from '../model/fact';
import { at, isRecord } from './json';
import { retryAfter } from './retryAfter';

/** What a service answered when it refused, kept because the SDKs lose bodies of failing pages. */
export interface FailedResponse {
  readonly status: number;
  readonly body: string;
  readonly retryAfter?: number;
  readonly correlationId?: string;
  readonly challenge?: string;
}

/** The requests of one piece of work in the order in which they were sent, each once however often it was retried. */
export interface Trace {
  readonly requests: RequestRef[];
  failed?: FailedResponse;
  /** Of the last request. */
  correlationId?: string;
}

const current = new AsyncLocalStorage<Trace>();

/** Runs the work and hands it the trace of everything that it sends, over whatever SDK client. */
export function traced<T>(work: (trace: Trace) => Promise<T>): Promise<T> {
  const trace: Trace = { requests: [] };
  return current.run(trace, () => work(trace));
}

function remember(trace: Trace, response: PipelineResponse): void {
  const wait = retryAfter(response.headers, Date.now());
  const correlationId = response.headers.get('x-ms-correlation-request-id') ?? trace.correlationId;
  const challenge = response.headers.get('www-authenticate');
  trace.failed = {
    status: response.status,
    body: response.bodyAsText ?? '',
    ...(wait === undefined ? {} : { retryAfter: wait }),
    ...(correlationId === undefined ? {} : { correlationId }),
    ...(challenge === undefined ? {} : { challenge }),
  };
}

/** Gives every request its own correlation id and records it in the trace of the work that sends it. */
export function tracePolicy(newId: () => string = () => crypto.randomUUID()): PipelinePolicy {
  return {
    name: 'requestTracePolicy',
    async sendRequest(request, next) {
      const correlationId = newId();
      request.headers.set('x-ms-correlation-request-id', correlationId);
      const trace = current.getStore();
      if (trace === undefined) return next(request);
      trace.correlationId = correlationId;
      const { method, body } = request;
      // Operations that take a resource id build `https://host//subscriptions/…`; the address with one slash is the same.
      const url = request.url.replace(/^(https:\/\/[^/]+)\/{2,}/, '$1/');
      if (method === 'GET') trace.requests.push({ method, url });
      if (method === 'POST') trace.requests.push({ method, url, ...(typeof body === 'string' ? { body } : {}) });
      try {
        const response = await next(request);
        if (response.status >= 400) remember(trace, response);
        return response;
      } catch (error) {
        // Clients of the older generation turn a refusal into an error before it comes back here.
        const response = at(error, 'response');
        if (isPipelineResponse(response)) remember(trace, response);
        throw error;
      }
    },
  };
}

function isPipelineResponse(value: unknown): value is PipelineResponse {
  return isRecord(value) && typeof value['status'] === 'number' && isRecord(value['headers']) && 'get' in value['headers'];
}
