import type { AskResource, AskTable } from '../answer';

/** A word of a question, in order. `text` as written; `word` lower-case without inflection where it has any. */
export interface Token {
  readonly text: string;
  readonly word: string;
  readonly start: number;
  readonly length: number;
  readonly kind: 'word' | 'number' | 'quoted' | 'identifier' | 'path' | 'address' | 'guid' | 'symbol';
  /** Of a number with a unit: `500 ms` is 500 and `ms`; `5xx` is 5 and `xx`; `80%` is 80 and `%`. */
  readonly value?: number;
  readonly unit?: string;
}

export interface TableMatch {
  readonly table: AskTable;
  /** 0 to 1. */
  readonly score: number;
  /** Words of the question that speak for it, as token indices. */
  readonly tokens: readonly number[];
  readonly why: string;
}

export interface ColumnMatch {
  readonly column: string;
  readonly keys: readonly string[];
  readonly score: number;
  readonly tokens: readonly number[];
}

export interface ResourceMatch {
  readonly resources: readonly AskResource[];
  readonly score: number;
  readonly tokens: readonly number[];
  readonly how: 'name' | 'role' | 'fuzzy' | 'group' | 'tag';
}

/** A value of the index that words of the question name. */
export interface ValueMatch {
  readonly table: string;
  readonly column: string;
  readonly value: string | number | boolean;
  readonly score: number;
  readonly tokens: readonly number[];
  readonly how: 'exact' | 'case' | 'part' | 'fuzzy';
}

/** Something a question names that nothing here is called: `payroll`. */
export interface UnknownName {
  readonly tokens: readonly number[];
  readonly text: string;
  readonly nearest: readonly string[];
  readonly of: 'resource' | 'table' | 'column' | 'value';
}

/** What a column is wanted for. */
export type ColumnFit = 'number' | 'text' | 'time' | 'bool';

/** What the person looks at, without naming it. */
export interface Scope {
  /** ARM types, lower-case. */
  readonly types: ReadonlySet<string>;
  /** Tables that it is called after. */
  readonly named: ReadonlySet<string>;
  /** True when it writes tables of its own rather than AzureDiagnostics. */
  readonly hasOwn: boolean;
}

export interface Linker {
  tables(tokens: readonly Token[], scope?: Scope): readonly TableMatch[];
  /** Of the id of a resource, an ARM type, or what a service is called; undefined when nothing is known by that text. */
  scope(text: string): Scope | undefined;
  /** Those of a type that fits what the column is wanted for come first, when that is said. */
  columns(table: AskTable, tokens: readonly Token[], fit?: ColumnFit): readonly ColumnMatch[];
  resources(tokens: readonly Token[]): readonly ResourceMatch[];
  values(table: AskTable, tokens: readonly Token[]): readonly ValueMatch[];
}
