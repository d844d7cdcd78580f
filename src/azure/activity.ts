import type { EventData } from '@azure/arm-monitor';
import type { Change } from '../model/resource';
import type { ActivityStore } from '../model/stores';
import { toIso } from '../model/time';
import { abortOption } from './abort';
import type { SubscriptionLister } from './alerts';
import { gather } from './gather';
import { scalars } from './json';
import { lazyByKey } from './lazy';
import { clientOptions, type Pipeline } from './pipeline';
import { redact } from './redact';
import { parseResourceId } from './resourceId';

/** The activity log: what was done to resources, by whom. Reads are left out. */
export function createActivityStore(pipeline: Pipeline, subscriptions: SubscriptionLister): ActivityStore {
  const monitor = lazyByKey(async (subscriptionId) => {
    const { MonitorClient } = await import('@azure/arm-monitor');
    return new MonitorClient(pipeline.connection.credential, subscriptionId, clientOptions(pipeline, 'read'));
  });
  return {
    async list(window, signal) {
      const filter = `eventTimestamp ge '${toIso(window.from)}' and eventTimestamp le '${toIso(window.to)}'`;
      const parts = (await subscriptions(signal)).map(({ id, name }) => ({
        source: 'activityLog' as const,
        resource: `/subscriptions/${id}`,
        action: `read the activity log of subscription ${name}`,
        async read(emit: (changes: readonly EventData[]) => void) {
          const client = await monitor(id);
          for await (const page of client.activityLogs.list(filter, abortOption(signal)).byPage()) emit(page);
        },
      }));
      const { value, provenance, failures } = await gather(parts, signal);
      const inWindow = toChanges(value).filter((change) => change.at >= window.from && change.at < window.to);
      return { value: inWindow, provenance, failures };
    },
  };
}

/** Newest first; the lines of one operation (started, accepted, succeeded …) become one change with the last status. */
export function toChanges(events: readonly EventData[]): readonly Change[] {
  const operations = new Map<string, EventData[]>();
  for (const event of events) {
    if (isRead(event) || event.eventTimestamp === undefined) continue;
    const operation = operationOf(event);
    // Without a correlation id nothing says that two lines belong together.
    const thread = event.correlationId ?? event.eventDataId ?? event.id ?? String(operations.size);
    const key = [thread, operation, event.resourceId ?? ''].join('|').toLowerCase();
    operations.set(key, [...(operations.get(key) ?? []), event]);
  }
  return [...operations.values()].map(toChange).sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1));
}

function operationOf(event: EventData): string {
  return event.operationName?.value ?? event.authorization?.action ?? '';
}

function isRead(event: EventData): boolean {
  return /\/read$/i.test(operationOf(event)) || event.httpRequest?.method?.toUpperCase() === 'GET';
}

function timeOf(event: EventData): number {
  return event.eventTimestamp?.getTime() ?? 0;
}

const unfinished = /^(started|accepted|begin\w*|inprogress)$/i;

function toChange(lines: readonly EventData[]): Change {
  const ordered = lines.toSorted((a, b) => timeOf(a) - timeOf(b));
  const first = ordered[0];
  const last = ordered.findLast((line) => !unfinished.test(line.status?.value ?? '')) ?? ordered.at(-1);
  const resourceId = last?.resourceId ?? '';
  const status = last?.status?.value ?? '';
  const properties: Record<string, string> = {};
  for (const line of ordered) {
    for (const [key, value] of Object.entries(scalars(line.properties))) properties[key] = redact(value);
  }
  return {
    id: last?.id ?? last?.eventDataId ?? '',
    at: first === undefined ? 0 : timeOf(first),
    resourceId,
    operation: last === undefined ? '' : operationOf(last),
    caller: last?.caller ?? '',
    status,
    category: last?.category?.value ?? '',
    summary: last === undefined ? '' : summarize(last, resourceId, status),
    properties,
  };
}

function summarize(event: EventData, resourceId: string, status: string): string {
  const what = event.operationName?.localizedValue ?? operationOf(event);
  const where = resourceId === '' ? '' : ` on ${parseResourceId(resourceId).name}`;
  const who = event.caller === undefined || event.caller === '' ? '' : ` by ${event.caller}`;
  return redact(`${what}${where}${who}${status === '' ? '' : `: ${status.toLowerCase()}`}.`);
}
