import { DAY, toIso } from '../../model/time';
import { badRequest, list, same, type Route } from '../http';
import type { Story, StoryAdvice } from '../story/types';
import { subscriptionOf } from './subscriptions';

/** A recommendation as Advisor words it; all of a story were last looked at a day before it opens. */
export function recommendation(story: Story, item: StoryAdvice): Record<string, unknown> {
  const [provider = '', ...path] = (item.resourceId.split('/providers/')[1] ?? '').split('/');
  return {
    id: `${item.resourceId}/providers/Microsoft.Advisor/recommendations/${item.id}`,
    name: item.id,
    type: 'Microsoft.Advisor/recommendations',
    properties: {
      category: item.category,
      impact: item.impact,
      impactedField: [provider, ...path.filter((_, index) => index % 2 === 0)].join('/'),
      impactedValue: item.resourceId.split('/').at(-1),
      lastUpdated: toIso(story.info.opensAt - DAY),
      recommendationTypeId: item.typeId,
      shortDescription: { problem: item.problem, solution: item.solution },
      extendedProperties: item.extended,
      resourceMetadata: { resourceId: item.resourceId, source: item.resourceId },
    },
    resourceGroup: /\/resourceGroups\/([^/]+)/i.exec(item.resourceId)?.[1] ?? '',
  };
}

export const advisorRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/subscriptions/{subscription}/providers/Microsoft.Advisor/recommendations',
    service: 'advisor',
    action: 'Microsoft.Advisor/recommendations/read',
    handle: (call, parameter) => {
      const { id } = subscriptionOf(call, parameter('subscription'));
      const filter = call.query.get('$filter');
      const category = filter === undefined ? undefined : /^\s*Category\s+eq\s+'(\w+)'\s*$/i.exec(filter)?.[1];
      if (filter !== undefined && category === undefined)
        throw badRequest(`The filter "${filter}" is not supported; use Category eq '<category>'.`);
      const found = call.state.story.advice.filter(
        (item) => same(item.subscriptionId, id) && (category === undefined || same(item.category, category)),
      );
      return list(found.map((item) => recommendation(call.state.story, item)));
    },
  },
];
