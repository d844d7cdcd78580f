import { KqlError } from '../../engine/errors.js';
import { isFalseAlarm } from '../../engine/lower/diagnose.js';
import { nameOf } from '../../engine/lower/names.js';
import type { SyntaxNode } from '../../engine/lower/syntax.js';
import { analyzeRecent, glanceAt, type Analysis, type Globals } from '../../language/kusto.js';
import { namesOf, type Names } from '../../language/names.js';
import { toIso, type Instant, type TimeWindow } from '../../../model/time';
import { allowedOptions } from './allowed.js';
import { Constants } from './constants.js';
import { checkNodes } from './nodes.js';
import { Problems, type GateProblem } from './problems.js';
import { boundedReads, type BoundedRead } from './reads.js';
import { rowCapOf } from './rowCap.js';

export type { GateCode, GateProblem } from './problems.js';

export interface GateLimits {
  /** Every table with a time column is read within it. Without it windows have to be closed, wherever they are. */
  readonly window?: TimeWindow;
  /** What `now()` and `ago()` count from; bounds made of them are unknown without it. */
  readonly now?: Instant;
  /** Tables that may be read; all that the schema has when absent. */
  readonly tables?: ReadonlySet<string>;
  /** Whether a function such as `workspace` may be called with that text; none may when absent. */
  readonly allowsRemote?: (name: string, argument: string) => boolean;
  /** Rows that `take` and its like may ask for: 10,000 when absent. */
  readonly maxRows?: number;
  /** Characters: 20,000 when absent. */
  readonly maxLength?: number;
  /** Levels of nesting in the tree of the parser: 60 when absent. */
  readonly maxDepth?: number;
  /** 5 when absent. */
  readonly maxJoins?: number;
  /** Places where tables are read: 20 when absent. */
  readonly maxTables?: number;
}

export type GateResult =
  | { readonly ok: true; readonly tables: readonly string[]; readonly functions: readonly string[] }
  | { readonly ok: false; readonly problems: readonly GateProblem[] };

/**
 * Whether a query that was generated may run: one query that only reads, of named tables of the schema, each within a closed window, with
 * bounded rows, and nothing that the language service has against it. It looks at the syntax tree of the service, never at the text.
 */
export function gate(kql: string, globals: Globals, limits: GateLimits = {}): GateResult {
  const problems = new Problems();
  const maxLength = limits.maxLength ?? 20_000;
  if (kql.length > maxLength) {
    problems.add('tooLong', `The query has more than ${maxLength} characters.`, {
      start: maxLength,
      length: kql.length - maxLength,
    });
    return { ok: false, problems: problems.all };
  }
  const analysis = analyzed(kql, globals, problems);
  if (analysis === undefined) return { ok: false, problems: problems.all };
  const found = checkTree(kql, analysis, limits, problems);
  if (problems.all.length > 0) return { ok: false, problems: problems.all };
  return { ok: true, ...found };
}

function analyzed(kql: string, globals: Globals, problems: Problems): Analysis | undefined {
  try {
    const whole = { start: 0, length: kql.length };
    const { isQuery, bracketDepth } = glanceAt(kql, globals);
    if (!isQuery) problems.add('command', 'It is a command, no query.', whole);
    else if (bracketDepth > MOST_BRACKETS) problems.add('tooDeep', 'The query is nested too deeply.', whole);
    else {
      const analysis = analyzeRecent(kql, globals);
      if (!isDeeperThan(MOST_LEVELS, analysis.root)) return analysis;
      problems.add('tooDeep', 'The query is nested too deeply.', whole);
    }
    return undefined;
  } catch (error) {
    if (!(error instanceof KqlError)) throw error;
    problems.add('unreadable', error.message, { start: 0, length: kql.length });
    return undefined;
  }
}

/** The parser takes long for brackets inside brackets. */
const MOST_BRACKETS = 60;

/** Levels of the tree, each stage of a pipeline and each `and` being one: further down, walking it ends in a full stack. */
const MOST_LEVELS = 600;

function isDeeperThan(most: number, root: SyntaxNode): boolean {
  let nodes: readonly SyntaxNode[] = [root];
  for (let depth = 0; nodes.length > 0; depth++) {
    if (depth > most) return true;
    nodes = nodes.flatMap(({ children }) => children);
  }
  return false;
}

