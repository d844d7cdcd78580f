/**
 * The plan: what lowering makes of a query and what the executor runs. JSON-serialisable: 64-bit integers, datetimes and timespans are
 * decimal text (ticks). It holds names, not types: types come from the schema of the input when an operator opens.
 */
import type { Span } from './errors.js';
import type { ScalarType } from './types.js';

/** long, datetime and timespan as decimal text; decimal and guid as text; dynamic as JSON text; real may be "NaN", "Infinity". */
export type LiteralValue = string | number | boolean | null;

export interface Literal extends Span {
  readonly kind: 'literal';
  readonly type: ScalarType;
  readonly value: LiteralValue;
}

/** A column of the row scope. `side` picks the row scope in the `on` clause of a join (`$left.x`, `$right.x`). */
export interface ColumnRef extends Span {
  readonly kind: 'column';
  readonly name: string;
  readonly side?: 'left' | 'right';
}

/** A scalar function, aggregate or operator: `strlen`, `count`, `==`, `has_cs`, `and`, `!in~`, `between`, `-` (also unary), `[]`. */
export interface Call extends Span {
  readonly kind: 'call';
  readonly name: string;
  readonly args: readonly Expr[];
}

/** `base.name`: a member of a dynamic value (or a column of a step or graph element in `scan` and `graph-match`). */
export interface Member extends Span {
  readonly kind: 'member';
  readonly base: Expr;
  readonly name: string;
}

/** `*` as an argument: `arg_max(x, *)`, `pack_all(*)`, `count(*)`, and in `* has "x"` (any column of the row). */
export interface Star extends Span {
  readonly kind: 'star';
}

/** `toscalar(plan)`. */
export interface ScalarQuery extends Span {
  readonly kind: 'toscalar';
  readonly plan: Plan;
}

/** `x in (T)`, `x has_any (T)`: the first column of the plan is the list. */
export interface InQuery extends Span {
  readonly kind: 'inQuery';
  readonly name: string;
  readonly value: Expr;
  readonly plan: Plan;
}

/** A `let` scalar, evaluated at most once; `id` names it in `Query.scalars`. */
export interface ScalarRef extends Span {
  readonly kind: 'scalarRef';
  readonly id: number;
}

export type Expr = Literal | ColumnRef | Call | Member | Star | ScalarQuery | InQuery | ScalarRef;

/** One entry of `project`, `extend`, `summarize` …: `name = expr`, `(a, b) = expr` or just `expr`. */
export interface NamedExpr {
  readonly name?: string;
  readonly names?: readonly string[];
  /** The name that Kusto gives when none is written; absent when it has none of its own (then `Column1`, `print_0`). */
  readonly defaultName?: string;
  /** The names that Kusto gives the columns of a tuple (`series_stats(x)`) when none are written. */
  readonly defaultNames?: readonly string[];
  readonly expr: Expr;
}

export interface SortKey {
  readonly expr: Expr;
  readonly descending: boolean;
  readonly nullsFirst: boolean;
}

export interface ColumnDeclaration {
  readonly name: string;
  readonly type: ScalarType;
}

/** Columns by name or wildcard pattern (`a*`), with an order for `project-reorder`. */
export interface ColumnPattern extends Span {
  readonly pattern: string;
  readonly order?: 'asc' | 'desc' | 'granny-asc' | 'granny-desc';
}

interface Node extends Span {
  readonly op: string;
}
interface Unary extends Node {
  readonly input: Plan;
}

// Sources.
export interface TablePlan extends Node {
  readonly op: 'table';
  readonly name: string;
  /** `database("x").T`, `workspace("x").T`, `app("x").T`: what qualifies it, as written. */
  readonly qualifier?: string;
}
export interface DatatablePlan extends Node {
  readonly op: 'datatable';
  readonly columns: readonly ColumnDeclaration[];
  /** Row by row. */
  readonly values: readonly Expr[];
}
export interface ExternalDataPlan extends Node {
  readonly op: 'externaldata';
  readonly columns: readonly ColumnDeclaration[];
  readonly uris: readonly string[];
  readonly properties: Readonly<Record<string, string>>;
}
export interface RangePlan extends Node {
  readonly op: 'range';
  readonly column: string;
  readonly from: Expr;
  readonly to: Expr;
  readonly step: Expr;
}
export interface PrintPlan extends Node {
  readonly op: 'print';
  readonly columns: readonly NamedExpr[];
}
/** A tabular `let`, `as` or `materialize`, evaluated at most once; `id` names it in `Query.tables`. */
export interface RefPlan extends Node {
  readonly op: 'ref';
  readonly id: number;
}
/** The row set of the enclosing `mv-apply`, `partition`, `fork`, `facet` sub-query. */
export interface ContextPlan extends Node {
  readonly op: 'context';
}
/** No rows and no columns: what an unresolved name of a fuzzy union becomes. */
export interface EmptyPlan extends Node {
  readonly op: 'empty';
  readonly columns: readonly ColumnDeclaration[];
}

