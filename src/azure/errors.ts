import type { SourceName } from '../model/fact';
import { type Failure, type FailureKind, isAbort, SourceError, type TextPosition } from '../model/failure';
import { type ArmError, deniedAction, readArmError } from './armError';
import { asNumber, asText, at, isRecord } from './json';
import { parseQueryError, type QueryErrorInfo } from './queryParsing';
import { redact } from './redact';
import type { FailedResponse, Trace } from './requestTrace';
import { retryAfter } from './retryAfter';
import { smallestRoleFor } from './roles';

export { redact } from './redact';

export interface ErrorContext {
  readonly source: SourceName;
  /** The ARM id, or name, of what was asked for. */
  readonly resource?: string;
  /** What was attempted, after "Could not": `read the alerts of subscription Production`. */
  readonly action?: string;
  /** The action that a refusal is about when the service does not name one. */
  readonly permission?: string;
  /** The requests of the failed work, where the bodies of refused pages are kept. */
  readonly trace?: Trace;
  /** What the service said, where its errors have a form of their own. */
  readonly said?: QueryErrorInfo;
}

const sourceLabels: Readonly<Record<SourceName, string>> = {
  subscriptions: 'the subscriptions',
  alerts: 'the alerts',
  alertHistory: "the alert's history",
  alertRules: 'the alert rules',
  actionGroups: 'the action groups',
  metrics: 'the metrics',
  activityLog: 'the activity log',
  resourceHealth: 'the resource health',
  serviceHealth: 'the service health',
  resources: 'the resources',
  dependencies: 'the dependencies',
  advisor: 'the Advisor recommendations',
  logs: 'the logs',
  resourceGraph: 'the Resource Graph',
  clusters: 'the Azure Data Explorer clusters',
};

const networkCodes =
  /^(ECONNREFUSED|ECONNRESET|ECONNABORTED|ENOTFOUND|EAI_AGAIN|EPIPE|EHOSTUNREACH|ENETUNREACH|ENETDOWN|REQUEST_SEND_ERROR|CERT_.*|.*_CERT.*|UND_ERR_.*)$/;
const timeoutCodes = /^(ETIMEDOUT|ESOCKETTIMEDOUT|TimeoutError|GatewayTimeout|OperationTimedOut)$/;
const signedOutNames = new Set([
  'CredentialUnavailableError',
  'AggregateAuthenticationError',
  'AuthenticationError',
  'AuthenticationRequiredError',
]);

interface Finding {
  readonly status?: number;
  readonly code?: string;
  readonly text: string;
  readonly retryAfter?: number;
  readonly correlationId?: string;
  readonly challenge?: string;
  readonly position?: TextPosition;
}

/**
 * Turns whatever an SDK client or credential threw into a SourceError that can be shown. An AbortError passes through
 * unchanged, and so does a SourceError.
 */
export function toSourceError(error: unknown, context: ErrorContext): SourceError | Error {
  if (error instanceof SourceError) return error;
  if (error instanceof Error && isAbort(error)) return error;
  return new SourceError(toFailure(error, context));
}

/** The failure alone, for sources that are reported beside an answer. Must not be given an AbortError. */
export function toFailure(error: unknown, context: ErrorContext): Failure {
  if (error instanceof SourceError) return error.failure;
  const finding = find(error, context.trace?.failed, context.said);
  const kind = classify(error, finding);
  const missingPermission = kind === 'forbidden' ? (deniedAction(finding.text) ?? context.permission) : undefined;
  const suggestedRole = missingPermission === undefined ? undefined : smallestRoleFor(missingPermission);
  const seconds = finding.retryAfter === undefined ? undefined : Math.ceil(finding.retryAfter / 1000);
  const subject = context.action ?? `read ${sourceLabels[context.source]}`;
  const correlationId = finding.correlationId ?? context.trace?.correlationId;
  const reason = describe(kind, finding, missingPermission, seconds);
  return {
    source: context.source,
    kind,
    message: redact(`Could not ${subject}: ${reason}`),
    ...(context.resource === undefined ? {} : { resource: context.resource }),
    ...(missingPermission === undefined ? {} : { missingPermission }),
    ...(suggestedRole === undefined ? {} : { suggestedRole }),
    ...(seconds === undefined ? {} : { retryAfterSeconds: seconds }),
    ...(finding.status === undefined ? {} : { status: finding.status }),
    ...(finding.code === undefined ? {} : { code: finding.code }),
    ...(correlationId === undefined ? {} : { correlationId }),
    ...(finding.position === undefined ? {} : { position: finding.position }),
    nextAction: nextAction(kind, context, missingPermission, suggestedRole, seconds),
  };
}

