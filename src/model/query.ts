import type { TimeWindow } from './time';

/** Whose logs: a workspace by its customer id, or an ARM id of anything that keeps logs, holds what does, or is a workspace. */
export type LogTarget = { readonly kind: 'workspace'; readonly id: string } | { readonly kind: 'resource'; readonly id: string };

export interface LogQuery {
  readonly kql: string;
  /** Applied beside what the query itself asks of `TimeGenerated`; everything that is kept when absent. */
  readonly window?: TimeWindow;
  /** The workspaces of the scope when absent. */
  readonly target?: LogTarget;
  /** Names, customer ids or ARM ids of more workspaces whose rows belong to the tables. */
  readonly moreWorkspaces?: readonly string[];
  /** How long the service may work on it: 180 when absent, 600 at most. */
  readonly timeoutSeconds?: number;
}

export type ColumnType = 'bool' | 'int' | 'long' | 'real' | 'decimal' | 'datetime' | 'timespan' | 'string' | 'guid' | 'dynamic';

/**
 * A cell as plain data: datetime, timespan, decimal and guid as text, a long beyond 2^53 as text, NaN and infinities of a real as
 * text, dynamic as JSON.
 */
export type Cell = null | boolean | number | string | readonly Cell[] | { readonly [key: string]: Cell };

export interface QueryTable {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: ColumnType }[];
  readonly rows: readonly (readonly Cell[])[];
}

/** How the query wants to be drawn: its `render` operator. */
export interface Rendering {
  readonly visualization: string;
  readonly properties: Readonly<Record<string, Cell>>;
}

export interface LogAnswer {
  /** The first is what the query as a whole gives. */
  readonly tables: readonly QueryTable[];
  readonly render?: Rendering;
  readonly statistics?: QueryStatistics;
}

export interface QueryStatistics {
  /** What the service spent on it. */
  readonly seconds?: number;
  /** As the service tells it. */
  readonly detail: Readonly<Record<string, Cell>>;
}

export interface GraphQuery {
  readonly kql: string;
  /** The subscriptions of the scope when absent. */
  readonly subscriptions?: readonly string[];
  /** Reads no more rows than that; 10,000 when absent. */
  readonly mostRows?: number;
}

export interface GraphAnswer {
  readonly table: QueryTable;
  /** Rows that the query has in all, also where fewer were read. */
  readonly totalRows: number;
}

/** A table as a source declares it. */
export interface TableSchema {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: ColumnType; readonly description?: string }[];
  readonly description?: string;
}

/** A query to one database of an Azure Data Explorer cluster. */
export interface ClusterQuery {
  /** The https origin of the cluster. */
  readonly cluster: string;
  readonly database: string;
  readonly kql: string;
  /** How long the service may work on it: 240 when absent. */
  readonly timeoutSeconds?: number;
}
