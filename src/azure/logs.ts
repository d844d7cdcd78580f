import type { PipelinePolicy, PipelineResponse } from '@azure/core-rest-pipeline';
import type { LogsQueryClient } from '@azure/monitor-query';
import { type Failure, SourceError } from '../model/failure';
import type { LogAnswer, LogQuery, LogTarget } from '../model/query';
import type { LogStore } from '../model/stores';
import type { SubscriptionLister } from './alerts';
import { abortOption } from './abort';
import { ArmClient } from './armClient';
import { type ErrorContext, toFailure } from './errors';
import { parseExact } from './exactJson';
import { sourced } from './gather';
import { at } from './json';
import { lazy } from './lazy';
import { readLogTables } from './logTables';
import { clientOptions, type Pipeline } from './pipeline';
import { parseLogAnswer, parseQueryError } from './queryParsing';
import { asPath } from './resourceId';
import { listResources } from './resources';

const workspaceType = 'Microsoft.OperationalInsights/workspaces';
/** The service takes no more beside the first. */
const mostMoreWorkspaces = 100;
const defaultTimeout = 180;

// The package gets security fixes only; it stays because it can be cancelled, and only this file and metrics.ts know it.
// eslint-disable-next-line @typescript-eslint/no-deprecated
type Client = LogsQueryClient;

/** What a query asks, with every part chosen. */
interface Asked {
  readonly target: LogTarget;
  readonly more: readonly string[];
  readonly failures: readonly Failure[];
}

/** Log queries over a workspace, a resource, or the workspaces of the scope: the chosen ones, else all of its subscriptions. */
export function createLogStore(pipeline: Pipeline, subscriptions: SubscriptionLister, workspaces: readonly string[]): LogStore {
  const client = lazy(async () => {
    const { LogsQueryClient } = await import('@azure/monitor-query');
    const { cloud, credential } = pipeline.connection;
    const options = clientOptions(pipeline, 'read');
    return new LogsQueryClient(credential, {
      ...options,
      endpoint: cloud.logs,
      audience: cloud.logs,
      additionalPolicies: [...options.additionalPolicies, { policy: timeoutPolicy(), position: 'perRetry' }],
    });
  });
  let seen: Workspaces | undefined;
  const inScope = async (signal: AbortSignal | undefined): Promise<Asked> => {
    if (workspaces.length > 0) return askAll({ ids: workspaces, failures: [] });
    if (seen !== undefined) return askAll(seen);
    const found = await seenWorkspaces(pipeline, subscriptions, signal);
    // What could not be read may be there the next time.
    if (found.failures.length === 0 && found.ids.length > 0) seen = found;
    return askAll(found);
  };
  const metadata = new ArmClient(pipeline, 'read', 'logs');
  return {
    async tables(target, signal) {
      const asked = target === undefined ? await inScope(signal) : { target, more: [], failures: [] };
      const targets = [asked.target, ...asked.more.map((id) => ({ kind: 'resource' as const, id }))];
      const result = await readLogTables(metadata, targets.map(tablesOf), signal);
      return { ...result, failures: [...asked.failures, ...result.failures] };
    },
    async query(query, signal) {
      const { target } = query;
      const asked = target === undefined ? await inScope(signal) : { target, more: [], failures: [] };
      const context = contextOf(asked.target);
      const { value, provenance } = await sourced(context, undefined, async () =>
        parseExact(await ask(await client(), query, asked, signal)),
      );
      const error = at(value, 'error');
      const failures = error === undefined || error === null ? [] : [partialFailure(error, context)];
      return { value: answerOf(value, context), provenance, failures: [...asked.failures, ...failures] };
    },
  };
}

/** Sends the query and gives the text of the answer: the client's own reading of it loses digits, ticks and places of errors. */
async function ask(client: Client, query: LogQuery, { target, more }: Asked, signal: AbortSignal | undefined): Promise<string> {
  let text = '';
  const { window, timeoutSeconds, moreWorkspaces = [] } = query;
  const additional = [...more, ...moreWorkspaces];
  const options = {
    serverTimeoutInSeconds: timeoutSeconds ?? defaultTimeout,
    includeQueryStatistics: true,
    includeVisualization: true,
    ...(additional.length === 0 ? {} : { additionalWorkspaces: additional }),
    ...abortOption(signal),
    onResponse: (response: { readonly bodyAsText?: string | null }) => {
      text = response.bodyAsText ?? '';
    },
  };
  // An empty duration is how the client says that there is none.
  const timespan = window === undefined ? { duration: '' } : { startTime: new Date(window.from), endTime: new Date(window.to) };
  if (target.kind === 'workspace') await client.queryWorkspace(target.id, query.kql, timespan, options);
  else await client.queryResource(asPath(target.id), query.kql, timespan, options);
  return text;
}

