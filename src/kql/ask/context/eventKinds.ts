const deployments =
  /\/(?:deployments|extensions\/msdeploy|slotsswap|publish\w*|applicationversions?|revisions)\/?(?:write|action)?$|\/sites\/(?:publish|deploy)/i;
const restarts = /\/(?:restart|start|redeploy|reimage|failover)\/action$/i;

/** What questions call an operation of the activity log, by its name in any case: `Microsoft.Web/sites/restart/action`. */
export function eventKindOf(operation: string): 'deployment' | 'restart' | undefined {
  if (deployments.test(operation)) return 'deployment';
  return restarts.test(operation) ? 'restart' : undefined;
}
