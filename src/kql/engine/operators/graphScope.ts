import { Chunk } from '../chunk.js';
import { columnOf, constant, ValuesColumn, type Column } from '../columns/column.js';
import { toDynamicValue } from '../convert.js';
import { setKey, type Dynamic, type MutableBag } from '../dynamic.js';
import { semanticError, unsupported } from '../errors.js';
import type { Call, Expr, Member } from '../plan.js';
import { columnIndex, type ColumnSpec, type Schema } from '../types.js';
import type { Compiled, ExecContext } from './context.js';
import type { Graph } from './graph.js';
import { degreeColumns, edgeElements, graphFunctions, isDegree, nodeElements, type Elements } from './graphElements.js';
import type { Match, Pattern } from './graphPattern.js';
import { rewrite } from './literal.js';

interface ScopeColumn extends ColumnSpec {
  make(matches: readonly Match[]): Column;
}

/** A variable of the pattern. */
interface Variable {
  readonly kind: 'node' | 'edge' | 'path';
  readonly index: number;
  readonly elements: Elements;
  readonly schema: Schema;
}

/**
 * Expressions over matches: what they read of a match (`node.property`, `map(edge, …)`) becomes a column made on demand. First `bind` all
 * expressions, then `compile` them, then evaluate them on `chunk(matches)`.
 */
export class MatchScope {
  private readonly columns: ScopeColumn[] = [];
  readonly nodes: Elements;
  readonly edges: Elements;

  constructor(
    private readonly graph: Graph,
    private readonly pattern: Pattern,
    private readonly context: ExecContext,
  ) {
    this.nodes = nodeElements(graph);
    this.edges = edgeElements(graph);
  }

  bind(expr: Expr): Expr {
    return rewrite(expr, (node) => this.replacement(node));
  }

  compile(bound: Expr): Compiled {
    return this.context.compile(bound, this.columns);
  }

  chunk(matches: readonly Match[]): Chunk {
    return Chunk.lazy(this.columns.length, matches.length, (index) => this.columns[index]!.make(matches));
  }

  variable(name: string): Variable | undefined {
    if (name === '') return undefined;
    const node = this.pattern.nodeNames.indexOf(name);
    if (node >= 0) return { kind: 'node', index: node, elements: this.nodes, schema: this.graph.nodeSchema };
    const edge = this.pattern.edgeNames.indexOf(name);
    if (edge < 0) return undefined;
    return {
      kind: this.pattern.isPath[edge]! ? 'path' : 'edge',
      index: edge,
      elements: this.edges,
      schema: this.graph.edgeSchema,
    };
  }

  private replacement(node: Expr): Expr | undefined {
    switch (node.kind) {
      case 'member':
        return this.property(node);
      case 'column':
        return this.whole(node.name, node);
      case 'call':
        if (isDegree(node.name)) return this.degree(node, node.name);
        return graphFunctions.has(node.name) ? this.graphCall(node) : undefined;
      default:
        return undefined;
    }
  }

  private reference(at: Expr, column: ScopeColumn): Expr {
    if (columnIndex(this.columns, column.name) < 0) this.columns.push(column);
    return { kind: 'column', name: column.name, start: at.start, length: at.length };
  }

  private property(node: Member): Expr | undefined {
    if (node.base.kind !== 'column') return undefined;
    const variable = this.variable(node.base.name);
    if (variable === undefined) return undefined;
    const place = columnIndex(variable.schema, node.name);
    if (place < 0) throw semanticError(`'${node.base.name}' has no property '${node.name}'.`, node);
    const { type } = variable.schema[place]!;
    const name = `${node.base.name}.${node.name}`;
    if (variable.kind === 'path') {
      return this.reference(node, {
        name,
        type: 'dynamic',
        make: (matches) =>
          new ValuesColumn(
            'dynamic',
            matches.map((match) => {
              const column = variable.elements.chunk.column(place);
              return match.paths[variable.index]!.edges.map((edge) => toDynamicValue(column.get(edge), type));
            }),
          ),
      });
    }
    return this.reference(node, { name, type, make: (matches) => this.gather(variable, place, matches) });
  }

  private gather({ kind, index, elements }: Variable, place: number, matches: readonly Match[]): Column {
    const rows = Int32Array.from(matches, (match) => (kind === 'node' ? match.nodes[index]! : match.paths[index]!.edges[0]!));
    return elements.chunk.column(place).gather(rows);
  }

  /** A node or edge as a bag of its properties, a path as an array of them. */
  private whole(name: string, at: Expr): Expr | undefined {
    const variable = this.variable(name);
    if (variable === undefined) return undefined;
    const { kind, index } = variable;
    return this.reference(at, {
      name: `\u0000${name}`,
      type: 'dynamic',
      make: (matches) =>
        new ValuesColumn(
          'dynamic',
          matches.map((match): Dynamic => {
            if (kind === 'node') return bag(variable, match.nodes[index]!);
            const bags = match.paths[index]!.edges.map((edge) => bag(variable, edge));
            return kind === 'path' ? bags : (bags[0] ?? null);
          }),
        ),
    });
  }

