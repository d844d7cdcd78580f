import type { AlertWriter } from '../model/stores';
import { alertPath, alertsVersion } from './alerts';
import { ArmClient } from './armClient';
import { toSourceError } from './errors';
import type { Pipeline } from './pipeline';
import { traced } from './requestTrace';

const verbs = { New: 'reopen', Acknowledged: 'acknowledge', Closed: 'close' } as const;

/** Changes the user response of alerts, each by exactly one request: a failed one is never sent again. */
export function createAlertWriter(pipeline: Pipeline): AlertWriter {
  const client = new ArmClient(pipeline, 'write');
  return {
    changeState: (alertId, newState, comment, signal) =>
      traced(async (trace) => {
        try {
          const query = { 'api-version': alertsVersion, newState };
          await client.post(`${alertPath(alertId)}/changestate`, query, { comments: comment }, signal);
          return { correlationId: trace.correlationId ?? '' };
        } catch (error) {
          throw toSourceError(error, { source: 'alerts', resource: alertId, action: `${verbs[newState]} the alert`, trace });
        }
      }),
  };
}
