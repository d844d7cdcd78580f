import { DAY, HOUR, toIso, type Instant } from '../../model/time';
import type { UserResponse } from '../../model/alert';
import { badRequest, field, notFound, ok, page, same, type Call, type Parameters, type Reply, type Route } from '../http';
import type { EmulatorState } from '../state';
import type { StoryAlert, StoryRule } from '../story/types';
import { guid } from '../story/random';
import { alertContext } from './alertContext';
import { subscriptionOf } from './subscriptions';

const monitorServices: Readonly<Record<StoryRule['kind'], { readonly service: string; readonly signal: 'Metric' | 'Log' }>> = {
  metric: { service: 'Platform', signal: 'Metric' },
  log: { service: 'Log Alerts V2', signal: 'Log' },
  activityLog: { service: 'ActivityLog Administrative', signal: 'Log' },
  serviceHealth: { service: 'ServiceHealth', signal: 'Log' },
  resourceHealth: { service: 'Resource Health', signal: 'Log' },
  smartDetection: { service: 'SmartDetector', signal: 'Log' },
  prometheus: { service: 'Prometheus', signal: 'Metric' },
};

const userResponses: readonly UserResponse[] = ['New', 'Acknowledged', 'Closed'];
const timeRanges = { '1h': HOUR, '1d': DAY, '7d': 7 * DAY, '30d': 30 * DAY } as const;
const sortKeys = [
  'name',
  'severity',
  'alertState',
  'monitorCondition',
  'targetResource',
  'targetResourceName',
  'targetResourceGroup',
  'targetResourceType',
  'startDateTime',
  'lastModifiedDateTime',
] as const;
const groupKeys = ['severity', 'alertState', 'monitorCondition', 'monitorService', 'signalType', 'alertRule'] as const;

type Essentials = Record<string, unknown> & {
  readonly severity: string;
  readonly alertState: UserResponse;
  readonly monitorCondition: 'Fired' | 'Resolved';
  readonly startDateTime: string;
  readonly lastModifiedDateTime: string;
};

export interface Instance {
  readonly alert: StoryAlert;
  readonly rule: StoryRule;
  readonly id: string;
  readonly essentials: Essentials;
}

/** The last wording of each state, as paging asks for the same one again and again. */
const worded = new WeakMap<EmulatorState, { readonly revision: string; readonly instances: readonly Instance[] }>();

/** Every alert that exists by now, as the service would word it now. */
export function instances(call: Call): readonly Instance[] {
  const { revision } = call.state;
  const known = worded.get(call.state);
  if (known?.revision === revision) return known.instances;
  const made = wordAll(call);
  worded.set(call.state, { revision, instances: made });
  return made;
}

function wordAll(call: Call): readonly Instance[] {
  const byId = new Map(call.state.rules.map((rule) => [rule.id, rule]));
  return call.state.alerts().flatMap((alert) => {
    const rule = byId.get(alert.rule);
    return rule === undefined
      ? []
      : [
          {
            alert,
            rule,
            id: `${alert.target}/providers/Microsoft.AlertsManagement/alerts/${alert.id}`,
            essentials: essentials(call, alert, rule),
          },
        ];
  });
}

function essentials(call: Call, alert: StoryAlert, rule: StoryRule): Essentials {
  const states = call.state.statesOf(alert);
  const resolvedAt = resolvedBy(alert, call.state.now);
  const last = states.at(-1);
  const changed: readonly (readonly [Instant, string])[] = [
    [alert.firedAt, 'System'],
    ...(resolvedAt === undefined ? [] : [[resolvedAt, 'System'] as const]),
    ...(last === undefined ? [] : [[last.at, last.by] as const]),
  ];
  const [modifiedAt, modifiedBy] = changed.reduce((latest, next) => (next[0] >= latest[0] ? next : latest));
  return {
    severity: `Sev${alert.severity}`,
    signalType: monitorServices[rule.kind].signal,
    alertState: last?.to ?? 'New',
    monitorCondition: resolvedAt === undefined ? 'Fired' : 'Resolved',
    monitorService: monitorServices[rule.kind].service,
    ...identityOf(alert),
    alertRule: rule.id,
    startDateTime: toIso(alert.firedAt),
    lastModifiedDateTime: toIso(modifiedAt),
    lastModifiedUserName: modifiedBy,
    ...(resolvedAt === undefined ? {} : { monitorConditionResolvedDateTime: toIso(resolvedAt) }),
    actionStatus: { isSuppressed: false },
    description: rule.description,
  };
}

