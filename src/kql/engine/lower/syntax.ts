import type { Span } from '../errors.js';
import type { ColumnSpec } from '../types.js';

/**
 * A node of the official syntax tree as lowering sees it. `kind` is the name of the official `SyntaxKind` (`FilterOperator`,
 * `NameReference`, `StringLiteralToken` …), child names are those of the official tree (`Condition`, `Expressions`).
 */
export interface SyntaxNode extends Span {
  readonly kind: string;
  /** The text of the node without trivia around it. */
  readonly text: string;
  /** A named child; absent when the tree has none there. */
  child(name: string): SyntaxNode | undefined;
  /** The elements of a named list child, separators left out; empty when there is none. */
  list(name: string): readonly SyntaxNode[];
  /** All children in order. */
  readonly children: readonly SyntaxNode[];
  /** The scalar type that the binder found: `long`, `dynamic`, `unknown` …; absent for what is not a scalar. */
  readonly scalarType: string | undefined;
  /** The columns that the binder found for a tabular expression; absent when it is none or its schema is open. */
  readonly schema: readonly ColumnSpec[] | undefined;
  readonly isTabular: boolean;
  /** What a name refers to: `Column`, `Table`, `Function`, `Parameter`, `Variable`, `Database` …, and its name. */
  readonly symbol: { readonly kind: string; readonly name: string } | undefined;
  /** The name that the binder gives a column made of this expression; absent when it gives none. */
  readonly resultName: string | undefined;
  /** The names that the binder gives the columns of a tuple (`series_stats(x)`); absent for other expressions. */
  readonly tupleNames: readonly string[] | undefined;
  /** The bound body of a call of a user-defined function. */
  readonly calledBody: SyntaxNode | undefined;
}

export interface Diagnostic extends Span {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'suggestion' | 'information' | 'hidden';
  readonly message: string;
}