// Operators.
export interface WherePlan extends Unary {
  readonly op: 'where';
  readonly predicate: Expr;
}
export interface ProjectPlan extends Unary {
  readonly op: 'project';
  readonly columns: readonly NamedExpr[];
}
export interface ExtendPlan extends Unary {
  readonly op: 'extend';
  readonly columns: readonly NamedExpr[];
}
export interface ProjectAwayPlan extends Unary {
  readonly op: 'project-away';
  readonly columns: readonly ColumnPattern[];
}
export interface ProjectKeepPlan extends Unary {
  readonly op: 'project-keep';
  readonly columns: readonly ColumnPattern[];
}
export interface ProjectReorderPlan extends Unary {
  readonly op: 'project-reorder';
  readonly columns: readonly ColumnPattern[];
}
export interface ProjectRenamePlan extends Unary {
  readonly op: 'project-rename';
  readonly columns: readonly { readonly name: string; readonly from: string }[];
}
export interface ProjectByNamesPlan extends Unary {
  readonly op: 'project-by-names';
  readonly columns: readonly Expr[];
}
export interface SummarizePlan extends Unary {
  readonly op: 'summarize';
  readonly aggregates: readonly NamedExpr[];
  readonly by: readonly NamedExpr[];
}
export interface DistinctPlan extends Unary {
  readonly op: 'distinct';
  /** `distinct *` has a `star`. */
  readonly columns: readonly NamedExpr[];
}
export interface SortPlan extends Unary {
  readonly op: 'sort';
  readonly keys: readonly SortKey[];
}
export interface TopPlan extends Unary {
  readonly op: 'top';
  readonly count: Expr;
  readonly keys: readonly SortKey[];
}
export interface TakePlan extends Unary {
  readonly op: 'take';
  readonly count: Expr;
}
export interface CountPlan extends Unary {
  readonly op: 'count';
  readonly name: string;
}
export interface SamplePlan extends Unary {
  readonly op: 'sample';
  readonly count: Expr;
}
export interface SampleDistinctPlan extends Unary {
  readonly op: 'sample-distinct';
  readonly count: Expr;
  readonly column: NamedExpr;
}
export interface SerializePlan extends Unary {
  readonly op: 'serialize';
  readonly columns: readonly NamedExpr[];
}
export interface GetSchemaPlan extends Unary {
  readonly op: 'getschema';
}
/** Refuses an input whose columns are not exactly these. */
export interface AssertSchemaPlan extends Unary {
  readonly op: 'assert-schema';
  readonly columns: readonly ColumnDeclaration[];
}
export interface ConsumePlan extends Unary {
  readonly op: 'consume';
}
/** Marks rows for later reading by name; what `as` leaves in the pipe. */
export interface RenderPlan extends Unary {
  readonly op: 'render';
  readonly visualization: string;
  readonly properties: Readonly<Record<string, string | number | boolean | readonly string[]>>;
}
export type JoinKind =
  'innerunique' | 'inner' | 'leftouter' | 'rightouter' | 'fullouter' | 'leftsemi' | 'rightsemi' | 'leftanti' | 'rightanti';
