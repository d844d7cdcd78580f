import type { AskAnswer } from '../ask/answer';
import type { CoreRequest, KeptContext, KnownValues } from '../ask/askCore';
import type { ModelCheck, ModelScope } from '../ask/model/scope';
import type { CheckedQuery, SlotDifference } from '../ask/model/types';
import type { FilterOperator } from '../../model/cellResult';
import type { Cell, ColumnType, TableSchema } from '../../model/query';
import type { Span } from '../engine/errors';
import type { Diagnostic } from '../engine/lower/syntax';
import type { RequestOptions } from '../host/queryExecutor';
import type { Completions, SignatureHelp, Token } from './service';

/**
 * What an editor asks about. Offsets count UTF-16 code units of `text` alone; `prelude` is text that stands before it unseen: statements
 * of earlier cells, and their named results as `let NAME = datatable(…)[];`. It ends with a line break when it is not empty.
 */
export interface LanguageText {
  readonly text: string;
  readonly prelude?: string;
  /** The key of a schema that was set; tables are unknown without one. */
  readonly schema?: string;
  /** Which tables and functions may be named: Resource Graph has its own rules and no `let`. */
  readonly dialect?: 'logs' | 'graph' | 'adx' | 'engine';
}

export interface TextEdit extends Span {
  readonly newText: string;
}

/** A mend that is offered for a place in the text. */
export interface QuickFix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** The diagnostic it mends; absent for an improvement that nothing complains about. */
  readonly diagnostic?: Diagnostic;
  /** The one to prefer when several are offered. */
  readonly isPreferred: boolean;
}

/** A `let` at the top level of a text. */
export interface LetStatement {
  readonly name: string;
  /** The name. */
  readonly place: Span;
  /** The statement without its semicolon. */
  readonly statement: Span;
  readonly kind: 'scalar' | 'table' | 'function';
}

export interface Outline {
  /** Query blocks of a file: statements that belong together, separated by blank lines. */
  readonly queries: readonly Span[];
  readonly lets: readonly LetStatement[];
  /** Names that the text uses and does not declare, each once, in order: tables, functions and values of elsewhere. */
  readonly freeNames: readonly string[];
  /** Parts that may be folded, over more than one line. */
  readonly folds: readonly (Span & { readonly kind: 'statement' | 'brackets' | 'comment' })[];
  /** True when the text has a query that gives rows, not only `let` and `set` statements. */
  readonly hasQuery: boolean;
  /** True when a time column is limited from below somewhere in the text (`where`, `between`, `find in range`, time of a `make-series`). */
  readonly limitsTime: boolean;
}

/** Where a name is declared. */
export type Definition = (Span & { readonly in: 'text' | 'prelude' }) | undefined;

export interface ResultFilter {
  readonly column: string;
  readonly type: ColumnType;
  readonly operator: FilterOperator;
  readonly value: Cell;
}

/** Everything an editor needs to know of KQL. It never waits behind a running query. Rejects with `KqlError`. */
export interface LanguageService {
  /** Declares the tables of a key, in place of those it had. */
  setSchema(key: string, tables: readonly TableSchema[]): Promise<void>;
  diagnostics(at: LanguageText, options?: RequestOptions): Promise<readonly Diagnostic[]>;
  completions(at: LanguageText, offset: number, options?: RequestOptions): Promise<Completions>;
  /** Lines about the name at an offset, with the table's or column's description where there is one. */
  hover(at: LanguageText, offset: number, options?: RequestOptions): Promise<readonly string[] | undefined>;
  signatureHelp(at: LanguageText, offset: number, options?: RequestOptions): Promise<SignatureHelp | undefined>;
  classify(at: LanguageText, options?: RequestOptions): Promise<readonly Token[]>;
  format(at: LanguageText, options?: RequestOptions): Promise<string>;
  /** Mends within a span: nearest name, a time filter, `kind=` of a join. */
  quickFixes(at: LanguageText, span: Span, options?: RequestOptions): Promise<readonly QuickFix[]>;
  outline(at: LanguageText, options?: RequestOptions): Promise<Outline>;
  definition(at: LanguageText, offset: number, options?: RequestOptions): Promise<Definition>;
  /**
   * Every place in `text` where the name at an offset stands, its declaration included. Empty when it is not a `let` name or a
   * parameter: such a name cannot be renamed.
   */
  occurrences(at: LanguageText, offset: number, options?: RequestOptions): Promise<readonly Span[]>;
  /** How to add `| where` on a result column: after the last operator that gives rows, before `render`. Values become exact literals. */
  filterEdit(at: LanguageText, filter: ResultFilter, options?: RequestOptions): Promise<TextEdit>;
  /** Declares what questions of a key are about, in place of what it had. */
  setAskContext(key: string, context: KeptContext): Promise<void>;
  /** Takes the place of the values and of the counted rows that the questions of a key know; its tables stay. */
  setAskValues(key: string, known: KnownValues): Promise<void>;
  /** Loads what questions need and reads one, so that the first does not wait. */
  warmQuestions(): Promise<void>;
  /** The tables that a question may be about, the likeliest first: those whose values are worth knowing before it is read. */
  askTables(request: CoreRequest, options?: RequestOptions): Promise<readonly string[]>;
  /** Reads a question in plain language. Rejects with a `KqlError` when nothing was declared for its key. */
  ask(request: CoreRequest, options?: RequestOptions): Promise<AskAnswer>;
  /** What a model may be told of a question; `wanted` are tables that have to be among it. Rejects as `ask` does. */
  modelScope(request: CoreRequest, wanted: readonly string[], options?: RequestOptions): Promise<ModelScope>;
  /** Mends and checks a query that a model wrote. */
  checkModelQuery(kql: string, check: ModelCheck, options?: RequestOptions): Promise<CheckedQuery>;
  /** What two queries do not have in common, the second of them a model's. */
  compareQueries(draft: string, model: string, check: ModelCheck, options?: RequestOptions): Promise<readonly SlotDifference[]>;
  /** Loads the official service and analyses once, so that the first request does not wait. */
  warm(): Promise<void>;
  dispose(): Promise<void>;
}
