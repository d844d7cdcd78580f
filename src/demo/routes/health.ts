import { toIso } from '../../model/time';
import { badRequest, list, ok, same, type Route } from '../http';
import type { EmulatorState } from '../state';
import { metricsOf } from '../story/metricCatalog';
import type { StoryHealth, StoryResource, StoryServiceEvent } from '../story/types';
import { resourceOf } from './resources';
import { subscriptionOf } from './subscriptions';

const titles: Readonly<Record<StoryHealth['availability'], string>> = {
  Available: 'Available',
  Unavailable: 'Unavailable',
  Degraded: 'Degraded',
  Unknown: 'Unknown',
};

/** A story at a moment. */
export type HealthState = Pick<EmulatorState, 'story' | 'now'>;

/** Newest first. Before its first entry a resource has been available since the data begins. */
export function statuses(state: HealthState, resource: StoryResource): readonly StoryHealth[] {
  const start: StoryHealth = {
    resourceId: resource.id,
    at: state.story.from,
    availability: 'Available',
    summary: "There aren't any known Azure platform problems affecting this resource.",
    reasonType: '',
  };
  const known = state.story.health.filter(({ resourceId, at }) => same(resourceId, resource.id) && at <= state.now);
  return [start, ...known].sort((a, b) => b.at - a.at);
}

export function availabilityStatus(
  state: HealthState,
  resource: StoryResource,
  status: StoryHealth,
  current: boolean,
): Record<string, unknown> {
  const name = current ? 'current' : toIso(status.at).replace('T', '+').replaceAll(':', '%3a');
  return {
    id: `${resource.id}/providers/Microsoft.ResourceHealth/availabilityStatuses/${name}`,
    name,
    type: 'Microsoft.ResourceHealth/AvailabilityStatuses',
    location: resource.location,
    properties: {
      availabilityState: status.availability,
      title: titles[status.availability],
      summary: status.summary,
      reasonType: status.reasonType,
      context: status.reasonType === '' ? '' : 'Platform Initiated',
      category: status.reasonType,
      reasonChronicity: 'Persistent',
      detailedStatus: status.summary,
      occuredTime: toIso(status.at),
      reportedTime: toIso(state.now),
    },
  };
}

export function serviceEvent(state: HealthState, item: StoryServiceEvent): Record<string, unknown> {
  const over = item.end <= state.now;
  const lastUpdateTime = toIso(over ? item.end : item.start);
  return {
    id: `/subscriptions/${item.subscriptionId}/providers/Microsoft.ResourceHealth/events/${item.trackingId}`,
    name: item.trackingId,
    type: '/providers/Microsoft.ResourceHealth/events',
    properties: {
      eventType: item.eventType,
      eventSource: 'ServiceHealth',
      status: over ? 'Resolved' : 'Active',
      title: item.title,
      summary: item.summary,
      header: item.title,
      level: item.level,
      eventLevel: item.level,
      isHIR: false,
      priority: 2,
      impactStartTime: toIso(item.start),
      ...(over ? { impactMitigationTime: toIso(item.end) } : {}),
      impact: [
        {
          impactedService: item.service,
          impactedRegions: [
            {
              impactedRegion: item.region,
              status: over ? 'Resolved' : 'Active',
              impactedSubscriptions: [item.subscriptionId],
              impactedTenants: [],
              lastUpdateTime,
              updates: [{ summary: item.summary, updateDateTime: lastUpdateTime }],
            },
          ],
        },
      ],
      links: [],
      faqs: [],
      lastUpdateTime,
    },
  };
}

const read = 'Microsoft.ResourceHealth/availabilityStatuses/read';

export const healthRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/subscriptions/{subscription}/providers/Microsoft.ResourceHealth/availabilityStatuses',
    service: 'resourceHealth',
    action: read,
    handle: (call, parameter) => {
      const { id } = subscriptionOf(call, parameter('subscription'));
      const resources = call.state.resources.filter(
        ({ subscriptionId, type }) => same(subscriptionId, id) && metricsOf(type) !== undefined,
      );
      return list(
        resources.flatMap((resource) =>
          statuses(call.state, resource)
            .slice(0, 1)
            .map((status) => availabilityStatus(call.state, resource, status, true)),
        ),
      );
    },
  },
  {
    method: 'GET',
    path: '/subscriptions/{subscription}/providers/Microsoft.ResourceHealth/events',
    service: 'serviceHealth',
    action: 'Microsoft.ResourceHealth/events/read',
    handle: (call, parameter) => {
      const { id } = subscriptionOf(call, parameter('subscription'));
      const text = call.query.get('queryStartTime');
      const since = text === undefined ? -Infinity : Date.parse(text);
      if (Number.isNaN(since))
        throw badRequest(`The value '${text ?? ''}' of query parameter 'queryStartTime' is not a valid date and time.`);
      const found = call.state.story.serviceEvents.filter(
        ({ subscriptionId, start, end }) => same(subscriptionId, id) && start <= call.state.now && end >= since,
      );
      return list(found.map((item) => serviceEvent(call.state, item)));
    },
  },
  {
    method: 'GET',
    path: '/{+resource}/providers/Microsoft.ResourceHealth/availabilityStatuses/current',
    service: 'resourceHealth',
    action: read,
    handle: (call, parameter) => {
      const resource = resourceOf(call, parameter('resource'));
      const [latest] = statuses(call.state, resource);
      return ok(latest && availabilityStatus(call.state, resource, latest, true));
    },
  },
  {
    method: 'GET',
    path: '/{+resource}/providers/Microsoft.ResourceHealth/availabilityStatuses',
    service: 'resourceHealth',
    action: read,
    handle: (call, parameter) => {
      const resource = resourceOf(call, parameter('resource'));
      return list(
        statuses(call.state, resource).map((status, index) => availabilityStatus(call.state, resource, status, index === 0)),
      );
    },
  },
];
