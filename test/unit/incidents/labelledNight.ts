import type { Alert } from '../../../src/model/alert';
import type { Incident } from '../../../src/model/incident';
import type { Resource, Topology, TopologyEdge } from '../../../src/model/resource';
import { HOUR, MINUTE } from '../../../src/model/time';
import { alert, edge, random, resource, T0 } from './support';

/** A made-up night whose true causes are known. `cause` maps alert ids to the number of the fault; noise has none. */
export interface LabelledNight {
  readonly topology: Topology;
  readonly alerts: readonly Alert[];
  readonly cause: ReadonlyMap<string, number>;
}

export interface NightShape {
  readonly faults: number;
  readonly noise: number;
  /** Share of the edges that the grouping does not get to see. */
  readonly missingEdges?: number;
}

/** Four applications of seven resources and a shared database server: gateway → web, api → worker → database, cache, queue. */
export function labelledNight(seed: number, shape: NightShape): LabelledNight {
  const next = random(seed);
  const resources: Resource[] = [resource('server', {}, 'shared')];
  const edges: TopologyEdge[] = [];
  for (const app of ['a', 'b', 'c', 'd']) {
    const group = `rg-${app}`;
    const name = (role: string): string => `${app}-${role}`;
    const roles = ['gateway', 'web', 'api', 'worker', 'database', 'cache', 'queue'];
    resources.push(...roles.map((role) => resource(name(role), { application: app }, group)));
    const link = (from: string, to: string): TopologyEdge => edge(name(from), name(to), 1, 'calls', [group, group]);
    edges.push(
      link('gateway', 'web'),
      link('web', 'api'),
      link('api', 'cache'),
      link('api', 'database'),
      link('worker', 'queue'),
    );
    edges.push(link('worker', 'database'), edge(name('database'), 'server', 0.5, 'hosted on', [group, 'shared']));
  }
  const callers = (id: string): string[] => edges.filter((one) => one.to === id).map((one) => one.from);
  const byId = new Map(resources.map((one) => [one.id, one]));
  const alerts: Alert[] = [];
  const cause = new Map<string, number>();
  const fire = (at: string, firedAt: number, rule: string, dimensions: Record<string, string>): Alert => {
    const one = byId.get(at)!;
    const made = alert({
      on: one.name,
      group: one.resourceGroup,
      firedAt: Math.round(firedAt),
      rule: `/rules/${rule}-${one.name}`,
      dimensions,
    });
    alerts.push(made);
    return made;
  };
  for (let fault = 0; fault < shape.faults; fault += 1) {
    const start = T0 + next() * 12 * HOUR;
    const operation = next() < 0.4 ? { operation: `/op${fault}` } : {};
    const reached = new Map<string, number>([[resources[1 + Math.floor(next() * (resources.length - 1))]!.id, start]]);
    for (const [at, when] of reached) {
      cause.set(fire(at, when, 'main', operation).id, fault);
      if (next() < 0.3) cause.set(fire(at, when + next() * 3 * MINUTE, 'second', operation).id, fault);
      if (next() < 0.2) cause.set(fire(at, when + (4 + next() * 6) * MINUTE, 'main', operation).id, fault);
      for (const caller of callers(at))
        if (!reached.has(caller) && next() < 0.75) reached.set(caller, when + (0.5 + next() * 4) * MINUTE);
    }
  }
  for (let one = 0; one < shape.noise; one += 1) {
    fire(resources[Math.floor(next() * resources.length)]!.id, T0 + next() * 12 * HOUR, `noise${Math.floor(next() * 6)}`, {});
  }
  const seen = edges.filter(() => next() >= (shape.missingEdges ?? 0));
  return { topology: { resources, edges: seen }, alerts, cause };
}

export interface PairQuality {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** Pairwise quality over the alerts of several nights: a pair is right when both share a fault; noise pairs are never right. */
export function pairQuality(
  nights: readonly { readonly night: LabelledNight; readonly incidents: readonly Incident[] }[],
): PairQuality {
  let [right, together, related] = [0, 0, 0];
  for (const { night, incidents } of nights) {
    const group = new Map(incidents.flatMap((incident, index) => incident.alerts.map((one) => [one.id, index] as const)));
    for (const [i, a] of night.alerts.entries()) {
      for (const b of night.alerts.slice(i + 1)) {
        const same = group.get(a.id) === group.get(b.id);
        const truth = night.cause.has(a.id) && night.cause.get(a.id) === night.cause.get(b.id);
        together += same ? 1 : 0;
        related += truth ? 1 : 0;
        right += same && truth ? 1 : 0;
      }
    }
  }
  const [precision, recall] = [right / together, right / related];
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall) };
}
