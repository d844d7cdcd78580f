import type { Instant } from '../model/time';
import type { UserResponse } from '../model/alert';
import type { Fault, LoggedRequest } from './handle';
import { guid } from './story/random';
import { syntheticLoad } from './story/load';
import { Running } from './running';
import { clusterLimits, logLimits, Throttle } from './throttle';
import type { Story, StoryAlert, StoryResource, StoryRule, StateChange, StorySeries } from './story/types';

const longestLog = 10_000;

/** Everything about a running emulator that can change: clock, faults, added load, written states, the log of requests. */
export class EmulatorState {
  now: Instant;
  faults: readonly Fault[] = [];
  requests: LoggedRequest[] = [];
  /** What can be cancelled by its id. */
  readonly running = new Running();
  private logThrottle = new Throttle(logLimits);
  private readonly clusterThrottles = new Map<string, Throttle>();
  private load: Pick<Story, 'resources' | 'rules' | 'alerts'> = { resources: [], rules: [], alerts: [] };
  private readonly written = new Map<string, StateChange[]>();
  private readonly bySeries = new Map<string, StorySeries>();
  private served = 0;
  private changes = 0;

  constructor(readonly story: Story) {
    this.now = story.info.opensAt;
    for (const series of story.series) this.bySeries.set(seriesKey(series.resourceId, series.metric), series);
  }

  reset(): void {
    this.now = this.story.info.opensAt;
    this.faults = [];
    this.requests = [];
    this.logThrottle = new Throttle(logLimits);
    this.clusterThrottles.clear();
    this.load = { resources: [], rules: [], alerts: [] };
    this.written.clear();
    this.changes += 1;
  }

  /** Changes whenever anything that alerts are worded from has changed. */
  get revision(): string {
    return `${this.now}|${this.load.alerts.length}|${this.changes}`;
  }

  get resources(): readonly StoryResource[] {
    return [...this.story.resources, ...this.load.resources];
  }

  get rules(): readonly StoryRule[] {
    return [...this.story.rules, ...this.load.rules];
  }

  /** The alerts that exist by now. */
  alerts(): StoryAlert[] {
    return [...this.story.alerts, ...this.load.alerts].filter(({ firedAt }) => firedAt <= this.now);
  }

  /** What people have said of an alert by now, oldest first. */
  statesOf(alert: StoryAlert): readonly StateChange[] {
    return [...alert.states, ...(this.written.get(alert.id) ?? [])]
      .filter(({ at }) => at <= this.now)
      .sort((a, b) => a.at - b.at);
  }

  changeState(alert: StoryAlert, to: UserResponse, comment: string): void {
    this.changes += 1;
    const change = { to, at: this.now, by: this.story.user.name, comment };
    this.written.set(alert.id, [...(this.written.get(alert.id) ?? []), change]);
  }

  series(resourceId: string, metric: string): StorySeries | undefined {
    return this.bySeries.get(seriesKey(resourceId, metric));
  }

  addAlerts(count: number): void {
    this.load = syntheticLoad(this.story, this.load.alerts.length + count);
  }

  log(request: LoggedRequest): void {
    this.requests.push(request);
    if (this.requests.length > longestLog) this.requests.shift();
  }

  /** One for all log queries, and one for each cluster. */
  throttle(cluster?: string): Throttle {
    if (cluster === undefined) return this.logThrottle;
    const throttle = this.clusterThrottles.get(cluster) ?? new Throttle(clusterLimits);
    this.clusterThrottles.set(cluster, throttle);
    return throttle;
  }

  /** Request and correlation ids: the same run gives the same ids. */
  nextRequestId(): string {
    return guid(`request|${this.story.info.id}|${this.served++}`);
  }
}

const seriesKey = (resourceId: string, metric: string): string => `${resourceId}|${metric}`.toLowerCase();
