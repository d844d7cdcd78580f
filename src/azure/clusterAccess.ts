import type { HttpClient, PipelinePolicy, PipelineResponse } from '@azure/core-rest-pipeline';
import type { Client as KustoClient, CloudSettings } from 'azure-kusto-data';
import { SourceError } from '../model/failure';
import { abortError, abortOption } from './abort';
import { clusterSuffix } from './clouds';
import { type ClusterContext, clusterErrorIn, toClusterError } from './clusterErrors';
import { asBoolean, asText, at, isRecord } from './json';
import { clientOptions, guardedClient, type Pipeline, userAgent } from './pipeline';

type CloudInfo = (typeof CloudSettings)['defaultCloudInfo'];

/** One cluster that was found to belong to the cloud. */
export interface ClusterLink {
  readonly origin: string;
  readonly client: KustoClient;
  /** What tokens for it are asked for, as the cluster itself says. */
  readonly scope: string;
  /** Behind the request budget. */
  readonly httpClient: HttpClient;
  /** Binds the requests with that client request id to a signal; `sent` tells whether one of them has left. */
  readonly bind: (id: string, signal: AbortSignal | undefined) => { readonly sent: () => boolean; readonly release: () => void };
}

/** The clusters that were reached so far; each is asked once how it signs people in. */
export interface ClusterAccess {
  /** Rejects with a SourceError for an address that is no cluster of the cloud, before anything is sent there. */
  reach(context: ClusterContext, signal?: AbortSignal): Promise<ClusterLink>;
}

const metadataPath = '/v1/rest/auth/metadata';
/** Concurrent requests of one person to one cluster. */
export const clusterConcurrency = 5;

export function createClusterAccess(pipeline: Pipeline): ClusterAccess {
  const links = new Map<string, ClusterLink>();
  return {
    async reach(context, signal) {
      const origin = originOf(pipeline, context);
      const known = links.get(origin);
      if (known !== undefined) return known;
      await refuseUntrusted(pipeline, origin, context);
      const info = await readCloudInfo(pipeline, origin, context, signal);
      await refuseUntrusted(pipeline, info.KustoServiceResourceId, context);
      const link = links.get(origin) ?? (await connect(pipeline, origin, info));
      links.set(origin, link);
      return link;
    },
  };
}

function originOf(pipeline: Pipeline, context: ClusterContext): string {
  if (URL.canParse(context.resource)) {
    const url = new URL(context.resource);
    if (url.protocol === 'https:' && url.username === '' && url.password === '') return url.origin;
  }
  throw refused(pipeline, context, `${JSON.stringify(context.resource)} is not the https address of a cluster`);
}

/** The client's own list of hosts that may get a token, for the login of this cloud; it lets this machine pass, which we do not. */
async function refuseUntrusted(pipeline: Pipeline, url: string, context: ClusterContext): Promise<void> {
  const { cloud } = pipeline.connection;
  const { kustoTrustedEndpoints } = await import('azure-kusto-data');
  const { hostname, protocol } = URL.canParse(url) ? new URL(url) : { hostname: url, protocol: '' };
  const isLocal = /^(localhost|127\..*|\[.*\])$/.test(hostname);
  try {
    if (protocol !== 'https:' || isLocal) throw new Error('not a host of the cloud');
    kustoTrustedEndpoints.validateTrustedEndpoint(url, cloud.login);
  } catch (error) {
    const reason = `${hostname} is not a host of Azure Data Explorer in ${cloud.name}, so no token is sent to it`;
    throw Object.assign(refused(pipeline, context, reason), { cause: error });
  }
}

function refused({ connection }: Pipeline, context: ClusterContext, reason: string): SourceError {
  return new SourceError({
    source: 'clusters',
    kind: 'badRequest',
    message: `Could not ${context.action ?? 'query the cluster'}: ${reason}.`,
    resource: context.resource,
    nextAction: `Correct the address: it looks like https://NAME.REGION.${clusterSuffix(connection.cloud)}.`,
  });
}

/** How the cluster signs people in. Asked without a token; a cluster that does not say so signs in as the public cloud does. */
async function readCloudInfo(
  pipeline: Pipeline,
  origin: string,
  context: ClusterContext,
  signal: AbortSignal | undefined,
): Promise<CloudInfo> {
  const { createHttpHeaders, createPipelineFromOptions, createPipelineRequest } = await import('@azure/core-rest-pipeline');
  const { CloudSettings } = await import('azure-kusto-data');
  const { retryOptions, userAgentOptions } = clientOptions(pipeline, 'read');
  try {
    const request = createPipelineRequest({
      method: 'GET',
      url: `${origin}${metadataPath}`,
      headers: createHttpHeaders({ accept: 'application/json' }),
      ...abortOption(signal),
    });
    const requests = createPipelineFromOptions({ retryOptions, userAgentOptions, redirectOptions: { maxRetries: 0 } });
    const httpClient = guardedClient(pipeline, (url) => new URL(url).origin === origin, { concurrency: clusterConcurrency });
    const response = await requests.sendRequest(httpClient, request);
    if (response.status === 404) return CloudSettings.defaultCloudInfo;
    if (response.status !== 200) throw new ClusterAnswerError(response);
    const told = at(JSON.parse(response.bodyAsText ?? 'null'), 'AzureAD');
    return isRecord(told) ? cloudInfo(told, CloudSettings.defaultCloudInfo) : CloudSettings.defaultCloudInfo;
  } catch (error) {
    throw toClusterError(error, context);
  }
}

