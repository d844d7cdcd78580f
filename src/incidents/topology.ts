import type { TargetResource } from '../model/alert';
import type { Topology, TopologyEdge } from '../model/resource';

/** How far two resources are from each other and why. */
export interface Relation {
  readonly hops: number;
  /** The relation in words, such as `web calls api`. */
  readonly via: string;
  /** True when only a shared application tag or resource group relates them. */
  readonly weak: boolean;
}

/** Relations farther than this do not count. */
export const MAX_HOPS = 4;
/** Hops that a shared application tag or resource group counts for, where no path is known. */
export const WEAK_HOPS = 2;

const APPLICATION_TAGS = ['application', 'app', 'workload', 'system', 'service'];
const ENVIRONMENT_TAGS = ['environment', 'env', 'stage'];

interface Node {
  readonly id: string;
  readonly name: string;
  readonly group: string;
  readonly application: string | undefined;
  readonly environment: string | undefined;
  readonly edges: TopologyEdge[];
}

interface Found {
  readonly hops: number;
  /** The callee over which the way leads; absent for a weak relation. */
  readonly common?: string;
}

interface Reach {
  readonly hops: number;
  /** The edge by which the shortest path arrives; absent at its start. */
  readonly edge?: TopologyEdge;
  /** Steps of that path. */
  readonly steps: number;
}

/** Answers how resources relate, with every distance computed once. Ids are compared without regard to case. */
export class TopologyIndex {
  private hasEnvironments = false;
  private readonly nodes = new Map<string, Node>();
  private readonly reaches = new Map<string, ReadonlyMap<string, Reach>>();
  private readonly relations = new Map<string, Map<string, Found | undefined>>();

  /** `targets` are resources known only from their alerts; what the topology says of them wins. */
  constructor(topology: Topology, targets: Iterable<TargetResource> = []) {
    for (const resource of topology.resources) {
      const { id, name, tags } = resource;
      this.add(id, name, groupKey(resource), tagOf(tags, APPLICATION_TAGS), tagOf(tags, ENVIRONMENT_TAGS));
    }
    for (const target of targets)
      if (!this.nodes.has(target.id.toLowerCase())) this.add(target.id, target.name, groupKey(target));
    for (const edge of topology.edges) {
      if (!this.nodes.has(edge.from.toLowerCase())) this.add(edge.from, nameOf(edge.from), '');
      this.nodes.get(edge.from.toLowerCase())?.edges.push(edge);
    }
    // The order in which a source lists its edges must not decide between paths of equal length.
    for (const node of this.nodes.values()) node.edges.sort((a, b) => (a.to.toLowerCase() < b.to.toLowerCase() ? -1 : 1));
  }

  name(id: string): string {
    return this.nodes.get(id.toLowerCase())?.name ?? nameOf(id);
  }

  /** True when both are tagged with an environment and the two differ. */
  environmentsDiffer(a: string, b: string): boolean {
    if (!this.hasEnvironments) return false;
    const [one, other] = [this.nodes.get(a.toLowerCase())?.environment, this.nodes.get(b.toLowerCase())?.environment];
    return one !== undefined && other !== undefined && one !== other;
  }

  /** Hops along the edges from a caller to what it needs, at most 4; undefined when it does not need it. */
  dependsOn(caller: string, callee: string): number | undefined {
    return this.reach(caller.toLowerCase()).get(callee.toLowerCase())?.hops;
  }

  /** Hops of the shortest way over a common callee (either may itself be it), else of the weak relation, else undefined. */
  hops(a: string, b: string): number | undefined {
    const [one, other] = [a.toLowerCase(), b.toLowerCase()];
    return (this.relations.get(one)?.get(other) ?? this.find(one, other))?.hops;
  }

  /** The same with its words. */
  relation(a: string, b: string): Relation | undefined {
    const found = this.relate(a, b);
    if (found === undefined) return undefined;
    const [one, other] = [a.toLowerCase(), b.toLowerCase()].sort();
    const { hops, common } = found;
    return { hops, via: this.describe(one ?? '', other ?? '', common), weak: common === undefined };
  }

  private relate(a: string, b: string): Found | undefined {
    const [first, second] = [a.toLowerCase(), b.toLowerCase()];
    const [one, other] = first < second ? [first, second] : [second, first];
    const row = this.relations.get(one) ?? new Map<string, Found | undefined>();
    this.relations.set(one, row);
    if (!row.has(other)) row.set(other, this.find(one, other));
    return row.get(other);
  }

