import type { Provenance } from '../model/fact';
import { SourceError } from '../model/failure';
import type { RequestReplayer } from '../model/stores';
import { belongsToCloud, logsScope, resourceManagerScope } from './clouds';
import { abortOption } from './abort';
import type { ClusterAccess } from './clusterAccess';
import { toSourceError } from './errors';
import { asText, at } from './json';
import { clientOptions, type Pipeline } from './pipeline';
import { redact } from './redact';
import { traced } from './requestTrace';

/** POST requests that only read, and the commands of a cluster that do. Every other POST is refused. */
const readingPosts: readonly RegExp[] = [
  /\/providers\/Microsoft\.ResourceGraph\/resources$/i,
  /^\/v1\/.*\/query$/i,
  /\/providers\/Microsoft\.Insights\/metrics$/i,
  /\/providers\/Microsoft\.PolicyInsights\/policyStates\/latest\/(summarize|queryResults)$/i,
  /\/providers\/Microsoft\.CostManagement\/query$/i,
  /^\/v2\/rest\/query$/i,
];
const command = /^\/v1\/rest\/mgmt$/i;
const readingCommand = /^\s*\.show\b/i;

/** Sends recorded reads once more over the same transport, credential and budget. Answers of any status are returned. */
export function createReplayer(pipeline: Pipeline, clusters: ClusterAccess): RequestReplayer {
  const { cloud, credential } = pipeline.connection;
  return {
    replay: (provenance, signal) =>
      traced(async (trace) => {
        const { request, service } = provenance;
        refuseUnlessRead(provenance);
        const context = { source: 'clusters', resource: new URL(request.url).origin, action: 'repeat the request' } as const;
        const cluster = service === 'clusters' ? await clusters.reach(context, signal) : undefined;
        if (cluster === undefined && !belongsToCloud(cloud, request.url))
          throw refused(provenance, `its address is outside ${cloud.name}`);
        const { bearerTokenAuthenticationPolicy, createHttpHeaders, createPipelineFromOptions, createPipelineRequest } =
          await import('@azure/core-rest-pipeline');
        const { retryOptions, additionalPolicies, userAgentOptions, ...options } = clientOptions(pipeline, 'read');
        const httpClient = cluster?.httpClient ?? options.httpClient;
        const requests = createPipelineFromOptions({ retryOptions, userAgentOptions });
        const ofCloud = request.url.startsWith(`${cloud.logs}/`) ? logsScope(cloud) : resourceManagerScope(cloud);
        const scopes = cluster?.scope ?? ofCloud;
        requests.addPolicy(bearerTokenAuthenticationPolicy({ credential, scopes }), { afterPhase: 'Retry' });
        for (const { policy } of additionalPolicies) requests.addPolicy(policy);
        try {
          const response = await requests.sendRequest(
            httpClient,
            createPipelineRequest({
              method: request.method,
              url: request.url,
              headers: createHttpHeaders({
                accept: 'application/json',
                ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
              }),
              ...(request.body === undefined ? {} : { body: request.body }),
              ...abortOption(signal),
            }),
          );
          return { status: response.status, body: redact(response.bodyAsText ?? '') };
        } catch (error) {
          throw toSourceError(error, { source: service, action: 'repeat the request', trace });
        }
      }),
  };
}

function refuseUnlessRead(provenance: Provenance): void {
  const { method, url, body } = provenance.request;
  const { pathname } = new URL(url);
  const isReadingCommand = command.test(pathname) && readingCommand.test(asText(at(parsed(body), 'csl')) ?? '');
  if (method !== 'GET' && !isReadingCommand && !readingPosts.some((pattern) => pattern.test(pathname)))
    throw refused(provenance, 'it might change something');
}

function parsed(body: string | undefined): unknown {
  return body === undefined ? undefined : JSON.parse(body);
}

function refused(provenance: Provenance, reason: string): SourceError {
  return new SourceError({
    source: provenance.service,
    kind: 'badRequest',
    message: `Could not repeat the request: ${reason}.`,
    nextAction: 'Repeat it by hand if you are sure.',
  });
}
