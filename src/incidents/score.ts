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

/** `Scorer.value` for episodes that are too far apart in time to be compared. */
export const NOT_COMPARED = -1;

/** Scores pairs of episodes; keeps every proximity it has worked out. */
export class Scorer {
  /** One row per resource, made on first use; NaN where nothing is worked out yet. */
  private readonly rows: (Float64Array | undefined)[] = [];

  constructor(
    private readonly topology: TopologyIndex,
    private readonly nodeCount: number,
  ) {}

  /**
   * s = 0.40 T + 0.35 P + 0.25 J with T = 1 - dt/15 min, P = 1/(1 + hops/2) (0 without relation) and J = the share of
   * agreeing among shared discriminating dimensions; without any, J drops out and the rest is scaled up.
   * `NOT_COMPARED` when more than 15 minutes apart; 0 for a pair that a veto keeps apart: different environments, or
   * all shared dimensions in conflict on different resources, or no relation and less than half of them agreeing.
   */
  value(a: Scored, b: Scored): number {
    const apart = Math.abs(a.episode.firedAt - b.episode.firedAt);
    if (apart > TIME_SPAN) return NOT_COMPARED;
    const shared = agreement(a.dimensions, b.dimensions);
    if (shared === 0 && a.node !== b.node) return 0;
    const proximity = this.proximity(a, b);
    if (proximity < 0 || (proximity === 0 && (shared === undefined || shared < 0.5))) return 0;
    const known = WEIGHTS.time * (1 - apart / TIME_SPAN) + WEIGHTS.proximity * proximity;
    return shared === undefined ? known / (WEIGHTS.time + WEIGHTS.proximity) : known + WEIGHTS.shared * shared;
  }

  /** The score with its parts. */
  parts(a: Scored, b: Scored): PairScore {
    const apart = Math.abs(a.episode.firedAt - b.episode.firedAt);
    const shared = agreement(a.dimensions, b.dimensions);
    return {
      score: Math.max(0, this.value(a, b)),
      time: Math.max(0, 1 - apart / TIME_SPAN),
      proximity: Math.max(0, this.proximity(a, b)),
      ...(shared === undefined ? {} : { shared }),
    };
  }

  /** Negative for resources of different environments. */
  private proximity(a: Scored, b: Scored): number {
    const [low, high] = a.node < b.node ? [a.node, b.node] : [b.node, a.node];
    // Half a matrix: a row only reaches from its own resource on.
    const row = (this.rows[low] ??= new Float64Array(this.nodeCount - low).fill(Number.NaN));
    let proximity = row[high - low] ?? Number.NaN;
    if (Number.isNaN(proximity)) {
      const hops = this.topology.hops(a.resource, b.resource);
      proximity = hops === undefined ? 0 : 1 / (1 + hops / 2);
      if (this.topology.environmentsDiffer(a.resource, b.resource)) proximity = -1;
      row[high - low] = proximity;
    }
    return proximity;
  }
}

function agreement(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): number | undefined {
  // Most alerts have none: this is the innermost step of the grouping.
  if (a.size === 0 || b.size === 0) return undefined;
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
