import { list, type Route } from '../http';

/** What the fake user may do: read everything, and answer alerts. */
const actions = [
  '*/read',
  'Microsoft.AlertsManagement/alerts/*',
  'Microsoft.AlertsManagement/alertsSummary/*',
  'Microsoft.Insights/alertRules/*',
];

export const permissionRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/{+scope}/providers/Microsoft.Authorization/permissions',
    action: 'Microsoft.Authorization/permissions/read',
    handle: ({ state }) => {
      // A person who is refused the alerts is told so by the permissions as well.
      const refused = state.faults.some(({ service, fault }) => service === 'alerts' && fault === 'forbidden');
      const granted = refused ? actions.filter((action) => !action.startsWith('Microsoft.AlertsManagement/')) : actions;
      return list([{ actions: granted, notActions: [], dataActions: [], notDataActions: [] }]);
    },
  },
];
