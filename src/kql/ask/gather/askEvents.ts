import type { Change } from '../../../model/resource';
import type { AskEvent } from '../answer';
import { eventKindOf } from '../context/eventKinds';

/** The moments among changes that questions name: deployments and restarts. Changes that failed are left out. */
export function askEventsOf(changes: readonly Change[]): readonly AskEvent[] {
  return changes.flatMap(({ at, operation, resourceId, status }): AskEvent[] => {
    if (/^fail/i.test(status)) return [];
    const kind = eventKindOf(operation);
    return kind === undefined ? [] : [{ kind, at, name: resourceId.split('/').at(-1) ?? resourceId }];
  });
}
