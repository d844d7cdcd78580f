import { HOUR, MINUTE, type Instant } from '../../model/time';
import { rhythm } from '../story/rhythm';
import type { Course, StoryLogs } from '../story/logTypes';
import { hash } from '../story/random';
import type { SeriesCell, Story, StoryResource } from '../story/types';

/** The last hours before a story opens, and all after, are told in detail; what is older is sampled more. */
const detail = 36 * HOUR;

/** A story as the makers of its tables read it. */
export class LogStory {
  readonly seed: number;
  readonly from: Instant;
  readonly minutes: number;
  /** The first minute that is told in detail. */
  readonly detailFrom: number;
  readonly logs: StoryLogs;
  private readonly byId: ReadonlyMap<string, StoryResource>;

  constructor(readonly story: Story) {
    this.seed = hash(`logs|${story.info.id}`);
    this.from = story.from;
    this.minutes = Math.round((story.to - story.from) / MINUTE);
    this.detailFrom = Math.max(0, Math.round((story.info.opensAt - detail - story.from) / MINUTE));
    this.logs = story.logs ?? nothing;
    this.byId = new Map(story.resources.map((resource) => [resource.id.toLowerCase(), resource]));
  }

  at(minute: number): Instant {
    return this.from + minute * MINUTE;
  }

  minuteOf(at: Instant): number {
    return Math.floor((at - this.from) / MINUTE);
  }

  resource(id: string): StoryResource {
    const found = this.byId.get(id.toLowerCase());
    if (found === undefined) throw new RangeError(`no resource ${id} in ${this.story.info.id}`);
    return found;
  }

  /** Cells of one metric of a resource; none when the story does not measure it. */
  cells(resourceId: string, metric: string): readonly SeriesCell[] {
    const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
    return this.story.series.find((series) => same(series.resourceId, resourceId) && series.metric === metric)?.cells ?? [];
  }

  /** The only cell of a metric, one value per minute; all of them `otherwise` when the story does not measure it. */
  values(resourceId: string, metric: string, otherwise = 0): Float64Array {
    return this.cells(resourceId, metric)[0]?.values() ?? new Float64Array(this.minutes).fill(otherwise);
  }

  /** A figure that no series has, one value per minute. */
  course(name: string, shape: Course): Float64Array {
    return rhythm({ from: this.from, to: this.story.to, utcOffset: 0 }, { ...shape, name: `logs|${name}` })();
  }

  /** The customer id of the workspace, which its tables call `TenantId`. */
  get workspaceId(): string {
    const workspace = this.story.resources.find(({ id }) => id === this.logs.workspace);
    const id = workspace?.properties['customerId'];
    return typeof id === 'string' ? id : this.story.tenant.id;
  }

  /** Whether the platform says that nothing can be heard of the resource in that minute. */
  isSilent(resourceId: string): (minute: number) => boolean {
    const known = this.story.health
      .filter((entry) => entry.resourceId === resourceId)
      .sort((a, b) => a.at - b.at)
      .map(({ at, availability }) => ({ minute: this.minuteOf(at), silent: availability !== 'Available' }));
    if (known.length === 0) return () => false;
    return (minute) => known.findLast((entry) => entry.minute <= minute)?.silent ?? false;
  }
}

const nothing: StoryLogs = {
  workspace: '',
  roles: [],
  operations: [],
  calls: [],
  messages: [],
  webTests: [],
  hosts: [],
  httpLogs: [],
  databases: [],
  clusters: [],
  diagnostics: [],
  ingestion: { daily: {}, over: [] },
};
