import { clouds } from '../azure/clouds';
import type { AzureConnection } from '../azure/connection';
import { emulatorCredential, emulatorTransport } from '../azure/emulatorTransport';
import { createStores, type StoreOptions } from '../azure/stores';
import type { DemoHandle } from '../demo/handle';
import type { Environment } from './environment';

/** An embedded environment: the same stores as on Azure, with the emulator's transport, token and clock. */
export function createDemoEnvironment(
  handle: DemoHandle,
  options: StoreOptions & { readonly observe?: AzureConnection['observe'] } = {},
): Environment {
  const { story } = handle;
  const { observe, ...storeOptions } = options;
  const connection: AzureConnection = {
    cloud: clouds.public,
    credential: emulatorCredential(handle.token),
    transport: emulatorTransport(handle.origin),
    ...(observe === undefined ? {} : { observe }),
  };
  const scope = { tenantId: story.tenantId, subscriptions: story.subscriptions, workspaces: [] };
  return {
    id: `demo:${story.id}`,
    name: story.name,
    kind: 'demo',
    clock: { now: () => handle.now() },
    timeZone: story.timeZone,
    scope,
    connection,
    stores: createStores(connection, scope, storeOptions),
    clusters: story.clusters ?? [],
    demo: handle,
    dispose: () => handle.close(),
  };
}
