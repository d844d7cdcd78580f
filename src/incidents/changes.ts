import type { AttachedChange } from '../model/incident';
import type { Change } from '../model/resource';
import { DAY, HOUR, type Instant } from '../model/time';
import { compare } from './episodes';
import type { TopologyIndex } from './topology';

/** How far back a change may lie: causes can wait for the next morning's load. */
export const CHANGE_LOOKBACK = DAY;
const HALF_LIFE = 12 * HOUR;
const MOST_ATTACHED = 10;

/** How likely an operation of this kind is to break something, by the first pattern that fits. */
const KINDS: readonly (readonly [pattern: RegExp, weight: number])[] = [
  [/\/(list\w*|read|validate|get\w*)(\/action)?$/i, 0],
  [/microsoft\.(alertsmanagement|insights)\//i, 0.1],
  [/microsoft\.authorization\//i, 0.4],
  [/(locks|tags|diagnosticsettings)\/(write|delete)$/i, 0.2],
  [/config|setting|deploy|publish|slotsswap|update|extensions/i, 1],
  [/\/(restart|start|stop|deallocate|poweroff|redeploy|failover|reimage)\b/i, 0.8],
  [/\/delete$/i, 1],
  [/\/write$/i, 0.9],
];
const NO_CHANGES = new Set(['alert', 'servicehealth', 'resourcehealth', 'recommendation', 'security', 'policy']);

/** 0..1; 0 for entries that changed nothing. */
export function kindWeight(change: Change): number {
  if (NO_CHANGES.has(change.category.toLowerCase())) return 0;
  const kind = KINDS.find(([pattern]) => pattern.test(change.operation))?.[1] ?? 0.5;
  return /^(failed|started|accepted|canceled|cancelled)$/i.test(change.status) ? kind * 0.3 : kind;
}

/**
 * The changes of the 24 hours before an incident to resources related to it, highest rank first and at most ten.
 * rank = 1/(1 + hops/2) x 2^(-age / 12 h) x weight of the kind. Changes never put alerts together.
 */
export function attachChanges(
  startedAt: Instant,
  resources: readonly string[],
  changes: readonly Change[],
  topology: TopologyIndex,
): readonly AttachedChange[] {
  const attached: AttachedChange[] = [];
  for (const change of changes) {
    const age = startedAt - change.at;
    if (age < 0 || age > CHANGE_LOOKBACK) continue;
    const kind = kindWeight(change);
    if (kind === 0) continue;
    const hops = resources.reduce((least, resource) => {
      if (topology.environmentsDiffer(resource, change.resourceId)) return least;
      return Math.min(least, topology.relation(resource, change.resourceId)?.hops ?? Infinity);
    }, Infinity);
    if (hops === Infinity) continue;
    attached.push({ change, hops, rank: (1 / (1 + hops / 2)) * 2 ** (-age / HALF_LIFE) * kind });
  }
  return attached
    .sort((a, b) => b.rank - a.rank || b.change.at - a.change.at || compare(a.change.id, b.change.id))
    .slice(0, MOST_ATTACHED);
}
