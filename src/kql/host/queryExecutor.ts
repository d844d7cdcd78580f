import type { KqlErrorCode } from '../engine/errors';
import type { Limits } from '../engine/executor';
import type { DirtyReport } from '../engine/load/loadOptions';
import type { FileFormat } from '../engine/load/files';
import type { JsonValue, Render, Statistics } from '../engine/result';
import type { Schema } from '../engine/types';

/** Where the rows of tables come from. All of it can be sent to a worker, and again to the next one. */
export type TableInput =
  | {
      readonly kind: 'files';
      /** Files and folders. */
      readonly paths: readonly string[];
      /** Columns by table name: chosen by the person or known. */
      readonly schemas?: Readonly<Record<string, Schema>>;
    }
  | { readonly kind: 'rows'; readonly name: string; readonly schema: Schema; readonly rows: readonly (readonly JsonValue[])[] }
  /** Tables without rows here, so that queries over them bind. */
  | { readonly kind: 'schemas'; readonly tables: readonly { readonly name: string; readonly schema: Schema }[] };

export interface LoadedSummary {
  readonly name: string;
  readonly rowCount: number;
  readonly schema: Schema;
  /** Names of the columns whose type was inferred. */
  readonly inferred: readonly string[];
  readonly dirty: DirtyReport;
  readonly file?: string;
  readonly format?: FileFormat;
}

export interface QueryRequest {
  readonly text: string;
  /** What `now()` gives, in milliseconds since 1970; this moment when absent. */
  readonly now?: number;
  readonly limits?: Partial<Limits>;
  readonly seed?: number;
}

export interface ResultTableInfo {
  readonly name?: string;
  readonly columns: Schema;
  readonly rowCount: number;
}

/** An answer whose rows stay with the executor until `close`. */
export interface ExecutedQuery extends ResultTableInfo {
  /** What further statements, `fork` and `facet` give. */
  readonly tables: readonly ResultTableInfo[];
  readonly render?: Render;
  readonly truncated?: { readonly reason: 'rows'; readonly limit: number };
  readonly warnings: readonly string[];
  readonly statistics: Statistics;
  /** Rows `from` up to `to` (exclusive); `table` is an index into `tables`, absent for the answer itself. */
  page(from: number, to: number, table?: number): Promise<readonly (readonly JsonValue[])[]>;
  /** Gives the rows up. */
  close(): void;
}

export interface RequestOptions {
  readonly signal?: AbortSignal;
  /** From 0 to 1: of the bytes of files that are loaded, of the rows that a query reads. */
  readonly onProgress?: (share: number) => void;
}

export interface QueryExecutor {
  /** Rejects with `KqlError`: of the query, or `cancelled`, `limit`, `internal`. */
  run(request: QueryRequest, options?: RequestOptions): Promise<ExecutedQuery>;
  /** A table with a name that is there is replaced. */
  load(input: TableInput, options?: RequestOptions): Promise<readonly LoadedSummary[]>;
  remove(table: string): Promise<void>;
  tables(): Promise<readonly ResultTableInfo[]>;
  /** Loads the language service and analyses once, so that the first query does not wait. */
  warm(): Promise<void>;
  dispose(): Promise<void>;
}

export interface ErrorData {
  readonly code: KqlErrorCode;
  readonly message: string;
  readonly start: number;
  readonly length: number;
}
