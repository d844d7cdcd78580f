import type { Change } from '../../../model/resource';
import type { AskEvent } from '../answer';

const deployments =
  /\/(?:deployments|extensions\/msdeploy|slotsswap|publish\w*|applicationversions?|revisions)\/?(?:write|action)?$|\/sites\/(?:publish|deploy)/i;
const restarts = /\/(?:restart|start|redeploy|reimage|failover)\/action$/i;

/** The moments among changes that questions name: deployments and restarts. Changes that failed are left out. */
export function askEventsOf(changes: readonly Change[]): readonly AskEvent[] {
  return changes.flatMap(({ at, operation, resourceId, status }): AskEvent[] => {
    if (/^fail/i.test(status)) return [];
    const kind = deployments.test(operation) ? 'deployment' : restarts.test(operation) ? 'restart' : undefined;
    return kind === undefined ? [] : [{ kind, at, name: resourceId.split('/').at(-1) ?? resourceId }];
  });
}
