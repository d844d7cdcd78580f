import type { ColumnSpec } from '../engine/types.js';
import { nameOf } from '../engine/lower/names.js';
import type { SyntaxNode } from '../engine/lower/syntax.js';
import type { Declaration, Names } from './names.js';

/** A place where a query reads a table that has a time column. */
export interface TableRead {
  readonly node: SyntaxNode;
  /** The column that tells when a row came about; absent when the table's columns are not known. */
  readonly timeColumn: string | undefined;
  /** Whether the query bounds the time of these rows from below. */
  readonly isLimited: boolean;
}

/** Columns that Azure's tables have for the time of a row, the usual ones first. */
const timeNames = ['TimeGenerated', 'timestamp', 'Timestamp'];

/** The column that tells when a row came about: the usual name, else the first datetime. */
export function timeColumnOf(schema: readonly ColumnSpec[]): string | undefined {
  const times = schema.filter(({ type }) => type === 'datetime').map(({ name }) => name);
  return timeNames.find((name) => times.includes(name)) ?? times[0];
}

/**
 * Every table that the statements of a query read, with whether its time is limited: by a condition on a datetime column (`where`,
 * `search`, `find`, `make-series … from`) in the same pipeline or in one around it, further down than the table. What follows an
 * aggregation counts only when it names a time column of the table. A `let` counts where it is used. `accepts` says which statements
 * count.
 */
export function tableReads(root: SyntaxNode, names: Names, accepts: (statement: SyntaxNode) => boolean): readonly TableRead[] {
  const reads: TableRead[] = [];
  const reading = new Reading(names, reads);
  for (const statement of root.list('Statements')) {
    const expression = statement.kind === 'ExpressionStatement' && accepts(statement) ? statement.child('Expression') : undefined;
    if (expression !== undefined) reading.visit(expression, []);
  }
  return reads;
}

/** What further stages of the pipelines around a table say of time: names of limited columns, `*` for any datetime of its rows. */
type Limits = readonly { readonly columns: ReadonlySet<string>; readonly isAfterAggregation: boolean }[];

const aggregating: ReadonlySet<string> = new Set([
  'SummarizeOperator',
  'MakeSeriesOperator',
  'CountOperator',
  'DistinctOperator',
  'TopNestedOperator',
  'TopHittersOperator',
  'EvaluateOperator',
]);

class Reading {
  /** Lets that are being looked into, so that a wrong text that refers to itself ends. */
  private readonly inside = new Set<Declaration>();

  constructor(
    private readonly names: Names,
    private readonly reads: TableRead[],
  ) {}

  visit(node: SyntaxNode, limits: Limits): void {
    switch (node.kind) {
      case 'PipeExpression':
        this.pipe(node, limits);
        return;
      case 'ParenthesizedExpression':
      case 'MaterializeExpression': {
        for (const child of node.children) this.visit(child, limits);
        return;
      }
      case 'UnionOperator':
        for (const child of node.children) this.visit(child, limits);
        return;
      case 'JoinOperator':
      case 'LookupOperator':
        // The time of the other side's rows is a column of its own after the join.
        for (const child of node.children) this.visit(child, []);
        return;
      case 'FindOperator':
      case 'SearchOperator':
        this.scan(node, limits);
        return;
      case 'NameReference':
        this.name(node, limits);
        return;
      case 'PathExpression':
        if (node.isTabular || node.symbol?.kind === 'Table') this.read(node, limits);
        else for (const child of node.children) if (child.kind !== 'NameReference') this.visit(child, []);
        return;
      case 'FunctionCallExpression':
        this.call(node, limits);
        return;
      case 'FunctionDeclaration':
      case 'LetStatement':
        return;
      case 'List':
      case 'SeparatedElement':
        for (const child of node.children) this.visit(child, limits);
        return;
      default:
        for (const child of node.children) this.visit(child, []);
    }
  }

