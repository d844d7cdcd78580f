import { HOUR, DAY, MINUTE, SECOND, parseIso } from '../../model/time';
import { faultsOf } from '../faults';
import { ArmError, badRequest, field, same, type Call, type Parameters, type Reply, type Route } from '../http';
import { badArgument } from '../logs/queryErrors';
import type { LogJob, LogView } from '../logs/queryJob';
import type { StoryResource } from '../story/types';

const hosts = [
  'api.loganalytics.io',
  'api.loganalytics.azure.com',
  'api.loganalytics.us',
  'api.loganalytics.azure.cn',
  'api.applicationinsights.io',
  'api.applicationinsights.us',
  'api.applicationinsights.azure.cn',
];

export const isLogHost = (host: string): boolean => hosts.includes(host);

const defaultWait = 180;
const longestWait = 600;
const mostInBatch = 100;

/** What the service says in place of the resource manager. */
const words: Readonly<Record<number, { readonly code: string; readonly message: string }>> = {
  403: {
    code: 'InsufficientAccessError',
    message: 'The provided credentials have insufficient access to perform the requested operation',
  },
  429: { code: 'ThrottledError', message: 'Rate limit is exceeded' },
};

/** An error in the shape of the Log Analytics API. */
export function logErrorReply(error: unknown): Reply {
  const { status, code, message, headers } =
    error instanceof ArmError
      ? error
      : {
          status: 500,
          code: 'InternalServerError',
          message: error instanceof Error ? error.message : String(error),
          headers: {},
        };
  return { status, body: { error: { code, message, ...words[status] } }, headers };
}

/** The body of a request, or the same in the query string of a GET. */
interface Asked {
  readonly query: string;
  readonly timespan?: string;
  readonly workspaces: readonly string[];
  readonly prefer: string;
}

/** Each query counts against what one person may ask, also when it cannot be run. */
function answer(call: Call, asked: Asked, view: LogView): Promise<Reply> {
  return call.state.throttle().run(() => answerNow(call, asked, view), call.left);
}

async function answerNow(call: Call, asked: Asked, view: LogView): Promise<Reply> {
  if (asked.query.trim() === '') {
    const details = [{ code: 'MissingQuery', message: 'The query is missing or empty.', target: 'query' }];
    return {
      status: 400,
      text: badArgument({ code: 'QueryValidationError', message: 'Failed parsing the query', details }).body,
    };
  }
  for (const workspace of asked.workspaces) workspaceOf(call, workspace);
  const struck = faultsOf(call.state.faults, 'logs');
  const spoilt = struck.has('empty') ? 'empty' : struck.has('partial') ? 'partial' : undefined;
  const job: LogJob = {
    kind: 'logs',
    text: asked.query,
    now: call.state.now,
    view,
    ...(asked.timespan === undefined ? {} : { window: parseTimespan(asked.timespan, call.state.now) }),
    milliseconds: waitOf(asked.prefer) * SECOND,
    statistics: /\binclude-statistics\s*=\s*true\b/i.test(asked.prefer),
    render: /\binclude-render\s*=\s*true\b/i.test(asked.prefer),
    ...(spoilt === undefined ? {} : { spoilt }),
  };
  const { status, body } = await call.queries.answer(job, call.left);
  return { status, text: body };
}

function askedBy(call: Call): Asked {
  const prefer = call.headers['prefer'];
  const head = { prefer: Array.isArray(prefer) ? prefer.join(',') : (prefer ?? '') };
  if (call.method !== 'GET') return { ...read(call.body), ...head };
  const { query, timespan } = Object.fromEntries(call.query.search);
  const workspaces = call.query
    .get('workspaces')
    ?.split(',')
    .map((name) => name.trim());
  return { ...read({ query, timespan, workspaces }), ...head };
}

function read(body: unknown): Omit<Asked, 'prefer'> {
  const query = field(body, 'query');
  const timespan = field(body, 'timespan');
  const workspaces = field(body, 'workspaces');
  return {
    query: typeof query === 'string' ? query : '',
    ...(typeof timespan === 'string' && timespan !== '' ? { timespan } : {}),
    workspaces: Array.isArray(workspaces) ? workspaces.map(String) : [],
  };
}

function waitOf(prefer: string): number {
  const seconds = Number(/\bwait\s*=\s*(\d+)/i.exec(prefer)?.[1] ?? defaultWait);
  return Math.min(longestWait, Math.max(1, seconds));
}

const units = { D: DAY, H: HOUR, M: MINUTE, S: SECOND } as const;

