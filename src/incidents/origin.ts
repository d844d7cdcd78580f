import type { Episode } from '../model/incident';
import { plural } from '../documents/format';
import type { TopologyIndex } from './topology';

export interface Origin {
  /** ARM id as the service wrote it. */
  readonly resource: string;
  readonly reason: string;
  /** The first episode on that resource. */
  readonly episode: Episode;
}

/**
 * The alerting resource that most members depend on, the earliest among equals: a cause shows in its callers, so the
 * first alert alone is not the origin. `episodes` must be oldest first and not empty.
 */
export function originOf(episodes: readonly [Episode, ...Episode[]], topology: TopologyIndex): Origin {
  const first = new Map<string, { readonly episode: Episode; members: number }>();
  for (const episode of episodes) {
    const known = first.get(resourceOf(episode).toLowerCase());
    if (known === undefined) first.set(resourceOf(episode).toLowerCase(), { episode, members: 1 });
    else known.members += 1;
  }
  let best = { episode: episodes[0], dependents: 0 };
  for (const [candidate, { episode }] of first) {
    let dependents = 0;
    for (const [resource, { members }] of first) {
      if (resource !== candidate && topology.dependsOn(resource, candidate) !== undefined) dependents += members;
    }
    if (dependents > best.dependents) best = { episode, dependents };
  }
  const resource = resourceOf(best.episode);
  return { resource, episode: best.episode, reason: reasonOf(best.dependents, topology.name(resource), first.size) };
}

function reasonOf(dependents: number, name: string, resources: number): string {
  if (dependents > 0)
    return `${dependents} other ${plural(dependents, 'alert is', 'alerts are')} on resources that depend on ${name}`;
  return resources === 1
    ? `the only resource that alerted`
    : `it alerted first; no alerting resource is known to depend on another`;
}

export function resourceOf(episode: Episode): string {
  return episode.alerts[0]?.target.id ?? '';
}
