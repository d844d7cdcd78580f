/** From the most special to the most general: the first pattern that matches an action names the smallest built-in role. */
const table: readonly (readonly [RegExp, string])[] = [
  [/^microsoft\.alertsmanagement\/.*\/(write|delete|action)$/i, 'Monitoring Contributor'],
  [/^microsoft\.insights\/autoscalesettings\/(write|delete)$/i, 'Contributor'],
  [
    /^microsoft\.insights\/(metricalerts|scheduledqueryrules|activitylogalerts|actiongroups|alertrules)\/.*(write|delete|action)$/i,
    'Monitoring Contributor',
  ],
  [/^microsoft\.operationalinsights\/workspaces\/(query\/|search\/|.*\/query)/i, 'Log Analytics Reader'],
  [/^microsoft\.web\/(sites|sites\/.*)\/(write|delete|action)$/i, 'Website Contributor'],
  [/^microsoft\.web\/sites\/.*\/action$/i, 'Website Contributor'],
  [/^microsoft\.security\/.*\/read$/i, 'Security Reader'],
  [/^microsoft\.(costmanagement|consumption)\/.*(read|action)$/i, 'Cost Management Reader'],
  [/^microsoft\.compute\/virtualmachines\/.*(write|delete|action)$/i, 'Virtual Machine Contributor'],
  [
    /^microsoft\.containerservice\/managedclusters\/listclusterusercredential\/action$/i,
    'Azure Kubernetes Service Cluster User Role',
  ],
  [/^microsoft\.containerservice\/.*(write|delete|action)$/i, 'Azure Kubernetes Service Contributor Role'],
  [/^microsoft\.sql\/.*(write|delete|action)$/i, 'SQL DB Contributor'],
  [/^microsoft\.authorization\/roleassignments\/(write|delete)$/i, 'Role Based Access Control Administrator'],
  [/\/read$/i, 'Reader'],
  [/\/(write|delete|action)$/i, 'Contributor'],
];

/** The smallest built-in role that grants an action such as `Microsoft.AlertsManagement/alerts/read`; undefined when none is known. */
export function smallestRoleFor(action: string): string | undefined {
  return table.find(([pattern]) => pattern.test(action))?.[1];
}
