import type { TimeWindow } from '../../../model/time';
import type { AskTable } from '../answer';
import type { Measure, TableKnowledge } from '../catalogue/types';
import type { Expr, Named } from '../compose/ast';
import type { SlotDraft } from './slots';

/**
 * What a question asks, with every word resolved for one table: the form between language and KQL. Composing it takes no decision
 * that a person would want to see; those are in `slots`.
 */
export interface Frame {
  readonly table: AskTable;
  readonly knowledge: TableKnowledge | undefined;
  /** When a row happened; absent where a table has no time. */
  readonly time: Expr | undefined;
  readonly window: TimeWindow | undefined;
  /** A second window; the result stands side by side for both. */
  readonly against: TimeWindow | undefined;
  /** True when the question names no time. */
  readonly isTimeless: boolean;
  readonly filters: readonly Filter[];
  readonly result: Result;
  readonly groups: readonly Group[];
  /** Milliseconds of a point of time; absent when the result is not over time. */
  readonly step: number | undefined;
  /** What groups must reach to be in the result. */
  readonly having: Having | undefined;
  readonly order: 'descending' | 'ascending';
  /** Ties with the last are kept when things are ranked; rows are not. */
  readonly limit: number | undefined;
  readonly slots: readonly SlotDraft[];
  /** 0 to 1, before the query is checked. */
  readonly score: number;
}

export interface Filter {
  /** Unique in a frame; that of its slot. */
  readonly id: string;
  readonly test: Expr;
  /** In words: `SeverityLevel is 3 or more`. */
  readonly meaning: string;
  /** It says of what kind rows are, not what happened. */
  readonly isKind?: boolean;
}

export interface Group extends Named {
  readonly name: string;
}

export interface Having {
  readonly operator: '<' | '<=' | '>' | '>=' | '==';
  readonly value: number;
}

export type Result =
  /** The rows themselves: newest or oldest first, or by a number. */
  | { readonly kind: 'rows'; readonly by?: Expr }
  /** What different values the groups have. */
  | { readonly kind: 'values' }
  /** The last (or first) row of each group. */
  | { readonly kind: 'latest'; readonly which: 'first' | 'last'; readonly value?: Measure }
  | { readonly kind: 'number'; readonly number: NumberOf }
  /** Groups that had rows in the window and none since. */
  | { readonly kind: 'missing'; readonly since: number };

/** A number of many rows. */
export type NumberOf =
  | { readonly kind: 'count' }
  | { readonly kind: 'distinct'; readonly of: Expr; readonly what: string }
  | { readonly kind: 'measure'; readonly how: Aggregation; readonly measure: Measure; readonly further?: readonly Aggregation[] }
  /** Percentage of the rows that pass, or of a number of theirs that can be added up. */
  | { readonly kind: 'ratio'; readonly part: Expr; readonly of?: Expr }
  /** How many rows pass each of several tests, side by side. */
  | { readonly kind: 'part'; readonly name: string; readonly test: Expr; readonly further?: readonly NumberOf[] }
  /** How many rows pass the one test for each that passes the other. */
  | { readonly kind: 'quotient'; readonly part: Expr; readonly of: Expr }
  /** Percentage that each group is of all. */
  | { readonly kind: 'share'; readonly of?: Expr }
  /** Rows in each of these milliseconds. */
  | { readonly kind: 'rate'; readonly per: number }
  | { readonly kind: 'seen'; readonly which: 'first' | 'last' };

export type Aggregation = 'avg' | 'max' | 'min' | 'sum' | { readonly percentile: number };
