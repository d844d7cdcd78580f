import type { TimeWindow } from './time';

/** What a query runs against. */
export type QueryConnection =
  /** The Log Analytics workspaces of the environment. */
  | { readonly kind: 'logs' }
  /** One workspace, by its customer id or ARM id. */
  | { readonly kind: 'workspace'; readonly id: string }
  /** Whatever keeps logs, by its ARM id: a resource, a group, a subscription, an Application Insights component. */
  | { readonly kind: 'resource'; readonly id: string }
  | { readonly kind: 'graph' }
  /** A database of an Azure Data Explorer cluster; `cluster` is its https origin. */
  | { readonly kind: 'adx'; readonly cluster: string; readonly database: string }
  /** Files and folders relative to the workspace folder, as tables; with none of them, results of other cells only. */
  | { readonly kind: 'files'; readonly paths: readonly string[] };

/** A time range that a person set. */
export type TimeRange =
  /** Up to the environment's now. */
  | { readonly kind: 'last'; readonly milliseconds: number }
  | { readonly kind: 'between'; readonly window: TimeWindow }
  /** Taken from an incident; `label` is its title then. */
  | { readonly kind: 'incident'; readonly window: TimeWindow; readonly label: string };