function checkTree(
  kql: string,
  { root, diagnostics }: Analysis,
  limits: GateLimits,
  problems: Problems,
): { tables: readonly string[]; functions: readonly string[] } {
  for (const one of diagnostics) {
    const counts = one.severity === 'error' || one.severity === 'warning';
    if (counts && !isFalseAlarm(one, kql)) problems.add(one.code as `KS${string}`, one.message, one);
  }
  const names = namesOf(root);
  const { maxDepth = 60, maxJoins = 5, maxTables = 20, allowsRemote } = limits;
  const nodeLimits = { maxDepth, maxJoins, maxTables, ...(allowsRemote !== undefined && { allowsRemote }) };
  const functions = checkNodes(root, names, nodeLimits, problems);
  const query = onlyQuery(root, problems);
  if (query === undefined || problems.all.some(({ code }) => code === 'tooDeep')) return { tables: [], functions: [] };
  const tables = checkReads(query, names, limits, problems);
  return { tables, functions: [...functions].toSorted() };
}

/** The one query after the `let` statements. */
function onlyQuery(root: SyntaxNode, problems: Problems): SyntaxNode | undefined {
  if (root.kind !== 'QueryBlock') {
    problems.add('command', 'It is no query.', root);
    return undefined;
  }
  for (const one of root.list('Directives')) problems.add('command', 'A directive is no part of a query.', one);
  const statements = root.list('Statements').filter(({ text }) => text !== '');
  const queries = statements.filter(({ kind }) => kind === 'ExpressionStatement');
  for (const one of statements) {
    if (one.kind === 'LetStatement' || one.kind === 'ExpressionStatement') continue;
    const name = one.kind === 'SetOptionStatement' ? one.child('Name') : undefined;
    if (name === undefined || !allowedOptions.has(nameOf(name))) {
      problems.add('statement', 'Only let statements may come before a query.', one);
    }
  }
  const [query, another] = queries;
  if (another !== undefined) problems.add('statement', 'There is more than one query.', another);
  if (query === undefined) problems.add('statement', 'There is no query.', root);
  return query?.child('Expression');
}

function checkReads(query: SyntaxNode, names: Names, limits: GateLimits, problems: Problems): readonly string[] {
  const constants = new Constants(names, limits.now);
  const reads = boundedReads(query, names, constants);
  const { maxTables = 20, maxRows = 10_000 } = limits;
  if (reads.length === 0) problems.add('noTable', 'It reads no table.', query);
  if (reads.length > maxTables) problems.add('tooManyTables', `A query may read ${maxTables} tables.`, query);
  for (const read of reads) {
    if (limits.tables?.has(read.table) === false) problems.add('tableNotAllowed', `${read.table} is not to be read.`, read.node);
    checkWindow(read, limits.window, problems);
  }
  const cap = rowCapOf(query, names, constants);
  if (cap === undefined) problems.add('noRowCap', 'Nothing limits the rows: it needs take, top or an aggregation.', query);
  else if (cap.kind === 'rows' && !(cap.rows <= maxRows)) {
    problems.add('tooManyRows', `It asks for ${cap.rows} rows; ${maxRows} are allowed.`, cap.node);
  }
  return [...new Set(reads.map(({ table }) => table))];
}

function checkWindow(read: BoundedRead, window: TimeWindow | undefined, problems: Problems): void {
  const { node, table, timeColumn, bounds } = read;
  if (timeColumn === undefined) return;
  const { from, to } = bounds;
  if (from === undefined || to === undefined) {
    const missing = from === undefined && to === undefined ? 'no bounds' : from === undefined ? 'no beginning' : 'no end';
    problems.add('openWindow', `The time of ${table} (${timeColumn}) has ${missing}.`, node);
  } else if (window === undefined) {
    return;
  } else if (from === 'unknown' || to === 'unknown') {
    problems.add('unknownWindow', `It cannot be told which time of ${table} is read.`, node);
  } else if (!(from >= window.from && to <= window.to)) {
    problems.add('outsideWindow', `${table} is to be read from ${toIso(window.from)} to ${toIso(window.to)} only.`, node);
  }
}