/** Gathers status, code and text from the error of either SDK generation and from the body that the trace kept. */
function find(error: unknown, failed: FailedResponse | undefined, said: QueryErrorInfo | undefined): Finding {
  const message = error instanceof Error ? error.message : typeof error === 'string' ? error : '';
  const thrownStatus = asNumber(at(error, 'statusCode')) ?? asNumber(/unexpected statusCode (\d{3})/i.exec(message)?.[1]);
  // The trace may hold an earlier, unrelated refusal; it counts only when it is about this error.
  const kept = failed !== undefined && (thrownStatus === failed.status || signedOutByName(error)) ? failed : undefined;
  const response = at(error, 'response');
  const bodies: unknown[] = [kept?.body, at(response, 'bodyAsText'), at(error, 'details'), at(error, 'errorResponse'), message];
  const read =
    bodies.map((body) => readArmError(body)).find((found) => found.code !== undefined || found.message !== undefined) ??
    ({} satisfies ArmError);
  const query = kept === undefined ? undefined : (said ?? queryError(kept.body));
  const status = thrownStatus ?? kept?.status;
  const code = (kept === undefined ? undefined : said?.code) ?? read.code ?? asText(at(error, 'code'));
  const wait = kept?.retryAfter ?? headerWait(response);
  const correlationId = kept?.correlationId;
  return {
    text: query?.message ?? read.message ?? message,
    ...(query?.position === undefined ? {} : { position: query.position }),
    ...(status === undefined ? {} : { status }),
    ...(code === undefined ? {} : { code }),
    ...(wait === undefined ? {} : { retryAfter: wait }),
    ...(correlationId === undefined ? {} : { correlationId }),
    ...(kept?.challenge === undefined ? {} : { challenge: kept.challenge }),
  };
}

