import type { AuditEntry } from '../audit/auditLog';
import type { Alert, UserResponse } from '../model/alert';
import { isAbort, SourceError } from '../model/failure';
import type { AlertStore, AlertWriter } from '../model/stores';
import { toIso, type Clock } from '../model/time';

/** What became of one alert. `unknown`: the write may or may not have happened, and reading back did not tell. */
export interface ChangeStateResult {
  readonly alert: Alert;
  readonly outcome: 'verified' | 'failed' | 'unknown' | 'stale';
  readonly message: string;
  readonly nextAction?: string;
}

export interface ChangeStateTools {
  readonly alerts: AlertStore;
  readonly writer: AlertWriter;
  readonly clock: Clock;
  readonly environment: string;
  readonly audit: (entry: AuditEntry) => Promise<void>;
}

/**
 * Sets the user response of alerts that a person has confirmed, one after the other: read the live state (somebody
 * else's change makes it stale and it is left alone), write once, read back, record. Never retries a write.
 */
export async function changeAlertStates(
  alerts: readonly Alert[],
  newState: UserResponse,
  note: string,
  tools: ChangeStateTools,
  signal?: AbortSignal,
): Promise<readonly ChangeStateResult[]> {
  const results: ChangeStateResult[] = [];
  for (const alert of alerts) {
    if (signal?.aborted === true) break;
    results.push(await changeOne(alert, newState, note, tools, signal));
  }
  return results;
}

async function changeOne(
  alert: Alert,
  newState: UserResponse,
  note: string,
  tools: ChangeStateTools,
  signal?: AbortSignal,
): Promise<ChangeStateResult> {
  const live = await readState(alert, tools, signal);
  if (live instanceof SourceError) return failed(alert, live);
  if (live !== alert.userResponse) {
    return {
      alert,
      outcome: 'stale',
      message: `It is ${live} by now, not ${alert.userResponse}.`,
      nextAction: 'Refresh the alerts and look again.',
    };
  }
  let correlationId = '';
  let writeError: SourceError | undefined;
  try {
    ({ correlationId } = await tools.writer.changeState(alert.id, newState, note, signal));
  } catch (error) {
    if (!(error instanceof SourceError) && !isAbort(error)) throw error;
    writeError = error instanceof SourceError ? error : undefined;
    correlationId = writeError?.failure.correlationId ?? '';
  }
  // Whatever the write answered, only the state that is read back counts; a cancelled write is read back too.
  const after = await readState(alert, tools);
  const result = judge(alert, newState, after, writeError);
  await tools.audit({
    at: toIso(tools.clock.now()),
    environment: tools.environment,
    action: 'alerts/changestate',
    target: alert.id,
    before: live,
    requested: newState,
    after: after instanceof SourceError ? '' : after,
    outcome: result.outcome === 'verified' ? 'verified' : result.outcome === 'unknown' ? 'unknown' : 'failed',
    note,
    correlationId,
  });
  return result;
}

function judge(
  alert: Alert,
  newState: UserResponse,
  after: UserResponse | SourceError,
  writeError?: SourceError,
): ChangeStateResult {
  if (after === newState) return { alert, outcome: 'verified', message: `${newState}, read back.` };
  if (after instanceof SourceError) {
    return {
      alert,
      outcome: 'unknown',
      message: `The request ${writeError === undefined ? 'was sent' : 'failed'}, and the alert could not be read back: ${after.failure.message}`,
      nextAction: 'Refresh the alerts before trying again.',
    };
  }
  if (writeError !== undefined) return failed(alert, writeError);
  return {
    alert,
    outcome: 'failed',
    message: `Azure accepted the request, but the alert is still ${after}.`,
    nextAction: 'Refresh the alerts and look again.',
  };
}

function failed(alert: Alert, error: SourceError): ChangeStateResult {
  return { alert, outcome: 'failed', message: error.failure.message, nextAction: error.failure.nextAction };
}

async function readState(alert: Alert, tools: ChangeStateTools, signal?: AbortSignal): Promise<UserResponse | SourceError> {
  try {
    return (await tools.alerts.get(alert.id, signal)).value.userResponse;
  } catch (error) {
    if (error instanceof SourceError) return error;
    throw error;
  }
}