  private degree(call: Call, name: keyof typeof degreeColumns): Expr {
    const [arg] = call.args;
    const variable = arg?.kind === 'column' ? this.variable(arg.name) : undefined;
    if (variable?.kind !== 'node') throw semanticError(`${name}() takes a node of the pattern.`, call);
    const place = columnIndex(this.nodes.schema, degreeColumns[name]);
    const column = `${(arg as { name: string }).name}${degreeColumns[name]}`;
    return this.reference(call, { name: column, type: 'long', make: (matches) => this.gather(variable, place, matches) });
  }

  private graphCall(call: Call): Expr {
    const [first, inner] = call.args;
    if (call.name === 'labels') {
      return this.reference(call, {
        name: '\u0000labels',
        type: 'dynamic',
        make: (matches) => constant('dynamic', [], matches.length),
      });
    }
    if ((call.name !== 'all' && call.name !== 'any' && call.name !== 'map') || first === undefined || inner === undefined) {
      throw unsupported(`${call.name}() here`, call);
    }
    const { elements, variableName, rowsOf } = this.elementsOf(first);
    const over = rewrite(inner, (node) => {
      if (node.kind === 'member' && node.base.kind === 'column' && node.base.name === variableName) {
        return { kind: 'column', name: node.name, start: node.start, length: node.length };
      }
      if (node.kind === 'column' && columnIndex(elements.schema, node.name) >= 0) return node;
      if (node.kind === 'call' && isDegree(node.name) && node.args.length === 0) {
        return { kind: 'column', name: degreeColumns[node.name], start: node.start, length: node.length };
      }
      return this.replacement(node);
    });
    const outer: readonly ScopeColumn[] = [...this.columns];
    const compiled = this.context.compile(over, [...elements.schema, ...outer]);
    const name = `\u0000${call.name}${this.columns.length}`;
    const kind = call.name;
    return this.reference(call, {
      name,
      type: kind === 'map' ? 'dynamic' : 'bool',
      make: (matches) => reduced(kind, compiled, elements, outer, matches, rowsOf),
    });
  }

  /** The elements that `all`, `any` and `map` go over: edges of a path, or `inner_nodes(path)`. */
  private elementsOf(first: Expr): {
    readonly elements: Elements;
    readonly variableName: string;
    readonly rowsOf: (match: Match) => readonly number[];
  } {
    const isInner = first.kind === 'call' && first.name === 'inner_nodes';
    const name = isInner ? first.args[0] : first;
    const variable = name?.kind === 'column' ? this.variable(name.name) : undefined;
    if (variable === undefined || (isInner && variable.kind === 'node')) {
      throw semanticError('This takes a variable-length edge of the pattern, or inner_nodes() of one.', first);
    }
    const { kind, index } = variable;
    if (isInner) return { elements: this.nodes, variableName: '', rowsOf: (match) => match.paths[index]!.innerNodes };
    return {
      elements: variable.elements,
      variableName: (name as { name: string }).name,
      rowsOf: (match) => (kind === 'node' ? [match.nodes[index]!] : match.paths[index]!.edges),
    };
  }
}

function bag({ elements, schema }: Variable, row: number): Dynamic {
  const result: MutableBag = {};
  schema.forEach(({ name, type }, place) => {
    setKey(result, name, toDynamicValue(elements.chunk.column(place).get(row), type));
  });
  return result;
}

/** Evaluates an expression once over the elements of all matches, then folds its values per match. */
function reduced(
  kind: 'all' | 'any' | 'map',
  compiled: Compiled,
  elements: Elements,
  outer: readonly ScopeColumn[],
  matches: readonly Match[],
  rowsOf: (match: Match) => readonly number[],
): Column {
  const rows: number[] = [];
  const owners: number[] = [];
  const ends = matches.map((match, owner) => {
    for (const row of rowsOf(match)) {
      rows.push(row);
      owners.push(owner);
    }
    return rows.length;
  });
  const width = elements.schema.length;
  const elementRows = Int32Array.from(rows);
  const ownerRows = Int32Array.from(owners);
  const flat = Chunk.lazy(width + outer.length, rows.length, (index) =>
    index < width ? elements.chunk.column(index).gather(elementRows) : outer[index - width]!.make(matches).gather(ownerRows),
  );
  const values = compiled.evaluate(flat);
  const folded = matches.map((_, i) => {
    const items = Array.from({ length: ends[i]! - (ends[i - 1] ?? 0) }, (_item, n) => values.get((ends[i - 1] ?? 0) + n));
    if (kind === 'map') return items.map((item) => toDynamicValue(item, values.type));
    return kind === 'all' ? items.every((item) => item === true) : items.some((item) => item === true);
  });
  return columnOf(kind === 'map' ? 'dynamic' : 'bool', folded);
}
