import { inZone, parseWallClock } from '../documents/clock';
import type { Alert, Severity } from '../model/alert';
import { DAY, type Instant } from '../model/time';
import { episodeKey, REFIRE, shortHash } from './episodeKey';

/** A span of local wall-clock time, from included and to not; it may cross midnight. */
export interface QuietHours {
  /** `HH:mm`. */
  readonly from: string;
  readonly to: string;
  /** IANA name. */
  readonly timeZone: string;
}

export interface NotifySettings {
  /** Severities from 0 up to this one deserve a toast. */
  readonly upTo: Severity;
  readonly quietHours?: QuietHours;
}

export interface Notification {
  /** To be shown now, most severe first. */
  readonly toasts: readonly Alert[];
  /** To be given back with the next load. */
  readonly seen: ReadonlySet<string>;
}

const FORGET = 31 * DAY;

/**
 * Which alerts of a load deserve a toast. `seen` is what the last call returned, undefined on the first load, which
 * never toasts. An alert is told at most once, a re-firing of the same episode within 15 minutes not at all, and
 * what fired in quiet hours is not told later either: the badge and the tree have it.
 */
export function selectToasts(
  alerts: readonly Alert[],
  seen: ReadonlySet<string> | undefined,
  now: Instant,
  settings: NotifySettings,
): Notification {
  const quiet = settings.quietHours !== undefined && isQuiet(now, settings.quietHours);
  const next = new Set([...(seen ?? [])].filter((key) => now - (firedAtOf(key) ?? now) <= FORGET));
  const firings = firingsByEpisode(next);
  const toasts: Alert[] = [];
  const ordered = [...alerts].sort((a, b) => a.firedAt - b.firedAt || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  for (const alert of ordered) {
    const episode = shortHash(episodeKey(alert));
    const idKey = `id:${shortHash(alert.id.toLowerCase())}@${alert.firedAt}`;
    if (next.has(idKey)) continue;
    const known = firings.get(episode) ?? [];
    const isRefire = known.some((firedAt) => Math.abs(firedAt - alert.firedAt) <= REFIRE);
    next.add(idKey);
    next.add(`episode:${episode}@${alert.firedAt}`);
    firings.set(episode, [...known, alert.firedAt]);
    const deserves =
      alert.severity <= settings.upTo && alert.monitorCondition === 'Fired' && alert.userResponse === 'New' && !alert.suppressed;
    if (seen !== undefined && !quiet && !isRefire && deserves) toasts.push(alert);
  }
  return { toasts: toasts.sort((a, b) => a.severity - b.severity || a.firedAt - b.firedAt), seen: next };
}

/** True when the wall clock of the zone stands within the span. Equal ends mean no quiet hours. */
export function isQuiet(now: Instant, hours: QuietHours): boolean {
  const local = inZone(now, hours.timeZone);
  const minutes = local.hour * 60 + local.minute;
  const [from, to] = [minutesOf(hours.from), minutesOf(hours.to)];
  return from <= to ? minutes >= from && minutes < to : minutes >= from || minutes < to;
}

function minutesOf(text: string): number {
  const { hour, minute } = parseWallClock(text);
  return hour * 60 + minute;
}

function firedAtOf(key: string): Instant | undefined {
  const at = Number(key.slice(key.lastIndexOf('@') + 1));
  return key.includes('@') && Number.isFinite(at) ? at : undefined;
}

function firingsByEpisode(keys: ReadonlySet<string>): Map<string, readonly Instant[]> {
  const firings = new Map<string, readonly Instant[]>();
  for (const key of keys) {
    const episode = /^episode:([0-9a-f]+)@/.exec(key)?.[1];
    const firedAt = firedAtOf(key);
    if (episode !== undefined && firedAt !== undefined) firings.set(episode, [...(firings.get(episode) ?? []), firedAt]);
  }
  return firings;
}
