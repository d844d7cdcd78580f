import type { AskContext, ColumnValues } from '../answer';
import type { Expr } from '../compose/ast';
import { binary, call, inList, literal } from '../compose/build';
import { negated } from '../compose/composeExpr';
import type { Token, ValueMatch } from '../link/types';
import type { Claims } from './claims';
import type { TextClause } from './clauses';
import { columnFor, columnType, exactColumn, exprOf, type NamedColumn, type TableView } from './columns';

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
export function knownValues(view: TableView, claims: Claims): readonly ValueFilter[] {
  const free = claims.tokens.flatMap((token, index) => (claims.taken.has(index) ? [] : [{ token, index }]));
  const matches = view.linker
    .values(
      view.table,
      free.map(({ token }) => token),
    )
    .filter(({ table, score }) => table === view.table.name && score >= 0.6)
    .map((match) => ({ ...match, tokens: match.tokens.flatMap((place) => free[place]?.index ?? []) }));
  const chosen: ValueMatch[] = [];
  const used = new Set<number>();
  for (const match of [...matches].sort((a, b) => b.score - a.score || b.tokens.length - a.tokens.length)) {
    if (match.tokens.some((place) => used.has(place)) || isTooPlain(match, claims.tokens)) continue;
    for (const place of match.tokens) used.add(place);
    chosen.push(match);
  }
  const byColumn = new Map<string, ValueMatch[]>();
  for (const match of chosen)
    byColumn.set(`${match.column} ${claims.isNegated(match)}`, [
      ...(byColumn.get(`${match.column} ${claims.isNegated(match)}`) ?? []),
      match,
    ]);
  return [...byColumn.values()].map((group) => valueFilter(view, claims, group));
}

/** A word of everyday language that happens to be a part of some value is none. */
function isTooPlain({ how, tokens: places }: ValueMatch, tokens: readonly Token[]): boolean {
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

function asText(view: TableView, name: string): Expr {
  const expr = exprOf(view, name);
  return expr.kind === 'column' && columnType(view.table, name) === 'dynamic' ? call('tostring', expr) : expr;
}

/** A name, an address or a number that no column was seen to have, by where it stands and what it looks like. */
export function literalFilter(
  view: TableView,
  claims: Claims,
  place: number,
  values: AskContext['values'],
): ValueFilter | 'unknown' | undefined {
  const token = claims.tokens[place];
  if (token === undefined) return undefined;
  const code = codeFilter(view, token, place);
  if (code !== undefined) return { ...code, test: claims.isNegated({ tokens: [place] }) ? negated(code.test) : code.test };
  if (token.kind === 'symbol') return undefined;
  const text = token.kind === 'quoted' ? token.text.slice(1, -1).trim() : token.text;
  const named = namedBefore(view, claims, place);
  const column = named?.name ?? (token.kind === 'word' ? undefined : columnByLook(view, token));
  if (column === undefined) return undefined;
  const seen = values.find((one) => one.table === view.table.name && one.column === column);
  if (seen?.isComplete === true && !seen.values.some(({ value }) => String(value).toLowerCase().includes(text.toLowerCase())))
    return 'unknown';
  if (token.kind === 'word' && !isSeen(seen, text)) return undefined;
  const test = compared(view, column, text, named !== undefined);
  const isNot = claims.isNegated({ tokens: [place] });
  return {
    tokens: [...(named?.tokens ?? []), place],
    test: isNot ? negated(test) : test,
    meaning: `${column} is ${isNot ? 'not ' : ''}${text}`,
    score: named === undefined ? 0.7 : 0.9,
    isAssumed: named === undefined,
  };
}

const isSeen = (seen: ColumnValues | undefined, text: string): boolean =>
  seen?.values.some(({ value }) => String(value).toLowerCase() === text.toLowerCase()) === true;

function compared(view: TableView, name: string, text: string, isNamed: boolean): Expr {
  const expr = exprOf(view, name);
  const type = columnType(view.table, name);
  if (type !== undefined && /^(?:int|long|real|decimal)$/.test(type) && /^-?\d+(?:\.\d+)?$/.test(text))
    return binary(expr, '==', literal(Number(text)));
  if (type === 'bool') return binary(expr, '==', literal(/^(?:true|yes|1)$/i.test(text)));
  return binary(asText(view, name), isNamed ? '=~' : 'contains', literal(text));
}

/** Words just before a value that name a column: `operation GET /`, `level = Error`. */
function namedBefore(view: TableView, claims: Claims, place: number): NamedColumn | undefined {
  let at = place - 1;
  while (at >= 0 && /^(?:=+|:|is|of|be|equal|name|named|call|called|to|the|with)$/.test(claims.tokens[at]?.word ?? '')) at--;
  // A plain word needs to be said to be a value: "computers sent" is no computer.
  if (claims.tokens[place]?.kind === 'word' && at === place - 1) return undefined;
  for (const size of [3, 2, 1]) {
    const places = Array.from({ length: size }, (_, index) => at - size + 1 + index).filter((one) => one >= 0);
    if (places.length < size) continue;
    const named = exactColumn(view, claims.tokens, places);
    if (named !== undefined) return named;
  }
  return undefined;
}

function columnByLook({ table, knowledge }: TableView, token: Token): string | undefined {
  const has = (name: string | undefined): name is string => name !== undefined && table.columns.some((one) => one.name === name);
  const { client, operation, message, type, target } = knowledge?.entities ?? {};
  const find = (pattern: RegExp): string | undefined =>
    table.columns.find(({ name, type }) => type === 'string' && pattern.test(name))?.name;
  switch (token.kind) {
    case 'address':
      return /^[\d.:a-f]+$/i.test(token.text)
        ? ([client].find(has) ?? find(/ip(?:address)?$|^cIp$/i))
        : ([target].find(has) ?? find(/host|^url$/i));
    case 'guid':
      return find(/^OperationId$|^operation_Id$|CorrelationId|ActivityId|RequestId|RunId/i) ?? find(/Id$/);
    case 'path':
      return find(/^Url$|UriStem|requestUri|Path$/i) ?? [operation].find(has);
    case 'quoted':
      return [message, operation].find(has) ?? find(/message|description|name/i);
    case 'identifier':
      return /(?:Exception|Error)$/.test(token.text) ? [type, message].find(has) : undefined;
    default:
      return undefined;
  }
}

/** `404`, `status 503`: a status code where the table has one. */
function codeFilter(view: TableView, token: Token, place: number): ValueFilter | undefined {
  const name = view.knowledge?.entities.code;
  const value =
    token.value ??
    (/^[1-5]\d\d$/.test(token.text)
      ? Number(token.text)
      : /^[1-5]\d\ds$/.test(token.text)
        ? Number(token.text.slice(0, 3))
        : undefined);
  if (name === undefined || value === undefined || value < 100 || value > 599 || (token.unit !== undefined && token.unit !== 's'))
    return undefined;
  const type = columnType(view.table, name);
  const test = binary(exprOf(view, name), '==', type === 'string' ? literal(String(value)) : literal(value));
  return { tokens: [place], test, meaning: `${name} is ${value}`, score: 1, isAssumed: false };
}
