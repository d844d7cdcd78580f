import type { TokenCredential } from '@azure/core-auth';
import type { AzureConnection, Cloud } from '../azure/connection';
import { createStores, type StoreOptions } from '../azure/stores';
import { systemClock } from '../model/time';
import type { Environment, Scope } from './environment';

export interface AzureEnvironmentOptions extends StoreOptions {
  readonly cloud: Cloud;
  /** The tenant's id; the credential must give tokens of it. */
  readonly tenant: string;
  readonly name: string;
  readonly scope: Scope;
  readonly credential: TokenCredential;
  readonly observe?: AzureConnection['observe'];
}

/** A scope of a real cloud. */
export function createAzureEnvironment(options: AzureEnvironmentOptions): Environment {
  const { cloud, tenant, name, scope, credential, observe, ...storeOptions } = options;
  const connection: AzureConnection = { cloud, credential, ...(observe === undefined ? {} : { observe }) };
  return {
    id: `azure:${tenant}`,
    name,
    kind: 'azure',
    clock: systemClock,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    scope: { ...scope, tenantId: tenant },
    connection,
    stores: createStores(connection, scope, storeOptions),
    clusters: [],
    dispose: () => Promise.resolve(),
  };
}
