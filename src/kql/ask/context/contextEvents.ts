import type { Cell } from '../../../model/query';
import type { AskEvent } from '../answer';
import { eventKindOf } from './eventKinds';
import { rowsByName, type SampledTable } from './sampledTable';

/** Deployments and restarts that went through, from the activity log, and alerts from Resource Graph. */
export function eventsOf(tables: readonly SampledTable[]): readonly AskEvent[] {
  return tables.flatMap((table) => {
    if (table.name === 'AzureActivity') return activityEvents(table);
    return table.name.toLowerCase() === 'alertsmanagementresources' ? alertEvents(table) : [];
  });
}

/** One event per operation: it begins with the first of its entries, and is left out unless one says that it went through. */
function activityEvents(table: SampledTable): readonly AskEvent[] {
  const operations = new Map<string, { readonly event: AskEvent; readonly isDone: boolean }>();
  for (const row of rowsByName(table)) {
    const at = momentOf(row['TimeGenerated']);
    const kind = eventKindOf(textOf(row['OperationNameValue']) || textOf(row['OperationName']));
    if (at === undefined || kind === undefined) continue;
    const key = `${textOf(row['CorrelationId']) || String(at)} ${kind}`;
    const before = operations.get(key);
    const isDone = /^succe/i.test(textOf(row['ActivityStatusValue']) || textOf(row['ActivityStatus']));
    const from = Math.min(at, before?.event.at ?? at);
    const until = Math.max(at, before?.event.until ?? at);
    const name = textOf(row['Resource']) || (textOf(row['_ResourceId']).split('/').at(-1) ?? '');
    operations.set(key, { event: { kind, at: from, until, name }, isDone: isDone || before?.isDone === true });
  }
  return [...operations.values()].filter(({ isDone }) => isDone).map(({ event }) => event);
}

function alertEvents(table: SampledTable): readonly AskEvent[] {
  return rowsByName(table).flatMap(({ name, properties }): AskEvent[] => {
    const essentials = inside(properties, 'essentials');
    const at = momentOf(inside(essentials, 'startDateTime'));
    const until = momentOf(inside(essentials, 'monitorConditionResolvedDateTime'));
    if (at === undefined || typeof name !== 'string') return [];
    return [{ kind: 'alert', at, name, ...(until !== undefined && { until }) }];
  });
}

function inside(value: Cell | undefined, key: string): Cell | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, Cell>>)[key]
    : undefined;
}

const textOf = (value: Cell | undefined): string => (typeof value === 'string' ? value : '');

function momentOf(value: Cell | undefined): number | undefined {
  const at = typeof value === 'string' ? Date.parse(value) : NaN;
  return Number.isNaN(at) ? undefined : at;
}
