import type { Stores } from '../model/stores';
import { createActivityStore } from './activity';
import { createAdvisorStore } from './advisor';
import { createAlertStore } from './alerts';
import { createAlertWriter } from './alertWriter';
import { createClusterAccess } from './clusterAccess';
import { createClusterStore } from './clusters';
import type { AzureConnection } from './connection';
import { createHealthStore } from './health';
import { createLogStore } from './logs';
import { createMetricStore } from './metrics';
import type { Pipeline } from './pipeline';
import { createReplayer } from './replay';
import { RequestBudget } from './requestBudget';
import { createResourceGraphStore } from './resourceGraph';
import { listResources, scopedSubscriptions, subscriptionLister } from './resources';
import { createRuleStore } from './rules';
import { listEdges } from './topology';

export interface StoreOptions {
  /** Shared by everything that speaks for one person; a budget of its own when absent. */
  readonly budget?: RequestBudget;
  /** Milliseconds before the first repetition of a read after a server error. */
  readonly retryDelay?: number;
}

/** Joins a connection with its budget. */
export function createPipeline(connection: AzureConnection, { budget, retryDelay }: StoreOptions = {}): Pipeline {
  return { connection, budget: budget ?? new RequestBudget(), ...(retryDelay === undefined ? {} : { retryDelay }) };
}

/** Everything that can be asked of the scope over the connection. SDK clients load when they are first needed. */
export function createStores(
  connection: AzureConnection,
  scope: { readonly subscriptions: readonly string[]; readonly workspaces?: readonly string[] },
  options: StoreOptions = {},
): Stores {
  const pipeline = createPipeline(connection, options);
  const subscriptions = subscriptionLister(pipeline, scope.subscriptions);
  const metrics = createMetricStore(pipeline);
  const clusters = createClusterAccess(pipeline);
  return {
    alerts: createAlertStore(pipeline, subscriptions),
    alertWriter: createAlertWriter(pipeline),
    rules: createRuleStore(pipeline, subscriptions),
    metrics,
    activity: createActivityStore(pipeline, subscriptions),
    health: createHealthStore(pipeline, subscriptions),
    resources: {
      subscriptions: (signal) => scopedSubscriptions(pipeline, scope.subscriptions, signal),
      list: async (signal) => listResources(pipeline, await subscriptions(signal), undefined, signal),
      edges: (resources, window, signal) => listEdges(pipeline, metrics, resources, window, signal),
    },
    advisor: createAdvisorStore(pipeline, subscriptions),
    logs: createLogStore(pipeline, subscriptions, scope.workspaces ?? []),
    resourceGraph: createResourceGraphStore(pipeline, subscriptions),
    clusters: createClusterStore(clusters),
    replayer: createReplayer(pipeline, clusters),
  };
}