  private find(a: string, b: string): Found | undefined {
    if (a === b) return { hops: 0, common: a };
    const [fromA, fromB] = [this.reach(a), this.reach(b)];
    let best: { readonly hops: number; readonly common: string } | undefined;
    for (const [common, { hops }] of fromA) {
      const total = hops + (fromB.get(common)?.hops ?? Infinity);
      if (total > MAX_HOPS) continue;
      if (best === undefined || total < best.hops || (total === best.hops && common < best.common))
        best = { hops: total, common };
    }
    return best ?? (this.shared(a, b) === undefined ? undefined : { hops: WEAK_HOPS });
  }

  /** What two resources without a path have in common, in words. */
  private shared(a: string, b: string): string | undefined {
    const [one, other] = [this.nodes.get(a), this.nodes.get(b)];
    if (one === undefined || other === undefined) return undefined;
    if (one.application !== undefined && one.application === other.application)
      return `both belong to application ${one.application}`;
    if (one.group === '' || one.group !== other.group) return undefined;
    return `both are in resource group ${one.group.slice(one.group.indexOf('/') + 1)}`;
  }

  private describe(a: string, b: string, common: string | undefined): string {
    if (common === undefined) return this.shared(a, b) ?? '';
    if (a === b) return `same resource ${this.name(a)}`;
    if (common === b) return this.path(a, b);
    if (common === a) return this.path(b, a);
    return `${this.name(a)} and ${this.name(b)} both depend on ${this.name(common)}`;
  }

  /** One step keeps the reason that the source gave where it reads as a verb; more steps become an arrow chain. */
  private path(from: string, to: string): string {
    const reach = this.reach(from);
    const names: string[] = [];
    let reason = '';
    for (let at: string | undefined = to; at !== undefined && at !== from;) {
      names.unshift(this.name(at));
      const edge: TopologyEdge | undefined = reach.get(at)?.edge;
      reason = edge?.reason ?? '';
      at = edge?.from.toLowerCase();
    }
    if (names.length === 1) return `${this.name(from)} ${verbOf(reason)} ${this.name(to)}`;
    return `${this.name(from)} depends on ${this.name(to)} (${[this.name(from), ...names].join(' → ')})`;
  }

  /** Dijkstra's algorithm along the edges, cut at the largest distance that counts. */
  private reach(start: string): ReadonlyMap<string, Reach> {
    const known = this.reaches.get(start);
    if (known !== undefined) return known;
    const settled = new Map<string, Reach>();
    const open = new Map<string, Reach>([[start, { hops: 0, steps: 0 }]]);
    while (open.size > 0) {
      const [at, reached] = [...open].reduce((a, b) => (isShorter(b[1], a[1]) ? b : a));
      open.delete(at);
      settled.set(at, reached);
      for (const edge of this.nodes.get(at)?.edges ?? []) {
        const to = edge.to.toLowerCase();
        const next: Reach = { hops: reached.hops + Math.max(0, edge.weight), edge, steps: reached.steps + 1 };
        const before = open.get(to);
        if (settled.has(to) || next.hops > MAX_HOPS || (before !== undefined && !isShorter(next, before))) continue;
        open.set(to, next);
      }
    }
    this.reaches.set(start, settled);
    return settled;
  }

  private add(id: string, name: string, group: string, application?: string, environment?: string): void {
    const key = id.toLowerCase();
    if (environment !== undefined) this.hasEnvironments = true;
    this.nodes.set(key, { id: key, name, group, application, environment, edges: [] });
  }
}

function isShorter(a: Reach, b: Reach): boolean {
  return a.hops < b.hops || (a.hops === b.hops && a.steps < b.steps);
}

function groupKey(resource: { readonly subscriptionId: string; readonly resourceGroup: string }): string {
  return resource.resourceGroup === '' ? '' : `${resource.subscriptionId}/${resource.resourceGroup}`.toLowerCase();
}

function tagOf(tags: Readonly<Record<string, string>>, keys: readonly string[]): string | undefined {
  const byKey = new Map(Object.entries(tags).map(([key, value]) => [key.toLowerCase(), value.trim().toLowerCase()]));
  return keys.map((key) => byKey.get(key)).find((value) => value !== undefined && value !== '');
}

function nameOf(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1) || id;
}

function verbOf(reason: string): string {
  return /^(calls|uses|needs|reads|writes|runs|depends|sends|is|has|hosted|attached|connects|belongs|queries)\b[\w ]*$/.test(
    reason,
  )
    ? reason
    : 'depends on';
}