interface Identity {
  readonly targetResource: string;
  readonly targetResourceName: string;
  readonly targetResourceGroup: string;
  readonly targetResourceType: string;
  readonly sourceCreatedId: string;
  readonly smartGroupId: string;
  readonly smartGroupingReason: string;
}

/** What of an alert never changes; kept, as a load test asks for thousands of them page by page. */
const identities = new WeakMap<StoryAlert, Identity>();

function identityOf(alert: StoryAlert): Identity {
  const known = identities.get(alert);
  if (known !== undefined) return known;
  const target = /\/resourceGroups\/([^/]+)(?:\/providers\/(.+))?$/i.exec(alert.target);
  const [provider = '', ...path] = (target?.[2] ?? 'microsoft.resources/subscriptions').split('/');
  const type = [provider, ...path.filter((_, index) => index % 2 === 0)].join('/').toLowerCase();
  const identity: Identity = {
    targetResource: alert.target.toLowerCase(),
    targetResourceName: alert.target.split('/').at(-1)?.toLowerCase() ?? '',
    targetResourceGroup: target?.[1]?.toLowerCase() ?? '',
    targetResourceType: type,
    sourceCreatedId: guid(`source|${alert.id}`),
    smartGroupId: guid(`group|${alert.id}`),
    smartGroupingReason: '',
  };
  identities.set(alert, identity);
  return identity;
}

const resolvedBy = (alert: StoryAlert, now: Instant): Instant | undefined =>
  alert.resolvedAt !== undefined && alert.resolvedAt <= now ? alert.resolvedAt : undefined;

export function render(call: Call, instance: Instance, withContext: boolean, select?: readonly string[]): unknown {
  const { alert, rule, essentials: all } = instance;
  const chosen =
    select === undefined
      ? all
      : Object.fromEntries(Object.entries(all).filter(([key]) => select.some((name) => same(name, key))));
  return {
    properties: {
      essentials: chosen,
      ...(withContext ? { context: alertContext(call.state, rule, alert), egressConfig: {} } : {}),
    },
    id: instance.id,
    type: 'Microsoft.AlertsManagement/alerts',
    name: rule.name,
  };
}

/** The instances of the path's scope that pass the query's filters. */
function selected(call: Call, scope: string): Instance[] {
  const { query, state } = call;
  const window = windowOf(call);
  const severity = query.oneOf('severity', ['Sev0', 'Sev1', 'Sev2', 'Sev3', 'Sev4']);
  const alertState = query.oneOf('alertState', userResponses);
  const monitorCondition = query.oneOf('monitorCondition', ['Fired', 'Resolved']);
  const monitorService = query.get('monitorService');
  const known = Object.values(monitorServices).map(({ service }) => service);
  if (monitorService !== undefined && !known.some((service) => same(service, monitorService))) {
    throw badRequest(
      `The value '${monitorService}' of query parameter 'monitorService' is not valid. Allowed values: ${known.join(', ')}.`,
    );
  }
  const equal = (key: string, ...values: string[]): boolean => {
    const wanted = query.get(key);
    return wanted === undefined || values.some((value) => same(value, wanted));
  };
  return instances(call).filter(({ id, alert, rule, essentials: told }) => {
    const type = String(told['targetResourceType']);
    return (
      id.toLowerCase().startsWith(`${scope.toLowerCase()}/`) &&
      alert.firedAt >= window.from &&
      alert.firedAt <= Math.min(window.to, state.now) &&
      (severity === undefined || told.severity === severity) &&
      (alertState === undefined || told.alertState === alertState) &&
      (monitorCondition === undefined || told.monitorCondition === monitorCondition) &&
      equal('monitorService', monitorServices[rule.kind].service) &&
      equal('targetResource', alert.target) &&
      equal('targetResourceGroup', String(told['targetResourceGroup'])) &&
      equal('targetResourceType', type, type.split('/').slice(1).join('/')) &&
      equal('alertRule', rule.id, rule.name)
    );
  });
}