function parseDuration(text: string): number | undefined {
  const match =
    /^P(?:(\d+(?:\.\d+)?)W)?(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/i.exec(
      text,
    );
  if (match === null || !/\d/.test(text)) return undefined;
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match
    .slice(1)
    .map((part: string | undefined) => Number(part ?? 0));
  return (weeks * 7 + days) * units.D + hours * units.H + minutes * units.M + seconds * units.S;
}

/** An ISO 8601 duration up to now, or an interval: two moments, or a moment and a duration in either order. */
export function parseTimespan(text: string, now: number): NonNullable<LogJob['window']> {
  const wrong = badRequest(
    `The timespan '${text}' is not valid: it must be an ISO 8601 duration or interval.`,
    'BadArgumentError',
  );
  const [first = '', second, ...more] = text.split('/').map((part) => part.trim());
  const moment = (part: string): number => {
    try {
      return parseIso(part);
    } catch {
      throw wrong;
    }
  };
  const length = parseDuration(first);
  if (more.length > 0) throw wrong;
  if (second === undefined) {
    if (length === undefined) throw wrong;
    return { from: now - length, to: now };
  }
  if (length !== undefined) return { from: moment(second) - length, to: moment(second) };
  const from = moment(first);
  const reach = parseDuration(second);
  const to = reach === undefined ? moment(second) : from + reach;
  if (to < from) throw wrong;
  return { from, to };
}

export const isWorkspace = ({ type }: StoryResource): boolean => same(type, 'Microsoft.OperationalInsights/workspaces');
const isComponent = ({ type }: StoryResource): boolean => same(type, 'Microsoft.Insights/components');

/** The workspace of that name, customer id or ARM id; a 404 in the service's words when there is none. */
export function workspaceOf(call: Call, id: string): StoryResource {
  const found = call.state.resources.find(
    (resource) =>
      isWorkspace(resource) &&
      [resource.id, resource.name, String(resource.properties['customerId']), qualifiedName(resource)].some((known) =>
        same(known, id),
      ),
  );
  if (found === undefined) throw new ArmError(404, 'WorkspaceNotFoundError', `The workspace could not be found: ${id}`);
  return found;
}

const qualifiedName = ({ subscriptionId, resourceGroup, name }: StoryResource): string =>
  `${subscriptionId}/${resourceGroup}/${name}`;

export function viewOfApp(call: Call, id: string): LogView {
  const found = call.state.resources.find((resource) => isComponent(resource) && same(String(resource.properties['AppId']), id));
  if (found === undefined) throw new ArmError(404, 'ApplicationNotFoundError', `The application could not be found: ${id}`);
  return { kind: 'app', id: found.id.toLowerCase() };
}

/** A workspace shows all its rows; any other resource, resource group or subscription those of itself and of what it holds. */
export function viewOfResource(call: Call, path: string): LogView {
  const id = `/${path}`.replace(/\/+$/, '').toLowerCase();
  const resource = call.state.resources.find((known) => same(known.id, id));
  if (resource !== undefined && isWorkspace(resource)) return { kind: 'workspace' };
  if (resource !== undefined && isComponent(resource)) return { kind: 'app', id };
  const { resources, story } = call.state;
  const isKnown =
    resources.some((known) => known.id.toLowerCase().startsWith(`${id}/`) || same(known.id, id)) ||
    story.subscriptions.some((subscription) => same(`/subscriptions/${subscription.id}`, id));
  if (!isKnown) throw new ArmError(404, 'ResourceNotFoundError', `The resource could not be found: ${id}`);
  return { kind: 'resources', ids: [id] };
}

/** Each part of a batch is answered by itself, whatever becomes of the others. */
async function batch(call: Call): Promise<Reply> {
  const requests = field(call.body, 'requests');
  if (!Array.isArray(requests) || requests.length === 0 || requests.length > mostInBatch) {
    throw badRequest(`A batch holds 1 to ${mostInBatch} requests.`, 'BadArgumentError');
  }
  const responses = await Promise.all(
    requests.map(async (item: unknown) => {
      const id = field(item, 'id');
      const reply = await part(call, item);
      return `{"id":${JSON.stringify(id ?? '')},"status":${reply.status},"headers":{},"body":${reply.text ?? JSON.stringify(reply.body)}}`;
    }),
  );
  return { status: 200, text: `{"responses":[${responses.join(',')}]}` };
}

async function part(call: Call, item: unknown): Promise<Reply> {
  try {
    const workspace = field(item, 'workspace');
    workspaceOf(call, String(workspace));
    const headers = field(item, 'headers');
    const prefer = field(headers, 'Prefer') ?? field(headers, 'prefer');
    const asked = { ...read(field(item, 'body')), prefer: typeof prefer === 'string' ? prefer : '' };
    return await answer(call, asked, { kind: 'workspace' });
  } catch (error) {
    if (call.left.aborted) throw error;
    return logErrorReply(error);
  }
}

const workspaceScope = (call: Call, parameter: Parameters): Promise<Reply> => {
  workspaceOf(call, parameter('workspace'));
  return answer(call, askedBy(call), { kind: 'workspace' });
};
const appScope = (call: Call, parameter: Parameters): Promise<Reply> =>
  answer(call, askedBy(call), viewOfApp(call, parameter('app')));
const resourceScope = (call: Call, parameter: Parameters): Promise<Reply> =>
  answer(call, askedBy(call), viewOfResource(call, parameter('resource')));

const service = 'logs';
const inWorkspace = 'Microsoft.OperationalInsights/workspaces/query/read';

/** Batches come first: the last route matches every path that ends with `/query`. */
export const logQueryRoutes: readonly Route[] = [
  { method: 'POST', path: '/v1/$batch', service, action: inWorkspace, handle: batch },
  ...(['GET', 'POST'] as const).flatMap((method): Route[] => [
    { method, path: '/v1/workspaces/{workspace}/query', service, action: inWorkspace, handle: workspaceScope },
    { method, path: '/v1/apps/{app}/query', service, action: 'Microsoft.Insights/components/api/read', handle: appScope },
    { method, path: '/v1/{+resource}/query', service, action: 'Microsoft.Insights/logs/read', handle: resourceScope },
  ]),
];
