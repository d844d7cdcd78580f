import { KqlError } from '../../kql/engine/errors';
import { ticksOfMilliseconds } from '../../kql/engine/ticks';
import { columnIndex } from '../../kql/engine/types';
import type { QueryResult } from '../../kql/engine/result';
import { QueryRunner } from '../../kql/runQuery';
import { answerCluster } from '../clusters/clusterAnswer';
import { clusterTables } from '../clusters/clusterTables';
import { same } from '../http';
import type { Story } from '../story/types';
import { logTables } from './catalog';
import { answerGraph, impliedTable } from './graphAnswer';
import { answerLogs } from './logAnswer';
import { toKqlError } from './queryErrors';
import type { ClusterJob, GraphJob, LogJob, LogView, QueryAnswer, QueryJob } from './queryJob';
import { refusals } from './refusals';
import { resourceGraphTables } from './resourceGraph';
import { ScopedCatalog, type Sight, type TableSet } from './scopedCatalog';

/** What readies the host may take that long, and the next of it comes that much later. */
const warmMilliseconds = 10_000;
const quietMilliseconds = 200;

interface Runner {
  readonly runner: QueryRunner;
  readonly catalog: ScopedCatalog;
}

/** The language service, the engine and a story's tables, all made when they are first needed. Belongs in a thread of its own. */
export class QueryHost {
  private logs: TableSet | undefined;
  private readonly runners = new Map<'workspace' | 'app', Promise<Runner>>();
  private readonly databases = new Map<string, Promise<Runner>>();

  /** How many queries have come. */
  private asked = 0;

  constructor(private readonly story: Story) {}

  /** Runs a small query, then one that makes the rows of the applications; whoever comes meanwhile goes first. What fails is said by the first query. */
  async warm(): Promise<void> {
    for (const [asked, text] of ['print 1', 'AppRequests | count'].entries()) {
      if (this.asked > asked) return;
      const job = { kind: 'logs', text, view: { kind: 'workspace' }, statistics: true, render: true } as const;
      await this.answer({ ...job, now: this.story.info.opensAt, milliseconds: warmMilliseconds });
      await new Promise((resolve) => setTimeout(resolve, quietMilliseconds));
    }
  }

  /** Never rejects: what goes wrong is an answer too. A query that was cancelled is answered with a time-out that nobody reads. */
  async answer(job: QueryJob, isCancelled: () => boolean = () => false): Promise<QueryAnswer> {
    this.asked += 1;
    try {
      switch (job.kind) {
        case 'logs':
          return await this.runLogs(job, isCancelled);
        case 'resourceGraph':
          return await this.runGraph(job, isCancelled);
        case 'cluster':
          return await this.runCluster(job, isCancelled);
      }
    } catch (error) {
      return refusals[job.kind](toKqlError(error), job.text);
    }
  }

  private async runCluster(job: ClusterJob, isCancelled: () => boolean): Promise<QueryAnswer> {
    const { runner, catalog } = await this.runnerOf(job);
    catalog.look({ to: job.now });
    return answerCluster(job, this.run(runner, job, job.milliseconds, isCancelled), isCancelled);
  }

  private runnerOf({ cluster, database }: ClusterJob): Promise<Runner> {
    const key = `${cluster}/${database}`;
    let made = this.databases.get(key);
    if (made === undefined) {
      const found = this.story.clusters
        ?.find(({ origin }) => origin === cluster)
        ?.databases.find(({ name }) => name === database);
      if (found === undefined) throw new KqlError('internal', `There is no database ${key}.`);
      const isHere = (qualifier: string): boolean =>
        /^(?:cluster\s*\([^)]*\)\s*\.\s*)?database\s*\(\s*["'](.*)["']\s*\)$/i.exec(qualifier.trim())?.[1] === database;
      const catalog = new ScopedCatalog(clusterTables(this.story, found), undefined, isHere);
      this.databases.set(key, (made = QueryRunner.create(catalog).then((runner) => ({ runner, catalog }))));
    }
    return made;
  }

  private async runLogs(job: LogJob, isCancelled: () => boolean): Promise<QueryAnswer> {
    const { runner, catalog } = await this.runnerFor(job.view);
    catalog.look(sightOf(job));
    return answerLogs(job, this.run(runner, job, job.milliseconds, isCancelled), isCancelled);
  }

  private async runGraph(job: GraphJob, isCancelled: () => boolean): Promise<QueryAnswer> {
    const tables = resourceGraphTables(this.story, job.state);
    const catalog = new ScopedCatalog(tables);
    for (const name of tables.names()) {
      for (const spelling of job.text.match(new RegExp(`\\b${name}\\b`, 'gi')) ?? []) catalog.add(spelling, name);
    }
    catalog.look({ where: { column: 'subscriptionId', test: (id) => id === '' || job.subscriptions.includes(id) } });
    const runner = await QueryRunner.create(catalog);
    const implied = impliedTable(job.text);
    try {
      return answerGraph(
        job,
        this.run(runner, { ...job, text: `${implied}${job.text}` }, graphMilliseconds, isCancelled),
        isCancelled,
      );
    } catch (error) {
      const { code, message, span } = toKqlError(error);
      throw new KqlError(code, message, { ...span, start: Math.max(0, span.start - implied.length) });
    }
  }

  private run(runner: QueryRunner, { text, now }: QueryJob, milliseconds: number, isCancelled: () => boolean): QueryResult {
    return runner.run({ text, now: ticksOfMilliseconds(now), limits: { milliseconds }, isCancelled });
  }

  /** The classic names are known where an Application Insights component is asked. */
  private runnerFor({ kind }: LogView): Promise<Runner> {
    const key = kind === 'app' ? 'app' : 'workspace';
    let made = this.runners.get(key);
    if (made === undefined) {
      const tables = (this.logs ??= logTables(this.story));
      const isClassic = (name: string): boolean => columnIndex(tables.schema(name), 'TimeGenerated') < 0;
      const names = tables.names().filter((name) => key === 'app' || !isClassic(name));
      const catalog = new ScopedCatalog(tables, names, (qualifier) => this.isHere(qualifier));
      this.runners.set(key, (made = QueryRunner.create(catalog).then((runner) => ({ runner, catalog }))));
    }
    return made;
  }

  /** `workspace("…")` and `app("…")` of this story, by name, id or ARM id. */
  private isHere(qualifier: string): boolean {
    const [, name] = /^(?:workspace|app)\s*\(\s*["'](.*)["']\s*\)$/i.exec(qualifier.trim()) ?? [];
    return (
      name !== undefined &&
      this.story.resources.some(
        (resource) =>
          /^Microsoft\.(OperationalInsights\/workspaces|Insights\/components)$/i.test(resource.type) &&
          [resource.name, resource.id, resource.properties['customerId'], resource.properties['AppId']].some(
            (known) => typeof known === 'string' && same(known, name),
          ),
      )
    );
  }
}

const graphMilliseconds = 60_000;

function sightOf({ view, window, now }: LogJob): Sight {
  const to = Math.min(now, window?.to ?? now);
  const sight = { to, ...(window?.from !== undefined && { from: window.from }) };
  if (view.kind === 'workspace') return sight;
  const ids = view.kind === 'app' ? [view.id] : view.ids;
  return {
    ...sight,
    where: { column: '_ResourceId', test: (text) => ids.some((id) => text === id || text.startsWith(`${id}/`)) },
  };
}
