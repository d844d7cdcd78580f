import type { Failure } from '../../model/failure';
import type { Provenance } from '../../model/fact';
import type { QueryStatistics, QueryTable, Rendering, TableSchema } from '../../model/query';
import type { QueryConnection } from '../../model/queryConnection';
import type { TimeWindow } from '../../model/time';

export interface SourceQuery {
  readonly connection: QueryConnection;
  readonly kql: string;
  /** Limits the time where the source can; a source without a common time column ignores it. */
  readonly window?: TimeWindow;
  /** What `now()` gives where the query runs on this machine. */
  readonly now: number;
  readonly timeoutSeconds?: number;
  /** Tables that the query names besides those of the connection; only `files` takes them as they are. */
  readonly tables?: readonly QueryTable[];
}

export interface SourceAnswer {
  readonly tables: readonly QueryTable[];
  /** Rows that the query has in all where fewer were read. */
  readonly totalRows?: number;
  readonly render?: Rendering;
  readonly statistics?: QueryStatistics;
  /** What of the answer is missing. */
  readonly failures: readonly Failure[];
  readonly warnings: readonly string[];
  readonly provenance: readonly Provenance[];
}

export interface SourceOptions {
  readonly signal?: AbortSignal;
  /** What it is doing at the moment, as a short phrase, and how far from 0 to 1 where that is known. */
  readonly onProgress?: (phrase: string, share?: number) => void;
}

export interface SourceSchema {
  readonly tables: readonly TableSchema[];
  readonly failures: readonly Failure[];
}

/** Runs queries on any connection and knows its tables. Rejects with `SourceError`, `KqlError`, or `AbortError`. */
export interface QuerySources {
  run(query: SourceQuery, options?: SourceOptions): Promise<SourceAnswer>;
  /** The tables with their columns, merged with the documented ones. Kept until `forget`. */
  schema(connection: QueryConnection, signal?: AbortSignal): Promise<SourceSchema>;
  /** Drops what is known of a connection's tables; of all of them without one. */
  forget(connection?: QueryConnection): void;
  /** In words for a person: "Log Analytics: production-logs". Never waits. */
  describe(connection: QueryConnection): string;
  dispose(): Promise<void>;
}
