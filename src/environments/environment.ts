import type { AzureConnection } from '../azure/connection';
import type { ClusterInfo, DemoHandle } from '../demo/handle';
import type { Stores } from '../model/stores';
import type { Clock } from '../model/time';

/** What of a cloud an environment looks at. An empty `subscriptions` means every one the credential sees. */
export interface Scope {
  readonly tenantId?: string;
  readonly subscriptions: readonly string[];
  /** ARM ids of Log Analytics workspaces. */
  readonly workspaces: readonly string[];
}

/** Where we look: one of the embedded environments, or a scope of a real cloud. */
export interface Environment {
  /** `demo:STORY` or `azure:TENANT`. */
  readonly id: string;
  readonly name: string;
  readonly kind: 'demo' | 'azure';
  readonly clock: Clock;
  /** IANA name; the person's setting wins over it. */
  readonly timeZone: string;
  readonly scope: Scope;
  readonly connection: AzureConnection;
  readonly stores: Stores;
  /** Clusters of Azure Data Explorer that are known without asking; `listClusters` asks for the others. */
  readonly clusters: readonly ClusterInfo[];
  /** Present for embedded environments only: moves the clock, sets faults. */
  readonly demo?: DemoHandle;
  dispose(): Promise<void>;
}