function windowOf({ query, state }: Call): { readonly from: Instant; readonly to: Instant } {
  const range = query.oneOf('timeRange', ['1h', '1d', '7d', '30d']);
  const custom = query.get('customTimeRange');
  if (range !== undefined && custom !== undefined)
    throw badRequest("Only one of the query parameters 'timeRange' and 'customTimeRange' may be given.");
  if (custom === undefined) return { from: state.now - timeRanges[range ?? '1d'], to: state.now };
  const [from = NaN, to = NaN, more] = custom.split('/').map((part) => Date.parse(part));
  if (Number.isNaN(from) || Number.isNaN(to) || more !== undefined || from > to) {
    throw badRequest(
      `The value '${custom}' of query parameter 'customTimeRange' is not valid. It must be <start-time>/<end-time> in ISO 8601.`,
    );
  }
  if (from < state.now - 30 * DAY || to - from > 30 * DAY)
    throw badRequest(`The time range '${custom}' must lie within 30 days from the time of the query.`);
  return { from, to };
}

function listAlerts(call: Call, parameter: Parameters): Reply {
  const { query } = call;
  const scope = `/subscriptions/${parameter('subscription')}${parameter('inner')}`;
  subscriptionOf(call, parameter('subscription'));
  const withContext = query.oneOf('includeContext', ['true', 'false']) === 'true';
  const size = query.integer('pageCount', 1, withContext ? 25 : 250) ?? 25;
  const sortBy = query.oneOf('sortBy', sortKeys) ?? 'lastModifiedDateTime';
  const sign = (query.oneOf('sortOrder', ['asc', 'desc']) ?? 'desc') === 'asc' ? 1 : -1;
  const keyOf = (instance: Instance): string => (sortBy === 'name' ? instance.rule.name : String(instance.essentials[sortBy]));
  const sorted = selected(call, scope)
    .map((instance) => ({ instance, key: keyOf(instance) }))
    .sort((a, b) => sign * compare(a.key, b.key) || compare(a.instance.alert.id, b.instance.alert.id));
  const { items, nextLink } = page(call, sorted, size, 'ctoken');
  const select = query
    .get('select')
    ?.split(',')
    .map((name) => name.trim());
  return ok({
    value: items.map(({ instance }) => render(call, instance, withContext, select)),
    ...(nextLink === undefined ? {} : { nextLink }),
  });
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export function instanceOf(call: Call, id: string): Instance {
  const found = instances(call).find(({ alert }) => same(alert.id, id));
  if (found === undefined) throw notFound(`The alert '${id}' could not be found.`, 'AlertNotFound');
  return found;
}

function changeState(call: Call, id: string): Reply {
  const newState = call.query.oneOf('newState', userResponses);
  if (newState === undefined)
    throw badRequest("The query parameter 'newState' is required. Allowed values: New, Acknowledged, Closed.");
  const comment = field(call.body, 'comments') ?? field(call.body, 'comment') ?? '';
  if (typeof comment !== 'string') throw badRequest('The comment must be a text.', 'InvalidRequestContent');
  call.state.changeState(instanceOf(call, id).alert, newState, comment);
  return ok(render(call, instanceOf(call, id), true));
}

function history(call: Call, id: string): Reply {
  const instance = instanceOf(call, id);
  const { alert, rule } = instance;
  const resolvedAt = resolvedBy(alert, call.state.now);
  let state: UserResponse = 'New';
  const entries = [
    entry('AlertCreated', alert.firedAt, 'System', '', '', '', 'New Alert Object is created'),
    ...call.state.statesOf(alert).map(({ to, at, by, comment }) => {
      const old = state;
      state = to;
      return entry('StateChange', at, by, old, to, comment, `State changed from '${old}' to '${to}'`);
    }),
    ...(resolvedAt === undefined
      ? []
      : [
          entry(
            'MonitorConditionChange',
            resolvedAt,
            'System',
            'Fired',
            'Resolved',
            '',
            "Monitor condition changed from 'Fired' to 'Resolved'",
          ),
        ]),
  ].reverse();
  const modifications = entries.sort((a, b) => compare(b.modifiedAt, a.modifiedAt));
  return ok({
    properties: { alertId: alert.id, modifications },
    id: `${instance.id}/history/default`,
    type: 'Microsoft.AlertsManagement/alerts',
    name: rule.name,
  });
}

interface HistoryEntry {
  readonly modificationEvent: string;
  readonly oldValue: string;
  readonly newValue: string;
  readonly modifiedAt: string;
  readonly modifiedBy: string;
  readonly comments: string;
  readonly description: string;
}

function entry(
  event: string,
  at: Instant,
  by: string,
  oldValue: string,
  newValue: string,
  comments: string,
  description: string,
): HistoryEntry {
  return { modificationEvent: event, oldValue, newValue, modifiedAt: toIso(at), modifiedBy: by, comments, description };
}

interface Count {
  readonly name: string;
  readonly count: number;
  readonly groupedby?: string;
  readonly values?: readonly Count[];
}

function count(list: readonly Instance[], keys: readonly (typeof groupKeys)[number][]): readonly Count[] {
  const [key, ...rest] = keys;
  if (key === undefined) return [];
  return [...groupBy(list, key)].map(([name, members]) => ({
    name,
    count: members.length,
    ...(rest[0] === undefined ? {} : { groupedby: rest[0], values: count(members, rest) }),
  }));
}

function groupBy(list: readonly Instance[], key: (typeof groupKeys)[number]): Map<string, Instance[]> {
  const groups = new Map<string, Instance[]>();
  for (const instance of list) {
    const name = String(instance.essentials[key]);
    groups.set(name, [...(groups.get(name) ?? []), instance]);
  }
  return new Map([...groups].sort(([a], [b]) => compare(a, b)));
}

function summary(call: Call, parameter: Parameters): Reply {
  const scope = `/subscriptions/${subscriptionOf(call, parameter('subscription')).id}`;
  const text = call.query.get('groupby');
  if (text === undefined) throw badRequest(`The query parameter 'groupby' is required. Allowed values: ${groupKeys.join(', ')}.`);
  const keys = text.split(',').map((part) => {
    const found = groupKeys.find((key) => same(key, part.trim()));
    if (found === undefined)
      throw badRequest(`The value '${part}' of query parameter 'groupby' is not valid. Allowed values: ${groupKeys.join(', ')}.`);
    return found;
  });
  const members = selected(call, scope);
  return ok({
    properties: { groupedby: keys[0], smartGroupsCount: 0, total: members.length, values: count(members, keys) },
    id: `${scope}/providers/Microsoft.AlertsManagement/alertsSummary/current`,
    type: 'Microsoft.AlertsManagement/alertsSummary',
    name: 'current',
  });
}

const read = 'Microsoft.AlertsManagement/alerts/read';
const base = 'providers/Microsoft.AlertsManagement';

export const alertRoutes: readonly Route[] = [
  { method: 'GET', path: `/subscriptions/{subscription}/${base}/alerts`, service: 'alerts', action: read, handle: listAlerts },
  {
    method: 'GET',
    path: `/subscriptions/{subscription}/{+rest}/${base}/alerts`,
    service: 'alerts',
    action: read,
    handle: (call, parameter) => listAlerts(call, (name) => (name === 'inner' ? `/${parameter('rest')}` : parameter(name))),
  },
  {
    method: 'GET',
    path: `/subscriptions/{subscription}/${base}/alertsSummary`,
    service: 'alerts',
    action: 'Microsoft.AlertsManagement/alertsSummary/read',
    handle: summary,
  },
  {
    method: 'GET',
    path: `/{+scope}/${base}/alerts/{alert}`,
    service: 'alerts',
    action: read,
    handle: (call, parameter) => ok(render(call, instanceOf(call, parameter('alert')), true)),
  },
  {
    method: 'POST',
    path: `/{+scope}/${base}/alerts/{alert}/changestate`,
    service: 'alerts',
    action: 'Microsoft.AlertsManagement/alerts/changestate/action',
    handle: (call, parameter) => changeState(call, parameter('alert')),
  },
  {
    method: 'GET',
    path: `/{+scope}/${base}/alerts/{alert}/history`,
    service: 'alertHistory',
    action: 'Microsoft.AlertsManagement/alerts/history/read',
    handle: (call, parameter) => history(call, parameter('alert')),
  },
];
