import type { GenericResourceExpanded } from '@azure/arm-resources';
import type { Resource, Subscription, Tenant } from '../model/resource';
import type { Sourced } from '../model/stores';
import { SourceError } from '../model/failure';
import { abortOption } from './abort';
import type { SubscriptionLister } from './alerts';
import { gather, sourced } from './gather';
import { need } from './json';
import { clientOptions, type Pipeline } from './pipeline';
import { parseResourceId } from './resourceId';

async function subscriptionClient(pipeline: Pipeline) {
  const { SubscriptionClient } = await import('@azure/arm-resources-subscriptions');
  return new SubscriptionClient(pipeline.connection.credential, clientOptions(pipeline, 'read'));
}

/** The tenants that the account belongs to. */
export function listTenants(pipeline: Pipeline, signal?: AbortSignal): Promise<Sourced<readonly Tenant[]>> {
  return sourced({ source: 'subscriptions', action: 'read the tenants' }, undefined, async () => {
    const tenants: Tenant[] = [];
    for await (const tenant of (await subscriptionClient(pipeline)).tenants.list(abortOption(signal))) {
      const id = need(tenant.tenantId, 'tenantId');
      tenants.push({ id, name: tenant.displayName ?? id, domain: tenant.defaultDomain ?? '' });
    }
    return tenants;
  });
}

/** The subscriptions that the credential sees, without deleted ones. */
export function listSubscriptions(pipeline: Pipeline, signal?: AbortSignal): Promise<Sourced<readonly Subscription[]>> {
  return sourced({ source: 'subscriptions' }, undefined, async () => {
    const found: Subscription[] = [];
    for await (const item of (await subscriptionClient(pipeline)).subscriptions.list(abortOption(signal))) {
      const id = need(item.subscriptionId, 'subscriptionId');
      if (item.state === 'Deleted') continue;
      found.push({ id, name: item.displayName ?? id, tenantId: item.tenantId ?? '', state: item.state ?? '' });
    }
    return found;
  });
}

/** Resources of the subscriptions, all or those of one type. */
export async function listResources(
  pipeline: Pipeline,
  subscriptions: readonly Subscription[],
  type?: string,
  signal?: AbortSignal,
): Promise<Sourced<readonly Resource[]>> {
  const parts = subscriptions.map(({ id, name }) => ({
    source: 'resources' as const,
    resource: `/subscriptions/${id}`,
    action: `read the resources of subscription ${name}`,
    async read(emit: (resources: readonly Resource[]) => void) {
      const { ResourceManagementClient } = await import('@azure/arm-resources');
      const client = new ResourceManagementClient(pipeline.connection.credential, id, clientOptions(pipeline, 'read'));
      const options = { ...(type === undefined ? {} : { filter: `resourceType eq '${type}'` }), ...abortOption(signal) };
      for await (const page of client.resources.list(options).byPage()) emit(page.map(toResource));
    },
  }));
  return gather(parts, signal);
}

function toResource(item: GenericResourceExpanded): Resource {
  const id = need(item.id, 'id of a resource');
  const parts = parseResourceId(id);
  return {
    id,
    name: item.name ?? parts.name,
    type: (item.type ?? parts.type).toLowerCase(),
    resourceGroup: parts.resourceGroup,
    subscriptionId: parts.subscriptionId,
    location: item.location ?? '',
    tags: item.tags ?? {},
  };
}

/** Subscriptions of a scope with their names: the chosen ones, or every one that is seen when none is chosen. */
export async function scopedSubscriptions(
  pipeline: Pipeline,
  chosen: readonly string[],
  signal?: AbortSignal,
): Promise<Sourced<readonly Subscription[]>> {
  const all = await listSubscriptions(pipeline, signal);
  const wanted = new Set(chosen.map((id) => id.toLowerCase()));
  const value = wanted.size === 0 ? all.value : all.value.filter(({ id }) => wanted.has(id.toLowerCase()));
  const missing = chosen.filter((id) => !all.value.some((found) => found.id.toLowerCase() === id.toLowerCase()));
  const failures = missing.map((id) => ({
    source: 'subscriptions' as const,
    kind: 'notFound' as const,
    message: `Could not read subscription ${id}: the account does not see it.`,
    resource: `/subscriptions/${id}`,
    nextAction: 'Sign in with an account that has access to it, or choose another scope.',
  }));
  const first = failures[0];
  if (value.length === 0) {
    throw new SourceError(
      first ?? {
        source: 'subscriptions',
        kind: 'notFound',
        message: 'Could not find any subscription: the account sees none in this tenant.',
        nextAction: 'Choose another tenant, or ask an owner for the role "Reader" on a subscription.',
      },
    );
  }
  return { value, provenance: all.provenance, failures };
}

/**
 * Resolves a scope once and keeps the answer. Chosen subscriptions that are not seen stay in the list under their id, so
 * that reading them fails by name instead of being left out.
 */
export function subscriptionLister(pipeline: Pipeline, chosen: readonly string[]): SubscriptionLister {
  let known: readonly Subscription[] | undefined;
  return async (signal) => {
    if (known !== undefined) return known;
    const value = await seenOf(pipeline, chosen, signal);
    if (value === undefined) return chosen.map(unnamed);
    const unseen = chosen.filter((id) => !value.some((found) => found.id.toLowerCase() === id.toLowerCase()));
    known = [...value, ...unseen.map(unnamed)];
    return known;
  };
}

/** Undefined when the list cannot be read although subscriptions were chosen: their ids are enough to go on with. */
async function seenOf(
  pipeline: Pipeline,
  chosen: readonly string[],
  signal: AbortSignal | undefined,
): Promise<readonly Subscription[] | undefined> {
  try {
    return (await scopedSubscriptions(pipeline, chosen, signal)).value;
  } catch (error) {
    if (chosen.length === 0 || !(error instanceof SourceError) || error.failure.kind === 'signedOut') throw error;
    return undefined;
  }
}

function unnamed(id: string): Subscription {
  return { id, name: id, tenantId: '', state: '' };
}
