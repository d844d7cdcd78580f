import type { Span } from '../engine/errors.js';
import { nameOf } from '../engine/lower/names.js';
import type { SyntaxNode } from '../engine/lower/syntax.js';

/** Something that a text gives a name to. Places are those of the analysed text. */
export interface Declaration {
  readonly name: string;
  /** The name where it is declared. */
  readonly place: Span;
  /** `parameter`: of a function or of the query. `result`: named by `as`. */
  readonly kind: 'scalar' | 'table' | 'function' | 'parameter' | 'result';
  /** The `let` statement without its semicolon. */
  readonly statement?: Span;
  /** What the name stands for. */
  readonly value?: SyntaxNode;
  /** Declared at the top level. */
  readonly isTopLevel: boolean;
  /** Where the name is used. */
  readonly uses: Span[];
  readonly parameters: readonly Declaration[];
}

/** A name that is used and not declared in the text. */
export interface FreeName {
  readonly name: string;
  readonly place: Span;
}

export interface Names {
  readonly declarations: readonly Declaration[];
  /** By the start of a use or of a declaration. */
  readonly byStart: ReadonlyMap<number, Declaration>;
  readonly free: readonly FreeName[];
}

class Scope {
  private readonly known = new Map<string, Declaration>();

  constructor(private readonly outer?: Scope) {}

  get isTop(): boolean {
    return this.outer === undefined;
  }

  declare(declaration: Declaration): void {
    this.known.set(declaration.name, declaration);
  }

  find(name: string): Declaration | undefined {
    return this.known.get(name) ?? this.outer?.find(name);
  }
}

/** What the names of a text mean to each other, by the scoping rules of `let`, functions and `as`. */
export function namesOf(root: SyntaxNode): Names {
  return new NameWalk().over(root);
}

class NameWalk {
  private readonly declarations: Declaration[] = [];
  private readonly byStart = new Map<number, Declaration>();
  private readonly free: FreeName[] = [];

  over(root: SyntaxNode): Names {
    this.visit(root, new Scope());
    return { declarations: this.declarations, byStart: this.byStart, free: this.free };
  }

  private visit(node: SyntaxNode, scope: Scope): void {
    switch (node.kind) {
      case 'LetStatement':
        this.letStatement(node, scope);
        return;
      case 'FunctionDeclaration':
        this.functionDeclaration(node, scope);
        return;
      case 'QueryParametersStatement':
        for (const parameter of node.list('Parameters')) this.parameter(parameter, scope, scope);
        return;
      case 'AsOperator':
        this.asOperator(node, scope);
        return;
      case 'FunctionCallExpression':
        this.call(node, scope);
        return;
      case 'PathExpression':
        this.path(node, scope);
        return;
      case 'NameReference':
        this.reference(node, scope);
        return;
      default:
        for (const child of node.children) this.visit(child, scope);
    }
  }

  private letStatement(node: SyntaxNode, scope: Scope): void {
    const name = node.child('Name');
    const value = node.child('Expression');
    if (value === undefined) return;
    const parameters = value.kind === 'FunctionDeclaration' ? this.functionDeclaration(value, scope) : [];
    if (value.kind !== 'FunctionDeclaration') this.visit(value, scope);
    if (name === undefined || name.length === 0) return;
    const kind = value.kind === 'FunctionDeclaration' ? 'function' : value.isTabular ? 'table' : 'scalar';
    this.declare(name, kind, scope, { value, statement: { start: node.start, length: node.length }, parameters });
  }

  private functionDeclaration(node: SyntaxNode, outer: Scope): readonly Declaration[] {
    const scope = new Scope(outer);
    const parameters = (node.child('Parameters')?.list('Parameters') ?? []).flatMap((one) => this.parameter(one, scope, outer));
    const body = node.child('Body');
    if (body !== undefined) this.visit(body, scope);
    return parameters;
  }

