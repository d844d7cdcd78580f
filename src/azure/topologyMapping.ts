import type { Resource, TopologyEdge } from '../model/resource';
import { parseResourceId } from './resourceId';

export const callWeight = 1;
export const hostingWeight = 0.5;

/** Types that run code or answer calls, best first: of a site and its plan with one name, the site is meant. */
const answering: readonly string[] = [
  'microsoft.web/sites',
  'microsoft.app/containerapps',
  'microsoft.compute/virtualmachines',
  'microsoft.compute/virtualmachinescalesets',
  'microsoft.containerservice/managedclusters',
  'microsoft.sql/servers',
  'microsoft.dbforpostgresql/flexibleservers',
  'microsoft.dbformysql/flexibleservers',
  'microsoft.documentdb/databaseaccounts',
  'microsoft.storage/storageaccounts',
  'microsoft.cache/redis',
  'microsoft.servicebus/namespaces',
  'microsoft.eventhub/namespaces',
  'microsoft.keyvault/vaults',
  'microsoft.apimanagement/service',
  'microsoft.search/searchservices',
  'microsoft.cognitiveservices/accounts',
];

function firstLabel(name: string): string {
  return name.split('.')[0] ?? name;
}

/** The one resource with that name among the types that answer calls; undefined when none or several fit equally well. */
function byName(name: string, resources: readonly Resource[]): Resource | undefined {
  const wanted = name.toLowerCase();
  const matches = resources.filter((resource) => resource.name.toLowerCase() === wanted && answering.includes(resource.type));
  const best = Math.min(...matches.map((match) => answering.indexOf(match.type)));
  const top = matches.filter((match) => answering.indexOf(match.type) === best);
  return top.length === 1 ? top[0] : undefined;
}

/** The resource that a telemetry role name stands for: by exact name, else by the name's first DNS label. */
export function resourceOfRole(role: string, resources: readonly Resource[]): Resource | undefined {
  return byName(role, resources) ?? byName(firstLabel(role), resources);
}

/**
 * The resource behind a dependency target such as `shop-api:8080`, `https://shop-api.azurewebsites.net/x` or
 * `shop-sql.database.windows.net | orders` (a database, where it is known, else its server).
 */
export function resourceOfTarget(target: string, resources: readonly Resource[]): Resource | undefined {
  const [address = '', database = ''] = target.split('|').map((part) => part.trim());
  const host = address.replace(/^[a-z][a-z0-9+.-]*:(\/\/)?/i, (scheme) =>
    /^(https?|tcp|amqps?|sb|wss?|mysql|postgres(ql)?):/i.test(scheme) ? '' : scheme,
  );
  const name = host.split(/[/:,?]/)[0] ?? '';
  if (name === '') return undefined;
  const found = byName(name, resources) ?? (isAddress(name) ? undefined : byName(firstLabel(name), resources));
  if (found === undefined || database === '') return found;
  const child = resources.find(({ id }) => {
    const parts = parseResourceId(id);
    return parts.parent?.toLowerCase() === found.id.toLowerCase() && parts.name.toLowerCase() === database.toLowerCase();
  });
  return child ?? found;
}

function isAddress(name: string): boolean {
  return /^[\d.]+$/.test(name);
}

/** A child resource needs its parent when the parent is in the list: a database its server, a slot its site. */
export function parentEdges(resources: readonly Resource[]): readonly TopologyEdge[] {
  const known = new Map(resources.map((resource) => [resource.id.toLowerCase(), resource]));
  return resources.flatMap((resource) => {
    const parent = parseResourceId(resource.id).parent;
    const owner = parent === undefined ? undefined : known.get(parent.toLowerCase());
    if (owner === undefined) return [];
    const reason = `${parseResourceId(resource.id).name} is part of ${owner.name}.`;
    return [edge(resource.id, owner.id, hostingWeight, reason)];
  });
}

/** A site as App Service lists it, cut down to what hosting needs. */
export interface HostedSite {
  readonly id?: string;
  readonly name?: string;
  readonly serverFarmId?: string;
}

export function hostingEdges(sites: readonly HostedSite[]): readonly TopologyEdge[] {
  return sites.flatMap(({ id, name, serverFarmId }) => {
    if (id === undefined || serverFarmId === undefined || serverFarmId === '') return [];
    const reason = `${name ?? parseResourceId(id).name} runs on the plan ${parseResourceId(serverFarmId).name}.`;
    return [edge(id, serverFarmId, hostingWeight, reason)];
  });
}

/** How often one role called one target, as counted by an Application Insights component. */
export interface CallCount {
  readonly role: string;
  readonly target: string;
  readonly count: number;
  readonly component: string;
}

/** Calls between known resources; calls to anything outside, and of a resource to itself, make no edge. */
export function callEdges(calls: readonly CallCount[], resources: readonly Resource[]): readonly TopologyEdge[] {
  const found = new Map<string, { readonly from: Resource; readonly to: Resource; count: number; readonly component: string }>();
  for (const { role, target, count, component } of calls) {
    const from = resourceOfRole(role, resources);
    const to = resourceOfTarget(target, resources);
    if (count <= 0 || from === undefined || to === undefined || from.id.toLowerCase() === to.id.toLowerCase()) continue;
    const key = `${from.id}|${to.id}`.toLowerCase();
    const known = found.get(key);
    if (known === undefined) found.set(key, { from, to, count, component });
    else known.count += count;
  }
  return [...found.values()].map(({ from, to, count, component }) =>
    edge(
      from.id,
      to.id,
      callWeight,
      `${from.name} called ${shortName(to)} ${count} time${count === 1 ? '' : 's'}, says ${component}.`,
    ),
  );
}

function shortName(resource: Resource): string {
  return parseResourceId(resource.id).name;
}

/** Edges carry lower-case ids, which are the keys of a topology. */
function edge(from: string, to: string, weight: number, reason: string): TopologyEdge {
  return { from: from.toLowerCase(), to: to.toLowerCase(), weight, reason };
}
