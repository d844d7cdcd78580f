import { shortHash } from '../alerts/episodeKey';
import { plural } from '../documents/format';
import { inert } from '../documents/plainText';
import type { Alert } from '../model/alert';
import type { Episode, GroupingEdge, GroupingOverrides, Incident } from '../model/incident';
import type { Change, Topology } from '../model/resource';
import { attachChanges } from './changes';
import { constraintsOf, type Constraints } from './constraints';
import { drain } from './cooperative';
import { compare, episodeSteps } from './episodes';
import { originOf } from './origin';
import { noOverrides } from './overrides';
import { discriminatingDimensions, NOT_COMPARED, Scorer, sharedDimensions, TIME_SPAN, type Scored } from './score';
import { TopologyIndex } from './topology';

export interface GroupingInput {
  /** In any order; repetitions of one instance count once. */
  readonly alerts: readonly Alert[];
  readonly topology: Topology;
  readonly overrides?: GroupingOverrides;
  readonly changes?: readonly Change[];
  /** Incidents as they were shown before: their ids stay known as aliases when late alerts change the seed. */
  readonly published?: readonly Pick<Incident, 'id' | 'aliases' | 'episodes'>[];
}

/** Mean of the best three scores from which an episode joins a group. */
export const JOIN_SCORE = 0.55;
/** A group this close behind the best one is also possible. */
export const ALSO_POSSIBLE = 0.05;
const TOP = 3;
const PAIRS_PER_STEP = 2_000;

interface Group {
  readonly members: number[];
  readonly edges: GroupingEdge[];
  readonly alsoPossible: { readonly episode: string; readonly group: Group; readonly score: number }[];
}

interface Candidate {
  readonly group: Group;
  readonly mean: number;
  /** Index of the member with the best score. */
  readonly best: number;
}

/** `groupSteps` run to its end at once. */
export function groupIncidents(input: GroupingInput): readonly Incident[] {
  return drain(groupSteps(input));
}

/**
 * Puts alerts that share a cause into incidents, oldest first: deterministic, the same for any order of the input.
 * Episodes are taken by time; each joins the open group with the best mean of its three best scores, if that is at
 * least 0.55, else it opens a group of its own. Yields often enough to be run in slices of a few milliseconds.
 */
export function* groupSteps(input: GroupingInput): Generator<void, readonly Incident[]> {
  const { episodes, indexById } = yield* episodeSteps(input.alerts);
  const topology = new TopologyIndex(
    input.topology,
    episodes.flatMap((episode) => episode.alerts.slice(0, 1).map((alert) => alert.target)),
  );
  yield;
  const constraints = constraintsOf(input.overrides ?? noOverrides, indexById);
  const scored = prepare(episodes);
  const groups = yield* joinSteps(scored, topology, constraints);
  const ids = new Map(groups.map((group) => [group, incidentIdOf(scored, group)]));
  const incidents: Incident[] = [];
  for (const group of groups) {
    yield;
    incidents.push(describe(group, scored, ids, topology, constraints, input.changes ?? []));
  }
  return withAliases(incidents, input.published ?? [], indexById, episodes);
}

function prepare(episodes: readonly Episode[]): readonly Scored[] {
  const nodes = new Map<string, number>();
  return episodes.map((episode) => {
    const first = episode.alerts[0];
    const resource = (first?.target.id ?? '').toLowerCase();
    const node = nodes.get(resource) ?? nodes.size;
    nodes.set(resource, node);
    return {
      episode,
      resource,
      node,
      dimensions: first === undefined ? new Map<string, string>() : discriminatingDimensions(first),
    };
  });
}

function* joinSteps(
  scored: readonly Scored[],
  topology: TopologyIndex,
  constraints: Constraints,
): Generator<void, readonly Group[]> {
  const scorer = new Scorer(topology, scored.reduce((most, one) => Math.max(most, one.node), 0) + 1);
  const groups: Group[] = [];
  const groupOf = new Map<number, Group>();
  let open: Group[] = [];
  let pairs = 0;
  for (const [index, current] of scored.entries()) {
    // The input is in order of time: a group whose last member is too old stays closed.
    open = open.filter((group) => current.episode.firedAt - lastFiring(scored, group) <= TIME_SPAN);
    const linked = constraints.blockOf(index)?.find((member) => groupOf.has(member));
    const forced = linked === undefined ? undefined : groupOf.get(linked);
    if (linked !== undefined && forced !== undefined) {
      forced.edges.push(edgeOf(scored, index, linked, scorer, topology, true));
      forced.members.push(index);
      groupOf.set(index, forced);
      if (!open.includes(forced)) open.push(forced);
      continue;
    }
    const forbidden = constraints.forbiddenTo(index);
    const candidates: Candidate[] = [];
    for (const group of open) {
      if (forbidden.size > 0 && group.members.some((member) => forbidden.has(member))) continue;
      const candidate = rate(group, index, scored, scorer);
      if (candidate !== undefined) candidates.push(candidate);
      pairs += group.members.length;
      if (pairs >= PAIRS_PER_STEP) {
        pairs = 0;
        yield;
      }
    }
    // Groups are in order of their seeds, and the sort is stable: among equals the older one wins.
    candidates.sort((a, b) => b.mean - a.mean || seedOf(a.group) - seedOf(b.group));
    const best = candidates[0];
    const joins = best !== undefined && best.mean >= JOIN_SCORE;
    const group: Group = joins ? best.group : { members: [], edges: [], alsoPossible: [] };
    if (joins) {
      group.edges.push(edgeOf(scored, index, best.best, scorer, topology, false));
      for (const other of candidates.slice(1)) {
        if (best.mean - other.mean > ALSO_POSSIBLE) break;
        group.alsoPossible.push({ episode: current.episode.id, group: other.group, score: other.mean });
      }
    } else {
      groups.push(group);
      open.push(group);
    }
    group.members.push(index);
    groupOf.set(index, group);
  }
  return groups;
}

