import type { JsonValue } from '../engine/result';
import type { ExecutedQuery, LoadedSummary, QueryRequest, ResultTableInfo, TableInput } from './queryExecutor';

/** An answer without its functions; `result` names it in `page` and `close`. */
export type ExecutedData = Omit<ExecutedQuery, 'page' | 'close'> & { readonly result: number };

/** What can be asked of the worker, and what it answers. */
export interface Operations {
  run: { readonly ask: QueryRequest; readonly answer: ExecutedData };
  page: {
    readonly ask: { readonly result: number; readonly table?: number; readonly from: number; readonly to: number };
    readonly answer: readonly (readonly JsonValue[])[];
  };
  close: { readonly ask: { readonly result: number }; readonly answer: null };
  load: { readonly ask: TableInput; readonly answer: readonly LoadedSummary[] };
  remove: { readonly ask: { readonly table: string }; readonly answer: null };
  tables: { readonly ask: null; readonly answer: readonly ResultTableInfo[] };
  warm: { readonly ask: null; readonly answer: null };
}

export type OperationName = keyof Operations;

export interface WorkerOptions {
  /** One 32-bit integer: the id of the request that is to stop. */
  readonly cancelled: SharedArrayBuffer;
  readonly maxTableBytes: number;
}
