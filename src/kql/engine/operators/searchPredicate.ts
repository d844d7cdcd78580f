import type { Call, Expr } from '../plan.js';
import { columnIndex, isNumeric, type ColumnSpec, type Schema } from '../types.js';
import { orAll, rewrite } from './literal.js';

/** A bare term of `search` and `find`: any column of the row has it. */
const termCall = 'search.term';

/**
 * The predicate for one table: terms become searches of its columns; a comparison of a column that the table does not have is false.
 * Undefined when every row matches.
 */
export function bindPredicate(predicate: Expr, schema: Schema, caseSensitive: boolean): Expr | undefined {
  if (predicate.kind === 'star') return undefined;
  const bind = (expr: Expr): Expr => {
    if (expr.kind === 'call' && (expr.name === 'and' || expr.name === 'or' || expr.name === 'not')) {
      return { ...expr, args: expr.args.map(bind) };
    }
    if (expr.kind === 'star') return { kind: 'literal', type: 'bool', value: true, start: expr.start, length: expr.length };
    const term = termText(expr);
    if (term !== undefined) return anyColumnHas(term, schema, caseSensitive, expr);
    const missing = predicateColumns(expr).names.some((name) => columnIndex(schema, name) < 0);
    return missing
      ? { kind: 'literal', type: 'bool', value: false, start: expr.start, length: expr.length }
      : rewrite(expr, (node) => {
          const inner = termText(node);
          return inner === undefined ? undefined : anyColumnHas(inner, schema, caseSensitive, node);
        });
  };
  return bind(predicate);
}

/** The columns that a predicate names, in order; `readsAny`: it also looks at any column. */
export function predicateColumns(predicate: Expr): { readonly names: readonly string[]; readonly readsAny: boolean } {
  const names: string[] = [];
  let readsAny = false;
  rewrite(predicate, (node) => {
    if (node.kind === 'column' && !names.includes(node.name)) names.push(node.name);
    if (node.kind === 'star' || termText(node) !== undefined) readsAny = true;
    return undefined;
  });
  return { names, readsAny };
}

function termText(expr: Expr): string | undefined {
  if (expr.kind !== 'call' || expr.name !== termCall) return undefined;
  const [term] = expr.args;
  return term?.kind === 'literal' ? String(term.value ?? '') : undefined;
}

function anyColumnHas(term: string, schema: Schema, caseSensitive: boolean, at: Expr): Expr {
  const { start, length } = at;
  const { operator, text } = termOperator(term, caseSensitive);
  if (text === '') return { kind: 'literal', type: 'bool', value: true, start, length };
  const hasDigit = /\d/.test(text);
  const tests = schema
    .filter((column) => isSearched(column, hasDigit))
    .map(({ name, type }): Call => {
      const column: Expr = { kind: 'column', name, start, length };
      const value: Expr = type === 'string' ? column : { kind: 'call', name: 'tostring', args: [column], start, length };
      return {
        kind: 'call',
        name: operator,
        args: [value, { kind: 'literal', type: 'string', value: text, start, length }],
        start,
        length,
      };
    });
  return orAll(tests, at);
}

/** Terms are looked for in text, and terms with digits in numbers too. */
function isSearched({ type }: ColumnSpec, hasDigit: boolean): boolean {
  return type === 'string' || type === 'dynamic' || type === 'guid' || (hasDigit && isNumeric(type));
}

/** `x`, `x*`, `*x`, `*x*` and `x*y` as the string operator that does the same. */
function termOperator(term: string, caseSensitive: boolean): { readonly operator: string; readonly text: string } {
  const suffix = caseSensitive ? '_cs' : '';
  const inner = term.replace(/^\*+|\*+$/g, '');
  const open = term.startsWith('*');
  const ended = term.endsWith('*');
  if (inner.includes('*')) {
    const pattern = inner
      .split(/\*+/)
      .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
      .join('.*');
    const text = `${caseSensitive ? '' : '(?i)'}${open ? '' : '\\b'}${pattern}${ended ? '' : '\\b'}`;
    return { operator: 'matches regex', text };
  }
  if (open && ended) return { operator: `contains${suffix}`, text: inner };
  if (ended) return { operator: `hasprefix${suffix}`, text: inner };
  if (open) return { operator: `hassuffix${suffix}`, text: inner };
  return { operator: `has${suffix}`, text: inner };
}
