import { nameOf } from '../../engine/lower/names.js';
import type { SyntaxNode } from '../../engine/lower/syntax.js';
import type { Names } from '../../language/names.js';
import {
  allowedOperators,
  allowedPlugins,
  deniedFunctions,
  externalKinds,
  inlineKinds,
  isAllowedPart,
  remoteNames,
} from './allowed.js';
import type { Problems } from './problems.js';

export interface NodeLimits {
  readonly maxDepth: number;
  readonly maxJoins: number;
  readonly maxTables: number;
  readonly allowsRemote?: (name: string, argument: string) => boolean;
}

/** Looks at every node of a query, also where nothing uses it. Gives the names of the functions that are called. */
export function checkNodes(root: SyntaxNode, names: Names, limits: NodeLimits, problems: Problems): ReadonlySet<string> {
  const check = new NodeCheck(names, limits, problems);
  check.visit(root, 0);
  return check.functions;
}

class NodeCheck {
  readonly functions = new Set<string>();
  private joins = 0;

  constructor(
    private readonly names: Names,
    private readonly limits: NodeLimits,
    private readonly problems: Problems,
  ) {}

  /** `operator` is the nearest one around. */
  visit(node: SyntaxNode, depth: number, parent?: SyntaxNode, operator?: SyntaxNode): void {
    if (depth > this.limits.maxDepth) {
      this.problems.add('tooDeep', 'The query is nested too deeply.', node);
      return;
    }
    this.kind(node);
    switch (node.kind) {
      case 'FunctionCallExpression':
        this.call(node, parent);
        break;
      case 'EvaluateOperator':
        this.evaluate(node);
        break;
      case 'JoinOperator':
      case 'LookupOperator':
        this.joins++;
        if (this.joins > this.limits.maxJoins) {
          this.problems.add('tooManyJoins', `A query may have ${this.limits.maxJoins} joins.`, node);
        }
        break;
      case 'UnionOperator':
        this.union(node);
        break;
      case 'FindOperator':
      case 'SearchOperator':
        this.scan(node, parent);
        break;
      case 'NameReference':
        this.name(node, operator);
        break;
      default:
    }
    const around = node.kind.endsWith('Operator') ? node : operator;
    for (const child of node.children) this.visit(child, isLink(child) ? depth : depth + 1, node, around);
  }

  private kind(node: SyntaxNode): void {
    const { kind, text } = node;
    if (text === '' || isAllowedPart(kind) || allowedOperators.has(kind)) return;
    const word = /^#?[\w-]+/.exec(text)?.[0] ?? text.slice(0, 20);
    const place = { start: node.start, length: Math.max(1, word.length) };
    if (externalKinds.has(kind)) this.problems.add('externalData', `${word} reads from elsewhere.`, place);
    else if (inlineKinds.has(kind)) this.problems.add('inlineData', `${word} makes rows of its own text.`, place);
    else if (/^Directive/.test(kind) || /Command/.test(kind))
      this.problems.add('command', `${word} is no part of a query.`, place);
    else if (kind.endsWith('Statement')) this.problems.add('statement', `A ${word} statement is not allowed.`, place);
    else this.problems.add('operator', `${word} is not allowed.`, place);
  }

  private call(node: SyntaxNode, parent: SyntaxNode | undefined): void {
    const name = node.child('Name');
    if (name === undefined) return;
    const text = nameOf(name);
    const declaration = this.names.byStart.get(name.start);
    const isLocal = declaration?.kind === 'function' && !remoteNames.has(text);
    if (!isLocal) this.functions.add(text);
    if (remoteNames.has(text)) this.remote(node, text);
    else if (deniedFunctions.has(text) || /^__/.test(text)) this.problems.add('function', `${text}() is not allowed.`, name);
    // The functions of a plugin are looked at with `evaluate`.
    else if (parent?.kind !== 'EvaluateOperator' && !isLocal && node.symbol?.kind !== 'Function') {
      this.problems.add('function', `No function is called ${text}.`, name);
    }
  }

  private remote(node: SyntaxNode, name: string): void {
    const [argument, ...others] = node.child('ArgumentList')?.list('Expressions') ?? [];
    const isText = argument?.kind === 'StringLiteralExpression' && others.length === 0;
    if (isText && this.limits.allowsRemote?.(name, nameOf(argument)) === true) return;
    this.problems.add('remote', `${name}() reaches beyond what is asked.`, node);
  }

  private evaluate(node: SyntaxNode): void {
    const call = node.children.find(({ kind }) => kind === 'FunctionCallExpression');
    const name = call?.child('Name');
    const text = name === undefined ? '' : nameOf(name);
    if (!allowedPlugins.has(text)) this.problems.add('plugin', `The plugin ${text} is not allowed.`, name ?? node);
  }

  private union(node: SyntaxNode): void {
    const parts = node.list('Expressions');
    if (parts.length > this.limits.maxTables) {
      this.problems.add('tooManyTables', `A union may have ${this.limits.maxTables} parts.`, node);
    }
  }

  private scan(node: SyntaxNode, parent: SyntaxNode | undefined): void {
    const isPiped = parent?.kind === 'PipeExpression' && parent.child('Operator')?.start === node.start;
    const tables = node.child('InClause');
    if (tables === undefined && !isPiped) this.problems.add('wildcard', 'It reads every table. Name the tables.', node);
  }

  private name(node: SyntaxNode, operator: SyntaxNode | undefined): void {
    const kind = node.symbol?.kind;
    // `project-away a*` names columns.
    const isOfColumns = operator?.kind.startsWith('Project') === true;
    if (kind === 'Group' && !isOfColumns)
      this.problems.add('wildcard', 'It reads every table with a name like that. Name the tables.', node);
    if (kind === 'Database' || kind === 'Cluster' || kind === 'EntityGroup') {
      this.problems.add('remote', 'It reaches beyond what is asked.', node);
    }
    if (kind === 'ExternalTable' || kind === 'MaterializedView' || kind === 'StoredQueryResult' || kind === 'GraphModel') {
      this.problems.add('remote', 'It is no table of the connection.', node);
    }
  }
}

/** Each stage of a pipeline holds the ones before it: that is length, not depth. So are chains of `and` and `or`. */
const isLink = (node: SyntaxNode): boolean => linking.has(node.kind);
const linking: ReadonlySet<string> = new Set(['PipeExpression', 'List', 'SeparatedElement', 'AndExpression', 'OrExpression']);