/** Not a `RestError`, because those are sent again according to their status. */
class QueryTimeoutError extends Error {
  override readonly name = 'QueryTimeoutError';
  readonly statusCode: number;
  constructor(readonly response: PipelineResponse) {
    super('The query ran out of time.');
    this.statusCode = response.status;
  }
}

/** A query that the service gave up after minutes would be sent again and again; it fails at once instead. */
function timeoutPolicy(): PipelinePolicy {
  return {
    name: 'queryTimeoutPolicy',
    async sendRequest(request, next) {
      const response = await next(request);
      if (response.status === 504) throw new QueryTimeoutError(response);
      return response;
    },
  };
}

interface Workspaces {
  /** ARM ids. */
  readonly ids: readonly string[];
  readonly failures: readonly Failure[];
}

async function seenWorkspaces(
  pipeline: Pipeline,
  subscriptions: SubscriptionLister,
  signal: AbortSignal | undefined,
): Promise<Workspaces> {
  const { value, failures } = await listResources(pipeline, await subscriptions(signal), workspaceType, signal);
  return { ids: value.map(({ id }) => id), failures };
}

/** One workspace is asked, with the others beside it. */
function askAll({ ids: [first, ...others], failures }: Workspaces): Asked {
  if (first === undefined) {
    throw new SourceError(
      failures[0] ?? {
        source: 'logs',
        kind: 'notFound',
        message: 'Could not query the logs: the scope has no Log Analytics workspace.',
        nextAction: 'Choose a scope with a workspace, or ask an owner for the role "Reader" on one.',
      },
    );
  }
  const left = others.slice(mostMoreWorkspaces);
  const unasked = left.map((id): Failure => ({
    source: 'logs',
    kind: 'partial',
    message: `Could not query the workspace ${id}: a query reaches no more than ${mostMoreWorkspaces + 1} workspaces.`,
    resource: id,
    nextAction: 'Choose fewer workspaces.',
  }));
  return {
    target: { kind: 'resource', id: first },
    more: others.slice(0, mostMoreWorkspaces),
    failures: [...failures, ...unasked],
  };
}

interface Named {
  readonly name: string;
  readonly isWorkspace: boolean;
  /** The service does not say which action is missing, so the one that the work needs is named. */
  readonly permission: string;
}

function named(target: LogTarget): Named {
  const isWorkspace = target.kind === 'workspace' || new RegExp(`/providers/${workspaceType}/[^/]+$`, 'i').test(target.id);
  return {
    name: target.id.split('/').at(-1) ?? target.id,
    isWorkspace,
    permission: isWorkspace ? `${workspaceType}/query/read` : 'Microsoft.Insights/logs/read',
  };
}

function contextOf(target: LogTarget): ErrorContext {
  const { name, isWorkspace, permission } = named(target);
  const action = isWorkspace ? `query the workspace ${name}` : `query the logs of ${name}`;
  return { source: 'logs', resource: target.id, action, permission };
}

function tablesOf(target: LogTarget): LogTarget & { readonly action: string; readonly permission: string } {
  const { name, isWorkspace, permission } = named(target);
  return { ...target, permission, action: `read the tables of ${isWorkspace ? `the workspace ${name}` : name}` };
}

function partialFailure(error: unknown, { resource, action }: ErrorContext): Failure {
  const { code, message = 'the service does not say why' } = parseQueryError(error);
  return {
    source: 'logs',
    kind: 'partial',
    message: `Could not ${action ?? 'query the logs'} whole: ${message}`,
    ...(resource === undefined ? {} : { resource }),
    ...(code === undefined ? {} : { code }),
    nextAction: 'Ask for fewer rows or a shorter time window, or run it again.',
  };
}

function answerOf(body: unknown, context: ErrorContext): LogAnswer {
  try {
    return parseLogAnswer(body);
  } catch (error) {
    throw new SourceError(toFailure(error, context));
  }
}
