import type { AskTable } from './answer';
import type { TableKnowledge } from './catalogue/types';
import type { Interpretation } from './interpret/interpretTable';
import type { Reading } from './interpret/reading';
import { isOptional } from './catalogue/writers';
import { placeOf } from './link/scope';

/** An interpretation with how likely it is, 0 to 1. */
export interface Ranked {
  readonly interpretation: Interpretation;
  readonly score: number;
}

/** Under this nothing is answered. */
export const FLOOR = 0.45;
/** The same where only a schema is known: no resources, no values. */
export const BARE_FLOOR = 0.25;
/** Two readings whose scores are nearer than this are about as likely. */
export const MARGIN = 0.02;

/**
 * How likely an interpretation is: how well the table is linked, how much of the question found a meaning in it, how much did not, and
 * whether the connection has rows of it.
 */
export function rank(reading: Reading, interpretations: readonly Interpretation[]): readonly Ranked[] {
  const most = Math.max(1, ...interpretations.map(({ matched }) => matched));
  return interpretations
    .map((interpretation) => ({ interpretation, score: scoreOf(reading, interpretation, most) }))
    .sort((a, b) => b.score - a.score);
}

function scoreOf(reading: Reading, interpretation: Interpretation, most: number): number {
  const { frame, left, missingGroups, unknownValues, matched, unmet, fit, isNamed } = interpretation;
  const content = reading.tokens.filter((_, index) => !reading.fillers.has(index) && !reading.spoken.has(index)).length;
  const unread = left.length + missingGroups.length + unknownValues.length;
  const coverage = content === 0 ? 1 : 1 - unread / (content + 1);
  const isEmpty = frame.table.rows === 0;
  const { scope } = reading;
  const place = scope === undefined || frame.table.store !== 'logs' ? undefined : placeOf(frame.table, scope);
  const isOfKind =
    frame.table.store === 'logs' && unknownValues.length === 0 && frame.filters.some(({ isKind }) => isKind === true);
  const isOfWriter = interpretation.isWritten && unread === 0 && frame.groups.length > 0;
  const linked = frame.score * (isNamed || isOfKind || isOfWriter || place === 'own' ? 1 : 0.5);
  const isAside = place === 'other' && frame.score < 0.9;
  const score =
    0.5 * linked +
    0.3 * coverage +
    0.2 * (matched / most) +
    usualSubject(reading, interpretation) +
    (fit === 'named' ? 0.06 : interpretation.isWritten ? 0.04 : 0) +
    (interpretation.hasPlainCondition ? 0.03 : 0);
  return Math.min(
    1,
    score *
      (isEmpty ? 0.55 : 1) *
      (fit === 'foreign' ? 0.6 : 1) *
      (isAside ? 0.5 : place === 'shared' ? 0.85 : 1) *
      (isUnlikelyOwn(reading, frame.table) ? 0.6 : 1) *
      (unknownValues.length > 0 ? 0.7 : 1) *
      (place === 'own' ? 0.94 : 0.88) ** unread *
      0.75 ** unmet,
  );
}

/** A table that a service writes only when told so, and that was not seen to have rows, where there is the one that all share. */
const isUnlikelyOwn = ({ tables }: Reading, { name, rows }: AskTable): boolean =>
  isOptional(name) && rows === undefined && tables.some((table) => table.name === 'AzureDiagnostics' && table.rows !== 0);

/**
 * What is meant when a question does not say of what: latency and error rates are of requests; things without a time are the inventory.
 */
function usualSubject(reading: Reading, { frame, isNamed, matched, left, unmet }: Interpretation): number {
  const { cues, text, resources } = reading;
  const { result, knowledge, filters, table } = frame;
  const number = result.kind === 'number' ? result.number : undefined;
  const isRequests = knowledge?.table === 'AppRequests' || table.name === 'requests';
  const isOfRequests =
    number?.kind === 'ratio' ||
    number?.kind === 'rate' ||
    number?.kind === 'distinct' ||
    (number?.kind === 'measure' && number.measure.id === 'duration');
  // "calls to …" are those that go out.
  if (/\bcalls? (?:made )?to\b/.test(text) && knowledge?.table === 'AppDependencies') return 0.15;
  if (table.name === 'resourcecontainers' && resources.some(({ how }) => how === 'group')) return -0.3;
  // Machines that are silent are those whose agent is.
  if (result.kind === 'missing' && knowledge?.table === 'Heartbeat') return 0.15;
  const asksWho = cues.missing === undefined && cues.which !== undefined && /^who(?:m)?\b/.test(cues.which.value);
  if (asksWho) {
    if (knowledge?.table === 'AzureActivity') return doing.test(text) ? 0.3 : reachesOther(resources, knowledge) ? 0 : 0.1;
    return (knowledge?.entities.user ?? knowledge?.entities.client) === undefined ? -0.1 : 0;
  }
  if (isRequests && number?.kind === 'distinct' && number.what === '_ResourceId') return 0;
  if (isRequests) return isNamed ? 0.03 : left.length > 0 ? 0 : isOfRequests ? 0.18 : matched > 1 ? 0.1 : 0.03;
  // Where a service writes a table of its own, the one that all share is the older way.
  if (table.name === 'AzureDiagnostics') return table.rows === undefined ? 0 : -0.04;
  if (table.name !== 'resources' || !frame.isTimeless || unmet > 0) return 0;
  if (left.length === 0 && saysOnlyWhich(reading)) return 0.5;
  return filters.some(({ isKind }) => isKind === true) ? 0.3 : 0;
}

/** What people do to resources, which the activity log keeps. */
const doing =
  /\b(?:chang|creat|delet|remov|modif|updat|restart|reboot|stopp|start|scal|deploy|resiz|rotat|assign|grant|revok|mov|renam|add|touch|edit|regenerat|shut|turn|did|made|upgrad)\w*/;

/** Resources are named whose own tables say who came to them. */
const reachesOther = (resources: Reading['resources'], { resourceTypes }: TableKnowledge): boolean =>
  resources.length > 0 && !resources.some(({ resources: of }) => of.some(({ type }) => resourceTypes.includes(type)));

/** "list function apps", "what is in rg-shop": nothing but a kind of resources or a resource group. */
function saysOnlyWhich({ tokens, resources, fillers, spoken }: Reading): boolean {
  const which = new Set(resources.flatMap((match) => (match.how === 'role' || match.how === 'group' ? match.tokens : [])));
  return which.size > 0 && tokens.every((_, place) => which.has(place) || fillers.has(place) || spoken.has(place));
}
