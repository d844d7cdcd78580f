import type { Alert, MonitorCondition, Severity, UserResponse } from '../model/alert';

/** What to show. An absent part does not restrict; several values of one part are alternatives; all words must occur. */
export interface AlertQuery {
  readonly severities?: readonly Severity[];
  readonly responses?: readonly UserResponse[];
  readonly conditions?: readonly MonitorCondition[];
  readonly resourceGroups?: readonly string[];
  readonly words?: readonly string[];
}

export interface FilterError {
  readonly message: string;
  /** Position in the text, in UTF-16 units. */
  readonly start: number;
  readonly length: number;
}

export type ParsedFilter = { readonly query: AlertQuery } | { readonly errors: readonly FilterError[] };

interface Token {
  readonly key?: string;
  readonly value: string;
  readonly start: number;
  readonly length: number;
  readonly closed: boolean;
}

const SEVERITIES: readonly Severity[] = [0, 1, 2, 3, 4];
const RESPONSES: readonly UserResponse[] = ['New', 'Acknowledged', 'Closed'];
const CONDITIONS: readonly MonitorCondition[] = ['Fired', 'Resolved'];
const KEYS = 'sev, state, is, group';

export function matchesFilter(alert: Alert, query: AlertQuery): boolean {
  const { severities, responses, conditions, resourceGroups, words } = query;
  if (severities !== undefined && !severities.includes(alert.severity)) return false;
  if (responses !== undefined && !responses.includes(alert.userResponse)) return false;
  if (conditions !== undefined && !conditions.includes(alert.monitorCondition)) return false;
  const group = alert.target.resourceGroup.toLowerCase();
  if (resourceGroups !== undefined && !resourceGroups.some((one) => one.toLowerCase() === group)) return false;
  if (words === undefined || words.length === 0) return true;
  const text = [
    alert.name,
    alert.description,
    alert.target.name,
    alert.target.type,
    alert.rule,
    ...Object.values(alert.dimensions),
  ]
    .join('\n')
    .toLowerCase();
  return words.every((word) => text.includes(word.toLowerCase()));
}

export function filterAlerts(alerts: readonly Alert[], query: AlertQuery): readonly Alert[] {
  return alerts.filter((alert) => matchesFilter(alert, query));
}

/**
 * Reads a compact filter such as `sev:0-1 state:new,ack is:fired group:rg-x "cpu usage"`. Keys: `sev` (numbers, lists,
 * ranges), `state` (new, ack, closed), `is` (fired, resolved), `group` (resource group); everything else is text to
 * be found. Values with spaces stand in double quotes.
 */
export function parseFilter(text: string): ParsedFilter {
  const errors: FilterError[] = [];
  const severities = new Set<Severity>();
  const responses = new Set<UserResponse>();
  const conditions = new Set<MonitorCondition>();
  const groups = new Set<string>();
  const words: string[] = [];
  for (const token of tokens(text)) {
    const fail = (message: string): void => void errors.push({ message, start: token.start, length: token.length });
    if (!token.closed) fail('the quotation mark is not closed');
    else if (token.key === undefined) words.push(token.value);
    else if (token.value === '') fail(`"${token.key}:" needs a value`);
    else {
      const values = token.value.split(',');
      if (token.key === 'sev') readSeverities(values, severities, fail);
      else if (token.key === 'state') readNames(values, RESPONSES, responses, fail);
      else if (token.key === 'is') readNames(values, CONDITIONS, conditions, fail);
      else if (token.key === 'group')
        values.forEach((value) => (value === '' ? fail('empty resource group') : groups.add(value)));
      else fail(`unknown key "${token.key}:" (known: ${KEYS}); put it in quotation marks to search for the text`);
    }
  }
  if (errors.length > 0) return { errors };
  return {
    query: {
      ...(severities.size === 0 ? {} : { severities: [...severities].sort() }),
      ...(responses.size === 0 ? {} : { responses: RESPONSES.filter((one) => responses.has(one)) }),
      ...(conditions.size === 0 ? {} : { conditions: CONDITIONS.filter((one) => conditions.has(one)) }),
      ...(groups.size === 0 ? {} : { resourceGroups: [...groups] }),
      ...(words.length === 0 ? {} : { words }),
    },
  };
}

/** The compact text of a query; `parseFilter` reads it back to the same query. */
export function printFilter(query: AlertQuery): string {
  const parts: string[] = [];
  if (query.severities !== undefined) parts.push(`sev:${printSeverities(query.severities)}`);
  if (query.responses !== undefined) parts.push(`state:${query.responses.map((one) => one.toLowerCase()).join(',')}`);
  if (query.conditions !== undefined) parts.push(`is:${query.conditions.map((one) => one.toLowerCase()).join(',')}`);
  for (const group of query.resourceGroups ?? []) parts.push(`group:${/[\s"]/.test(group) ? quote(group) : group}`);
  for (const word of query.words ?? []) parts.push(/^[^\s":]+$/.test(word) ? word : quote(word));
  return parts.join(' ');
}

function quote(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

function* tokens(text: string): Generator<Token> {
  const pattern = /(?:([A-Za-z]+):)?(?:"((?:[^"\\]|\\.)*)("?)|([^\s"]*))/gy;
  let at = 0;
  while (at < text.length) {
    if (/\s/.test(text.charAt(at))) {
      at += 1;
      continue;
    }
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    const length = Math.max(1, match?.[0].length ?? 1);
    const quoted = match?.[2];
    const key = match?.[1]?.toLowerCase();
    yield {
      ...(key === undefined ? {} : { key }),
      value: quoted?.replace(/\\(.)/g, '$1') ?? match?.[4] ?? '',
      start: at,
      length,
      closed: quoted === undefined || match?.[3] === '"',
    };
    at += length;
  }
}

function readSeverities(values: readonly string[], into: Set<Severity>, fail: (message: string) => void): void {
  for (const value of values) {
    const match = /^([0-4])(?:-([0-4]))?$/.exec(value);
    const [from, to] = [Number(match?.[1]), Number(match?.[2] ?? match?.[1])];
    if (match === null) fail(`"${value}" is not a severity (0 to 4, or a range such as 0-1)`);
    else if (from > to) fail(`the range "${value}" runs backwards`);
    else SEVERITIES.filter((one) => one >= from && one <= to).forEach((one) => into.add(one));
  }
}

function readNames<T extends string>(
  values: readonly string[],
  known: readonly T[],
  into: Set<T>,
  fail: (message: string) => void,
): void {
  for (const value of values) {
    const hits = value === '' ? [] : known.filter((one) => one.toLowerCase().startsWith(value.toLowerCase()));
    const hit = hits[0];
    if (hit !== undefined && hits.length === 1) into.add(hit);
    else fail(`"${value}" is none of ${known.map((one) => one.toLowerCase()).join(', ')}`);
  }
}

function printSeverities(severities: readonly Severity[]): string {
  const sorted = [...severities].sort();
  const [first, last] = [sorted[0], sorted.at(-1)];
  const isRun = first !== undefined && last !== undefined && sorted.length > 1 && last - first === sorted.length - 1;
  return isRun ? `${first}-${last}` : sorted.join(',');
}
