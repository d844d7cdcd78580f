import type { Alert } from '../model/alert';
import type { Episode } from '../model/incident';
import { MINUTE } from '../model/time';
import type { TopologyIndex } from './topology';

/** Episodes whose first firings are farther apart are not compared at all. */
export const TIME_SPAN = 15 * MINUTE;

const WEIGHTS = { time: 0.4, proximity: 0.35, shared: 0.25 } as const;

/** Parts of the score of two episodes, all in 0..1. `shared` is absent without a dimension that both have. */
export interface PairScore {
  readonly score: number;
  readonly time: number;
  readonly proximity: number;
  readonly shared?: number;
}

/** What is compared of an episode, prepared once. */
export interface Scored {
  readonly episode: Episode;
  /** Lower-case ARM id. */
  readonly resource: string;
  /** Small number of the resource, for tables of relations. */
  readonly node: number;
  /** Discriminating dimensions by their common name. */
  readonly dimensions: ReadonlyMap<string, string>;
}

/** Names under which sources report the few dimensions that tell causes apart. */
const DISCRIMINATING: Readonly<Record<string, readonly string[]>> = {
  operation: ['operation', 'operationname', 'requestname', 'requesturl', 'apiname', 'endpoint', 'path', 'url'],
  deployment: ['deployment', 'deploymentid', 'version', 'applicationversion', 'release'],
  'error code': [
    'errorcode',
    'resultcode',
    'requestresultcode',
    'dependencyresultcode',
    'statuscode',
    'httpstatuscode',
    'exceptiontype',
  ],
  region: ['region', 'location', 'georegion'],
};

const NAMES = new Map(Object.entries(DISCRIMINATING).flatMap(([name, keys]) => keys.map((key) => [key, name] as const)));

/** The dimensions of an alert that tell causes apart, under common names, values made comparable. */
export function discriminatingDimensions(alert: Alert): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(alert.dimensions)) {
    const name = NAMES.get(key.toLowerCase().replace(/[^a-z]/g, ''));
    const plain = value.trim();
    if (name !== undefined && plain !== '' && plain !== '*')
      found.set(name, name === 'operation' ? operationOf(plain) : plain.toLowerCase());
  }
  return found;
}

/** `GET /a?b=c` and `/a` are the same operation; paths keep their case. */
function operationOf(value: string): string {
  return value.replace(/^(GET|PUT|POST|PATCH|DELETE|HEAD|OPTIONS)\s+/i, '').replace(/\?.*$/, '');
}

/** Names of the shared dimensions, and how many of them agree. */
export function sharedDimensions(
  a: Scored,
  b: Scored,
): { readonly shared: readonly string[]; readonly agreeing: readonly string[] } {
  const shared = [...a.dimensions.keys()].filter((name) => b.dimensions.has(name));
  return { shared, agreeing: shared.filter((name) => a.dimensions.get(name) === b.dimensions.get(name)) };
}

/** Scores pairs of episodes; keeps every proximity it has worked out. */
export class Scorer {
  private readonly proximities = new Map<number, number>();

  constructor(
    private readonly topology: TopologyIndex,
    private readonly nodeCount: number,
  ) {}

  /**
   * s = 0.40 T + 0.35 P + 0.25 J with T = 1 - dt/15 min, P = 1/(1 + hops/2) (0 without relation) and J = the share of
   * agreeing among shared discriminating dimensions; without any, J drops out and the rest is scaled up.
   * Undefined when more than 15 minutes apart; score 0 for a pair that a veto keeps apart: different environments, or
   * all shared dimensions in conflict on different resources, or no relation and less than half of them agreeing.
   */
  score(a: Scored, b: Scored): PairScore | undefined {
    const apart = Math.abs(a.episode.firedAt - b.episode.firedAt);
    if (apart > TIME_SPAN) return undefined;
    const time = 1 - apart / TIME_SPAN;
    const proximity = this.proximity(a, b);
    const shared = agreement(a.dimensions, b.dimensions);
    const parts = { time, proximity: Math.max(0, proximity), ...(shared === undefined ? {} : { shared }) };
    const vetoed =
      proximity < 0 || (shared === 0 && a.node !== b.node) || (proximity === 0 && (shared === undefined || shared < 0.5));
    if (vetoed) return { score: 0, ...parts };
    const known = WEIGHTS.time * time + WEIGHTS.proximity * proximity;
    const score = shared === undefined ? known / (WEIGHTS.time + WEIGHTS.proximity) : known + WEIGHTS.shared * shared;
    return { score, ...parts };
  }

  /** Negative for resources of different environments. */
  private proximity(a: Scored, b: Scored): number {
    const key = Math.min(a.node, b.node) * this.nodeCount + Math.max(a.node, b.node);
    let proximity = this.proximities.get(key);
    if (proximity === undefined) {
      const hops = this.topology.relation(a.resource, b.resource)?.hops;
      proximity = this.topology.environmentsDiffer(a.resource, b.resource) ? -1 : hops === undefined ? 0 : 1 / (1 + hops / 2);
      this.proximities.set(key, proximity);
    }
    return proximity;
  }
}

function agreement(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): number | undefined {
  let shared = 0;
  let agreeing = 0;
  for (const [name, value] of a) {
    const other = b.get(name);
    if (other === undefined) continue;
    shared += 1;
    if (other === value) agreeing += 1;
  }
  return shared === 0 ? undefined : agreeing / shared;
}
