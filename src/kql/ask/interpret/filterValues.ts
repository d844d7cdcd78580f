import type { AskContext } from '../answer';
import type { Expr } from '../compose/ast';
import { binary, call, inList, literal } from '../compose/build';
import { negated } from '../compose/composeExpr';
import type { Token, ValueMatch } from '../link/types';
import type { Claims } from './claims';
import type { TextClause } from './clauses';
import { isHappening } from './filterConditions';
import { columnFor, columnType, exprOf, type TableView } from './columns';

export interface ValueFilter {
  /** The column that has the value, where it is one. */
  readonly column?: string;
  readonly tokens: readonly number[];
  readonly test: Expr;
  readonly meaning: string;
  readonly score: number;
  readonly isAssumed: boolean;
}

/** What the question names that a column was seen to have; values of one column are alternatives. */
export function knownValues(view: TableView, claims: Claims, values: AskContext['values']): readonly ValueFilter[] {
  const free = claims.tokens.flatMap((token, index) => (claims.taken.has(index) ? [] : [{ token, index }]));
  const matches: ValueMatch[] = view.linker
    .values(
      view.table,
      free.map(({ token }) => token),
    )
    .filter(({ table, score }) => table === view.table.name && score >= 0.6)
    .map((match) => ({ ...match, tokens: match.tokens.flatMap((place) => free[place]?.index ?? []) }));
  matches.push(...shortValues(view, claims, values, matches));
  const chosen: ValueMatch[] = [];
  const used = new Set<number>();
  for (const match of [...matches].sort((a, b) => b.score - a.score || b.tokens.length - a.tokens.length)) {
    if (match.tokens.some((place) => used.has(place)) || isTooPlain(match, claims.tokens) || isHappening(claims, match.tokens))
      continue;
    for (const place of match.tokens) used.add(place);
    chosen.push(match);
  }
  const byColumn = new Map<string, ValueMatch[]>();
  for (const match of chosen) byColumn.set(keyOf(claims, match), [...(byColumn.get(keyOf(claims, match)) ?? []), match]);
  return [...byColumn.values()].map((group) => valueFilter(view, claims, group));
}

/** Values of one column are alternatives, but for those that a ratio is between: "misread to ok ratio". */
function keyOf(claims: Claims, match: ValueMatch): string {
  const isOfRatio = isBetween(claims) ? match.tokens.join() : '';
  return `${match.column} ${claims.isNegated(match)} ${isOfRatio}`;
}

const isBetween = ({ reading: { cues, text } }: Claims): boolean =>
  cues.ratio !== undefined && cues.ratio.value !== 'share' && /\b(?:to|vs\.?|versus|against)\b|:/.test(text);

/**
 * Values that look like small words, which the linker passes over: `NO` in capitals, and what stands over against another value in a ratio.
 */
function shortValues(view: TableView, claims: Claims, values: AskContext['values'], others: readonly ValueMatch[]): ValueMatch[] {
  const columns = new Set(others.map(({ column }) => column));
  return claims.tokens.flatMap((token, place) => {
    const isCapital = /^[A-Z]{2,4}$/.test(token.text);
    const isPartner =
      isBetween(claims) && /^(?:to|vs\.?|versus|against|:)$/.test(claims.tokens[place - 1]?.text.toLowerCase() ?? '');
    if (claims.taken.has(place) || !(isCapital || isPartner) || others.some(({ tokens }) => tokens.includes(place))) return [];
    const wanted = isCapital ? token.text : token.text.toLowerCase();
    for (const { table, column, values: seen } of values) {
      if (table !== view.table.name || (isPartner && !isCapital && !columns.has(column))) continue;
      const value = seen.find((one) => (isCapital ? String(one.value) : String(one.value).toLowerCase()) === wanted)?.value;
      if (value !== undefined) return [{ table, column, value, score: 0.9, tokens: [place], how: 'exact' as const }];
    }
    return [];
  });
}

