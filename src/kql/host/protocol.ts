import type { Diagnostic } from '../engine/lower/syntax';
import type { JsonValue } from '../engine/result';
import type { Completions, SignatureHelp, Token } from '../language/service';
import type { ErrorData, ExecutedQuery, LoadedSummary, QueryRequest, ResultTableInfo, TableInput } from './queryExecutor';

/** An answer without its functions; `result` names it in `page` and `close`. */
export type ExecutedData = Omit<ExecutedQuery, 'page' | 'close'> & { readonly result: number };

interface PlaceInText {
  readonly text: string;
  /** In UTF-16 code units. */
  readonly offset: number;
}

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
  diagnostics: { readonly ask: { readonly text: string }; readonly answer: readonly Diagnostic[] };
  completions: { readonly ask: PlaceInText; readonly answer: Completions };
  hover: { readonly ask: PlaceInText; readonly answer: readonly string[] | undefined };
  signatureHelp: { readonly ask: PlaceInText; readonly answer: SignatureHelp | undefined };
  classify: { readonly ask: { readonly text: string }; readonly answer: readonly Token[] };
  format: { readonly ask: { readonly text: string }; readonly answer: string };
  warm: { readonly ask: null; readonly answer: null };
}

export type OperationName = keyof Operations;

export interface Request<Name extends OperationName = OperationName> {
  readonly id: number;
  readonly name: Name;
  readonly ask: Operations[Name]['ask'];
}

export type Response =
  | { readonly id: number; readonly answer: Operations[OperationName]['answer'] }
  | { readonly id: number; readonly error: ErrorData }
  | { readonly id: number; readonly progress: number };

export interface WorkerOptions {
  /** One 32-bit integer: the id of the request that is to stop. */
  readonly cancelled: SharedArrayBuffer;
  readonly maxTableBytes: number;
}
