import type { SourceName } from '../model/fact';
import { faultKinds, faultServices, type Fault, type FaultKind } from './handle';
import { ArmError, badRequest, field, linkTo, type Call, type Reply } from './http';

/** Checks what the control API was sent; a 400 names the unknown word. */
export function parseFaults(value: unknown): Fault[] {
  if (!Array.isArray(value)) throw badRequest('faults must be a list of { service, fault }.');
  return value.map((item: unknown) => {
    const service = faultServices.find((known) => known === field(item, 'service'));
    const fault = faultKinds.find((known) => known === field(item, 'fault'));
    if (service === undefined || fault === undefined) {
      throw badRequest(
        `Unknown fault ${JSON.stringify(item)}. Services: ${faultServices.join(', ')}. Faults: ${faultKinds.join(', ')}.`,
      );
    }
    return { service, fault };
  });
}

/** How long a `slow` service takes, in milliseconds. */
export const slowness = 3_000;

const brokenPage = 'emulatorBrokenPage';

export interface Struck {
  readonly has: (fault: FaultKind) => boolean;
}

export function faultsOf(faults: readonly Fault[], service: SourceName | undefined): Struck {
  return { has: (wanted) => faults.some((fault) => fault.service === service && fault.fault === wanted) };
}

/** Throws when a fault keeps the request from being answered at all. */
export function refuse(struck: Struck, call: Call, action: string): void {
  if (struck.has('forbidden')) {
    const { user } = call.state.story;
    throw new ArmError(
      403,
      'AuthorizationFailed',
      `The client '${user.name}' with object id '${user.objectId}' does not have authorization to perform action '${action}' over scope '${scopeOf(call.path)}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
    );
  }
  const tooMany =
    'The request is being throttled as the limit has been reached for operation type - Read. For more information, see - https://aka.ms/srpthrottlinglimits';
  if (struck.has('throttled')) throw new ArmError(429, 'TooManyRequests', tooMany, { 'Retry-After': '1' });
  if (struck.has('throttledWithoutRetryAfter')) throw new ArmError(429, 'TooManyRequests', tooMany);
  if (struck.has('serverError'))
    throw new ArmError(500, 'InternalServerError', 'The server encountered an internal error. Please retry the request.');
  if (call.query.get(brokenPage) !== undefined)
    throw new ArmError(500, 'InternalServerError', 'The next page of the results could not be read.');
  if (struck.has('staleEtag') && call.method !== 'GET') {
    throw new ArmError(
      412,
      'PreconditionFailed',
      'The condition specified using HTTP conditional header(s) is not met. The resource was changed by someone else.',
    );
  }
}

/** What ARM calls the scope: the path up to the provider of the operation. */
function scopeOf(path: string): string {
  const last = path.toLowerCase().lastIndexOf('/providers/');
  return last > 0 ? path.slice(0, last) : path;
}

/** Spoils an answer that would have been good. Single resources stay whole. */
export function spoil(struck: Struck, call: Call, reply: Reply): Reply {
  const { body } = reply;
  const value = field(body, 'value');
  if (!struck.has('partial') && !struck.has('empty')) return reply;
  const isMetrics = field(body, 'timespan') !== undefined;
  if (Array.isArray(value)) {
    const items = value as readonly unknown[];
    if (struck.has('empty')) {
      const emptied = isMetrics ? items.map((item) => ({ ...(item as object), timeseries: [] })) : [];
      return { ...reply, body: omitNextLink({ ...(body as object), value: emptied }) };
    }
    if (isMetrics) return { ...reply, body: { ...(body as object), value: items.map(halfOfTheWindow) } };
    return {
      ...reply,
      body: { ...(body as object), value: items.slice(0, Math.ceil(items.length / 2)), nextLink: linkTo(call, brokenPage, '1') },
    };
  }
  const properties = field(body, 'properties');
  if (struck.has('empty') && Array.isArray(field(properties, 'modifications'))) {
    return { ...reply, body: { ...(body as object), properties: { ...(properties as object), modifications: [] } } };
  }
  if (struck.has('empty') && field(properties, 'groupedby') !== undefined) {
    return { ...reply, body: { ...(body as object), properties: { ...(properties as object), total: 0, values: [] } } };
  }
  return reply;
}

function omitNextLink(body: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body).filter(([key]) => key !== 'nextLink'));
}

/** The service has the time stamps of the later half, and no values for them. */
function halfOfTheWindow(metric: unknown): unknown {
  const series = field(metric, 'timeseries');
  if (!Array.isArray(series)) return metric;
  return {
    ...(metric as object),
    timeseries: (series as readonly unknown[]).map((one) => {
      const data = field(one, 'data');
      if (!Array.isArray(data)) return one;
      const points = data as readonly unknown[];
      const half = Math.ceil(points.length / 2);
      return {
        ...(one as object),
        data: points.map((point, index) => (index < half ? point : { timeStamp: field(point, 'timeStamp') })),
      };
    }),
  };
}
