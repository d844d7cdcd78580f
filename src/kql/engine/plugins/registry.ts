import type { Plugin } from './definition.js';
import {
  activeUsersCount,
  activityCountsMetrics,
  activityEngagement,
  activityMetrics,
  sessionCount,
  slidingWindowCounts,
} from './activity.js';
import { bagUnpack } from './bagUnpack.js';
import { geoLineLookup, geoPolygonLookup } from './geoLookup.js';
import { ipv4Lookup, ipv6Lookup } from './ipLookup.js';
import { narrow } from './narrow.js';
import { newActivityMetrics } from './newActivityMetrics.js';
import { autocluster, basket, diffpatterns } from './patterns.js';
import { pivot } from './pivot.js';
import { refusedPlugins } from './refused.js';
import { rollingPercentile } from './rollingPercentile.js';
import { dcountIntersect, estimateRowsCount, identity, preview, rowsNear } from './rows.js';
import { funnelSequence, funnelSequenceCompletion, sequenceDetect } from './sequences.js';

/** Every plugin that the engine knows. */
export const plugins: readonly Plugin[] = [
  bagUnpack,
  pivot,
  narrow,
  autocluster,
  basket,
  diffpatterns,
  dcountIntersect,
  ipv4Lookup,
  ipv6Lookup,
  geoPolygonLookup,
  geoLineLookup,
  rollingPercentile,
  rowsNear,
  preview,
  identity,
  { ...identity, name: 'identity_v3' },
  estimateRowsCount,
  activityCountsMetrics,
  activityEngagement,
  activityMetrics,
  activeUsersCount,
  newActivityMetrics,
  sessionCount,
  slidingWindowCounts,
  funnelSequence,
  funnelSequenceCompletion,
  sequenceDetect,
  ...refusedPlugins,
];

const byName = new Map(plugins.map((plugin) => [plugin.name, plugin]));

export function pluginNamed(name: string): Plugin | undefined {
  return byName.get(name);
}
