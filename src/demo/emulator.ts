import { randomBytes, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { control, controlPrefix } from './control';
import { ClusterError, clusterErrorReply } from './clusters/clusterErrors';
import { faultsOf, refuse, slowness, spoil } from './faults';
import type { StoryInfo } from './handle';
import {
  ArmError,
  badRequest,
  matcher,
  notFound,
  Query,
  readBody,
  type Call,
  type Parameters,
  type Reply,
  type Route,
} from './http';
import { queriesInThisThread, queriesInWorker } from './logs/queryClient';
import type { QueryService } from './logs/queryJob';
import { activityLogRoutes } from './routes/activityLog';
import { advisorRoutes } from './routes/advisor';
import { alertRuleRoutes } from './routes/alertRules';
import { alertRoutes } from './routes/alerts';
import { clusterAt, clusterRoutes, metadataPath } from './routes/clusterQuery';
import { healthRoutes } from './routes/health';
import { logMetadataRoutes } from './routes/logMetadata';
import { isLogHost, logErrorReply, logQueryRoutes } from './routes/logQuery';
import { metricRoutes } from './routes/metrics';
import { permissionRoutes } from './routes/permissions';
import { resourceGraphRoutes } from './routes/resourceGraph';
import { resourceRoutes } from './routes/resources';
import { subscriptionRoutes } from './routes/subscriptions';
import { EmulatorState } from './state';
import { storyOf } from './story/catalog';
import type { Story } from './story/types';

export interface Emulator {
  /** `http://127.0.0.1:PORT`. */
  readonly origin: string;
  readonly token: string;
  readonly story: StoryInfo;
  readonly close: () => Promise<void>;
}

export interface EmulatorOptions {
  /** The id of a story that ships, or a story. */
  readonly story: string | Story;
  /** 0, the default, lets the system choose. */
  readonly port?: number;
  /** Where queries run: a worker thread from that file, or this thread. Only stories that ship can be queried in a worker. */
  readonly queryWorker?: URL | string;
}

const armHost = 'management.azure.com';
const clouds = [armHost, 'management.usgovcloudapi.net', 'management.chinacloudapi.cn'];

/** The order matters: the resources' routes end with one that matches any resource id. */
const findInManager = matcher([
  ...subscriptionRoutes,
  ...alertRoutes,
  ...alertRuleRoutes,
  ...metricRoutes,
  ...activityLogRoutes,
  ...healthRoutes,
  ...advisorRoutes,
  ...permissionRoutes,
  ...resourceGraphRoutes,
  ...resourceRoutes,
]);
const findInLogs = matcher([...logQueryRoutes, ...logMetadataRoutes]);
const findInCluster = matcher(clusterRoutes);
/** What the log of requests says of one that the client gave up. */
const clientLeft = 499;

/** Starts an HTTP emulator of Azure over a story's data, on the loopback interface only. */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const story = typeof options.story === 'string' ? storyOf(options.story) : options.story;
  const state = new EmulatorState(story);
  const queries =
    options.queryWorker === undefined ? queriesInThisThread(story) : queriesInWorker(options.queryWorker, story.info.id);
  const token = randomBytes(32).toString('base64url');
  const server = createServer((request, response) => void serve(state, queries, token, request, response));
  // A busy machine must not meet a connection that is closed in the moment in which a client takes it up again.
  server.keepAliveTimeout = 60_000;
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the emulator has no port');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    token,
    story: state.story.info,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await Promise.all([closed, queries.close()]);
    },
  };
}

