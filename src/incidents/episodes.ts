import { episodeKey, REFIRE, shortHash } from '../alerts/episodeKey';
import type { Alert, Severity } from '../model/alert';
import type { Episode } from '../model/incident';
import type { Instant } from '../model/time';
import { drain } from './cooperative';

/** Alerts without repetitions of one instance (the latest state of each is kept), oldest first, ties by id. */
export function distinctAlerts(alerts: readonly Alert[]): readonly Alert[] {
  const byId = new Map<string, Alert>();
  for (const alert of alerts) {
    const key = alert.id.toLowerCase();
    const known = byId.get(key);
    if (known === undefined || isNewer(alert, known)) byId.set(key, alert);
  }
  return [...byId].sort(([idA, a], [idB, b]) => a.firedAt - b.firedAt || compare(idA, idB)).map(([, alert]) => alert);
}

/** Two copies with the same time of change are settled by their content, so that the order of input never matters. */
function isNewer(a: Alert, b: Alert): boolean {
  if (a.modifiedAt !== b.modifiedAt) return a.modifiedAt > b.modifiedAt;
  return JSON.stringify(a) > JSON.stringify(b);
}

/** The id of the episode that begins with this firing. */
export function episodeIdOf(key: string, firedAt: Instant): string {
  return `e${shortHash('episode', key, firedAt)}`;
}

export interface EpisodeSet {
  /** By first firing, ties by id. */
  readonly episodes: readonly Episode[];
  /** Every id that an episode has or had while earlier firings were not known yet, to its index in `episodes`. */
  readonly indexById: ReadonlyMap<string, number>;
}

/** Firings of one rule on one resource with the same dimensions become one episode while each follows within 15 minutes. */
export function episodesOf(alerts: readonly Alert[]): EpisodeSet {
  return drain(episodeSteps(alerts));
}

const STEP = 200;

/** `episodesOf` in steps short enough for a process that must not be held up. */
export function* episodeSteps(alerts: readonly Alert[]): Generator<void, EpisodeSet> {
  const open = new Map<string, { readonly key: string; readonly alerts: Alert[] }>();
  const all: { readonly key: string; readonly alerts: Alert[] }[] = [];
  for (const [index, alert] of distinctAlerts(alerts).entries()) {
    if (index % STEP === 0) yield;
    const key = episodeKey(alert);
    const current = open.get(key);
    const last = current?.alerts.at(-1);
    if (current !== undefined && last !== undefined && alert.firedAt - last.firedAt <= REFIRE) {
      current.alerts.push(alert);
    } else {
      const started = { key, alerts: [alert] };
      open.set(key, started);
      all.push(started);
    }
  }
  const built: { readonly key: string; readonly episode: Episode }[] = [];
  for (const [index, { key, alerts: firings }] of all.entries()) {
    if (index % STEP === 0) yield;
    built.push({ key, episode: build(key, firings) });
  }
  built.sort((a, b) => a.episode.firedAt - b.episode.firedAt || compare(a.episode.id, b.episode.id));
  const indexById = new Map<string, number>();
  for (const [index, { key, episode }] of built.entries()) {
    if (index % STEP === 0) yield;
    for (const alert of episode.alerts) indexById.set(episodeIdOf(key, alert.firedAt), index);
  }
  return { episodes: built.map(({ episode }) => episode), indexById };
}

function build(key: string, alerts: readonly Alert[]): Episode {
  const firedAt = alerts[0]?.firedAt ?? 0;
  return {
    id: episodeIdOf(key, firedAt),
    alerts,
    firedAt,
    lastFiredAt: alerts.at(-1)?.firedAt ?? firedAt,
    severity: alerts.reduce<Severity>((worst, alert) => (alert.severity < worst ? alert.severity : worst), 4),
    flaps: alerts.length - 1,
  };
}

export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
