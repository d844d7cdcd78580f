import type { AzureConnection } from '../azure/connection';
import { listResources, listSubscriptions, listTenants } from '../azure/resources';
import { createPipeline, type StoreOptions } from '../azure/stores';
import { type Failure, SourceError } from '../model/failure';
import type { Resource, Subscription, Tenant } from '../model/resource';

/** One tenant with what an environment can be made of. */
export interface DiscoveredTenant {
  readonly tenant: Tenant;
  readonly subscriptions: readonly Subscription[];
  /** Log Analytics workspaces of those subscriptions. */
  readonly workspaces: readonly Resource[];
}

export interface SkippedTenant {
  readonly tenant: Tenant;
  readonly failure: Failure;
}

export interface Discovery {
  readonly tenants: readonly DiscoveredTenant[];
  /** Tenants that could not be read, with the reason. */
  readonly skipped: readonly SkippedTenant[];
  /** Parts of the tenants above that could not be read, such as the workspaces of one subscription. */
  readonly failures: readonly Failure[];
}

/**
 * Everything that the account could look at. `connect` gives a connection with tokens of a tenant, or of the account's
 * home when called without one. Rejects with a SourceError only when the tenants themselves cannot be listed.
 */
export async function discover(
  connect: (tenantId?: string) => AzureConnection,
  signal?: AbortSignal,
  options: StoreOptions = {},
): Promise<Discovery> {
  const { value: tenants } = await listTenants(createPipeline(connect(), options), signal);
  const results = await Promise.all(tenants.map((tenant) => discoverTenant(tenant, connect, signal, options)));
  return {
    tenants: results.flatMap(({ found }) => (found === undefined ? [] : [found])),
    skipped: results.flatMap(({ skipped }) => (skipped === undefined ? [] : [skipped])),
    failures: results.flatMap(({ failures }) => failures),
  };
}

interface TenantResult {
  readonly found?: DiscoveredTenant;
  readonly skipped?: SkippedTenant;
  readonly failures: readonly Failure[];
}

async function discoverTenant(
  tenant: Tenant,
  connect: (tenantId: string) => AzureConnection,
  signal: AbortSignal | undefined,
  options: StoreOptions,
): Promise<TenantResult> {
  const pipeline = createPipeline(connect(tenant.id), options);
  let subscriptions: readonly Subscription[];
  try {
    subscriptions = (await listSubscriptions(pipeline, signal)).value;
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return { skipped: { tenant, failure: error.failure }, failures: [] };
  }
  try {
    const { value, failures } = await listResources(pipeline, subscriptions, 'Microsoft.OperationalInsights/workspaces', signal);
    return { found: { tenant, subscriptions, workspaces: value }, failures };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return { found: { tenant, subscriptions, workspaces: [] }, failures: [error.failure] };
  }
}
