/** The syntax tree of a regular expression of Kusto, from which both back-ends are written. */
export type RegexNode =
  | { readonly kind: 'empty' }
  | { readonly kind: 'literal'; readonly codePoint: number; readonly ignoreCase: boolean }
  | { readonly kind: 'class'; readonly set: ClassSet; readonly ignoreCase: boolean }
  | { readonly kind: 'dot'; readonly matchesNewline: boolean }
  | { readonly kind: 'assertion'; readonly assertion: Assertion }
  | { readonly kind: 'capture'; readonly index: number; readonly body: RegexNode }
  | { readonly kind: 'concat'; readonly parts: readonly RegexNode[] }
  | { readonly kind: 'alternation'; readonly choices: readonly RegexNode[] }
  | { readonly kind: 'repeat'; readonly body: RegexNode; readonly min: number; readonly max: number; readonly greedy: boolean };

export type Assertion =
  'textStart' | 'textEnd' | 'lineStart' | 'lineEnd' | 'wordBoundary' | 'notWordBoundary' | 'wordStart' | 'wordEnd';

/** A set of characters: what `items` hold together, or an operation on two sets; then complemented when `negated`. */
export interface ClassSet {
  readonly negated: boolean;
  readonly items: readonly ClassItem[];
  readonly operation?: { readonly operator: '&&' | '--' | '~~'; readonly left: ClassSet; readonly right: ClassSet };
}

export type ClassItem =
  | { readonly kind: 'range'; readonly from: number; readonly to: number }
  /** `source` is a class escape or class in the syntax of JavaScript's `v` flag; `re2` the items of the same class in RE2's syntax. */
  | { readonly kind: 'named'; readonly source: string; readonly re2?: string }
  | { readonly kind: 'set'; readonly set: ClassSet };

export interface ParsedRegex {
  readonly root: RegexNode;
  readonly groupCount: number;
  readonly groupNames: ReadonlyMap<string, number>;
}