/** A word of everyday language that happens to be a part of some value is none. */
function isTooPlain({ how, tokens: places, column }: ValueMatch, tokens: readonly Token[]): boolean {
  if (how === 'part' && /^(?:Type|SourceSystem|TenantId|ManagementGroupName)$/.test(column)) return true;
  return (
    (how === 'part' || how === 'fuzzy') &&
    places.flatMap((place) => tokens[place] ?? []).every(({ kind, word }) => kind === 'word' && word.length < 4)
  );
}

function valueFilter(view: TableView, claims: Claims, matches: readonly ValueMatch[]): ValueFilter {
  const [first] = matches;
  if (first === undefined) throw new TypeError('a filter on no value');
  const isPart = matches.some(({ how }) => how === 'part');
  const column = exprOf(view, first.column);
  const values = [...new Set(matches.map(({ value }) => value))];
  const positive =
    isPart && matches.length === 1 ? binary(column, 'contains', literal(partText(first, claims.tokens))) : oneOf(column, values);
  const isNot = claims.isNegated(first);
  return {
    column: first.column,
    tokens: matches.flatMap(({ tokens }) => tokens),
    test: isNot ? negated(positive) : positive,
    meaning: `${first.column} is ${isNot ? 'not ' : ''}${isPart ? 'like ' : ''}${values.join(' or ')}`,
    score: Math.min(...matches.map(({ score }) => score)),
    isAssumed: matches.some(({ how }) => how === 'fuzzy' || how === 'part'),
  };
}

const partText = ({ tokens: places }: ValueMatch, tokens: readonly Token[]): string =>
  places
    .flatMap((place) => tokens[place] ?? [])
    .map(({ kind, text }) => (kind === 'quoted' ? text.slice(1, -1) : text))
    .join(' ');

function oneOf(column: Expr, values: readonly (string | number | boolean)[]): Expr {
  const [only] = values;
  if (values.length === 1 && only !== undefined) return binary(column, '==', literal(only));
  return inList(column, [...values]);
}

/** Text to look for: in the column that stands before it, else in the message, else in all text that is shown. */
export function textFilter(
  view: TableView,
  claims: Claims,
  clause: TextClause,
  places: readonly number[],
): ValueFilter | undefined {
  const before = placesBefore(claims, clause.span.start);
  const named = columnFor(view, claims.tokens, before);
  const name = named !== undefined && named.score >= 0.5 ? named.name : messageColumn(view);
  if (name === undefined) return undefined;
  const column = asText(view, name);
  const test = binary(column, clause.operator, literal(clause.value));
  return {
    tokens: [...places, ...(named?.score === 1 ? named.tokens : [])],
    test: clause.isNegated ? negated(test) : test,
    meaning: `${name} ${clause.isNegated ? 'does not ' : ''}${{ contains: 'contain', startswith: 'start with', endswith: 'end with' }[clause.operator]} ${clause.value}`,
    score: 1,
    isAssumed: false,
  };
}

const placesBefore = ({ tokens }: Claims, start: number): readonly number[] => {
  const at = tokens.findIndex((token) => token.start + token.length > start);
  const end = at < 0 ? tokens.length : at;
  return [end - 1].filter((place) => place >= 0);
};

const messages = [
  'Message',
  'message',
  'RenderedDescription',
  'SyslogMessage',
  'ResultDescription',
  'LogEntry',
  'LogMessage',
  'Log',
  'Details',
  'Description',
  'Text',
  'Body',
];

export function messageColumn({ table, knowledge }: TableView): string | undefined {
  const has = (name: string): boolean => table.columns.some((one) => one.name === name.split('.')[0]);
  const own = knowledge?.entities.message;
  if (own !== undefined && has(own)) return own;
  const text = table.columns.filter(({ type }) => type === 'string' || type === 'dynamic').map(({ name }) => name);
  return (
    messages.find((name) => text.includes(name)) ??
    text.find((name) => /message|description|text|detail/i.test(name)) ??
    knowledge?.entities.operation
  );
}

/** A column as text: what is dynamic is converted. */
export function asText(view: TableView, name: string): Expr {
  const expr = exprOf(view, name);
  return expr.kind === 'column' && columnType(view.table, name) === 'dynamic' ? call('tostring', expr) : expr;
}
