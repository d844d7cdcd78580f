import { list, notFound, ok, same, type Call, type Route } from '../http';

/** The subscription of the path; a 404 in ARM's words when there is none. */
export function subscriptionOf(call: Call, id: string): { readonly id: string; readonly name: string } {
  const found = call.state.story.subscriptions.find((subscription) => same(subscription.id, id));
  if (found === undefined) throw notFound(`The subscription '${id}' could not be found.`, 'SubscriptionNotFound');
  return found;
}

function render(call: Call, subscription: { readonly id: string; readonly name: string }): unknown {
  return {
    id: `/subscriptions/${subscription.id}`,
    authorizationSource: 'RoleBased',
    managedByTenants: [],
    subscriptionId: subscription.id,
    tenantId: call.state.story.tenant.id,
    displayName: subscription.name,
    state: 'Enabled',
    subscriptionPolicies: { locationPlacementId: 'Public_2014-09-01', quotaId: 'PayAsYouGo_2014-09-01', spendingLimit: 'Off' },
  };
}

export const subscriptionRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/tenants',
    service: 'subscriptions',
    action: 'Microsoft.Resources/tenants/read',
    handle: ({ state: { story } }) =>
      list([
        {
          id: `/tenants/${story.tenant.id}`,
          tenantId: story.tenant.id,
          countryCode: 'XX',
          displayName: story.tenant.name,
          domains: [story.tenant.domain],
          tenantCategory: 'Home',
          defaultDomain: story.tenant.domain,
          tenantType: 'AAD',
        },
      ]),
  },
  {
    method: 'GET',
    path: '/subscriptions',
    service: 'subscriptions',
    action: 'Microsoft.Resources/subscriptions/read',
    handle: (call) => {
      const { subscriptions } = call.state.story;
      return ok({
        value: subscriptions.map((subscription) => render(call, subscription)),
        count: { type: 'Total', value: subscriptions.length },
      });
    },
  },
  {
    method: 'GET',
    path: '/subscriptions/{subscription}',
    service: 'subscriptions',
    action: 'Microsoft.Resources/subscriptions/read',
    handle: (call, parameter) => ok(render(call, subscriptionOf(call, parameter('subscription')))),
  },
];
