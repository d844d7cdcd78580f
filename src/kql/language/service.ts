import type { Span } from '../engine/errors.js';
import { isFalseAlarm } from '../engine/lower/diagnose.js';
import type { Diagnostic } from '../engine/lower/syntax.js';
import {
  globalsOf,
  nativeClassifications,
  nativeCompletions,
  nativeDiagnostics,
  nativeFormat,
  nativeQuickInfo,
  nativeSignatures,
  type Globals,
  type NativeSignature,
  type TableDeclaration,
} from './kusto.js';

export type CompletionKind =
  'column' | 'table' | 'function' | 'aggregate' | 'operator' | 'keyword' | 'variable' | 'type' | 'value' | 'other';

export interface Completion {
  readonly label: string;
  readonly kind: CompletionKind;
  /** Replaces the text at `replace`; the cursor goes between `before` and `after`. */
  readonly before: string;
  readonly after: string;
  /** Orders completions as the language service does. */
  readonly sortText: string;
}

export interface Completions {
  readonly items: readonly Completion[];
  readonly replace: Span;
}

export interface Signature {
  readonly label: string;
  readonly documentation: string;
  /** Where the label shows each parameter. */
  readonly parameters: readonly { readonly start: number; readonly end: number; readonly documentation: string }[];
}

export interface SignatureHelp {
  readonly signatures: readonly Signature[];
  /** Which signature fits the number of arguments best. */
  readonly activeSignature: number;
  readonly activeParameter: number;
}

export type TokenKind =
  | 'comment'
  | 'punctuation'
  | 'operator'
  | 'keyword'
  | 'string'
  | 'number'
  | 'type'
  | 'table'
  | 'column'
  | 'function'
  | 'variable'
  | 'parameter'
  | 'option'
  | 'text';

export interface Token extends Span {
  readonly kind: TokenKind;
}

const completionKinds: Readonly<Record<string, CompletionKind>> = {
  Column: 'column',
  Table: 'table',
  MaterialiedView: 'table',
  StoredQueryResult: 'table',
  Graph: 'table',
  EntityGroup: 'table',
  Database: 'table',
  Cluster: 'table',
  AggregateFunction: 'aggregate',
  BuiltInFunction: 'function',
  LocalFunction: 'function',
  DatabaseFunction: 'function',
  QueryPrefix: 'operator',
  CommandPrefix: 'operator',
  TabularPrefix: 'operator',
  TabularSuffix: 'operator',
  ScalarInfix: 'operator',
  ScalarPrefix: 'operator',
  Parameter: 'variable',
  Variable: 'variable',
  Option: 'variable',
  Keyword: 'keyword',
  Syntax: 'keyword',
  Punctuation: 'keyword',
  ScalarType: 'type',
  RenderChart: 'value',
  Example: 'value',
};

const tokenKinds: Readonly<Record<string, TokenKind>> = {
  Comment: 'comment',
  Punctuation: 'punctuation',
  Directive: 'keyword',
  Literal: 'number',
  StringLiteral: 'string',
  Type: 'type',
  Column: 'column',
  SchemaMember: 'column',
  Table: 'table',
  Database: 'table',
  MaterializedView: 'table',
  Function: 'function',
  Parameter: 'parameter',
  QueryParameter: 'parameter',
  ClientParameter: 'parameter',
  SignatureParameter: 'parameter',
  Variable: 'variable',
  ScalarOperator: 'operator',
  MathOperator: 'operator',
  QueryOperator: 'keyword',
  Command: 'keyword',
  Keyword: 'keyword',
  Option: 'option',
};

function signatureOf({ name, description, parameters }: NativeSignature): Signature {
  let label = `${name}(`;
  const places = parameters.map((parameter, i) => {
    if (i > 0) label += ', ';
    const start = label.length;
    label += parameter.optional ? `[${parameter.name}]` : parameter.name;
    return { start, end: label.length, documentation: parameter.description };
  });
  return { label: `${label})`, documentation: description, parameters: places };
}

/** What an editor asks of a query text. Data in and out; offsets count UTF-16 code units. Runs where the language service is loaded. */
export class EditorService {
  private globals: Globals = globalsOf([]);

  /** The tables that names may stand for. */
  setTables(tables: readonly TableDeclaration[]): void {
    this.globals = globalsOf(tables);
  }

  /** The same, by what is known of the tables already. */
  setGlobals(globals: Globals): void {
    this.globals = globals;
  }

  completions(text: string, offset: number): Completions {
    const { items, replace } = nativeCompletions(text, this.globals, offset);
    return { items: items.map((item) => ({ ...item, kind: completionKinds[item.kind] ?? 'other' })), replace };
  }

  /** Lines about the name at the offset; undefined when there is nothing to say. */
  hover(text: string, offset: number): readonly string[] | undefined {
    const lines = nativeQuickInfo(text, this.globals, offset).filter((line) => line !== '');
    return lines.length === 0 ? undefined : lines;
  }

  signatureHelp(text: string, offset: number): SignatureHelp | undefined {
    const found = nativeSignatures(text, this.globals, offset);
    if (found === undefined || found.signatures.length === 0) return undefined;
    const signatures: Signature[] = [];
    for (const native of found.signatures) {
      const signature = signatureOf(native);
      if (!signatures.some(({ label }) => label === signature.label)) signatures.push(signature);
    }
    const fitting = signatures.findIndex(({ parameters }) => parameters.length > found.argument);
    return { signatures, activeSignature: Math.max(0, fitting), activeParameter: found.argument };
  }

  classify(text: string): readonly Token[] {
    return nativeClassifications(text, this.globals).map(({ kind, start, length }) => ({
      kind: tokenKinds[kind] ?? 'text',
      start,
      length,
    }));
  }

  format(text: string): string {
    return nativeFormat(text, this.globals);
  }

  /** What is wrong, without what the real engine accepts. */
  diagnostics(text: string): readonly Diagnostic[] {
    return nativeDiagnostics(text, this.globals).filter((diagnostic) => !isFalseAlarm(diagnostic, text));
  }
}
