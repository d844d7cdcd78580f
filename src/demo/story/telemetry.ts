import { derive, rhythm, type Rhythm, type Span } from './rhythm';
import type { SeriesCell, StoryResource, StorySeries } from './types';

/** Series builders for one story: each names its random numbers after the resource and metric. */
export interface Telemetry {
  readonly plain: (resource: StoryResource, metric: string, kind: StorySeries['kind'], shape: Shape) => StorySeries;
  readonly requests: (component: StoryResource, operations: readonly OperationShape[]) => StorySeries[];
  readonly dependencies: (component: StoryResource, calls: readonly CallShape[]) => StorySeries[];
}

export type Shape = Omit<Rhythm, 'name'>;

export interface OperationShape {
  readonly role: string;
  readonly operation: string;
  readonly count: Shape;
  readonly failed: Shape;
  /** Milliseconds. */
  readonly duration: Shape;
}

export interface CallShape {
  readonly role: string;
  readonly target: string;
  readonly type: string;
  /** Successful calls per minute. */
  readonly count: Shape;
  readonly failed: Shape;
  /** Milliseconds. */
  readonly duration: Shape;
  /** Milliseconds of calls in vain, where they take another time: a time-out. */
  readonly failedDuration?: Shape;
}

export function telemetry(span: Span): Telemetry {
  /** The three metrics of one thing that is called: how often, how often in vain, and how long. */
  const family = (
    component: StoryResource,
    prefix: 'requests' | 'dependencies',
    things: readonly (OperationShape | CallShape)[],
    dimensionsOf: (index: number, success: boolean) => Readonly<Record<string, string>>,
  ): StorySeries[] => {
    const cells = things.map((thing, index) => {
      const name = (part: string): string => `${component.id}|${prefix}|${index}|${part}`;
      const good = rhythm(span, { ...thing.count, whole: true, name: name('count') });
      const bad = rhythm(span, { ...thing.failed, whole: true, name: name('failed') });
      const took = rhythm(span, { ...thing.duration, name: name('duration') });
      const other = 'failedDuration' in thing ? thing.failedDuration : undefined;
      const tookInVain = other === undefined ? took : rhythm(span, { ...other, name: name('failedDuration') });
      return { index, good, bad, took, tookInVain };
    });
    const both = (make: (cell: (typeof cells)[number], success: boolean) => Omit<SeriesCell, 'dimensions'>): SeriesCell[] =>
      cells.flatMap((cell) =>
        [true, false].map((success) => ({ dimensions: dimensionsOf(cell.index, success), ...make(cell, success) })),
      );
    const series = (metric: string, kind: StorySeries['kind'], list: readonly SeriesCell[]): StorySeries => ({
      resourceId: component.id,
      namespace: component.type,
      metric: `${prefix}/${metric}`,
      kind,
      cells: list,
    });
    return [
      series(
        'count',
        'counter',
        both((cell, success) => ({ values: success ? cell.good : cell.bad })),
      ),
      series(
        'failed',
        'counter',
        cells.map((cell) => ({ dimensions: dimensionsOf(cell.index, false), values: cell.bad })),
      ),
      series(
        'duration',
        'gauge',
        both((cell, success) => ({
          values: success ? cell.took : cell.tookInVain,
          weights: success ? cell.good : cell.bad,
        })),
      ),
    ];
  };

  return {
    plain: (resource, metric, kind, shape) => ({
      resourceId: resource.id,
      namespace: resource.type,
      metric,
      kind,
      cells: [{ dimensions: soleInstance(resource), values: rhythm(span, { ...shape, name: `${resource.id}|${metric}` }) }],
    }),
    requests: (component, operations) =>
      family(component, 'requests', operations, (index, success) => ({
        'request/success': success ? 'True' : 'False',
        'operation/name': operations[index]?.operation ?? '',
        'cloud/roleName': operations[index]?.role ?? '',
      })),
    dependencies: (component, calls) =>
      family(component, 'dependencies', calls, (index, success) => ({
        'dependency/type': calls[index]?.type ?? '',
        'dependency/success': success ? 'True' : 'False',
        'dependency/target': calls[index]?.target ?? '',
        'cloud/roleName': calls[index]?.role ?? '',
      })),
  };
}

/** A series that follows another one of the story, such as memory under CPU. */
export function following(
  source: StorySeries,
  resource: StoryResource,
  metric: string,
  formula: (value: number) => number,
): StorySeries {
  const cell = source.cells[0];
  if (cell === undefined) throw new RangeError(`${source.metric} has no cells`);
  return {
    resourceId: resource.id,
    namespace: resource.type,
    metric,
    kind: 'gauge',
    cells: [{ dimensions: {}, values: derive([() => cell.values()], formula) }],
  };
}

/** The value of the dimension that the type's metrics can be split by; these stories have one instance of each. */
function soleInstance(resource: StoryResource): Readonly<Record<string, string>> {
  if (resource.type.startsWith('Microsoft.Web/')) return { Instance: `lw0${resource.name}` };
  if (resource.type === 'Microsoft.ServiceBus/namespaces') return { EntityName: 'orders' };
  if (resource.type === 'Microsoft.ContainerService/managedClusters') return { node: `${resource.name}-nodepool1-vmss000000` };
  return {};
}
