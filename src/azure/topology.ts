import type { Failure } from '../model/failure';
import { isAbort, SourceError } from '../model/failure';
import type { Resource, TopologyEdge } from '../model/resource';
import type { MetricSeries } from '../model/series';
import type { MetricStore, Sourced } from '../model/stores';
import { HOUR, MINUTE, type TimeWindow } from '../model/time';
import { abortOption, throwIfAborted } from './abort';
import { gather, type Part } from './gather';
import { clientOptions, type Pipeline } from './pipeline';
import { parseResourceId } from './resourceId';
import { callEdges, type CallCount, type HostedSite, hostingEdges, parentEdges } from './topologyMapping';

const roleDimension = 'cloud/roleName';
const targetDimension = 'dependency/target';
const mostSeries = 200;

/**
 * What needs what, from three sources: App Service says which plan hosts a site, ARM ids say what is part of what, and
 * Application Insights counts the calls in the window.
 */
export async function listEdges(
  pipeline: Pipeline,
  metrics: MetricStore,
  resources: readonly Resource[],
  window: TimeWindow,
  signal?: AbortSignal,
): Promise<Sourced<readonly TopologyEdge[]>> {
  const [hosting, calls] = await Promise.all([
    readHosting(pipeline, resources, signal),
    readCalls(metrics, resources, window, signal),
  ]);
  throwIfAborted(signal);
  return {
    value: [...parentEdges(resources), ...hosting.value, ...callEdges(calls.value, resources)],
    provenance: [...hosting.provenance, ...calls.provenance],
    failures: [...hosting.failures, ...calls.failures],
  };
}

async function readHosting(
  pipeline: Pipeline,
  resources: readonly Resource[],
  signal?: AbortSignal,
): Promise<Sourced<readonly TopologyEdge[]>> {
  const subscriptions = new Set(
    resources.filter(({ type }) => type === 'microsoft.web/sites').map(({ subscriptionId }) => subscriptionId),
  );
  const parts = [...subscriptions].map((id): Part<TopologyEdge> => ({
    source: 'dependencies',
    resource: `/subscriptions/${id}`,
    action: `read which plans host the sites of subscription ${id}`,
    async read(emit) {
      const [{ createWebSiteManagement }, { list }] = await Promise.all([
        import('@azure/arm-appservice/api'),
        import('@azure/arm-appservice/api/webApps'),
      ]);
      const context = createWebSiteManagement(pipeline.connection.credential, id, clientOptions(pipeline, 'read'));
      for await (const page of list(context, abortOption(signal)).byPage()) {
        emit(hostingEdges(page.map(toHostedSite)));
      }
    },
  }));
  return failuresBeside(parts, signal);
}

function toHostedSite(site: { readonly id?: string; readonly name?: string; readonly serverFarmId?: string }): HostedSite {
  return {
    ...(site.id === undefined ? {} : { id: site.id }),
    ...(site.name === undefined ? {} : { name: site.name }),
    ...(site.serverFarmId === undefined ? {} : { serverFarmId: site.serverFarmId }),
  };
}

/** Like gather, but when nothing at all can be read the other sources of edges still count. */
async function failuresBeside<T>(parts: readonly Part<T>[], signal?: AbortSignal): Promise<Sourced<readonly T[]>> {
  try {
    return await gather(parts, signal);
  } catch (error) {
    if (error instanceof SourceError) return { value: [], provenance: [], failures: [error.failure] };
    throw error;
  }
}

async function readCalls(
  metrics: MetricStore,
  resources: readonly Resource[],
  window: TimeWindow,
  signal?: AbortSignal,
): Promise<Sourced<readonly CallCount[]>> {
  const components = resources.filter(({ type }) => type === 'microsoft.insights/components');
  const results = await Promise.all(components.map((component) => readComponent(metrics, component, window, signal)));
  return {
    value: results.flatMap(({ value }) => value),
    provenance: results.flatMap(({ provenance }) => provenance),
    failures: results.flatMap(({ failures }) => failures),
  };
}

async function readComponent(
  metrics: MetricStore,
  component: Resource,
  window: TimeWindow,
  signal?: AbortSignal,
): Promise<Sourced<readonly CallCount[]>> {
  try {
    const answer = await metrics.query(
      {
        resourceId: component.id,
        namespace: 'microsoft.insights/components',
        metrics: ['dependencies/count'],
        aggregation: 'Count',
        grain: window.to - window.from >= 2 * HOUR ? HOUR : 5 * MINUTE,
        window,
        filter: `${roleDimension} eq '*' and ${targetDimension} eq '*'`,
        top: mostSeries,
      },
      signal,
    );
    const provenance = answer.provenance.map((one) => ({
      ...one,
      service: 'dependencies' as const,
      derivation: 'Sum of each series over the window.',
    }));
    return {
      value: answer.value.map((series) => toCall(series, component)),
      provenance,
      failures: answer.failures.map((failure) => about(failure, component)),
    };
  } catch (error) {
    if (isAbort(error) || !(error instanceof SourceError)) throw error;
    return { value: [], provenance: [], failures: [about(error.failure, component)] };
  }
}

function about(failure: Failure, component: Resource): Failure {
  return { ...failure, source: 'dependencies', resource: component.id };
}

function toCall({ dimensions, values }: MetricSeries, component: Resource): CallCount {
  const dimension = (name: string): string => {
    const key = Object.keys(dimensions).find((candidate) => candidate.toLowerCase() === name.toLowerCase());
    return key === undefined ? '' : (dimensions[key] ?? '');
  };
  const count = values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
  return {
    role: dimension(roleDimension),
    target: dimension(targetDimension),
    count,
    component: parseResourceId(component.id).name,
  };
}
