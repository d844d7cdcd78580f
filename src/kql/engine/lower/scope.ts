import { KqlError, semanticError, type Span } from '../errors.js';
import type { Expr, Plan, RefPlan } from '../plan.js';
import { spanOf } from './literals.js';
import type { SyntaxNode } from './syntax.js';

/** The tables that there are. */
export interface LowerEnvironment {
  tableNames(): readonly string[];
  hasTable(name: string): boolean;
}

export interface FunctionBinding {
  readonly kind: 'function';
  readonly name: string;
  readonly parameters: readonly SyntaxNode[];
  readonly body: SyntaxNode;
  /** Where it was declared. */
  readonly scope: Scope;
  readonly isView: boolean;
}

export interface PatternCase {
  readonly values: readonly SyntaxNode[];
  readonly path?: SyntaxNode;
  readonly body: SyntaxNode;
}

/** `declare pattern`: queries that literals pick. */
export interface PatternBinding {
  readonly kind: 'pattern';
  readonly name: string;
  readonly parameters: readonly string[];
  readonly path?: string;
  readonly cases: readonly PatternCase[];
  readonly scope: Scope;
}

/** What a name that the query declares stands for. */
export type Binding =
  /** `hidesColumn`: the binder takes the name for a column, wrongly. */
  | { readonly kind: 'scalar'; readonly expr: Expr; readonly hidesColumn?: true }
  /** `source` is what `withsource` says; set by `as`. */
  | { readonly kind: 'tabular'; readonly plan: Plan; readonly source?: string }
  | FunctionBinding
  | PatternBinding;

export class Scope {
  private readonly bindings = new Map<string, Binding>();

  constructor(private readonly parent?: Scope) {}

  define(name: string, binding: Binding): void {
    this.bindings.set(name, binding);
  }

  lookup(name: string): Binding | undefined {
    return this.bindings.get(name) ?? this.parent?.lookup(name);
  }

  /** The views in scope, inner ones first. */
  views(): readonly FunctionBinding[] {
    const views = this.parent?.views().filter((view) => !this.bindings.has(view.name)) ?? [];
    const own = [...this.bindings.values()].filter(
      (binding): binding is FunctionBinding => binding.kind === 'function' && binding.isView,
    );
    return [...own, ...views];
  }
}

/** What the lowering of one query has gathered. */
export class QueryParts {
  readonly scalars: Expr[] = [];
  readonly tables: Plan[] = [];

  constructor(readonly environment: LowerEnvironment) {}

  scalarRef(expr: Expr, span: Span): Expr {
    if (expr.kind === 'literal' || expr.kind === 'scalarRef') return expr;
    this.scalars.push(expr);
    return { kind: 'scalarRef', id: this.scalars.length - 1, ...spanOf(span) };
  }

  /** A reference by which a plan can be read several times. */
  tableRef(plan: Plan, span: Span): Plan {
    if (plan.op === 'ref' || plan.op === 'table' || plan.op === 'context') return plan;
    this.tables.push(plan);
    const ref: RefPlan = { op: 'ref', id: this.tables.length - 1, ...spanOf(span) };
    return ref;
  }
}

const maximumDepth = 60;

/** Where lowering is: what names mean there, and the row set that a sub-query starts from. */
export class Context {
  constructor(
    readonly parts: QueryParts,
    readonly scope: Scope,
    private readonly rows?: Plan,
    private readonly depth = 0,
    /** Inside the condition of `search` and `find`. */
    readonly search?: { readonly caseSensitive: boolean },
  ) {}

  /** Inside a function body. */
  inside(scope: Scope, span: Span): Context {
    if (this.depth >= maximumDepth) throw new KqlError('limit', 'Functions call each other too deeply.', span);
    return new Context(this.parts, scope, undefined, this.depth + 1);
  }

  /** The same place with more names. */
  within(scope: Scope): Context {
    return new Context(this.parts, scope, undefined, this.depth);
  }

  withRows(rows: Plan | undefined): Context {
    return new Context(this.parts, this.scope, rows, this.depth);
  }

  notSearching(): Context {
    return this.search === undefined ? this : this.withRows(this.rows);
  }

  searching(caseSensitive: boolean): Context {
    return new Context(this.parts, this.scope, this.rows, this.depth, { caseSensitive });
  }

  /** The row set of a sub-query that starts with an operator. */
  startOf(span: Span): Plan {
    if (this.rows === undefined) throw semanticError('An operator stands where a table is expected.', span);
    return this.rows;
  }
}
