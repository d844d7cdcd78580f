import type { AskContext, AskTable } from './answer';
import { sameFacts } from './catalogue/sameFacts';
import { isOptional } from './catalogue/writers';
import type { Frame } from './interpret/frame';
import { MARGIN, type Ranked } from './rank';

/** Two tables that were seen within this many milliseconds of each other are both in use. */
const alike = 60 * 60_000;

/**
 * Decides between readings of tables that tell the same, which are about as likely: the one with rows, the one that has the counter, the
 * one that was seen last, then the usual one. The others are no longer about as likely, so that nobody is asked.
 */
export function preferTwin(ranked: readonly Ranked[], { values }: Pick<AskContext, 'values'>): readonly Ranked[] {
  const [best] = ranked;
  const group = best && groupOf(best.interpretation.frame.table.name, ranked);
  if (best === undefined || group === undefined) return ranked;
  const isClose = ({ score, interpretation }: Ranked): boolean =>
    best.score - score < MARGIN && group.includes(interpretation.frame.table.name);
  const [chosen, ...others] = ranked
    .filter(isClose)
    .toSorted((a, b) => compare(a.interpretation.frame, b.interpretation.frame, group, values));
  if (chosen === undefined || others.length === 0) return ranked;
  const score = best.score;
  return [
    { ...chosen, score },
    ...ranked.filter((one) => one !== chosen).map((one) => (others.includes(one) ? { ...one, score: score - MARGIN } : one)),
  ].sort((a, b) => b.score - a.score);
}

/** Tables of the readings that tell the same as one; what a service writes to tables of its own, or to the one that all share. */
function groupOf(name: string, ranked: readonly Ranked[]): readonly string[] | undefined {
  const same = sameFacts(name);
  if (same !== undefined || !(isOptional(name) || name === shared)) return same;
  const own = ranked.map(({ interpretation }) => interpretation.frame.table.name).find(isOptional);
  return own === undefined ? undefined : [own, shared];
}

const shared = 'AzureDiagnostics';

function compare(a: Frame, b: Frame, group: readonly string[], values: AskContext['values']): number {
  const seen = (a.table.lastSeen ?? 0) - (b.table.lastSeen ?? 0);
  return (
    hasRows(b.table) - hasRows(a.table) ||
    hasMeasure(b, values) - hasMeasure(a, values) ||
    (Math.abs(seen) > alike ? -seen : 0) ||
    group.indexOf(a.table.name) - group.indexOf(b.table.name)
  );
}

/** 1 with rows, 0 without, and between for what was not counted. */
const hasRows = ({ rows }: AskTable): number => (rows === undefined ? 0.5 : rows > 0 ? 1 : 0);

/** 0 when the values of the table are known and none of them is the counter that is asked for. */
function hasMeasure({ table, result }: Frame, values: AskContext['values']): number {
  const only = result.kind === 'number' && result.number.kind === 'measure' ? result.number.measure.only : undefined;
  if (only === undefined) return 1;
  const text = JSON.stringify(only);
  const known = values.filter((one) => one.table === table.name && text.includes(`"${one.column}"`) && one.isComplete);
  return known.every((one) => one.values.some(({ value }) => text.includes(JSON.stringify(value)))) ? 1 : 0;
}