function cloudInfo(told: Readonly<Record<string, unknown>>, otherwise: CloudInfo): CloudInfo {
  const of = (key: Exclude<keyof CloudInfo, 'LoginMfaRequired'>): string => asText(at(told, key)) ?? otherwise[key];
  return {
    LoginEndpoint: of('LoginEndpoint'),
    LoginMfaRequired: asBoolean(at(told, 'LoginMfaRequired')) ?? false,
    KustoClientAppId: of('KustoClientAppId'),
    KustoClientRedirectUri: of('KustoClientRedirectUri'),
    KustoServiceResourceId: of('KustoServiceResourceId'),
    FirstPartyAuthorityUrl: of('FirstPartyAuthorityUrl'),
  };
}

/** What a request was refused with. Not a `RestError`, whose status decides whether it is sent again. */
export class ClusterAnswerError extends Error {
  override readonly name = 'ClusterAnswerError';
  readonly statusCode: number;
  constructor(readonly response: PipelineResponse) {
    super(`The cluster answered with status ${response.status}.`);
    this.statusCode = response.status;
  }
}

/** A query that cannot succeed, or that ran out of time, would keep the cluster busy again and again; it fails at once instead. */
function hopelessPolicy(): PipelinePolicy {
  return {
    name: 'hopelessQueryPolicy',
    async sendRequest(request, next) {
      const response = await next(request);
      const isHopeless =
        response.status === 504 || (response.status >= 500 && clusterErrorIn(response.bodyAsText ?? '').isPermanent);
      if (isHopeless) throw new ClusterAnswerError(response);
      return response;
    },
  };
}

interface Bound {
  readonly signal: AbortSignal | undefined;
  sent: boolean;
}

const requestIdHeader = 'x-ms-client-request-id';
/** Requests whose id begins so do not wait for the budget: it may be full of what they cancel. */
export const cancelPrefix = 'SRE.cancel;';

/**
 * The client of the library, which sends everything through our own pipeline: token and body are made by it, while budget, retries,
 * provenance, the connection's transport and cancelling are those of all other services. It gives the text of an answer unread.
 */
async function connect(pipeline: Pipeline, origin: string, info: CloudInfo): Promise<ClusterLink> {
  const { Client, CloudSettings, KustoConnectionStringBuilder } = await import('azure-kusto-data');
  const { createHttpHeaders, createPipelineFromOptions, createPipelineRequest } = await import('@azure/core-rest-pipeline');
  CloudSettings.writeToCache(origin, info);
  const builder = KustoConnectionStringBuilder.withTokenCredential(origin, pipeline.connection.credential);
  // Otherwise the name of the machine's user and the path of the program would be sent.
  builder.applicationNameForTracing = userAgent;
  builder.userNameForTracing = '';
  const client = new Client(builder);

  const bound = new Map<string, Bound>();
  const isHere = (url: string): boolean => new URL(url).origin === origin;
  const httpClient = guardedClient(pipeline, isHere, {
    concurrency: clusterConcurrency,
    around: (transport) => ({
      sendRequest: (request) => {
        const mark = bound.get(request.headers.get(requestIdHeader) ?? '');
        if (mark !== undefined) mark.sent = true;
        return transport.sendRequest(request);
      },
    }),
  });
  const direct = guardedClient(pipeline, isHere, { isUnlimited: true });
  const { retryOptions, additionalPolicies, userAgentOptions } = clientOptions(pipeline, 'read');
  const requests = createPipelineFromOptions({ retryOptions, userAgentOptions, redirectOptions: { maxRetries: 0 } });
  requests.addPolicy(hopelessPolicy(), { afterPhase: 'Retry' });
  for (const { policy } of additionalPolicies) requests.addPolicy(policy);

  const { defaults } = client.axiosInstance;
  defaults.transformResponse = [(data: unknown) => data];
  defaults.adapter = async (config) => {
    const headers = createHttpHeaders();
    for (const [name, value] of Object.entries(config.headers.toJSON())) headers.set(name, String(value));
    const id = headers.get(requestIdHeader) ?? '';
    const mark = bound.get(id);
    const isCancel = id.startsWith(cancelPrefix);
    const request = createPipelineRequest({
      method: 'POST',
      url: config.url ?? '',
      headers,
      body: typeof config.data === 'string' ? config.data : '',
      timeout: config.timeout ?? 0,
      ...abortOption(mark?.signal),
    });
    const response = await orTimeout(mark?.signal, () => requests.sendRequest(isCancel ? direct : httpClient, request));
    if (response.status !== 200) throw new ClusterAnswerError(response);
    return { data: response.bodyAsText ?? '', status: response.status, statusText: '', headers: {}, config };
  };

  return {
    origin,
    client,
    scope: `${info.LoginMfaRequired ? info.KustoServiceResourceId.replace('.kusto.', '.kustomfa.') : info.KustoServiceResourceId}/.default`,
    httpClient,
    bind: (id, signal) => {
      const mark: Bound = { signal, sent: false };
      bound.set(id, mark);
      return { sent: () => mark.sent, release: () => void bound.delete(id) };
    },
  };
}

/** A request that the pipeline gave up because of its time limit ends as an abort there too; nobody cancelled it. */
async function orTimeout<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (at(error, 'name') !== 'AbortError') throw error;
    if (signal?.aborted === true) throw abortError();
    throw Object.assign(new Error('The cluster did not answer in time.'), { code: 'ETIMEDOUT', cause: error });
  }
}
