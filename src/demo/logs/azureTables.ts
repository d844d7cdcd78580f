import type { Table } from '../../kql/engine/chunk';
import { toIso } from '../../model/time';
import type { StoryActivity, StorySeries } from '../story/types';
import { aggregate } from '../story/evaluate';
import { metricsOf } from '../story/metricCatalog';
import { unixEpochTicks } from '../../kql/engine/ticks';
import { always, reals, texts, type Fill } from './fills';
import { RowWriter } from './logRows';
import type { LogStory } from './logStory';
import { olderStep } from './perf';
import { toldTable, workspaceTable, type ToldRow } from './workspaceTable';

const statuses: Readonly<Record<StoryActivity['status'], string>> = {
  Started: 'Start',
  Accepted: 'Accept',
  Succeeded: 'Success',
  Failed: 'Failure',
  Active: 'Active',
  Resolved: 'Resolved',
};

const ticks = (at: number): bigint => BigInt(at) * 10_000n + unixEpochTicks;

/** The activity log of the story's subscriptions. */
export function azureActivity(log: LogStory): Table {
  const rows = log.story.activity.map((entry): ToldRow => {
    const [provider = ''] = entry.resourceType.split('/');
    const authorization = { action: entry.operation, scope: entry.resourceId };
    const properties = { ...entry.properties, ...(entry.description === '' ? {} : { description: entry.description }) };
    return {
      at: entry.at,
      resource: entry.resourceId,
      values: {
        OperationName: entry.operationLabel,
        OperationNameValue: entry.operation.toUpperCase(),
        Level: entry.level === 'Informational' ? 'Information' : entry.level,
        Category: entry.category,
        CategoryValue: entry.category,
        ActivityStatus: entry.status,
        ActivityStatusValue: statuses[entry.status],
        Caller: entry.caller,
        CallerIpAddress: entry.caller.includes('@') ? '203.0.113.24' : '',
        ResourceGroup: entry.resourceGroup.toUpperCase(),
        ResourceProvider: provider,
        ResourceProviderValue: provider.toUpperCase(),
        Resource: entry.resourceId.split('/').at(-1) ?? '',
        ResourceId: entry.resourceId,
        SubscriptionId: entry.subscriptionId,
        CorrelationId: entry.correlationId,
        OperationId: entry.correlationId,
        EventDataId: entry.id,
        EventSubmissionTimestamp: ticks(entry.at),
        Hierarchy: entry.subscriptionId,
        Properties: JSON.stringify(properties),
        Properties_d: properties,
        Authorization: JSON.stringify(authorization),
        Authorization_d: authorization,
      },
    };
  });
  return toldTable(log, 'AzureActivity', rows);
}

interface Measured {
  readonly series: StorySeries;
  readonly unit: string;
}

/** Platform metrics per minute, per five minutes in the older part, as a diagnostic setting sends them. */
export function azureMetrics(log: LogStory): Table {
  const measured = log.story.series
    .filter(({ namespace }) => namespace !== 'Microsoft.Insights/components')
    .map((series): Measured => ({
      series,
      unit: metricsOf(series.namespace)?.metrics.find(({ name }) => name === series.metric)?.unit ?? 'Unspecified',
    }));
  const writer = new RowWriter(log.from);
  measured.forEach(({ series }, kind) => {
    for (let minute = 0; minute < log.minutes;) {
      const step = minute < log.detailFrom ? olderStep : 1;
      writer.add(log.at(minute), kind, minute, step);
      minute += step;
    }
    series.cells.forEach((cell) => cell.values());
  });
  const rows = writer.finish();
  const value = (pick: 'Average' | 'Total' | 'Count' | 'Minimum' | 'Maximum'): Fill =>
    reals((row) => {
      const entry = measured[rows.kind[row] ?? 0];
      const first = rows.a[row] ?? 0;
      const found = entry && aggregate(entry.series.kind, entry.series.cells, first, first + (rows.b[row] ?? 1));
      return found?.[pick] ?? 0;
    });
  const of = (pick: (entry: Measured) => string): Fill => texts(rows.kind, measured.map(pick));
  const resource = ({ series }: Measured): ReturnType<LogStory['resource']> => log.resource(series.resourceId);
  return workspaceTable(
    log,
    'AzureMetrics',
    rows,
    { kinds: rows.kind, ids: measured.map(({ series }) => series.resourceId) },
    {
      ResourceId: of(({ series }) => series.resourceId.toUpperCase()),
      Resource: of((entry) => (entry.series.resourceId.split('/').at(-1) ?? '').toUpperCase()),
      ResourceGroup: of((entry) => resource(entry).resourceGroup.toUpperCase()),
      ResourceProvider: of((entry) => (entry.series.namespace.split('/')[0] ?? '').toUpperCase()),
      SubscriptionId: of((entry) => resource(entry).subscriptionId),
      MetricName: of(({ series }) => series.metric),
      UnitName: of(({ unit }) => unit),
      TimeGrain: texts((row) => ((rows.b[row] ?? 1) === 1 ? 0 : 1), ['PT1M', `PT${olderStep}M`]),
      Average: value('Average'),
      Total: value('Total'),
      Count: value('Count'),
      Minimum: value('Minimum'),
      Maximum: value('Maximum'),
    },
  );
}

/** The alerts of the story, one row when each fires and one when it is resolved. */
export function alert(log: LogStory): Table {
  const rules = new Map(log.story.rules.map((rule) => [rule.id, rule]));
  const rows = log.story.alerts.flatMap((entry): ToldRow[] => {
    const rule = rules.get(entry.rule);
    const owner = log.story.resources.find(({ id }) => id === entry.target);
    const values = {
      AlertName: rule?.name ?? '',
      AlertDescription: rule?.description ?? '',
      AlertId: entry.id,
      AlertRuleId: entry.rule,
      AlertSeverity: `Sev${entry.severity}`,
      SourceDisplayName: owner?.name ?? entry.target.split('/').at(-1) ?? '',
      ResourceId: entry.target,
      ResourceType: owner?.type ?? '',
      Query: rule?.kind === 'log' ? rule.query : rule?.kind === 'metric' ? rule.metricName : '',
      ThresholdOperator: rule !== undefined && 'operator' in rule ? rule.operator : '',
      ThresholdValue: rule !== undefined && 'threshold' in rule ? Math.round(rule.threshold) : null,
      AlertValue: entry.value === undefined ? null : Math.round(entry.value),
      TimeRaised: ticks(entry.firedAt),
      AlertTypeDescription: rule?.kind ?? '',
      AlertContext: JSON.stringify({ dimensions: entry.dimensions, firedAt: toIso(entry.firedAt) }),
    };
    const fired = {
      at: entry.firedAt,
      resource: entry.target,
      values: { ...values, AlertState: 'Fired', TimeLastModified: ticks(entry.firedAt) },
    };
    if (entry.resolvedAt === undefined) return [fired];
    const resolved = ticks(entry.resolvedAt);
    return [
      fired,
      {
        at: entry.resolvedAt,
        resource: entry.target,
        values: { ...values, AlertState: 'Resolved', TimeResolved: resolved, TimeLastModified: resolved },
      },
    ];
  });
  return toldTable(log, 'Alert', rows, { SourceSystem: always('OMS') });
}
