import { DAY, toIso } from '../../model/time';
import { badRequest, ok, page, same, type Call, type Reply, type Route } from '../http';
import type { StoryActivity } from '../story/types';
import { subscriptionOf } from './subscriptions';

const pageSize = 100;
const retention = 90 * DAY;

const word = (value: string, localizedValue = value): unknown => ({ value, localizedValue });

/** .NET ticks: 100 ns since the year 1. */
const ticks = (at: number): string => String(BigInt(at) * 10_000n + 621_355_968_000_000_000n);

function render(call: Call, entry: StoryActivity): Record<string, unknown> {
  const moment = toIso(entry.at).replace('Z', '.0000000Z');
  return {
    authorization: { action: entry.operation, scope: entry.resourceId },
    caller: entry.caller,
    channels: 'Operation',
    claims: {},
    correlationId: entry.correlationId,
    description: entry.description,
    eventDataId: entry.id,
    eventName: word('EndRequest', 'End request'),
    category: word(entry.category),
    id: `${entry.resourceId}/events/${entry.id}/ticks/${ticks(entry.at)}`,
    level: entry.level,
    resourceGroupName: entry.resourceGroup,
    resourceProviderName: word(entry.resourceType.split('/')[0] ?? ''),
    resourceId: entry.resourceId,
    resourceType: word(entry.resourceType),
    operationId: entry.correlationId,
    operationName: word(entry.operation, entry.operationLabel),
    properties: entry.properties,
    status: word(entry.status),
    subStatus: word(''),
    eventTimestamp: moment,
    submissionTimestamp: moment,
    subscriptionId: entry.subscriptionId,
    tenantId: call.state.story.tenant.id,
  };
}

type Test = (entry: StoryActivity) => boolean;

function tests(call: Call): readonly Test[] {
  const filter = call.query.get('$filter');
  const oldest = call.state.now - retention;
  if (filter === undefined) return [({ at }) => at >= call.state.now - DAY];
  let since: number | undefined;
  const all = filter.split(/\s+and\s+/i).map((clause): Test => {
    const [, name = '', operator = '', value = ''] = /^\s*(\w+)\s+(eq|ge|le)\s+'([^']*)'\s*$/i.exec(clause) ?? [];
    const what = `${name} ${operator}`.toLowerCase();
    if (what === 'eventtimestamp ge' || what === 'eventtimestamp le') {
      const at = Date.parse(value);
      if (Number.isNaN(at)) throw badRequest(`The filter value '${value}' for 'eventTimestamp' is not a valid date and time.`);
      if (what.endsWith('le')) return (entry) => entry.at <= at;
      since = at;
      return (entry) => entry.at >= at;
    }
    if (what === 'resourceuri eq' || what === 'resourceid eq') {
      return ({ resourceId }) => same(resourceId, value) || resourceId.toLowerCase().startsWith(`${value.toLowerCase()}/`);
    }
    if (what === 'resourcegroupname eq') return ({ resourceGroup }) => same(resourceGroup, value);
    if (what === 'resourceprovider eq') return ({ resourceType }) => same(resourceType.split('/')[0] ?? '', value);
    if (what === 'correlationid eq') return ({ correlationId }) => same(correlationId, value);
    if (what === 'category eq') return ({ category }) => same(category, value);
    throw badRequest(`The filter clause "${clause.trim()}" is not supported.`);
  });
  if (since === undefined) throw badRequest("The filter must contain a clause eventTimestamp ge '<time>'.");
  if (since < oldest) throw badRequest('The start time is more than 90 days ago; events are kept for 90 days.');
  return all;
}

function events(call: Call, subscriptionId: string): Reply {
  const passes = tests(call);
  const found = call.state.story.activity
    .filter(
      (entry) => same(entry.subscriptionId, subscriptionId) && entry.at <= call.state.now && passes.every((test) => test(entry)),
    )
    .sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1));
  const { items, nextLink } = page(call, found, pageSize, '$skipToken');
  const select = call.query
    .get('$select')
    ?.split(',')
    .map((name) => name.trim());
  const value = items.map((entry) => {
    const whole = render(call, entry);
    return select === undefined
      ? whole
      : Object.fromEntries(Object.entries(whole).filter(([key]) => select.some((name) => same(name, key))));
  });
  return ok({ value, ...(nextLink === undefined ? {} : { nextLink }) });
}

export const activityLogRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/subscriptions/{subscription}/providers/Microsoft.Insights/eventtypes/management/values',
    service: 'activityLog',
    action: 'Microsoft.Insights/eventtypes/values/read',
    handle: (call, parameter) => events(call, subscriptionOf(call, parameter('subscription')).id),
  },
];
