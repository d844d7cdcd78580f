/* eslint-disable @typescript-eslint/no-explicit-any, @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-call,
   @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-return, @typescript-eslint/no-unsafe-argument */
import '@kusto/language-service-next/bridge.min.js';
import '@kusto/language-service-next/Kusto.Language.Bridge.min.js';
import { KqlError } from '../engine/errors.js';
import type { Diagnostic, SyntaxNode } from '../engine/lower/syntax.js';
import { scalarTypes, type ColumnSpec, type ScalarType, type Schema } from '../engine/types.js';
import { hastenBridge } from './bridgeSpeed.js';

/*
 * With kustoEditor.ts the only file that touches the official language service. It is JavaScript made of C#, without types that fit,
 * hence the lint exceptions above. It leaks globals into its realm: load it in a worker. What it throws prints megabytes of source:
 * every entry goes through `guarded`.
 */
declare const Bridge: any;
declare const System: any;
declare const Kusto: any;

hastenBridge();

export interface TableDeclaration {
  readonly name: string;
  readonly schema: Schema;
  /** Rows may have columns that the schema does not name. */
  readonly isOpen?: boolean;
}

export interface GlobalsOptions {
  /** `app()`, `workspace()` and their like are there; true when absent. */
  readonly remoteFunctions?: boolean;
}

/** What names mean: an opaque value of the language service. */
export interface Globals {
  readonly native: unknown;
}

export interface Analysis {
  readonly root: SyntaxNode;
  readonly diagnostics: readonly Diagnostic[];
}

export function guarded<T>(what: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof KqlError) throw error;
    const message = error instanceof Error ? error.message : String(error);
    throw new KqlError('internal', `The language service failed to ${what}: ${message.slice(0, 200)}`);
  }
}

/** Like `guarded` for a detail that can be done without. */
export function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}

export const none = (): any => new Kusto.Language.Utils.CancellationToken();

export function toArray(list: any): any[] {
  return list === null || list === undefined ? [] : Bridge.toArray(list);
}

export function enumNames(type: () => any): (value: number) => string {
  const names = new Map<number, string>();
  return (value) => {
    let name = names.get(value);
    if (name === undefined) names.set(value, (name = String(System.Enum.toString(type(), value))));
    return name;
  };
}

export const syntaxKind = enumNames(() => Kusto.Language.Syntax.SyntaxKind);
const symbolKind = enumNames(() => Kusto.Language.Symbols.SymbolKind);

// Globals.

/** Functions of Azure Monitor that give a database: `app("x").requests`. Any table name is known in it. */
const remoteFunctions = ['app', 'workspace', 'resource', 'adx', 'arg'];

let defaults: any;

function defaultGlobals(): any {
  if (defaults === undefined) {
    const { Symbols, GlobalState } = Kusto.Language;
    const remote = new Symbols.DatabaseSymbol.$ctor1('remote', null, true);
    const functions = remoteFunctions.map(
      (name) =>
        new Symbols.FunctionSymbol.$ctor5(name, remote, [new Symbols.Parameter.$ctor2('name', Symbols.ScalarTypes.String)]),
    );
    const globals = GlobalState.Default;
    defaults = globals.WithFunctions([...toArray(globals.Functions), ...functions]);
  }
  return defaults;
}

const tableSymbols = new WeakMap<Schema, Map<string, any>>();

function tableSymbol({ name, schema, isOpen }: TableDeclaration): any {
  let symbols = tableSymbols.get(schema);
  if (symbols === undefined) tableSymbols.set(schema, (symbols = new Map()));
  let symbol = symbols.get(name);
  if (symbol === undefined) {
    const { Symbols } = Kusto.Language;
    const columns = schema.map((column) => new Symbols.ColumnSymbol(column.name, Symbols.ScalarTypes.GetSymbol(column.type)));
    symbol = new Symbols.TableSymbol.$ctor4(name, columns);
    if (isOpen === true) symbol = symbol.WithIsOpen(true);
    symbols.set(name, symbol);
  }
  return symbol;
}

/** Globals with these tables in the default database. A table is built once per schema object. */
export function globalsOf(tables: readonly TableDeclaration[], options: GlobalsOptions = {}): Globals {
  return guarded('declare the tables', () => {
    const { Symbols, GlobalState } = Kusto.Language;
    const database = new Symbols.DatabaseSymbol.ctor('default', tables.map(tableSymbol));
    const globals = (options.remoteFunctions === false ? GlobalState.Default : defaultGlobals()).WithDatabase(database);
    // The analysis asks for these options and would copy globals that lack them, without their cache: grammar and maps of functions.
    return { native: globals.WithParseOptions(globals.ParseOptions.WithAlwaysProduceEndTokens(true)).WithCache() };
  });
}

