import { timeColumn } from '../columns';
import type { Group } from '../frame';
import { decision, slot, type Decision, type Found } from './decision';

/** Things that stopped sending rows. */
export function missing(found: Found): Decision | undefined {
  const { cues, silence } = found.claims.reading;
  const span = cues.missing?.span ?? silence?.span;
  if (span === undefined || timeColumn(found.view) === undefined) return undefined;
  const group = found.groups[0] ?? found.noun ?? ownGroup(found);
  if (group === undefined) return undefined;
  const slots = [slot('shape', span, `${group.name} that stopped sending rows`)];
  return decision(found, { kind: 'missing', since: NaN }, slots, { groups: [group], isTrend: false });
}

/** What the table's rows are of. */
function ownGroup({ view }: Found): Group | undefined {
  const { host, role, pod, container, resource } = view.knowledge?.entities ?? {};
  const has = (name: string): boolean => view.table.columns.some((column) => column.name === name);
  const name = [host, role, pod, container, resource, 'Computer', '_ResourceId'].find((one) => one !== undefined && has(one));
  return name === undefined ? undefined : { name, expr: { kind: 'column', name } };
}

/** When there was a row for the first or the last time. */
export function seen(found: Found): Decision | undefined {
  const { cues } = found.claims.reading;
  if (cues.seen === undefined || timeColumn(found.view) === undefined) return undefined;
  const which = cues.seen.value;
  const groups = found.groups.length > 0 || found.noun === undefined ? found.groups : [found.noun];
  const slots = [slot('aggregation', cues.seen.span, which === 'last' ? 'time of the last one' : 'time of the first one')];
  return decision(found, { kind: 'number', number: { kind: 'seen', which } }, slots, { groups, isTrend: false });
}

/** "The latest status of each node": a row of each group. */
export function latest(found: Found): Decision | undefined {
  const { claims, groups } = found;
  const { rank, count, aggregation } = claims.reading.cues;
  const isCurrent = /\b(?:current|currently)\b/.test(claims.reading.text);
  const isLast = rank?.by === 'time' && rank.limit === undefined;
  if (
    groups.length === 0 ||
    count !== undefined ||
    aggregation !== undefined ||
    timeColumn(found.view) === undefined ||
    !(isLast || isCurrent)
  )
    return undefined;
  const which = rank?.order === 'ascending' ? 'first' : 'last';
  const slots = [slot('shape', rank?.span, `the ${which} row of each`)];
  return decision(found, { kind: 'latest', which, ...(found.measure !== undefined && { value: found.measure }) }, slots, {
    isTrend: false,
  });
}
