import type { SyntaxNode } from '../../engine/lower/syntax.js';
import type { Names } from '../../language/names.js';
import type { Constants } from './constants.js';

/** How a query bounds its rows. `aggregated`: by groups, of which there are as many as there are; `series`: each of some points. */
export type RowCap =
  { readonly kind: 'rows'; readonly rows: number; readonly node: SyntaxNode } | { readonly kind: 'aggregated' | 'series' };

const aggregating: ReadonlySet<string> = new Set([
  'SummarizeOperator',
  'CountOperator',
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
      case 'NameReference':
        return this.declared(node, depth);
      case 'FunctionCallExpression':
        return this.declared(node.child('Name'), depth);
      case 'UnionOperator':
        return this.all(node.list('Expressions'), depth);
      default:
        return undefined;
    }
  }

  /** A table that a `let` names, or what a function of the query gives. */
  private declared(name: SyntaxNode | undefined, depth: number): RowCap | undefined {
    const declaration = name === undefined ? undefined : this.names.byStart.get(name.start);
    const value = declaration?.kind === 'function' ? declaration.value?.child('Body')?.child('Expression') : declaration?.value;
    return this.of(value, depth + 1);
  }

  private pipe(source: SyntaxNode | undefined, operator: SyntaxNode | undefined, depth: number): RowCap | undefined {
    if (operator === undefined) return undefined;
    if (operator.kind === 'MakeSeriesOperator') return { kind: 'series' };
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
        const cap = this.of(source, depth + 1);
        return cap?.kind === 'series' ? cap : undefined;
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
      if (found === undefined || cap.kind !== 'rows' || (found.kind === 'rows' && cap.rows > found.rows)) found = cap;
    }
    return found;
  }
}
