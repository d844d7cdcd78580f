import { Chunk, type Relation, type Table } from './chunk.js';
import { KqlError, semanticError, withSpan, type Span } from './errors.js';
import { compileExpr } from './evaluate.js';
import type { Compiled, ExecContext, TableSource } from './operators/context.js';
import { operate } from './operators/dispatch.js';
import type { Expr, Plan, Query, RefPlan } from './plan.js';
import { seededRandom } from './random.js';
import { countReferences, countRows, readsContext } from './references.js';
import { collect, relationOf } from './relations.js';
import { ResultTable, type QueryResult, type Render } from './result.js';
import type { ScalarType, Schema, Value } from './types.js';

export interface Limits {
  /** Rows of a result table; more are left out, and the result says so. */
  readonly rows: number;
  /** Memory that operators may hold. */
  readonly bytes: number;
  /** Wall-clock time. */
  readonly milliseconds: number;
}

/** The limits of Azure Data Explorer, with memory for a laptop. */
export const defaultLimits: Limits = { rows: 500_000, bytes: 2_000_000_000, milliseconds: 240_000 };

export interface ExecuteOptions {
  readonly tables: TableSource;
  /** Ticks that `now()` gives. */
  readonly now: bigint;
  readonly limits?: Partial<Limits>;
  readonly isCancelled?: () => boolean;
  /** Told while rows are read: the share, from 0 to 1, of the rows of the tables that the query names. */
  readonly onProgress?: (share: number) => void;
  /** Of `rand()` and `sample`, so that a run can be repeated. */
  readonly seed?: number;
}

/** Runs a query to the end. Throws `KqlError` only. */
export function execute(query: Query, options: ExecuteOptions): QueryResult {
  try {
    return new Execution(query, options).result();
  } catch (error) {
    if (error instanceof KqlError) throw error;
    if (error instanceof RangeError && /call stack/i.test(error.message)) {
      throw new KqlError('limit', 'The query is nested too deeply.');
    }
    throw new KqlError('internal', error instanceof Error ? error.message : String(error));
  }
}

interface Scalar {
  readonly type: ScalarType;
  readonly value: Value;
}

class Execution implements ExecContext {
  readonly tables: TableSource;
  readonly now: bigint;
  readonly random: () => number;
  private readonly limits: Limits;
  private readonly started = performance.now();
  private readonly scalars: (Scalar | 'running' | undefined)[] = [];
  private readonly scalarQueries = new Map<Expr, Scalar>();
  private readonly kept: ({ readonly table: Table; readonly serialized: boolean } | 'running' | undefined)[] = [];
  private readonly references: readonly number[];
  private readonly emitted: ResultTable[] = [];
  private readonly warnings: string[] = [];
  /** What a `context` plan stands for at the moment. */
  private rows: Relation | undefined;
  private render: Render | undefined;
  private truncated = false;
  /** Bytes that running operators hold, those of tables kept to the end, and the most there were of both. */
  private reserved = 0;
  private keptBytes = 0;
  private peakBytes = 0;
  private rowsScanned = 0;
  private rowsToScan: number | undefined;

  constructor(
    private readonly query: Query,
    private readonly options: ExecuteOptions,
  ) {
    this.tables = options.tables;
    this.now = options.now;
    this.random = seededRandom(options.seed ?? 1);
    this.limits = { ...defaultLimits, ...options.limits };
    this.references = countReferences(query);
  }

  result(): QueryResult {
    const last = this.query.statements.length - 1;
    if (last < 0) throw semanticError('The query has no expression to run: it only declares names.');
    const results = this.query.statements.map((plan, i) => {
      if (i === last) this.render = undefined;
      const relation = this.run(plan);
      return new ResultTable(this.limited(relation), i === last ? undefined : `Table_${i}`);
    });
    const tables = [...results.slice(0, -1), ...this.emitted];
    return {
      primary: results[last]!,
      tables,
      ...(this.render !== undefined && { render: this.render }),
      ...(this.truncated && { truncated: { reason: 'rows', limit: this.limits.rows } as const }),
      warnings: this.warnings,
      statistics: {
        rowsScanned: this.rowsScanned,
        elapsedMilliseconds: performance.now() - this.started,
        peakBytes: this.peakBytes,
      },
    };
  }

  run(plan: Plan, context?: Relation): Relation {
    if (context === undefined) return this.open(plan);
    const outer = this.rows;
    this.rows = context;
    try {
      return this.open(plan);
    } finally {
      this.rows = outer;
    }
  }

  private open(plan: Plan): Relation {
    switch (plan.op) {
      case 'ref':
        return this.reference(plan);
      case 'context':
        if (this.rows === undefined) throw new KqlError('internal', 'A sub-query has no rows to start from.', plan);
        return this.rows;
      case 'render':
        this.render = { visualization: plan.visualization, properties: plan.properties };
        return this.open(plan.input);
      default:
        break;
    }
    try {
      const relation = operate(plan, this);
      const chunks = plan.op === 'table' ? this.scanned(relation.chunks) : relation.chunks;
      return Array.isArray(chunks) ? relation : { ...relation, chunks: this.placed(chunks, plan) };
    } catch (error) {
      throw withSpan(error, plan);
    }
  }

