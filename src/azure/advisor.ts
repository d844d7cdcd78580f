import type { ResourceRecommendationBase } from '@azure/arm-advisor';
import type { AdvisorItem } from '../model/resource';
import type { AdvisorStore } from '../model/stores';
import { abortOption } from './abort';
import type { SubscriptionLister } from './alerts';
import { gather } from './gather';
import { lazyByKey } from './lazy';
import { clientOptions, type Pipeline } from './pipeline';

/** Advisor's recommendations as they stand; nothing is generated anew. */
export function createAdvisorStore(pipeline: Pipeline, subscriptions: SubscriptionLister): AdvisorStore {
  const advisor = lazyByKey(async (subscriptionId) => {
    const { AdvisorManagementClient } = await import('@azure/arm-advisor');
    return new AdvisorManagementClient(pipeline.connection.credential, subscriptionId, clientOptions(pipeline, 'read'));
  });
  return {
    async list(signal) {
      const parts = (await subscriptions(signal)).map(({ id, name }) => ({
        source: 'advisor' as const,
        resource: `/subscriptions/${id}`,
        action: `read the Advisor recommendations of subscription ${name}`,
        async read(emit: (items: readonly AdvisorItem[]) => void) {
          const client = await advisor(id);
          for await (const page of client.recommendations.list(abortOption(signal)).byPage()) emit(page.map(toAdvisorItem));
        },
      }));
      return gather(parts, signal);
    },
  };
}

function toAdvisorItem(item: ResourceRecommendationBase): AdvisorItem {
  const id = item.id ?? '';
  return {
    id,
    resourceId: item.resourceMetadata?.resourceId ?? id.replace(/\/providers\/Microsoft\.Advisor\/.*$/i, ''),
    category: item.category ?? '',
    impact: item.impact ?? '',
    problem: item.shortDescription?.problem ?? '',
    solution: item.shortDescription?.solution ?? '',
  };
}
