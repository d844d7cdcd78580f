import { badRequest, list, notFound, ok, page, same, type Call, type Parameters, type Reply, type Route } from '../http';
import { guid } from '../story/random';
import type { StoryResource } from '../story/types';
import { subscriptionOf } from './subscriptions';

const pageSize = 1000;

/** The resource with that id; a 404 in ARM's words when there is none. */
export function resourceOf(call: Call, id: string): StoryResource {
  const full = id.startsWith('/') ? id : `/${id}`;
  const found = call.state.resources.find((resource) => same(resource.id, full));
  if (found !== undefined) return found;
  const group = /\/resourceGroups\/([^/]+)\/providers\/(.+)$/i.exec(full);
  throw notFound(`The Resource '${group?.[2] ?? full}' under resource group '${group?.[1] ?? ''}' was not found.`);
}

/** As the list of all resources gives it: without properties. */
function brief(resource: StoryResource): Record<string, unknown> {
  return {
    id: resource.id,
    name: resource.name,
    type: resource.type,
    ...(resource.kind === undefined ? {} : { kind: resource.kind }),
    ...(resource.sku === undefined ? {} : { sku: resource.sku }),
    location: resource.location,
    tags: resource.tags,
  };
}

/** As the resource's own provider gives it. */
export function full(resource: StoryResource): Record<string, unknown> {
  const web = resource.type.startsWith('Microsoft.Web/');
  const more = web
    ? { name: resource.name, kind: resource.kind, resourceGroup: resource.resourceGroup, geoRegion: resource.location }
    : resource.type === 'Microsoft.Compute/virtualMachines'
      ? { vmId: guid(resource.id) }
      : {};
  return { ...brief(resource), properties: { ...more, ...resource.properties } };
}

function groupsOf(call: Call, subscriptionId: string): unknown[] {
  const seen = new Map<string, StoryResource>();
  for (const resource of call.state.resources) {
    if (same(resource.subscriptionId, subscriptionId) && !seen.has(resource.resourceGroup))
      seen.set(resource.resourceGroup, resource);
  }
  return [...seen.values()].map((first) => ({
    id: `/subscriptions/${first.subscriptionId}/resourceGroups/${first.resourceGroup}`,
    name: first.resourceGroup,
    type: 'Microsoft.Resources/resourceGroups',
    location: first.location,
    tags: first.tags,
    properties: { provisioningState: 'Succeeded' },
  }));
}

function within(call: Call, parameter: Parameters): readonly StoryResource[] {
  const subscription = subscriptionOf(call, parameter('subscription'));
  const inside = call.state.resources.filter(({ subscriptionId }) => same(subscriptionId, subscription.id));
  const group = parameter('group');
  if (group === '') return inside;
  const members = inside.filter(({ resourceGroup }) => same(resourceGroup, group));
  if (members.length === 0) throw notFound(`Resource group '${group}' could not be found.`, 'ResourceGroupNotFound');
  return members;
}

function filtered(call: Call, resources: readonly StoryResource[]): readonly StoryResource[] {
  const filter = call.query.get('$filter');
  if (filter === undefined) return resources;
  return filter.split(/\s+and\s+/i).reduce((left, clause) => {
    const match = /^\s*(resourceType|resourceGroup|location|name)\s+eq\s+'([^']*)'\s*$/i.exec(clause);
    const [, name = '', value = ''] = match ?? [];
    if (match === null)
      throw badRequest(`Invalid $filter '${filter}' specified in the query string.`, 'InvalidFilterInQueryString');
    const key = name.toLowerCase();
    return left.filter((resource) =>
      same(
        key === 'resourcetype'
          ? resource.type
          : key === 'resourcegroup'
            ? resource.resourceGroup
            : key === 'name'
              ? resource.name
              : resource.location,
        value,
      ),
    );
  }, resources);
}

function listed(call: Call, parameter: Parameters): Reply {
  const size = call.query.integer('$top', 1, pageSize) ?? pageSize;
  const { items, nextLink } = page(call, filtered(call, within(call, parameter)), size, '$skiptoken');
  return ok({ value: items.map(brief), ...(nextLink === undefined ? {} : { nextLink }) });
}

function ofType(call: Call, parameter: Parameters): Reply {
  const type = `${parameter('provider')}/${parameter('type')}`;
  return list(
    within(call, parameter)
      .filter((resource) => same(resource.type, type))
      .map(full),
  );
}

const read = 'Microsoft.Resources/subscriptions/resources/read';

export const resourceRoutes: readonly Route[] = [
  { method: 'GET', path: '/subscriptions/{subscription}/resources', service: 'resources', action: read, handle: listed },
  {
    method: 'GET',
    path: '/subscriptions/{subscription}/resourceGroups/{group}/resources',
    service: 'resources',
    action: read,
    handle: listed,
  },
  {
    method: 'GET',
    path: '/subscriptions/{subscription}/resourceGroups',
    service: 'resources',
    action: 'Microsoft.Resources/subscriptions/resourceGroups/read',
    handle: (call, parameter) => list(groupsOf(call, subscriptionOf(call, parameter('subscription')).id)),
  },
  {
    method: 'GET',
    path: '/subscriptions/{subscription}/resourceGroups/{group}',
    service: 'resources',
    action: 'Microsoft.Resources/subscriptions/resourceGroups/read',
    handle: (call, parameter) => {
      within(call, parameter);
      return ok(
        groupsOf(call, parameter('subscription')).find((group) =>
          same(String(Reflect.get(group as object, 'name')), parameter('group')),
        ),
      );
    },
  },
  ...[
    'Microsoft.Compute/virtualMachines',
    'Microsoft.Web/sites',
    'Microsoft.Web/serverfarms',
    'Microsoft.Insights/components',
    'Microsoft.Compute/disks',
  ].flatMap((type): Route[] => {
    const [provider = '', kind = ''] = type.split('/');
    const fixed =
      (parameter: Parameters): Parameters =>
      (name) =>
        name === 'provider' ? provider : name === 'type' ? kind : parameter(name);
    return ['', '/resourceGroups/{group}'].map((scope) => ({
      method: 'GET',
      path: `/subscriptions/{subscription}${scope}/providers/${type}`,
      service: 'resources',
      action: `${type}/read`,
      handle: (call, parameter) => ofType(call, fixed(parameter)),
    }));
  }),
  // Last, as its pattern is the widest: any resource by its id.
  {
    method: 'GET',
    path: '/subscriptions/{subscription}/resourceGroups/{group}/providers/{+resource}',
    service: 'resources',
    action: read,
    handle: (call, parameter) => {
      subscriptionOf(call, parameter('subscription'));
      return ok(full(resourceOf(call, call.path.replace(/\/$/, ''))));
    },
  },
];