  /** A default value does not see the other parameters. */
  private parameter(node: SyntaxNode, scope: Scope, outer: Scope): Declaration[] {
    const value = node.child('DefaultValue');
    if (value !== undefined) this.visit(value, outer);
    const name = node.child('NameAndType')?.child('Name');
    if (name === undefined || name.length === 0) return [];
    return [this.declare(name, 'parameter', scope, { parameters: [] })];
  }

  private asOperator(node: SyntaxNode, scope: Scope): void {
    const name = node.child('Name');
    if (name !== undefined && name.length > 0) this.declare(name, 'result', scope, { parameters: [] });
  }

  private declare(
    node: SyntaxNode,
    kind: Declaration['kind'],
    scope: Scope,
    more: Pick<Declaration, 'value' | 'statement' | 'parameters'>,
  ): Declaration {
    const place = { start: node.start, length: node.length };
    const declaration: Declaration = { name: nameOf(node), place, kind, isTopLevel: scope.isTop, uses: [], ...more };
    this.declarations.push(declaration);
    this.byStart.set(place.start, declaration);
    scope.declare(declaration);
    return declaration;
  }

  private call(node: SyntaxNode, scope: Scope): void {
    const name = node.child('Name');
    const callee = name === undefined ? undefined : this.reference(name, scope);
    const list = node.child('ArgumentList');
    if (list === undefined) return;
    for (const argument of list.list('Expressions')) {
      const argumentName = argument.kind === 'SimpleNamedExpression' ? argument.child('Name') : undefined;
      const parameter =
        argumentName && callee?.parameters.find((one) => one.name === nameOf(argumentName) && argumentName.length > 0);
      if (argumentName !== undefined && parameter !== undefined) this.use(argumentName, parameter);
      this.visit(argument, scope);
    }
    if (name?.text === 'table') this.tableByText(list);
  }

  /** `table('T')` names a table as a text. */
  private tableByText(list: SyntaxNode): void {
    const [argument] = list.list('Expressions');
    const text = argument?.kind === 'StringLiteralExpression' ? /^[hH]?@?(['"])(.*)\1$/s.exec(argument.text)?.[2] : undefined;
    if (argument !== undefined && text !== undefined) this.free.push({ name: text, place: argument });
  }

  /** What comes after a dot belongs to what stands before it. */
  private path(node: SyntaxNode, scope: Scope): void {
    const owner = node.child('Expression');
    if (owner !== undefined) this.visit(owner, scope);
    const selector = node.child('Selector');
    if (selector !== undefined && selector.kind !== 'NameReference') {
      for (const child of selector.kind === 'FunctionCallExpression' ? (selector.child('ArgumentList')?.children ?? []) : []) {
        this.visit(child, scope);
      }
    }
  }

  private reference(node: SyntaxNode, scope: Scope): Declaration | undefined {
    const name = nameOf(node);
    if (name === '' || name.includes('*') || name.startsWith('$')) return undefined;
    const { symbol } = node;
    const isColumn = symbol?.kind === 'Column';
    const found = isColumn && node.scalarType !== 'unknown' ? undefined : scope.find(name);
    if (found !== undefined) {
      this.use(node, found);
      return found;
    }
    const mayBeElsewhere = symbol === undefined || symbol.kind === 'Table' || (isColumn && node.scalarType === 'unknown');
    if (mayBeElsewhere) this.free.push({ name, place: { start: node.start, length: node.length } });
    return undefined;
  }

  private use(node: SyntaxNode, declaration: Declaration): void {
    declaration.uses.push({ start: node.start, length: node.length });
    this.byStart.set(node.start, declaration);
  }
}

/** The declaration whose name, declared or used, an offset touches. */
export function declarationAt(names: Names, offset: number): Declaration | undefined {
  return names.declarations.find((declaration) =>
    [declaration.place, ...declaration.uses].some(({ start, length }) => start <= offset && offset <= start + length),
  );
}
