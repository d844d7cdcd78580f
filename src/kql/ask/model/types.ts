import type { Flavour } from '../answer';
import type { ParsedReply } from './parseReply';
import type { ModelCost, ModelErrorCode } from './provider';
import type { Repair } from './repair';

/** Why a query may not run; codes are those of the gate, `KS142` and their like, or one of the model path. */
export interface QueryProblem {
  readonly code: string;
  readonly message: string;
  /** In the query as it was mended. */
  readonly start?: number;
  readonly length?: number;
}

/** A query of a model after mending and checking. */
export interface CheckedQuery {
  readonly kql: string;
  readonly flavour: Flavour;
  /** Tables that it reads; empty when it did not pass. */
  readonly tables: readonly string[];
  /** None: it may run. */
  readonly problems: readonly QueryProblem[];
  readonly repairs: readonly Repair[];
  readonly notices: readonly string[];
}

/** What the draft and the query of the model do not have in common, as texts of the two. */
export interface SlotDifference {
  readonly slot: 'table' | 'window' | 'condition' | 'aggregation' | 'group' | 'order' | 'limit' | 'shape';
  readonly draft: readonly string[];
  readonly model: readonly string[];
}

/** The work of the language service on queries of a model; async, since it sits in a worker. `said` are the tables that the model named. */
export interface QueryChecker {
  check(kql: string, said: readonly string[]): Promise<CheckedQuery>;
  compare(draft: string, model: string, said: readonly string[]): Promise<readonly SlotDifference[]>;
}

/** One question to the model and what came of it. */
export interface ModelTurn {
  /** Exactly what was sent. */
  readonly sent: string;
  /** What came back, as it came; absent when nothing did. */
  readonly reply?: string;
  /** The query, mended, with stand-ins put back. */
  readonly kql?: string;
  readonly problems: readonly QueryProblem[];
  readonly repairs: readonly Repair[];
  readonly milliseconds: number;
  readonly tokensIn?: number;
  readonly tokensOut?: number;
  readonly cost?: ModelCost;
}

export type ModelFailureCode =
  | ModelErrorCode
  /** The answer was no query that could be read. */
  | Extract<ParsedReply, { ok: false }>['code']
  /** The query did not pass the check, in the last turn or in a way that ends the matter. */
  | 'notAllowed';

export interface ModelFailure {
  readonly code: ModelFailureCode;
  readonly message: string;
  /** Milliseconds that the service asks to wait. */
  readonly retryAfter?: number;
}

export interface ModelResult {
  /** Which query is the answer; `none` when there is neither. */
  readonly chosen: 'draft' | 'model' | 'none';
  readonly kql?: string;
  /** The query of the model that passed, chosen or not. */
  readonly model?: { readonly kql: string; readonly flavour: Flavour; readonly tables: readonly string[] };
  /** Why there is no such query. */
  readonly failure?: ModelFailure;
  /** Empty when the two say the same, or when there is only one. */
  readonly differences: readonly SlotDifference[];
  /** In plain text. */
  readonly assumptions: readonly string[];
  readonly notices: readonly string[];
  /** Of the last turn. */
  readonly problems: readonly QueryProblem[];
  readonly repairs: readonly Repair[];
  /** None when nothing was sent; two at most. */
  readonly turns: readonly ModelTurn[];
  /** Of all turns. */
  readonly milliseconds: number;
  /** Absent when a turn was not counted. */
  readonly tokensIn?: number;
  readonly tokensOut?: number;
  readonly cost?: ModelCost;
}
