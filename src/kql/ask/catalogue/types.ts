import type { Expr } from '../compose/ast';
import type { AskStore } from '../answer';

/** What the product knows of a table beyond its schema. Names are those of a workspace; classic names are derived by flavour.ts. */
export interface TableKnowledge {
  readonly table: string;
  readonly store: AskStore;
  /** What people call its rows, singular or plural, lower-case; the best first: `request`, `http request`, `call to us`. */
  readonly words: readonly string[];
  /** One line: what a row is. */
  readonly row: string;
  /** Column of the time of a row; like every name here it may be a path into a dynamic column, `properties.essentials.startDateTime`. */
  readonly time?: string;
  /** What rows must be to be what the words mean, where the table has others besides: policy states among the policies. */
  readonly base?: Expr;
  /** ARM types whose resources write it, lower-case. */
  readonly resourceTypes: readonly string[];
  /** Column that names what a row is of, by the kind of thing a question may name. */
  readonly entities: Partial<Record<Entity, string>>;
  /** Column with how many real things a row stands for: `ItemCount`. */
  readonly weight?: string;
  /** Named conditions: `error`, `warning`, `slow`, `failed`, `critical`, … with the words for each. */
  readonly conditions: readonly Condition[];
  /** Numbers of a row. */
  readonly measures: readonly Measure[];
  readonly columns: Readonly<Record<string, ColumnKnowledge>>;
  /** Columns of a list of rows, the time first. */
  readonly shown: readonly string[];
  /** Another table with the same facts that the connection may have instead: `InsightsMetrics` for `Perf`. */
  readonly twins?: readonly string[];
}

/** What a question may name a thing as. */
export type Entity =
  | 'role'
  | 'resource'
  | 'host'
  | 'operation'
  | 'user'
  | 'client'
  | 'target'
  | 'container'
  | 'pod'
  | 'namespace'
  | 'process'
  | 'database'
  | 'message'
  | 'code'
  | 'level'
  | 'type';

export interface Condition {
  readonly id: string;
  readonly words: readonly string[];
  readonly test: Expr;
  /** In words: `SeverityLevel is 3 or more`. */
  readonly meaning: string;
  /** True when it says of what kind the rows are (a category, a type of resource), not what happened. */
  readonly isKind?: boolean;
}

export interface Measure {
  readonly id: string;
  /** `response time`, `latency`, `duration`, `cpu`, `memory`. */
  readonly words: readonly string[];
  readonly value: Expr;
  readonly unit: 'ms' | 's' | '%' | 'bytes' | 'MB' | 'GB' | 'count' | 'count/s' | 'credits' | '';
  /** Which rows have it: counters of `Perf`, names of `InsightsMetrics` and `AzureMetrics`. */
  readonly only?: Expr;
  /** What "the CPU" means when no aggregation is named. */
  readonly usual: 'avg' | 'max' | 'sum' | 'min' | 'p95';
  readonly bad: 'high' | 'low';
}

export interface ColumnKnowledge {
  readonly words: readonly string[];
  /** What a path into a dynamic column is read as; text when absent. */
  readonly as?: 'todouble' | 'tolong' | 'tobool' | 'todatetime';
  readonly unit?: Measure['unit'];
  /** Values with the words for each: `3` is `error`. */
  readonly values?: readonly { readonly value: string | number | boolean; readonly words: readonly string[] }[];
}

/** Words that name a kind of resource: "the web app", "the backend vm", "the database". */
export interface RoleWords {
  readonly words: readonly string[];
  readonly resourceTypes: readonly string[];
  /** True for what says what a resource is for (`backend`, `database`), and may stand in its name, rather than what it is (`vm`). */
  readonly isUse?: boolean;
}