async function serve(
  state: EmulatorState,
  queries: QueryService,
  token: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const left = new AbortController();
  const host = String(request.headers['x-original-host'] ?? armHost).toLowerCase();
  const method = request.method ?? 'GET';
  const [rawPath = '/', ...search] = (request.url ?? '/').split('?');
  let reply: Reply;
  let path = rawPath;
  let cancelled: number | undefined;
  let isAnswered = false;
  const log = (status: number): void => {
    if (path.startsWith(controlPrefix)) return;
    const entry = { at: state.now, method, host, path: request.url ?? '/', status };
    state.log({ ...entry, ...(cancelled === undefined ? {} : { cancelled }) });
  };
  response.once('close', () => {
    if (!isAnswered) {
      cancelled = Date.now();
      log(clientLeft);
    }
    left.abort();
  });
  const isCluster = clusterAt(state.story, host) !== undefined;
  try {
    path = decode(rawPath);
    // How clusters sign people in is told before anyone has a token.
    if (path !== metadataPath) authorize(request, token);
    const body = await readBody(request);
    reply = path.startsWith(controlPrefix)
      ? control(state, method, path, body)
      : await answer({
          method,
          host,
          path,
          query: new Query(new URLSearchParams(search.join('?'))),
          headers: request.headers,
          body,
          state,
          queries,
          left: left.signal,
        });
  } catch (error) {
    if (error instanceof QueryCancelled) cancelled = error.at;
    reply = isLogHost(host)
      ? logErrorReply(error)
      : isCluster
        ? clusterErrorReply(error, state.story.user.name)
        : errorReply(error);
  }
  if (left.signal.aborted) return;
  isAnswered = true;
  log(reply.status);
  const requestId = state.nextRequestId();
  const text = reply.text ?? (reply.body === undefined ? '' : JSON.stringify(reply.body));
  response.writeHead(reply.status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(text),
    'Cache-Control': 'no-cache',
    'x-ms-request-id': requestId,
    'x-ms-correlation-request-id': String(request.headers['x-ms-correlation-request-id'] ?? requestId),
    'x-ms-ratelimit-remaining-subscription-reads': '249',
    ...reply.headers,
  });
  response.end(text);
}

async function answer(call: Call): Promise<Reply> {
  const isLogs = isLogHost(call.host);
  const isCluster = clusterAt(call.state.story, call.host) !== undefined;
  const isManager = clouds.includes(call.host);
  if (!isLogs && !isCluster && !isManager)
    throw notFound(`The embedded environment does not speak for host '${call.host}'.`, 'HostNotFound');
  const found = (isLogs ? findInLogs : isCluster ? findInCluster : findInManager)(call.method, call.path);
  if (found === undefined)
    throw notFound(`The embedded environment has no route ${call.method} ${call.path}.`, 'InvalidResourceType');
  if (isManager && call.query.get('api-version') === undefined) {
    throw badRequest(
      'The api-version query parameter (?api-version=) is required for all requests.',
      'MissingApiVersionParameter',
    );
  }
  const { route, parameters } = found;
  const id = route.cancelBy?.(call);
  return id === undefined ? handle(call, route, parameters) : cancellable(call, id, route, parameters);
}

async function handle(call: Call, route: Route, parameters: Parameters): Promise<Reply> {
  const service = typeof route.service === 'function' ? route.service(call) : route.service;
  const struck = faultsOf(call.state.faults, service);
  if (struck.has('slow')) await pause(slowness, call.left);
  refuse(struck, call, route.action);
  return spoil(struck, call, await route.handle(call, parameters));
}

/** A query that a command cancelled. */
class QueryCancelled extends ClusterError {
  constructor(readonly at: number) {
    super(
      400,
      'Request is canceled',
      'Kusto.Data.Exceptions.KustoRequestCanceledException',
      'The query was cancelled by a user.',
    );
  }
}

/** The same while another request may cancel this one by its id. */
async function cancellable(call: Call, id: string, route: Route, parameters: Parameters): Promise<Reply> {
  const running = call.state.running.begin(id);
  try {
    return await handle({ ...call, left: AbortSignal.any([call.left, running.signal]) }, route, parameters);
  } catch (error) {
    const at = running.cancelledAt();
    throw at === undefined ? error : new QueryCancelled(at);
  } finally {
    running.end();
  }
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path).replace(/\/{2,}/g, '/');
  } catch (error) {
    throw badRequest(`The path '${path}' is not valid: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function authorize(request: IncomingMessage, token: string): void {
  const given = Buffer.from(request.headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  if (given.length === wanted.length && timingSafeEqual(given, wanted)) return;
  const missing = request.headers.authorization === undefined;
  throw new ArmError(
    401,
    missing ? 'AuthenticationFailed' : 'InvalidAuthenticationToken',
    missing ? "Authentication failed. The 'Authorization' header is missing." : 'The access token is invalid.',
    { 'WWW-Authenticate': 'Bearer authorization_uri="https://login.microsoftonline.com/common", error="invalid_token"' },
  );
}

function errorReply(error: unknown): Reply {
  if (error instanceof ArmError) {
    return { status: error.status, body: { error: { code: error.code, message: error.message } }, headers: error.headers };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { status: 500, body: { error: { code: 'EmulatorError', message } } };
}

/** Waits; rejects as soon as the client has gone. */
function pause(milliseconds: number, left: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const gone = (): void => {
      clearTimeout(timer);
      reject(new Error('the client left'));
    };
    const timer = setTimeout(() => {
      left.removeEventListener('abort', gone);
      resolve();
    }, milliseconds);
    left.addEventListener('abort', gone, { once: true });
  });
}