  private *scanned(chunks: Iterable<Chunk>): Iterable<Chunk> {
    const { onProgress } = this.options;
    for (const chunk of chunks) {
      this.check();
      this.rowsScanned += chunk.length;
      yield chunk;
      if (onProgress !== undefined && chunk.length > 0) {
        this.rowsToScan ??= countRows(this.query, this.tables);
        // A table that is named in a sub-query may be read more than once.
        onProgress(Math.min(1, this.rowsScanned / this.rowsToScan));
      }
    }
  }

  /** A table that is named once is streamed; one that is named more often, or inside a sub-query, is kept. */
  private reference(plan: RefPlan): Relation {
    const definition = this.query.tables[plan.id];
    if (definition === undefined) throw new KqlError('internal', `There is no tabular declaration ${plan.id}.`, plan);
    const kept = this.kept[plan.id];
    if (kept === 'running') throw semanticError('A tabular declaration refers to itself.', plan);
    if (kept !== undefined) return relationOf(kept.table, kept.serialized);
    if (readsContext(definition) || (this.references[plan.id] === 1 && this.rows === undefined)) return this.open(definition);
    this.kept[plan.id] = 'running';
    const before = this.reserved;
    const relation = this.open(definition);
    const table = collect(relation, this);
    this.keptBytes += this.reserved - before;
    this.reserved = before;
    this.kept[plan.id] = { table, serialized: relation.serialized };
    return relationOf(table, relation.serialized);
  }

  compile(expr: Expr, schema: Schema): Compiled {
    return compileExpr(expr, schema, this);
  }

  constant(expr: Expr): Scalar {
    if (expr.kind === 'scalarRef') return this.scalar(expr.id, expr);
    if (expr.kind === 'toscalar') {
      let scalar = this.scalarQueries.get(expr);
      if (scalar === undefined) {
        scalar = this.firstValue(expr.plan);
        if (!readsContext(expr.plan)) this.scalarQueries.set(expr, scalar);
      }
      return scalar;
    }
    const compiled = compileExpr(expr, [], this);
    if (compiled.isConstant) return { type: compiled.type, value: compiled.constant ?? null };
    return { type: compiled.type, value: compiled.evaluate(Chunk.of([], 1)).get(0) };
  }

  private scalar(id: number, span: Span): Scalar {
    const known = this.scalars[id];
    if (known === 'running') throw semanticError('A declaration refers to itself.', span);
    if (known !== undefined) return known;
    const expr = this.query.scalars[id];
    if (expr === undefined) throw new KqlError('internal', `There is no scalar declaration ${id}.`, span);
    this.scalars[id] = 'running';
    return (this.scalars[id] = this.constant(expr));
  }

  private firstValue(plan: Plan): Scalar {
    const relation = this.run(plan);
    const type = relation.schema[0]?.type;
    if (type === undefined) throw semanticError('toscalar() needs a query with a column.', plan);
    for (const chunk of relation.chunks) {
      if (chunk.length > 0) return { type, value: chunk.column(0).get(0) };
    }
    return { type, value: type === 'string' ? '' : null };
  }

  check(): void {
    if (this.options.isCancelled?.() === true) throw new KqlError('cancelled', 'The query was cancelled.');
    if (performance.now() - this.started > this.limits.milliseconds) {
      throw new KqlError('limit', `The query ran longer than ${this.limits.milliseconds / 1000} seconds.`);
    }
  }

  reserve(bytes: number): void {
    this.reserved += bytes;
    const held = this.reserved + this.keptBytes;
    this.peakBytes = Math.max(this.peakBytes, held);
    if (held > this.limits.bytes) {
      throw new KqlError('limit', `The query needs more memory than its limit of ${Math.round(this.limits.bytes / 1e6)} MB.`);
    }
  }

  warn(message: string): void {
    if (!this.warnings.includes(message)) this.warnings.push(message);
  }

  emit(relation: Relation, name?: string): void {
    this.emitted.push(new ResultTable(this.limited(relation), name));
  }

  /** Rows in memory, no more than a result table may have. */
  private limited(relation: Relation): Table {
    const chunks: Chunk[] = [];
    let rowCount = 0;
    for (const chunk of relation.chunks) {
      this.check();
      if (chunk.length === 0) continue;
      if (rowCount + chunk.length > this.limits.rows) {
        this.truncated = true;
        const room = this.limits.rows - rowCount;
        if (room > 0) chunks.push(chunk.slice(0, room));
        rowCount += room;
        break;
      }
      chunks.push(chunk);
      rowCount += chunk.length;
    }
    return { schema: relation.schema, chunks, rowCount };
  }

  /**
   * Reads chunks in the sub-query they were opened in; errors get the place of the operator. What it reserves while it is read is free
   * again when it has been read.
   */
  private *placed(chunks: Iterable<Chunk>, span: Span): Generator<Chunk> {
    const iterator = chunks[Symbol.iterator]();
    const rows = this.rows;
    let held = 0;
    try {
      for (;;) {
        const outer = this.rows;
        const before = this.reserved;
        this.rows = rows;
        let next: IteratorResult<Chunk>;
        try {
          next = iterator.next();
        } finally {
          this.rows = outer;
          held += this.reserved - before;
        }
        if (next.done === true) return;
        yield next.value;
      }
    } catch (error) {
      throw withSpan(error, span);
    } finally {
      const before = this.reserved;
      iterator.return?.();
      // Operators further in have given back what was theirs, also when they were closed just now.
      this.reserved = before - held;
    }
  }
}