/** A name as it has to be written, in brackets where it is not a plain one. */
export function writtenName(name: string): string {
  return guarded('write a name', () => String(Kusto.Language.KustoFacts.BracketNameIfNecessary(name)));
}

// Syntax.

const typeNames: ReadonlySet<string> = new Set(scalarTypes);

function columnsOf(type: any): readonly ColumnSpec[] | undefined {
  if (type.IsOpen === true) return undefined;
  const columns: ColumnSpec[] = [];
  for (const column of toArray(type.Columns)) {
    const name = String(column.Type.Name).replace(/^dynamic\(.*/, 'dynamic');
    if (!typeNames.has(name)) return undefined;
    columns.push({ name: column.Name, type: name as ScalarType });
  }
  return columns;
}

/** The text of one tree, and where its positions are in the query: the body of a called function is a tree of its own. */
interface TreeText {
  readonly text: string;
  readonly offset: number;
}

class KustoNode implements SyntaxNode {
  private known: readonly KustoNode[] | undefined;

  constructor(
    private readonly node: any,
    private readonly tree: TreeText,
  ) {}

  get kind(): string {
    return syntaxKind(this.node.Kind);
  }

  get start(): number {
    return this.tree.offset + Number(this.node.TextStart);
  }

  get length(): number {
    return this.node.Width;
  }

  get text(): string {
    const start = Number(this.node.TextStart);
    return this.tree.text.slice(start, start + this.length);
  }

  get children(): readonly SyntaxNode[] {
    if (this.known === undefined) {
      const children: KustoNode[] = [];
      for (let i = 0; i < this.node.ChildCount; i++) {
        const child = this.node.GetChild(i);
        if (child) children.push(new KustoNode(child, this.tree));
      }
      this.known = children;
    }
    return this.known;
  }

  child(name: string): SyntaxNode | undefined {
    for (let i = 0; i < this.node.ChildCount; i++) {
      if (this.node.GetName(i) !== name) continue;
      const child = this.node.GetChild(i);
      return child ? new KustoNode(child, this.tree) : undefined;
    }
    return undefined;
  }

  list(name: string): readonly SyntaxNode[] {
    const list = this.child(name);
    if (list === undefined) return [];
    return list.children.map((item) => (item.kind === 'SeparatedElement' ? (item.children[0] ?? item) : item));
  }

  get scalarType(): string | undefined {
    const type = this.resultType;
    return type?.IsScalar === true ? String(type.Name).replace(/^dynamic\(.*/, 'dynamic') : undefined;
  }

  get schema(): readonly ColumnSpec[] | undefined {
    return this.isTabular ? attempt(() => columnsOf(this.resultType)) : undefined;
  }

  get isTabular(): boolean {
    return this.resultType?.IsTabular === true;
  }

  private get resultType(): any {
    return attempt(() => this.node.ResultType) ?? undefined;
  }

  get symbol(): { readonly kind: string; readonly name: string } | undefined {
    const symbol = attempt(() => this.node.ReferencedSymbol);
    return symbol ? { kind: symbolKind(symbol.Kind), name: symbol.Name } : undefined;
  }

  get resultName(): string | undefined {
    return attempt(() => {
      const name = Kusto.Language.Binding.Binder.GetExpressionResultName(this.node, null, this.rowScope());
      return typeof name === 'string' && name !== '' ? name : undefined;
    });
  }

  get tupleNames(): readonly string[] | undefined {
    const type = this.resultType;
    if (type === undefined || symbolKind(type.Kind) !== 'Tuple') return undefined;
    return toArray(type.Columns).map((column) => String(column.Name));
  }

  /** The input of the operator that the expression is in. */
  private rowScope(): any {
    for (let node = this.node.Parent; node; node = node.Parent) {
      if (syntaxKind(node.Kind) === 'PipeExpression')
        return node.Expression.ResultType?.IsTabular === true ? node.Expression.ResultType : null;
    }
    return null;
  }

  get calledBody(): SyntaxNode | undefined {
    return attempt(() => {
      const body = this.node.GetCalledFunctionBody();
      if (!body) return undefined;
      const text = String(body.Root.ToString(Kusto.Language.Syntax.IncludeTrivia.All));
      const offset = body.GetPositionInOriginalTree(body.TextStart) - body.TextStart;
      return new KustoNode(body, { text, offset: offset + this.tree.offset });
    });
  }
}

const severities: Readonly<Record<string, Diagnostic['severity']>> = {
  Error: 'error',
  Warning: 'warning',
  Suggestion: 'suggestion',
  Information: 'information',
  Hidden: 'hidden',
};

export function diagnosticOf(item: any): Diagnostic {
  return {
    code: item.Code,
    severity: severities[item.Severity] ?? 'error',
    message: item.Message,
    start: item.Start,
    length: item.Length,
  };
}

/**
 * Parses and, when asked to, binds. What `KustoCode.ParseAndAnalyze` does for a query, without the grammar of completion, which takes
 * longer to make than most queries to run.
 */
function newCode(text: string, native: any, bind: boolean): any {
  const { KustoCode, Parsing, Syntax, Binding } = Kusto.Language;
  const kind = KustoCode.GetKind(text);
  if (kind !== Kusto.Language.Editor.CodeKinds.Query)
    return bind ? KustoCode.ParseAndAnalyze(text, native, none()) : KustoCode.Parse(text, native);
  const tokens = Parsing.TokenParser.ParseTokens(text, native.ParseOptions);
  const tree = new Syntax.SyntaxTree(Parsing.QueryParser.ParseQuery(tokens, 0, native.ParseOptions));
  const { NotRequested, NotSafe, Performed } = KustoCode.AnalysisState;
  const cache = bind ? new Binding.LocalBindingCache() : null;
  const state = bind ? (Binding.Binder.TryBind(tree, native, cache, null, none()) ? Performed : NotSafe) : NotRequested;
  return new KustoCode(text, kind, native, null, tree, state, null, tokens, KustoCode.GetTokenStarts(tokens), cache);
}

/**
 * What can be told of a text before it is read, cheaply: reading a management command, or brackets inside brackets by the thousand, takes
 * long even where it is only to be refused.
 */
export function glanceAt(text: string, globals: Globals): { readonly isQuery: boolean; readonly bracketDepth: number } {
  return guarded('look at the text', () => {
    const { KustoCode, Parsing, Editor } = Kusto.Language;
    if (KustoCode.GetKind(text) !== Editor.CodeKinds.Query) return { isQuery: false, bracketDepth: 0 };
    let [depth, bracketDepth] = [0, 0];
    for (const token of toArray(Parsing.TokenParser.ParseTokens(text, (globals.native as any).ParseOptions))) {
      const word = String(token.Text);
      if (word === '(' || word === '[' || word === '{') bracketDepth = Math.max(bracketDepth, ++depth);
      else if (word === ')' || word === ']' || word === '}') depth = Math.max(0, depth - 1);
    }
    return { isQuery: true, bracketDepth };
  });
}

/** Editors ask several things of every block of a text: the last ones are kept, bound; of large ones fewer. */
const recent: { readonly text: string; readonly globals: Globals; readonly code: any }[] = [];
const LEAST_RECENT = 16;
const MOST_RECENT = 100;
const MOST_CHARACTERS = 100_000;

/** The text, parsed and bound. Throws where the binder fails on its own. */
export function boundCode(text: string, globals: Globals): any {
  const index = recent.findIndex((one) => one.text === text && one.globals === globals);
  const [known] = index < 0 ? [] : recent.splice(index, 1);
  const entry = known ?? { text, globals, code: newCode(text, globals.native, true) };
  recent.unshift(entry);
  let characters = 0;
  const end = recent.findIndex((one, at) => (characters += one.text.length) > MOST_CHARACTERS && at >= LEAST_RECENT);
  recent.length = Math.min(end < 0 ? recent.length : end, MOST_RECENT);
  return entry.code;
}

/**
 * Parses and binds a query. Where the binder fails on its own, the tree comes without what it would have found, and without its
 * diagnostics.
 */
export function analyze(text: string, globals: Globals): Analysis {
  return analysisOf(
    guarded('read the query', () => attempt(() => newCode(text, globals.native, true)) ?? newCode(text, globals.native, false)),
    text,
  );
}

/** The same for a text that an editor shows: what is found out is kept for the next question. */
export function analyzeRecent(text: string, globals: Globals): Analysis {
  return analysisOf(
    guarded('read the query', () => attempt(() => boundCode(text, globals)) ?? newCode(text, globals.native, false)),
    text,
  );
}

function analysisOf(code: any, text: string): Analysis {
  const diagnostics = attempt(() => toArray(code.GetDiagnostics(none())).map(diagnosticOf)) ?? [];
  return { root: new KustoNode(code.Syntax, { text, offset: 0 }), diagnostics };
}

/** Every function, aggregate and plugin of the official language. */
export function officialNames(): { functions: string[]; aggregates: string[]; plugins: string[] } {
  const names = (list: any): string[] => toArray(list.All).map((symbol) => String(symbol.Name));
  return {
    functions: names(Kusto.Language.Functions),
    aggregates: names(Kusto.Language.Aggregates),
    plugins: names(Kusto.Language.PlugIns),
  };
}