export interface JoinPlan extends Unary {
  readonly op: 'join';
  readonly right: Plan;
  readonly joinKind: JoinKind;
  /** Pairs that must be equal. `on x` is `{left: x, right: x}`. */
  readonly on: readonly { readonly left: Expr; readonly right: Expr }[];
}
export interface LookupPlan extends Unary {
  readonly op: 'lookup';
  readonly right: Plan;
  readonly joinKind: 'leftouter' | 'inner';
  readonly on: readonly { readonly left: Expr; readonly right: Expr }[];
}
export interface UnionPlan extends Node {
  readonly op: 'union';
  readonly inputs: readonly { readonly plan: Plan; readonly source: string }[];
  readonly unionKind: 'outer' | 'inner';
  /** Name of the column that says where a row came from. */
  readonly withSource?: string;
}
export interface MvExpandPlan extends Unary {
  readonly op: 'mv-expand';
  readonly columns: readonly (NamedExpr & { readonly toType?: ScalarType })[];
  readonly itemIndex?: string;
  /** `bagexpansion=array` gives [key, value] arrays. */
  readonly bagExpansion: 'bag' | 'array';
  readonly limit?: Expr;
}
export interface MvApplyPlan extends Unary {
  readonly op: 'mv-apply';
  readonly columns: readonly (NamedExpr & { readonly toType?: ScalarType })[];
  readonly itemIndex?: string;
  readonly limit?: Expr;
  /** Starts at a `context` plan. */
  readonly subquery: Plan;
}
export interface MakeSeriesPlan extends Unary {
  readonly op: 'make-series';
  readonly aggregates: readonly (NamedExpr & { readonly default?: Expr })[];
  readonly on: NamedExpr;
  readonly from?: Expr;
  /** Exclusive. */
  readonly to?: Expr;
  /** `in range(from, to, step)`: `to` is inclusive. */
  readonly inRange: boolean;
  readonly step: Expr;
  readonly by: readonly NamedExpr[];
  /** `kind=nonempty`: one row of defaults when the input is empty. */
  readonly nonEmpty: boolean;
}
/** A piece of a `parse` pattern, in order. */
export type ParsePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'star' }
  | { readonly kind: 'column'; readonly name: string; readonly type: ScalarType };
export interface ParsePlan extends Unary {
  readonly op: 'parse' | 'parse-where';
  readonly mode: 'simple' | 'regex' | 'relaxed';
  /** Regex flags, such as `Ui`. */
  readonly flags: string;
  readonly expr: Expr;
  readonly parts: readonly ParsePart[];
}
export interface ParseKvPlan extends Unary {
  readonly op: 'parse-kv';
  readonly expr: Expr;
  readonly columns: readonly ColumnDeclaration[];
  readonly properties: {
    readonly pairDelimiter?: string;
    readonly kvDelimiter?: string;
    readonly quotes?: readonly string[];
    readonly escape?: string;
    readonly greedy?: boolean;
    readonly regex?: string;
  };
}
export interface TopNestedLevel {
  readonly count?: Expr;
  readonly column: NamedExpr;
  readonly others?: Expr;
  readonly by: NamedExpr;
  readonly descending: boolean;
}
export interface TopNestedPlan extends Unary {
  readonly op: 'top-nested';
  readonly levels: readonly TopNestedLevel[];
}
export interface TopHittersPlan extends Unary {
  readonly op: 'top-hitters';
  readonly count: Expr;
  readonly column: NamedExpr;
  readonly by?: NamedExpr;
}
export interface ScanStep {
  readonly name: string;
  readonly optional: boolean;
  readonly output: 'all' | 'last' | 'none';
  readonly condition: Expr;
  readonly assignments: readonly { readonly name: string; readonly expr: Expr }[];
}
export interface ScanPlan extends Unary {
  readonly op: 'scan';
  readonly orderBy: readonly SortKey[];
  readonly partitionBy: readonly Expr[];
  readonly withMatchId?: string;
  readonly declare: readonly { readonly name: string; readonly type: ScalarType; readonly default?: Expr }[];
  readonly steps: readonly ScanStep[];
}
export interface PartitionPlan extends Unary {
  readonly op: 'partition';
  readonly by: NamedExpr;
  readonly subquery: Plan;
}
export interface ForkPlan extends Unary {
  readonly op: 'fork';
  readonly branches: readonly { readonly name?: string; readonly plan: Plan }[];
}
export interface FacetPlan extends Unary {
  readonly op: 'facet';
  readonly columns: readonly NamedExpr[];
  readonly with?: Plan;
}
export interface ReducePlan extends Unary {
  readonly op: 'reduce';
  readonly expr: NamedExpr;
  readonly threshold?: Expr;
  readonly characters?: Expr;
  /** `kind=source` keeps the rows and adds the pattern. */
  readonly reduceKind: 'normal' | 'source';
}
export interface SearchPlan extends Node {
  readonly op: 'search' | 'find';
  readonly inputs: readonly { readonly plan: Plan; readonly source: string }[];
  readonly caseSensitive: boolean;
  /** A bare string term is the call `search.term`; `col:"x"` is `has` on that column. */
  readonly predicate: Expr;
  readonly project?: readonly (NamedExpr & { readonly toType?: ScalarType })[];
  readonly projectAway?: readonly ColumnPattern[];
  readonly projectSmart: boolean;
  readonly withSource: string;
}
export interface EvaluatePlan extends Unary {
  readonly op: 'evaluate';
  readonly plugin: string;
  /** Tabular arguments are `toscalar`-less plans. */
  readonly args: readonly PluginArgument[];
  /** `: (a: long, *)`. */
  readonly schema?: { readonly columns: readonly ColumnDeclaration[]; readonly open: boolean };
}
export type PluginArgument =
  { readonly kind: 'expr'; readonly name?: string; readonly expr: Expr } | { readonly kind: 'table'; readonly plan: Plan };
