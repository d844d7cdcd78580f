import type { TimeWindow } from '../../../model/time';
import { KqlError } from '../../engine/errors.js';
import type { SyntaxNode } from '../../engine/lower/syntax.js';
import { analyzeRecent } from '../../language/kusto.js';
import { namesOf } from '../../language/names.js';
import type { AskContext, AskTable, Flavour } from '../answer';
import { addLimits, closeWindows, type Amended } from '../check/amend.js';
import { checkDraft, globalsFor } from '../check/check.js';
import { Constants } from '../check/constants.js';
import type { GateProblem } from '../check/problems.js';
import { boundedReads } from '../check/reads.js';
import { differencesOf } from './queryParts.js';
import { repair, type Repair, type Repaired } from './repair.js';
import type { CheckedQuery, QueryChecker, QueryProblem } from './types';

export interface CheckerOptions {
  readonly context: Pick<AskContext, 'tables' | 'now'>;
  /** What every table with a time column is read for, exactly. Without it windows have to be closed. */
  readonly window?: TimeWindow;
  /** True when a question compares two times: then each read may be of a part of the window. */
  readonly isComparison?: boolean;
  /** Of the draft; taken where the tables of a query do not tell. */
  readonly flavour?: Flavour;
}

const MOST_ROWS = 1000;

/**
 * Mends and checks queries of a model with the language service and the gate of questions; it needs the language service, so it belongs into
 * the worker of that.
 */
export function queryChecker(options: CheckerOptions): QueryChecker {
  const groups = byFlavour(options.context.tables);
  return {
    check: (kql, said) => Promise.resolve(checkQuery(kql, groupOf(groups, said, kql, options.flavour), options)),
    compare: (draft, model, said) => {
      const [, tables] = groupOf(groups, said, model, options.flavour);
      return Promise.resolve(attempted(() => differencesOf(draft, model, globalsFor(tables), options.context.now)) ?? []);
    },
  };
}

type Group = readonly [Flavour, readonly AskTable[]];

const grouped = new WeakMap<readonly AskTable[], readonly Group[]>();

/** Kept for as long as the array is: declaring the tables of a group takes the most time. */
function byFlavour(tables: readonly AskTable[]): readonly Group[] {
  let groups = grouped.get(tables);
  if (groups === undefined) {
    const flavours = [...new Set(tables.map(({ flavour }) => flavour))];
    groups = flavours.map((flavour) => [flavour, tables.filter((table) => table.flavour === flavour)] as const);
    grouped.set(tables, groups);
  }
  return groups;
}

/** The source whose tables a query names; one query reads one source. */
function groupOf(groups: readonly Group[], said: readonly string[], kql: string, preferred: Flavour | undefined): Group {
  const names = new Set([...said, ...(kql.match(/[A-Za-z_]\w*/g) ?? []).slice(0, 400)].map((name) => name.toLowerCase()));
  const scored = groups.map((group) => {
    const [flavour, tables] = group;
    const score = tables.filter(({ name }) => names.has(name.toLowerCase())).length;
    return { group, score: score + (flavour === preferred ? 0.5 : 0) };
  });
  return scored.toSorted((a, b) => b.score - a.score)[0]?.group ?? ['workspace', []];
}

function checkQuery(written: string, [flavour, tables]: Group, options: CheckerOptions): CheckedQuery {
  const { window, context } = options;
  const globals = globalsFor(tables);
  const mended: Repaired = attempted(() => repair(written, tables)) ?? { kql: written, repairs: [] };
  const repairs: Repair[] = [...mended.repairs];
  let { kql } = mended;
  const gated = (): ReturnType<typeof checkDraft> =>
    checkDraft(kql, tables, { now: context.now, isGraph: flavour === 'graph', ...(window !== undefined && { window }) });
  let { result, warnings } = gated();
  const amend = (code: GateProblem['code'], kind: Repair['kind'], to: string, change: () => Amended): void => {
    if (result.ok || !result.problems.some((one) => one.code === code)) return;
    const amended = attempted(change);
    if (amended?.ok !== true) return;
    kql = amended.kql;
    repairs.push({ kind, from: '', to });
    ({ result, warnings } = gated());
  };
  if (window !== undefined) amend('openWindow', 'window', 'the window of the question', () => closeWindows(kql, globals, window));
  amend('noRowCap', 'rowCap', `${MOST_ROWS} rows`, () => addLimits(kql, globals, MOST_ROWS));
  const problems: QueryProblem[] = result.ok ? [...otherWindow(kql, options, tables)] : [...result.problems];
  const notices = warnings.map(({ message }) => message);
  if (window !== undefined && flavour === 'graph')
    notices.push('Resource Graph keeps times in properties: only the query itself bounds them.');
  return { kql, flavour, tables: result.ok ? result.tables : [], problems, repairs, notices };
}

/** Reads of another time than that of the question: the gate refuses what is outside, this what is less. */
function otherWindow(
  kql: string,
  { window, isComparison, context }: CheckerOptions,
  tables: readonly AskTable[],
): readonly QueryProblem[] {
  if (window === undefined || isComparison === true) return [];
  const { root } = analyzeRecent(kql, globalsFor(tables));
  const names = namesOf(root);
  const query = onlyQuery(root);
  if (query === undefined) return [];
  return boundedReads(query, names, new Constants(names, context.now)).flatMap(
    ({ node, table, timeColumn, bounds: { from, to } }) => {
      if (timeColumn === undefined) return [];
      // `between` holds its end: a last tick less is the same.
      const isSame = from === window.from && typeof to === 'number' && window.to - to <= 1000;
      if (isSame) return [];
      return [
        {
          code: 'otherWindow',
          message: `${table} is not read for the whole window of the question.`,
          start: node.start,
          length: node.length,
        },
      ];
    },
  );
}

function onlyQuery(root: SyntaxNode): SyntaxNode | undefined {
  return root
    .list('Statements')
    .findLast(({ kind }) => kind === 'ExpressionStatement')
    ?.child('Expression');
}

/** What the language service fails at is left to the gate, which says so. */
function attempted<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch (error) {
    if (error instanceof KqlError) return undefined;
    throw error;
  }
}
