import type { HttpClient, PipelinePolicy } from '@azure/core-rest-pipeline';
import { belongsToCloud, resourceManagerScope } from './clouds';
import type { AzureConnection } from './connection';
import { redact } from './redact';
import type { RequestBudget } from './requestBudget';
import { tracePolicy } from './requestTrace';

export const userAgent = 'sre-workbench-azure/0.1.0';

/** Options that every SDK client of ours is made with; the two generations read different members of it. */
export interface ClientOptions {
  readonly endpoint: string;
  readonly $host: string;
  /** Read by the newer generation. */
  readonly credentials: { scopes: string[] };
  /** Read by the older generation. */
  readonly credentialScopes: string[];
  /** Read by the query clients, which add `/.default` themselves. */
  readonly audience: string;
  readonly httpClient: HttpClient;
  readonly retryOptions: { maxRetries: number; retryDelayInMs?: number };
  readonly additionalPolicies: { policy: PipelinePolicy; position: 'perCall' | 'perRetry' }[];
  readonly userAgentOptions: { userAgentPrefix: string };
}

/** One connection with its budget: everything that a store needs to build a client. */
export interface Pipeline {
  readonly connection: AzureConnection;
  readonly budget: RequestBudget;
  /** Milliseconds before the first repetition after a server error; the SDK's second when absent. */
  readonly retryDelay?: number;
}

/**
 * The common options of all clients. Token scopes are explicit because the newer clients otherwise ask for a token of the
 * public cloud; reads are repeated up to 3 times, writes never.
 */
export function clientOptions({ connection, budget, retryDelay }: Pipeline, use: 'read' | 'write'): ClientOptions {
  const { cloud } = connection;
  const scope = resourceManagerScope(cloud);
  return {
    endpoint: cloud.resourceManager,
    $host: cloud.resourceManager,
    credentials: { scopes: [scope] },
    credentialScopes: [scope],
    audience: cloud.resourceManager,
    httpClient: budgetedClient(connection, budget),
    retryOptions:
      use === 'write'
        ? { maxRetries: 0 }
        : { maxRetries: 3, ...(retryDelay === undefined ? {} : { retryDelayInMs: retryDelay }) },
    additionalPolicies: [{ policy: tracePolicy(), position: 'perCall' }],
    userAgentOptions: { userAgentPrefix: userAgent },
  };
}

/** The connection's transport behind the request budget. Refuses hosts outside the cloud, so that no token leaves it. */
export function budgetedClient(connection: AzureConnection, budget: RequestBudget): HttpClient {
  return guardedClient({ connection, budget }, (url) => belongsToCloud(connection.cloud, url));
}

export interface GuardOptions {
  /** Requests at once to the host; the budget's own number when absent. */
  readonly concurrency?: number;
  /** Sends at once, without waiting for the budget. */
  readonly isUnlimited?: boolean;
  /** Put around the transport: hears of a request when the budget lets it go. */
  readonly around?: (transport: HttpClient) => HttpClient;
}

/** The same for whatever addresses the caller vouches for. */
export function guardedClient(
  { connection, budget }: Pipeline,
  mayReach: (url: string) => boolean,
  { concurrency, isUnlimited = false, around = (transport) => transport }: GuardOptions = {},
): HttpClient {
  let transport = connection.transport;
  const guarded: HttpClient = {
    async sendRequest(request) {
      if (!mayReach(request.url)) {
        throw new Error(`refused to send a request outside ${connection.cloud.name}: ${new URL(request.url).host}`);
      }
      transport ??= (await import('@azure/core-rest-pipeline')).createDefaultHttpClient();
      return transport.sendRequest(request);
    },
  };
  return budget.wrap(
    around(guarded),
    (request, outcome) =>
      connection.observe?.({
        method: request.method,
        url: redact(request.url),
        correlationId: request.headers.get('x-ms-correlation-request-id') ?? '',
        ...outcome,
      }),
    { ...(concurrency === undefined ? {} : { concurrency }), isUnlimited },
  );
}
