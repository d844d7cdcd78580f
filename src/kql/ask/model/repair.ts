import type { Diagnostic, SyntaxNode } from '../../engine/lower/syntax.js';
import type { TextEdit } from '../../language/languageService';
import { analyze, glanceAt, type Analysis } from '../../language/kusto.js';
import { globalsFor, type CheckedTable } from '../check/check.js';
import { repairName } from './repairNames.js';
import { repairQuotes } from './repairQuotes.js';
import { repairSigns } from './repairSigns.js';

/** Something that was mended without a model. */
export interface Repair {
  readonly kind: 'table' | 'column' | 'timeColumn' | 'function' | 'operator' | 'quoting' | 'joinKind' | 'window' | 'rowCap';
  readonly from: string;
  readonly to: string;
}

/** A change of a text with what it is for. */
export interface Mend extends Repair {
  readonly edit: TextEdit;
}

export interface Repaired {
  readonly kql: string;
  readonly repairs: readonly Repair[];
}

const MOST_REPAIRS = 30;
const MOST_STEPS = 40;
const LONGEST = 10_000;
const MOST_BRACKETS = 60;

/**
 * The query with what can be mended for certain: signs and quotes of other languages, `join inner`, and names that are nearly one of the
 * columns, tables and functions there are. A change is kept only when the language service then finds fewer errors,
 * or at last knows the table. A text without errors is left as it is, but for doubled quotes. Texts of more than 10,000 characters, and those nested deeper
 * than the gate lets through, come back as they are. Throws a KqlError where the language service fails.
 */
export function repair(kql: string, tables: readonly CheckedTable[]): Repaired {
  const globals = globalsFor(tables);
  if (kql.length > LONGEST) return { kql, repairs: [] };
  const { isQuery, bracketDepth } = glanceAt(kql, globals);
  if (!isQuery || bracketDepth > MOST_BRACKETS) return { kql, repairs: [] };
  const repairs: Repair[] = [];
  let text = kql;
  let analysis = analyze(text, globals);
  if (isDeep(analysis.root)) return { kql, repairs };
  const tryOut = (mends: readonly Mend[], accepts: (before: Analysis, after: Analysis) => boolean): boolean => {
    const next = applied(text, mends);
    const after = analyze(next, globals);
    if (mends.length === 0 || !accepts(analysis, after)) return false;
    repairs.push(...mends.map(({ kind, from, to }) => ({ kind, from, to })));
    [text, analysis] = [next, after];
    return true;
  };
  for (const find of [repairQuotes, repairSigns]) {
    const mends = find(text, errorsOf(analysis).length > 0).slice(0, MOST_REPAIRS);
    // One error hides others: together they may help where none does alone.
    if (tryOut(mends, isBetter)) continue;
    // From the end, so that the places of the others stay what they are.
    for (const mend of mends.toReversed()) tryOut([mend], mend.isCertain === true ? isNoWorse : isBetter);
  }
  const hopeless = new Set<string>();
  for (let steps = 0; steps < MOST_STEPS && repairs.length < MOST_REPAIRS; steps++) {
    const error = errorsOf(analysis).find((one) => !hopeless.has(keyOf(one, text)));
    if (error === undefined) break;
    const mends = repairName(text, analysis, error, tables, globals);
    // What a table has is known only when the table is.
    const isKnown = (_: Analysis, after: Analysis): boolean => errorsOf(after).every(({ start }) => start !== error.start);
    if (!mends.some((mend) => tryOut([mend], mend.kind === 'table' ? isKnown : isBetter))) hopeless.add(keyOf(error, text));
  }
  return { kql: text, repairs };
}

/** Levels of the tree from which on the gate does not look at it either. */
const MOST_LEVELS = 600;

function isDeep(root: SyntaxNode): boolean {
  let nodes: readonly SyntaxNode[] = [root];
  for (let depth = 0; nodes.length > 0 && depth <= MOST_LEVELS; depth++) nodes = nodes.flatMap(({ children }) => children);
  return nodes.length > 0;
}

const isBetter = (before: Analysis, after: Analysis): boolean => errorsOf(after).length < errorsOf(before).length;

const isNoWorse = (before: Analysis, after: Analysis): boolean => errorsOf(after).length <= errorsOf(before).length;

const errorsOf = ({ diagnostics }: Analysis): readonly Diagnostic[] => diagnostics.filter(({ severity }) => severity === 'error');

const keyOf = ({ code, start, length }: Diagnostic, text: string): string =>
  `${code} ${start} ${text.slice(start, start + length)}`;

const applied = (text: string, mends: readonly Mend[]): string =>
  mends
    .toSorted((a, b) => b.edit.start - a.edit.start)
    .reduce((rest, { edit: { start, length, newText } }) => rest.slice(0, start) + newText + rest.slice(start + length), text);