  private pipe(node: SyntaxNode, limits: Limits): void {
    const source = node.child('Expression');
    const operator = node.child('Operator');
    if (operator !== undefined) this.visitOperator(operator, limits);
    if (source === undefined) return;
    const columns = operator === undefined ? new Set<string>() : limitedBy(operator);
    const isAggregating = operator !== undefined && aggregating.has(operator.kind);
    const outer = isAggregating ? limits.map((limit) => ({ ...limit, isAfterAggregation: true })) : limits;
    this.visit(source, columns.size === 0 ? outer : [{ columns, isAfterAggregation: false }, ...outer]);
  }

  /** A union within a pipeline adds tables that the stages below it limit too. */
  private visitOperator(operator: SyntaxNode, limits: Limits): void {
    if (operator.kind === 'UnionOperator') this.visit(operator, limits);
    else for (const child of operator.children) this.visit(child, []);
  }

  private scan(node: SyntaxNode, limits: Limits): void {
    const condition = node.child('Condition');
    const columns = condition === undefined ? new Set<string>() : limitedColumns(condition);
    const all = columns.size === 0 ? limits : [{ columns, isAfterAggregation: false }, ...limits];
    const tables = node.child('InClause');
    if (tables === undefined) this.read(node, all);
    else for (const child of tables.children) this.visit(child, all);
    if (condition !== undefined) this.visit(condition, []);
  }

  private name(node: SyntaxNode, limits: Limits): void {
    const declaration = this.names.byStart.get(node.start);
    if (declaration === undefined) {
      // A pattern of names stands for a group of tables.
      const isOfTables = node.isTabular && (node.symbol === undefined || node.symbol.kind === 'Group');
      if (isOfTables || node.symbol?.kind === 'Table') this.read(node, limits);
      return;
    }
    if (declaration.value !== undefined) this.within(declaration, declaration.value, limits);
  }

  private call(node: SyntaxNode, limits: Limits): void {
    const name = node.child('Name');
    const callee = name === undefined ? undefined : this.names.byStart.get(name.start);
    for (const argument of node.child('ArgumentList')?.list('Expressions') ?? []) {
      this.visit(argument, callee === undefined ? [] : limits);
    }
    const body = callee?.value?.child('Body');
    if (callee !== undefined && body !== undefined) {
      const expression = body.child('Expression');
      if (expression !== undefined) this.within(callee, expression, limits);
    } else if (name?.text === 'table' || (node.isTabular && callee === undefined && name?.symbol === undefined)) {
      this.read(node, limits);
    }
  }

  private within(declaration: Declaration, value: SyntaxNode, limits: Limits): void {
    if (this.inside.has(declaration)) return;
    this.inside.add(declaration);
    this.visit(value, limits);
    this.inside.delete(declaration);
  }

  private read(node: SyntaxNode, limits: Limits): void {
    const { schema } = node;
    const known = schema === undefined || schema.length === 0 ? undefined : schema;
    const timeColumn = known === undefined ? undefined : timeColumnOf(known);
    if (known !== undefined && timeColumn === undefined) return;
    const own = new Set(known?.filter(({ type }) => type === 'datetime').map(({ name }) => name) ?? timeNames);
    const isLimited = limits.some(
      ({ columns, isAfterAggregation }) => !isAfterAggregation || [...columns].some((column) => own.has(column)),
    );
    this.reads.push({ node, timeColumn, isLimited });
  }
}

/** The time columns that an operator limits for the rows before it. */
function limitedBy(operator: SyntaxNode): Set<string> {
  if (operator.kind === 'FilterOperator' || operator.kind === 'SearchOperator') {
    const condition = operator.child('Condition');
    return condition === undefined ? new Set() : limitedColumns(condition);
  }
  if (operator.kind !== 'MakeSeriesOperator') return new Set();
  const on = find(operator, 'MakeSeriesOnClause')?.children.find(({ kind }) => kind === 'NameReference');
  const hasStart =
    find(operator, 'MakeSeriesFromClause') !== undefined || find(operator, 'MakeSeriesInRangeClause') !== undefined;
  return on !== undefined && hasStart && isTime(on) ? new Set([nameOf(on)]) : new Set();
}