export interface MakeGraphPlan extends Unary {
  readonly op: 'make-graph';
  readonly source: string;
  readonly target: string;
  readonly nodes: readonly { readonly plan: Plan; readonly key: string }[];
  readonly nodeId?: string;
  /** The edges of one graph of a partitioned one have the same value here: only nodes with that value take part. */
  readonly partitionColumn?: string;
}
/** Keeps the nodes or the edges for which the predicate holds; an edge goes with either of its nodes. */
export interface GraphWherePlan extends Unary {
  readonly op: 'graph-where';
  readonly element: 'nodes' | 'edges';
  readonly predicate: Expr;
}
/** Gives each node the number of its component. */
export interface GraphMarkComponentsPlan extends Unary {
  readonly op: 'graph-mark-components';
  readonly componentKind: 'weak' | 'strong';
  readonly name: string;
}
export type GraphPatternPart =
  | { readonly kind: 'node'; readonly name: string }
  | {
      readonly kind: 'edge';
      readonly name: string;
      readonly direction: 'right' | 'left' | 'any';
      /** Hops of a variable-length edge. */
      readonly range?: { readonly min: number; readonly max: number };
    };
export interface GraphMatchPlan extends Unary {
  readonly op: 'graph-match' | 'graph-shortest-paths';
  readonly patterns: readonly (readonly GraphPatternPart[])[];
  readonly where?: Expr;
  readonly project: readonly NamedExpr[];
  readonly cycles: 'all' | 'none' | 'unique_edges';
  /** Of `graph-shortest-paths`: one path per pair of ends (the default) or all of the least length. */
  readonly output?: 'any' | 'all';
}
export interface GraphToTablePlan extends Unary {
  readonly op: 'graph-to-table';
  readonly output: 'nodes' | 'edges';
  readonly idName?: string;
  readonly sourceIdName?: string;
  readonly targetIdName?: string;
}

export type Plan =
  | TablePlan
  | DatatablePlan
  | ExternalDataPlan
  | RangePlan
  | PrintPlan
  | RefPlan
  | ContextPlan
  | EmptyPlan
  | WherePlan
  | ProjectPlan
  | ExtendPlan
  | ProjectAwayPlan
  | ProjectKeepPlan
  | ProjectReorderPlan
  | ProjectRenamePlan
  | ProjectByNamesPlan
  | SummarizePlan
  | DistinctPlan
  | SortPlan
  | TopPlan
  | TakePlan
  | CountPlan
  | SamplePlan
  | SampleDistinctPlan
  | SerializePlan
  | GetSchemaPlan
  | AssertSchemaPlan
  | ConsumePlan
  | RenderPlan
  | JoinPlan
  | LookupPlan
  | UnionPlan
  | MvExpandPlan
  | MvApplyPlan
  | MakeSeriesPlan
  | ParsePlan
  | ParseKvPlan
  | TopNestedPlan
  | TopHittersPlan
  | ScanPlan
  | PartitionPlan
  | ForkPlan
  | FacetPlan
  | ReducePlan
  | SearchPlan
  | EvaluatePlan
  | MakeGraphPlan
  | GraphWherePlan
  | GraphMarkComponentsPlan
  | GraphMatchPlan
  | GraphToTablePlan;

export type PlanOf<Op extends Plan['op']> = Extract<Plan, { op: Op }>;

export interface Query {
  /** Scalar lets by id. */
  readonly scalars: readonly Expr[];
  /** Tabular lets by id; a later one may refer to an earlier one. */
  readonly tables: readonly Plan[];
  /** The last expression statement is the answer; the earlier ones give further tables. */
  readonly statements: readonly Plan[];
}
