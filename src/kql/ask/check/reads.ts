import { nameOf } from '../../engine/lower/names.js';
import type { SyntaxNode } from '../../engine/lower/syntax.js';
import type { Declaration, Names } from '../../language/names.js';
import { timeColumnOf } from '../../language/timeLimits.js';
import { both, boundsIn, seriesBounds, type Bounds } from './bounds.js';
import type { Constants } from './constants.js';
import { timesAfter } from './timeNames.js';

/** A place where a query reads a table. */
export interface BoundedRead {
  readonly node: SyntaxNode;
  readonly table: string;
  /** Absent where no row has a time. */
  readonly timeColumn?: string;
  /** What the query asks of that column, before rows are dropped, put together or brought under another time. */
  readonly bounds: Bounds;
}

/**
 * Every table that a query reads, with the bounds that the stages after it set to its time column. Stricter than `tableReads`, which
 * warns of a query that a person wrote: only comparisons of that very column count, for as long as it is still the same column.
 */
export function boundedReads(query: SyntaxNode, names: Names, constants: Constants): readonly BoundedRead[] {
  const reads: BoundedRead[] = [];
  new Reading(names, constants, reads).visit(query, []);
  return reads;
}

/** The operators that rows of a place go through, the next one first. */
type Stages = readonly SyntaxNode[];

/** After these a row is no longer one of the table, or the condition comes too late to keep the service from reading. */
const ending: ReadonlySet<string> = new Set([
  'SummarizeOperator',
  'CountOperator',
  'DistinctOperator',
  'TopOperator',
  'TopNestedOperator',
  'TopHittersOperator',
  'TakeOperator',
  'SampleOperator',
  'SampleDistinctOperator',
  'EvaluateOperator',
  'PartitionOperator',
  'MvApplyOperator',
  'ReduceByOperator',
  'ScanOperator',
  'GetSchemaOperator',
]);

const leftJoins: ReadonlySet<string> = new Set([
  'innerunique',
  'inner',
  'leftouter',
  'leftanti',
  'anti',
  'leftantisemi',
  'leftsemi',
]);

class Reading {
  /** Lets that are being looked into, so that a wrong text that refers to itself ends. */
  private readonly inside = new Set<Declaration>();

  constructor(
    private readonly names: Names,
    private readonly constants: Constants,
    private readonly reads: BoundedRead[],
  ) {}

  visit(node: SyntaxNode, stages: Stages): void {
    switch (node.kind) {
      case 'PipeExpression':
        this.pipe(node, stages);
        return;
      case 'ParenthesizedExpression':
      case 'MaterializeExpression':
      case 'UnionOperator':
      case 'List':
      case 'SeparatedElement':
        for (const child of node.children) this.visit(child, stages);
        return;
      case 'FindOperator':
      case 'SearchOperator':
        this.scan(node, stages);
        return;
      case 'NameReference':
        this.name(node, stages);
        return;
      case 'PathExpression':
        this.path(node, stages);
        return;
      case 'FunctionCallExpression':
        this.call(node, stages);
        return;
      case 'FunctionDeclaration':
        this.body(node.child('Body'), stages);
        return;
      default:
        for (const child of node.children) this.visit(child, []);
    }
  }

  private pipe(node: SyntaxNode, stages: Stages): void {
    const [source, operator] = [node.child('Expression'), node.child('Operator')];
    if (operator !== undefined) {
      if (operator.kind === 'UnionOperator') this.visit(operator, stages);
      else for (const child of operator.children) this.visit(child, []);
    }
    if (source !== undefined) this.visit(source, operator === undefined ? stages : [operator, ...stages]);
  }

  private scan(node: SyntaxNode, stages: Stages): void {
    const tables = node.child('InClause');
    for (const child of node.children) {
      if (child.kind === 'FindInClause') continue;
      this.visit(child, []);
    }
    for (const child of tables?.children ?? []) this.visit(child, [node, ...stages]);
  }

  private path(node: SyntaxNode, stages: Stages): void {
    if (node.isTabular || node.symbol?.kind === 'Table') this.read(node, stages);
    for (const child of node.children) if (child.kind !== 'NameReference') this.visit(child, []);
  }

  private name(node: SyntaxNode, stages: Stages): void {
    const { symbol } = node;
    const declaration = this.names.byStart.get(node.start);
    if (symbol?.kind === 'Table' || (symbol === undefined && node.isTabular)) this.read(node, stages);
    else if (declaration?.value !== undefined) this.within(declaration, declaration.value, stages);
  }

  private call(node: SyntaxNode, stages: Stages): void {
    const name = node.child('Name');
    const callee = name === undefined ? undefined : this.names.byStart.get(name.start);
    for (const argument of node.child('ArgumentList')?.list('Expressions') ?? []) this.visit(argument, []);
    if (callee?.value !== undefined) this.within(callee, callee.value, stages);
  }

  private body(body: SyntaxNode | undefined, stages: Stages): void {
    const expression = body?.child('Expression');
    if (expression !== undefined) this.visit(expression, stages);
  }

  private within(declaration: Declaration, value: SyntaxNode, stages: Stages): void {
    if (this.inside.has(declaration)) return;
    this.inside.add(declaration);
    this.visit(value, stages);
    this.inside.delete(declaration);
  }

  private read(node: SyntaxNode, stages: Stages): void {
    const timeColumn = timeColumnOf(node.schema ?? []) ?? (node.schema === undefined ? 'TimeGenerated' : undefined);
    const table = node.symbol?.name ?? nameOf(node);
    if (timeColumn === undefined) this.reads.push({ node, table, bounds: {} });
    else this.reads.push({ node, table, timeColumn, bounds: this.boundsOf(timeColumn, stages) });
  }

  private boundsOf(timeColumn: string, stages: Stages): Bounds {
    let times: ReadonlySet<string> = new Set([timeColumn]);
    let bounds: Bounds = {};
    for (const stage of stages) {
      if (stage.kind === 'FilterOperator' || stage.kind === 'SearchOperator' || stage.kind === 'FindOperator') {
        bounds = both(bounds, boundsIn(stage.child('Condition'), times, this.constants));
        if (stage.kind === 'FindOperator') break;
      } else if (stage.kind === 'MakeSeriesOperator') {
        return both(bounds, seriesBounds(stage, times, this.constants));
      }
      if (ending.has(stage.kind) || !keepsLeft(stage)) break;
      times = timesAfter(stage, times);
      if (times.size === 0) break;
    }
    return bounds;
  }
}

/** Whether the columns of the left side come out of a join as they are. */
function keepsLeft(stage: SyntaxNode): boolean {
  if (stage.kind !== 'JoinOperator') return true;
  const parameter = stage.list('Parameters').find((one) => one.child('Name')?.text === 'kind');
  const kind = parameter?.child('Expression')?.text;
  return kind === undefined || leftJoins.has(kind);
}
