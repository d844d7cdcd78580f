import type { Provenance } from '../model/fact';
import { SourceError } from '../model/failure';
import type { RequestReplayer } from '../model/stores';
import { belongsToCloud, logsScope, resourceManagerScope } from './clouds';
import { abortOption } from './abort';
import { toSourceError } from './errors';
import { clientOptions, type Pipeline } from './pipeline';
import { redact } from './redact';
import { traced } from './requestTrace';

/** POST requests that only read. Every other POST is refused. */
const readingPosts: readonly RegExp[] = [
  /\/providers\/Microsoft\.ResourceGraph\/resources$/i,
  /^\/v1\/.*\/query$/i,
  /\/providers\/Microsoft\.Insights\/metrics$/i,
  /\/providers\/Microsoft\.PolicyInsights\/policyStates\/latest\/(summarize|queryResults)$/i,
  /\/providers\/Microsoft\.CostManagement\/query$/i,
];

/** Sends recorded reads once more over the same transport, credential and budget. Answers of any status are returned. */
export function createReplayer(pipeline: Pipeline): RequestReplayer {
  const { cloud, credential } = pipeline.connection;
  return {
    replay: (provenance, signal) =>
      traced(async (trace) => {
        const { request, service } = provenance;
        refuseUnlessRead(provenance);
        if (!belongsToCloud(cloud, request.url)) throw refused(provenance, `its address is outside ${cloud.name}`);
        const { bearerTokenAuthenticationPolicy, createHttpHeaders, createPipelineFromOptions, createPipelineRequest } =
          await import('@azure/core-rest-pipeline');
        const { httpClient, retryOptions, additionalPolicies, userAgentOptions } = clientOptions(pipeline, 'read');
        const requests = createPipelineFromOptions({ retryOptions, userAgentOptions });
        const scopes = request.url.startsWith(`${cloud.logs}/`) ? logsScope(cloud) : resourceManagerScope(cloud);
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
  const { method, url } = provenance.request;
  const { pathname } = new URL(url);
  if (method !== 'GET' && !readingPosts.some((pattern) => pattern.test(pathname)))
    throw refused(provenance, 'it might change something');
}

function refused(provenance: Provenance, reason: string): SourceError {
  return new SourceError({
    source: provenance.service,
    kind: 'badRequest',
    message: `Could not repeat the request: ${reason}.`,
    nextAction: 'Repeat it by hand if you are sure.',
  });
}
