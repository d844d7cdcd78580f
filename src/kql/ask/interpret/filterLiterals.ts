import type { AskContext, ColumnValues } from '../answer';
import type { Expr } from '../compose/ast';
import { binary, literal } from '../compose/build';
import { negated } from '../compose/composeExpr';
import type { Token } from '../link/types';
import type { Claims } from './claims';
import { columnType, exactColumn, exprOf, type NamedColumn, type TableView } from './columns';
import { asText, type ValueFilter } from './filterValues';

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
  if (column === undefined || (named === undefined && isSeenElsewhere(view, text, values))) return undefined;
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

/** The text is known to be a value, but of other tables: it is no guess that this one has it, too. */
const isSeenElsewhere = ({ table }: TableView, text: string, values: AskContext['values']): boolean => {
  const having = values.filter((one) => isSeen(one, text));
  return having.length > 0 && !having.some((one) => one.table === table.name);
};

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
  const { client, operation, message, type, target, user } = knowledge?.entities ?? {};
  const find = (pattern: RegExp): string | undefined =>
    table.columns.find(({ name, type }) => type === 'string' && pattern.test(name))?.name;
  switch (token.kind) {
    case 'address':
      if (token.text.includes('@')) return [user].find(has) ?? find(/^caller$|user(?:principal)?(?:name)?$|upn$|account$/i);
      return /^[\d.:a-f]+$/i.test(token.text)
        ? ([client].find(has) ?? find(/ip(?:address)?$|^cIp$/i))
        : ([target].find(has) ?? find(/host|^url$/i));
    case 'guid':
      return find(/^OperationId$|^operation_Id$|CorrelationId|ActivityId|RequestId|RunId/i) ?? find(/Id$/);
    case 'path':
      return find(/^Url$|UriStem|requestUri|Path$/i) ?? [operation].find(has);
    case 'quoted':
      return [message, operation].find(has) ?? find(/message|description|text|details?$/i);
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
