import type { Cell, ColumnType } from '../../../model/query';
import type { Instant } from '../../../model/time';

/** The part of KQL that questions become. Text is made of it in print.ts alone: names and literals are quoted there, nothing else is text. */
export type Expr =
  | { readonly kind: 'column'; readonly name: string }
  /** Into a dynamic column, a number being a place in an array; `as` converts what is found. */
  | {
      readonly kind: 'path';
      readonly column: string;
      readonly keys: readonly (string | number)[];
      readonly as?: 'tostring' | 'todouble' | 'tolong' | 'tobool' | 'todatetime';
    }
  | { readonly kind: 'literal'; readonly value: Cell; readonly type: ColumnType }
  | { readonly kind: 'instant'; readonly at: Instant }
  | { readonly kind: 'duration'; readonly milliseconds: number }
  | { readonly kind: 'list'; readonly items: readonly Expr[] }
  /** Functions and aggregates of the allow-list in functions.ts. */
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expr[] }
  | { readonly kind: 'binary'; readonly operator: BinaryOperator; readonly left: Expr; readonly right: Expr }
  | { readonly kind: 'between'; readonly value: Expr; readonly low: Expr; readonly high: Expr; readonly negated?: boolean }
  | {
      readonly kind: 'in';
      readonly value: Expr;
      readonly items: readonly Expr[];
      readonly operator: 'in' | 'in~' | '!in' | '!in~' | 'has_any' | 'has_all';
    }
  | { readonly kind: 'star' };

export type BinaryOperator =
  | '=='
  | '!='
  | '=~'
  | '!~'
  | '<'
  | '<='
  | '>'
  | '>='
  | 'contains'
  | '!contains'
  | 'has'
  | '!has'
  | 'startswith'
  | '!startswith'
  | 'endswith'
  | '!endswith'
  | 'matches regex'
  | 'and'
  | 'or'
  | '+'
  | '-'
  | '*'
  | '/'
  | '%';

export interface Named {
  readonly name?: string;
  readonly expr: Expr;
}

export type Operator =
  | { readonly kind: 'where'; readonly condition: Expr }
  | { readonly kind: 'extend' | 'project'; readonly columns: readonly Named[] }
  | { readonly kind: 'project-away' | 'distinct'; readonly columns: readonly string[] }
  | { readonly kind: 'summarize'; readonly aggregates: readonly Named[]; readonly by: readonly Named[] }
  | { readonly kind: 'order'; readonly by: readonly OrderKey[] }
  | { readonly kind: 'top'; readonly count: number; readonly by: OrderKey }
  | { readonly kind: 'take'; readonly count: number }
  | { readonly kind: 'count' }
  | {
      readonly kind: 'join';
      readonly how: 'inner' | 'leftouter' | 'fullouter' | 'leftanti' | 'rightanti';
      readonly right: Pipeline;
      readonly on: readonly string[];
    }
  | {
      readonly kind: 'make-series';
      readonly series: readonly (Named & { readonly default?: Expr })[];
      readonly on: string;
      readonly from: Expr;
      readonly to: Expr;
      readonly step: Expr;
      readonly by: readonly Named[];
    }
  | { readonly kind: 'mv-expand'; readonly column: string; readonly type?: ColumnType }
  /** Names of columns are an array where the property takes several (`ycolumns`, `series`). */
  | {
      readonly kind: 'render';
      readonly chart: string;
      readonly properties: Readonly<Record<string, string | readonly string[]>>;
    };

export interface OrderKey {
  readonly expr: Expr;
  readonly descending: boolean;
}

/** Rows of one table, of several side by side, or of a named part. */
export type Source =
  | { readonly kind: 'table'; readonly name: string }
  | { readonly kind: 'union'; readonly tables: readonly Pipeline[]; readonly isFuzzy: boolean };

export interface Pipeline {
  readonly source: Source;
  readonly operators: readonly Operator[];
}

export interface QueryTree {
  readonly lets: readonly { readonly name: string; readonly value: Pipeline | Expr }[];
  readonly body: Pipeline;
}
