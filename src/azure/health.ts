import type { AvailabilityStatus } from '@azure/arm-resourcehealth';
import type { HealthStatus } from '../model/resource';
import type { HealthStore } from '../model/stores';
import { abortOption } from './abort';
import type { SubscriptionLister } from './alerts';
import { gather } from './gather';
import { lazyByKey } from './lazy';
import { clientOptions, type Pipeline } from './pipeline';

/** What the platform says of each resource's availability now. */
export function createHealthStore(pipeline: Pipeline, subscriptions: SubscriptionLister): HealthStore {
  const health = lazyByKey(async (subscriptionId) => {
    const { MicrosoftResourceHealth } = await import('@azure/arm-resourcehealth');
    return new MicrosoftResourceHealth(pipeline.connection.credential, subscriptionId, clientOptions(pipeline, 'read'));
  });
  return {
    async list(signal) {
      const parts = (await subscriptions(signal)).map(({ id, name }) => ({
        source: 'resourceHealth' as const,
        resource: `/subscriptions/${id}`,
        action: `read the resource health of subscription ${name}`,
        async read(emit: (statuses: readonly HealthStatus[]) => void) {
          const client = await health(id);
          for await (const page of client.availabilityStatuses.listBySubscriptionId(abortOption(signal)).byPage()) {
            emit(page.map(toHealthStatus));
          }
        },
      }));
      return gather(parts, signal);
    },
  };
}

/** States that are not known count as `Unknown`, never as available. */
export function toHealthStatus(status: AvailabilityStatus): HealthStatus {
  const { availabilityState, summary, title, reasonType, occuredTime } = status.properties ?? {};
  const availability =
    availabilityState === 'Available' || availabilityState === 'Unavailable' || availabilityState === 'Degraded'
      ? availabilityState
      : 'Unknown';
  return {
    resourceId: (status.id ?? '').replace(/\/providers\/Microsoft\.ResourceHealth\/availabilityStatuses\/.*$/i, ''),
    availability,
    summary: summary ?? title ?? '',
    reasonType: reasonType ?? '',
    ...(occuredTime === undefined ? {} : { occurredAt: occuredTime.getTime() }),
  };
}