function find(node: SyntaxNode, kind: string): SyntaxNode | undefined {
  for (const child of node.children) {
    const found = child.kind === kind ? child : find(child, kind);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The datetime columns that a condition bounds from below. */
function limitedColumns(condition: SyntaxNode): Set<string> {
  const [left, right] = [condition.child('Left'), condition.child('Right')];
  switch (condition.kind) {
    case 'ParenthesizedExpression': {
      const inner = condition.child('Expression');
      return inner === undefined ? new Set() : limitedColumns(inner);
    }
    case 'AndExpression':
      return left === undefined || right === undefined ? new Set() : union(limitedColumns(left), limitedColumns(right));
    case 'OrExpression': {
      if (left === undefined || right === undefined) return new Set();
      const [one, other] = [limitedColumns(left), limitedColumns(right)];
      return one.size === 0 || other.size === 0 ? new Set() : union(one, other);
    }
    case 'GreaterThanExpression':
    case 'GreaterThanOrEqualExpression':
      return left === undefined || right === undefined ? new Set() : union(bounded(left, right), recent(right, left));
    case 'LessThanExpression':
    case 'LessThanOrEqualExpression':
      return left === undefined || right === undefined ? new Set() : union(bounded(right, left), recent(left, right));
    case 'EqualExpression':
      return left === undefined || right === undefined ? new Set() : union(bounded(left, right), bounded(right, left));
    case 'BetweenExpression': {
      const range = right ?? condition.children.find(({ kind }) => kind === 'ExpressionCouple');
      return left === undefined || range === undefined ? new Set() : bounded(left, range);
    }
    default:
      return new Set();
  }
}

/**
 * The columns of a datetime that is at least something that no column decides. A column of a table that nothing is known of has no type:
 * it is a time when its name says so, or what it is compared with.
 */
function bounded(value: SyntaxNode, bound: SyntaxNode): Set<string> {
  if (columnsIn(bound).length > 0) return new Set();
  const isCompared = value.scalarType === 'unknown' && (bound.scalarType === 'datetime' || isDatetimeRange(bound));
  const columns = columnsIn(value, isCompared);
  return columns.length > 0 && (isCompared || isTime(value)) ? new Set(columns) : new Set();
}

function isDatetimeRange(node: SyntaxNode): boolean {
  return node.kind === 'ExpressionCouple' && node.child('First')?.scalarType === 'datetime';
}

/** `now() - time` that is at most something. */
function recent(age: SyntaxNode, most: SyntaxNode): Set<string> {
  const [until, since] = [age.child('Left'), age.child('Right')];
  if (age.kind !== 'SubtractExpression' || until === undefined || since === undefined) return new Set();
  return columnsIn(until).length === 0 && columnsIn(most).length === 0 && isTime(since) ? new Set(columnsIn(since)) : new Set();
}

function isTime(node: SyntaxNode): boolean {
  if (node.scalarType === 'datetime') return true;
  // The columns of a table that nothing is known of have no types.
  return node.scalarType === 'unknown' && timeNames.includes(node.text);
}

function columnsIn(node: SyntaxNode, withUntyped = false): string[] {
  if (node.kind === 'FunctionCallExpression' && node.child('Name')?.text === 'ingestion_time') return ['ingestion_time()'];
  if (node.kind === 'NameReference') {
    const isTyped = node.scalarType !== 'unknown' || timeNames.includes(node.text);
    return node.symbol?.kind === 'Column' && (isTyped || withUntyped) ? [nameOf(node)] : [];
  }
  return node.children.flatMap((child) => columnsIn(child, withUntyped));
}

function union<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): Set<T> {
  return new Set([...a, ...b]);
}
