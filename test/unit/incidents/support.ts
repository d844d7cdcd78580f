import type { Alert, Severity } from '../../../src/model/alert';
import type { Resource, TopologyEdge } from '../../../src/model/resource';
import { MINUTE, parseIso } from '../../../src/model/time';

export const SUBSCRIPTION = '00000000-0000-0000-0000-000000000001';
export const T0 = parseIso('2026-03-10T02:00:00Z');

export function resourceId(name: string, group = 'rg'): string {
  return `/subscriptions/${SUBSCRIPTION}/resourceGroups/${group}/providers/Test.Things/things/${name}`;
}

export function resource(name: string, tags: Record<string, string> = {}, group = 'rg'): Resource {
  return {
    id: resourceId(name, group).toLowerCase(),
    name,
    type: 'test.things/things',
    resourceGroup: group,
    subscriptionId: SUBSCRIPTION,
    location: 'here',
    tags,
  };
}

export function edge(
  from: string,
  to: string,
  weight = 1,
  reason = 'calls',
  groups: [string, string] = ['rg', 'rg'],
): TopologyEdge {
  return { from: resourceId(from, groups[0]).toLowerCase(), to: resourceId(to, groups[1]).toLowerCase(), weight, reason };
}

export interface AlertShape extends Partial<Omit<Alert, 'target' | 'severity'>> {
  readonly on?: string;
  readonly group?: string;
  readonly sev?: Severity;
  /** Minutes after T0. */
  readonly minute?: number;
}

let serial = 0;

export function alert(shape: AlertShape = {}): Alert {
  const { on = 'web', group = 'rg', sev = 1, minute = 0, ...rest } = shape;
  serial += 1;
  const firedAt = rest.firedAt ?? T0 + minute * MINUTE;
  return {
    id: `/alerts/${serial}`,
    name: `Rule of ${on}`,
    rule: `/rules/${on}`,
    severity: sev,
    kind: 'metric',
    monitorService: 'Platform',
    signalType: 'Metric',
    monitorCondition: 'Fired',
    userResponse: 'New',
    suppressed: false,
    firedAt,
    modifiedAt: firedAt,
    modifiedBy: 'System',
    target: {
      id: resourceId(on, group),
      name: on,
      type: 'test.things/things',
      resourceGroup: group,
      subscriptionId: SUBSCRIPTION,
    },
    description: '',
    dimensions: {},
    ...rest,
  };
}

/** mulberry32: a small seeded generator of numbers in 0..1. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
