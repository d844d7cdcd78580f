import type { Span } from '../engine/errors.js';
import type { Globals } from './kusto.js';
import {
  nativeClassifications,
  nativeCompletions,
  nativeFormat,
  nativeQuickInfo,
  nativeSignatures,
  type NativeSignature,
} from './kustoEditor.js';

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

/** What may stand at an offset. */
export function completionsAt(text: string, globals: Globals, offset: number): Completions {
  const { items, replace } = nativeCompletions(text, globals, offset);
  return { items: items.map((item) => ({ ...item, kind: completionKinds[item.kind] ?? 'other' })), replace };
}

/** Lines about the name at the offset; empty when there is nothing to say. */
export function hoverLines(text: string, globals: Globals, offset: number): readonly string[] {
  return nativeQuickInfo(text, globals, offset).filter((line) => line !== '');
}

export function signatureHelpAt(text: string, globals: Globals, offset: number): SignatureHelp | undefined {
  const found = nativeSignatures(text, globals, offset);
  if (found === undefined || found.signatures.length === 0) return undefined;
  const signatures: Signature[] = [];
  for (const native of found.signatures) {
    const signature = signatureOf(native);
    if (!signatures.some(({ label }) => label === signature.label)) signatures.push(signature);
  }
  const fitting = signatures.findIndex(({ parameters }) => parameters.length > found.argument);
  return { signatures, activeSignature: Math.max(0, fitting), activeParameter: found.argument };
}

export function tokensOf(text: string, globals: Globals): readonly Token[] {
  return nativeClassifications(text, globals).map(({ kind, start, length }) => ({
    kind: tokenKinds[kind] ?? 'text',
    start,
    length,
  }));
}

/** The text laid out anew. A text that the service would change in more than its spaces comes back as it is. */
export function formatted(text: string, globals: Globals): string {
  const result = nativeFormat(text, globals);
  const bare = (one: string): string => one.replace(/\s+/g, '');
  return bare(result) === bare(text) ? result : text;
}
