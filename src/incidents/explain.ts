import { clockLabel } from '../documents/clock';
import { formatDuration, formatNumber, plural, type Wording } from '../documents/format';
import { inert } from '../documents/plainText';
import type { GroupingEdge, Incident } from '../model/incident';
import type { Instant } from '../model/time';

/** The parts of the sentence about one join, for renderers that link its numbers. */
export interface EdgeParts {
  readonly joinedAt: Instant;
  readonly memberAt: Instant;
  /** `5 min apart`. */
  readonly apart: string;
  /** Relation and shared dimensions in words, each ready to stand between semicolons. */
  readonly reasons: readonly string[];
  /** Two decimals. */
  readonly score: string;
}

export function edgeParts(edge: GroupingEdge, incident: Incident): EdgeParts {
  const firing = new Map(incident.episodes.map((episode) => [episode.id, episode.firedAt]));
  const [joinedAt, memberAt] = [firing.get(edge.joined), firing.get(edge.member)];
  if (joinedAt === undefined || memberAt === undefined) throw new RangeError(`the edge is not one of incident ${incident.id}`);
  const shared = edge.sharedDimensions.map((dimension) => `both ${dimension}`);
  return {
    joinedAt,
    memberAt,
    apart: edge.apart === 0 ? 'at the same time' : `${formatDuration(edge.apart)} apart`,
    reasons: [...(edge.byHand === true ? ['put together by hand'] : []), relationOf(edge), ...shared].map(inert),
    score: edge.score.toFixed(2),
  };
}

/** One join as a sentence: who joined whom, how far apart, how they relate, what they share, and the score. */
export function explainEdge(edge: GroupingEdge, incident: Incident, wording: Wording): string {
  const parts = edgeParts(edge, incident);
  const label = (at: Instant): string => clockLabel(at, wording.timeZone, wording.now);
  return `${label(parts.joinedAt)} joined ${label(parts.memberAt)}: ${[parts.apart, ...parts.reasons, `score ${parts.score}`].join('; ')}`;
}

/** A sentence per join, in order of time. */
export function explainIncident(incident: Incident, wording: Wording): readonly string[] {
  return incident.edges.map((edge) => explainEdge(edge, incident, wording));
}

function relationOf(edge: GroupingEdge): string {
  if (edge.via === undefined || edge.hops === undefined) return 'no known relation';
  return edge.hops === 0 ? edge.via : `${edge.via} (${formatNumber(edge.hops)} ${plural(edge.hops, 'hop')})`;
}