function seedOf(group: Group): number {
  return group.members[0] ?? 0;
}

function pick(scored: readonly Scored[], index: number): Scored {
  const one = scored[index];
  if (one === undefined) throw new RangeError(`no episode ${index}`);
  return one;
}

function lastFiring(scored: readonly Scored[], group: Group): number {
  return pick(scored, group.members.at(-1) ?? 0).episode.firedAt;
}

/** The mean of the best three scores against the members within 15 minutes; undefined when none is. */
function rate(group: Group, index: number, scored: readonly Scored[], scorer: Scorer): Candidate | undefined {
  const current = pick(scored, index);
  const top: number[] = [];
  let best: { readonly index: number; readonly score: number } | undefined;
  for (let at = group.members.length - 1; at >= 0; at -= 1) {
    const member = group.members[at] ?? 0;
    const score = scorer.value(current, pick(scored, member));
    if (score === NOT_COMPARED) break;
    if (best === undefined || score >= best.score) best = { index: member, score };
    if (top.length < TOP) top.push(score);
    else if (score > 0) {
      const least = top.indexOf(Math.min(...top));
      if (score > (top[least] ?? 0)) top[least] = score;
    }
  }
  if (best === undefined) return undefined;
  return { group, mean: top.reduce((sum, score) => sum + score, 0) / top.length, best: best.index };
}

function edgeOf(
  scored: readonly Scored[],
  joined: number,
  member: number,
  scorer: Scorer,
  topology: TopologyIndex,
  byHand: boolean,
): GroupingEdge {
  const [one, other] = [pick(scored, joined), pick(scored, member)];
  const relation = topology.relation(one.resource, other.resource);
  const { agreeing } = sharedDimensions(one, other);
  return {
    joined: one.episode.id,
    member: other.episode.id,
    ...scorer.parts(one, other),
    apart: Math.abs(one.episode.firedAt - other.episode.firedAt),
    ...(relation === undefined ? {} : { hops: relation.hops, via: relation.via }),
    sharedDimensions: agreeing.map((name) => `${name} = ${one.dimensions.get(name) ?? ''}`),
    ...(byHand ? { byHand: true as const } : {}),
  };
}

function incidentIdOf(scored: readonly Scored[], group: Group): string {
  return `i${shortHash('incident', pick(scored, seedOf(group)).episode.id)}`;
}

function describe(
  group: Group,
  scored: readonly Scored[],
  ids: ReadonlyMap<Group, string>,
  topology: TopologyIndex,
  constraints: Constraints,
  changes: readonly Change[],
): Incident {
  const seed = pick(scored, seedOf(group)).episode;
  const episodes: [Episode, ...Episode[]] = [seed, ...group.members.slice(1).map((member) => pick(scored, member).episode)];
  const alerts = episodes
    .flatMap((episode) => episode.alerts)
    .sort((a, b) => a.firedAt - b.firedAt || compare(a.id.toLowerCase(), b.id.toLowerCase()));
  const origin = originOf(episodes, topology);
  const resources = [...new Set(group.members.map((member) => pick(scored, member).resource))];
  const more = alerts.length - 1;
  const rest = more === 0 ? '' : `, and ${more} related ${plural(more, 'alert')}`;
  return {
    id: ids.get(group) ?? incidentIdOf(scored, group),
    aliases: [],
    title: inert(`${origin.episode.alerts[0]?.name ?? ''} on ${topology.name(origin.resource)}${rest}`),
    episodes,
    alerts,
    severity: episodes.reduce((worst, episode) => (episode.severity < worst ? episode.severity : worst), seed.severity),
    startedAt: seed.firedAt,
    origin: origin.resource,
    originReason: origin.reason,
    edges: group.edges,
    alsoPossible: group.alsoPossible.map(({ episode, group: other, score }) => ({
      episode,
      incident: ids.get(other) ?? '',
      score,
    })),
    changes: attachChanges(seed.firedAt, resources, changes, topology),
    edited: group.members.some((member) => constraints.isNamed(member)),
  };
}

/** An earlier id belongs to the incident that now holds its seed, unless it is some incident's id still. */
function withAliases(
  incidents: readonly Incident[],
  published: NonNullable<GroupingInput['published']>,
  indexById: ReadonlyMap<string, number>,
  episodes: readonly Episode[],
): readonly Incident[] {
  if (published.length === 0) return incidents;
  const current = new Set(incidents.map((incident) => incident.id));
  const aliases = new Map<string, Set<string>>();
  const incidentOf = new Map(
    incidents.flatMap((incident) => incident.episodes.map((episode) => [episode.id, incident.id] as const)),
  );
  for (const before of published) {
    const index = indexById.get(before.episodes[0]?.id ?? '');
    const holder = index === undefined ? undefined : incidentOf.get(episodes[index]?.id ?? '');
    if (holder === undefined) continue;
    const known = aliases.get(holder) ?? new Set<string>();
    for (const id of [before.id, ...before.aliases]) if (!current.has(id)) known.add(id);
    aliases.set(holder, known);
  }
  return incidents.map((incident) => ({ ...incident, aliases: [...(aliases.get(incident.id) ?? [])].sort(compare) }));
}
