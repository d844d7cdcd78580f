import type { SyntaxNode } from '../../engine/lower/syntax.js';
import type { Names } from '../../language/names.js';
import type { Constants } from './constants.js';

/** How a query bounds its rows. `aggregated`: by groups, of which there are as many as there are. */
export type RowCap = { readonly kind: 'rows'; readonly rows: number; readonly node: SyntaxNode } | { readonly kind: 'aggregated' };

const aggregating: ReadonlySet<string> = new Set([
  'SummarizeOperator',
  'CountOperator',
  'MakeSeriesOperator',
  'TopNestedOperator',
  'TopHittersOperator',
  'GetSchemaOperator',
  'ReduceByOperator',
]);

const counting: ReadonlySet<string> = new Set(['TakeOperator', 'TopOperator', 'SampleOperator', 'SampleDistinctOperator']);

/** As many rows come out as go in, or fewer. */
const passing: ReadonlySet<string> = new Set([
  'FilterOperator',
  'ExtendOperator',
  'ProjectOperator',
  'ProjectAwayOperator',
  'ProjectKeepOperator',
  'ProjectRenameOperator',
  'ProjectReorderOperator',
  'ProjectByNamesOperator',
  'SortOperator',
  'SerializeOperator',
  'ParseOperator',
  'ParseWhereOperator',
  'ParseKvOperator',
  'RenderOperator',
  'AsOperator',
  'SearchOperator',
]);

/** Plugins that give a handful of rows. */
const summing: ReadonlySet<string> = new Set(['autocluster', 'basket', 'diffpatterns', 'pivot', 'narrow', 'rolling_percentile']);

/** Undefined where nothing keeps a query from answering with every row. */
export function rowCapOf(query: SyntaxNode, names: Names, constants: Constants): RowCap | undefined {
  return new Capping(names, constants).of(query, 0);
}

class Capping {
  constructor(
    private readonly names: Names,
    private readonly constants: Constants,
  ) {}

  of(node: SyntaxNode | undefined, depth: number): RowCap | undefined {
    if (node === undefined || depth > 100) return undefined;
    switch (node.kind) {
      case 'PipeExpression':
        return this.pipe(node.child('Expression'), node.child('Operator'), depth);
      case 'ParenthesizedExpression':
      case 'MaterializeExpression':
        return this.of(node.child('Expression'), depth + 1);
      case 'NameReference': {
        const declaration = this.names.byStart.get(node.start);
        return declaration?.kind === 'table' ? this.of(declaration.value, depth + 1) : undefined;
      }
      case 'UnionOperator':
        return this.all(node.list('Expressions'), depth);
      default:
        return undefined;
    }
  }

  private pipe(source: SyntaxNode | undefined, operator: SyntaxNode | undefined, depth: number): RowCap | undefined {
    if (operator === undefined) return undefined;
    if (aggregating.has(operator.kind)) return { kind: 'aggregated' };
    if (counting.has(operator.kind)) {
      const rows = this.constants.of(operator.child('Expression'));
      return rows?.kind === 'number' ? { kind: 'rows', rows: rows.value, node: operator } : undefined;
    }
    if (passing.has(operator.kind)) return this.of(source, depth + 1);
    switch (operator.kind) {
      case 'JoinOperator':
      case 'LookupOperator': {
        const right = operator.child('Expression');
        return right === undefined || source === undefined ? undefined : this.all([source, right], depth);
      }
      case 'UnionOperator':
        return source === undefined ? undefined : this.all([source, ...operator.list('Expressions')], depth);
      case 'MvExpandOperator': {
        // The points of series, or the members of sets, that an aggregation made.
        const cap = this.of(source, depth + 1);
        return cap?.kind === 'aggregated' ? cap : undefined;
      }
      case 'EvaluateOperator': {
        const call = operator.children.find(({ kind }) => kind === 'FunctionCallExpression');
        const name = call?.child('Name')?.text ?? '';
        if (name === 'bag_unpack') return this.of(source, depth + 1);
        return summing.has(name) ? { kind: 'aggregated' } : undefined;
      }
      default:
        return undefined;
    }
  }

  /** Every one of them has to be bounded; the largest counts. */
  private all(parts: readonly SyntaxNode[], depth: number): RowCap | undefined {
    let found: RowCap | undefined;
    for (const part of parts) {
      const cap = this.of(part, depth + 1);
      if (cap === undefined) return undefined;
      if (found === undefined || cap.kind === 'aggregated' || (found.kind === 'rows' && cap.rows > found.rows)) found = cap;
    }
    return found;
  }
}