/** What a service says of a query that it refuses, when it says where in the text. */
function queryError(body: string | undefined): QueryErrorInfo | undefined {
  if (body?.trimStart().startsWith('{') !== true) return undefined;
  try {
    const found = parseQueryError(at(JSON.parse(body), 'error'));
    return found.position === undefined ? undefined : found;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function headerWait(response: unknown): number | undefined {
  const headers = at(response, 'headers');
  if (!isRecord(headers) || typeof headers['get'] !== 'function') return undefined;
  const get: unknown = headers['get'];
  const read = (name: string): string | undefined =>
    typeof get === 'function' ? asText(Reflect.apply(get, headers, [name])) : undefined;
  return retryAfter({ get: read }, Date.now());
}

function signedOutByName(error: unknown): boolean {
  return error instanceof Error && signedOutNames.has(error.name);
}

function classify(error: unknown, finding: Finding): FailureKind {
  const { status, code = '', text } = finding;
  if (/InvalidAuthenticationTokenTenant|AADSTS(50020|90002|900023|500011)\b/.test(`${code} ${text}`)) return 'wrongTenant';
  if (signedOutByName(error) || /AADSTS\d+/.test(text)) return 'signedOut';
  if (status !== undefined) return byStatus(status, code);
  // Thrown before anything is sent, when an argument cannot be asked for.
  if (error instanceof RangeError) return 'badRequest';
  const name = error instanceof Error ? error.name : '';
  if (timeoutCodes.test(code) || name === 'TimeoutError') return 'timeout';
  if (networkCodes.test(code)) return 'network';
  return 'unexpectedShape';
}

function byStatus(status: number, code: string): FailureKind {
  if (status === 401) return 'signedOut';
  if (status === 403) return 'forbidden';
  if (status === 404 || status === 410) return 'notFound';
  if (status === 408 || status === 504) return 'timeout';
  if (status === 409) return 'conflict';
  if (status === 412) return 'precondition';
  if (status === 429) return 'throttled';
  if (status >= 500) return 'server';
  // A success whose body the SDK could not read.
  if (status < 400 || code === 'PARSE_ERROR') return 'unexpectedShape';
  return 'badRequest';
}

function sentence(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim().slice(0, 400);
  if (line === '') return '';
  return /[.!?…]$/.test(line) ? line : `${line}.`;
}

function describe(kind: FailureKind, finding: Finding, permission: string | undefined, seconds: number | undefined): string {
  const said = sentence(finding.text);
  const http = finding.status === undefined ? '' : ` (HTTP ${finding.status})`;
  switch (kind) {
    case 'forbidden':
      return permission === undefined ? `access was denied. ${said}`.trim() : `your account lacks the permission ${permission}.`;
    case 'signedOut':
      return 'you are not signed in, or the sign-in has expired.';
    case 'wrongTenant':
      return 'the account is signed in to another tenant than the one that owns it.';
    case 'throttled':
      return `Azure asked to slow down${seconds === undefined ? '' : `; the next attempt is due in ${seconds} s`}.`;
    case 'network':
      return `Azure could not be reached${finding.code === undefined ? '' : ` (${finding.code})`}.`;
    case 'timeout':
      return `Azure did not answer in time${http}.`;
    case 'server':
      return `the service failed${http}. ${said}`.trim();
    case 'unexpectedShape':
      return `the answer was not of the expected form. ${said}`.trim();
    case 'notFound':
      return said === '' ? `it does not exist${http}.` : said;
    default:
      return said === '' ? `the request was refused${http}.` : said;
  }
}

function nextAction(
  kind: FailureKind,
  context: ErrorContext,
  permission: string | undefined,
  role: string | undefined,
  seconds: number | undefined,
): string {
  const where = context.resource === undefined ? '' : ` on ${context.resource}`;
  switch (kind) {
    case 'signedOut':
      return 'Sign in to Azure and refresh.';
    case 'wrongTenant':
      return 'Sign in to the tenant that owns the subscription, or choose another scope.';
    case 'forbidden':
      if (role !== undefined) return `Ask an owner for the role "${role}"${where}, then refresh.`;
      return `Ask an owner for ${permission === undefined ? 'access' : `the permission ${permission}`}${where}, then refresh.`;
    case 'notFound':
      return 'Check that it still exists and that the right subscription is chosen, then refresh.';
    case 'throttled':
      return seconds === undefined ? 'Wait a minute, then refresh.' : `Wait ${seconds} s, then refresh.`;
    case 'conflict':
    case 'precondition':
      return 'Refresh to see the present state, then decide again.';
    case 'network':
      return 'Check the network connection and proxy settings, then refresh.';
    case 'timeout':
      return 'Refresh, or ask for a shorter time window.';
    case 'server':
      return 'Refresh in a few minutes; if it stays, look at Azure Status or open a support request with the correlation id.';
    case 'badRequest':
      if (['logs', 'resourceGraph', 'clusters'].includes(context.source)) return 'Correct the query and run it again.';
      return 'Check the chosen time window and scope.';
    case 'partial':
      return 'Refresh to read the rest.';
    case 'unexpectedShape':
      return 'Refresh; if it stays, report it with the correlation id.';
  }
}
