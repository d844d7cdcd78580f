import { type Failure, isAbort, SourceError, type TextPosition } from '../model/failure';
import { type ErrorContext, toFailure } from './errors';
import { asList, asNumber, asText, at, isRecord } from './json';
import type { QueryErrorInfo } from './queryParsing';
import { redact } from './redact';

/** Where a request to a cluster was meant to go. */
export interface ClusterContext extends ErrorContext {
  readonly source: 'clusters';
  /** The origin of the cluster. */
  readonly resource: string;
  /** Absent for what concerns the cluster as a whole. */
  readonly database?: string;
}

/** Code, words and place of an error in the form that Azure Data Explorer writes; the innermost that has words counts. */
export function parseClusterError(error: unknown): QueryErrorInfo {
  const inner = [at(error, 'innererror'), ...asList(at(error, 'details'))].filter(isRecord).map(parseClusterError);
  const best = inner.find(({ position }) => position !== undefined) ?? inner.find(({ message }) => message !== undefined);
  const said = asText(at(error, '@errorMessage')) ?? asText(at(error, '@message')) ?? asText(at(error, 'message'));
  const code = best?.code ?? asText(at(error, '@errorCode')) ?? codeIn(said) ?? asText(at(error, 'code'));
  const message = best?.message ?? said;
  const position = best?.position ?? placeIn(error) ?? placeInWords(said);
  return {
    ...(code === undefined ? {} : { code }),
    ...(message === undefined ? {} : { message: withoutPlace(message) }),
    ...(position === undefined ? {} : { position }),
  };
}

const codeIn = (text: string | undefined): string | undefined => /\b((?:SEM|SYN)\d{4})\b/.exec(text ?? '')?.[1];

function placeIn(error: unknown): TextPosition | undefined {
  const line = asNumber(at(error, '@line')) ?? asNumber(at(error, 'line'));
  const column = asNumber(at(error, '@pos')) ?? asNumber(at(error, 'pos'));
  if (line === undefined || column === undefined) return undefined;
  return place(line, column, asText(at(error, '@token')) ?? asText(at(error, 'token')));
}

/** `[line:position=1:8]`, `on line [1,8]`, or `Token: x Line: 1 Position: 8`. */
function placeInWords(text: string | undefined): TextPosition | undefined {
  if (text === undefined) return undefined;
  const found =
    /\[line:position=(\d+):(\d+)\]/.exec(text) ??
    /on line \[(\d+),(\d+)\]/.exec(text) ??
    /\bLine:\s*(\d+)\s+Position:\s*(\d+)/i.exec(text);
  if (found === null) return undefined;
  const token = /could not be parsed at '([^']+)'/.exec(text)?.[1] ?? /\bToken:\s*'?([^'\s]+)/i.exec(text)?.[1];
  return place(Number(found[1]), Number(found[2]), token);
}

function place(line: number, column: number, token: string | undefined): TextPosition {
  return { line, column, ...(token === undefined ? {} : { token }) };
}

/** The place is shown where the query stands; and the query, which the service repeats, is there already. */
function withoutPlace(text: string): string {
  return text
    .replace(/\s*\[line:position=\d+:\d+\]\.?(?:\s*Query:\s*'[^]*')?/, '')
    .replace(/\s*(?:Token:[^\n]*\s+)?Line:\s*\d+\s+Position:\s*\d+\s*$/i, '')
    .trim();
}

/** What the body of a refused request says; nothing for text that is no JSON. */
export function clusterErrorIn(body: string | undefined): QueryErrorInfo & { readonly isPermanent: boolean } {
  if (body?.trimStart().startsWith('{') !== true) return { isPermanent: false };
  try {
    const error = at(JSON.parse(body), 'error');
    return { ...parseClusterError(error), isPermanent: at(error, '@permanent') === true };
  } catch (error) {
    // The status alone tells what happened.
    if (error instanceof SyntaxError) return { isPermanent: false };
    throw error;
  }
}

/** Turns whatever the client threw into a SourceError about the cluster. An AbortError and a SourceError pass unchanged. */
export function toClusterError(error: unknown, context: ClusterContext): Error {
  if (error instanceof SourceError || (error instanceof Error && isAbort(error))) return error;
  return new SourceError(clusterFailure(error, context));
}

export function clusterFailure(error: unknown, context: ClusterContext): Failure {
  const said = clusterErrorIn(context.trace?.failed?.body);
  // The client wraps what the credential threw.
  const cause = at(error, 'name') === 'KustoAuthenticationError' ? (at(error, 'inner') ?? error) : error;
  const failure = toFailure(cause, { ...context, ...(said.message === undefined ? {} : { said }) });
  const isDenied = failure.kind === 'forbidden' || (failure.kind === 'signedOut' && /not authorized/i.test(said.message ?? ''));
  return { ...failure, ...(isDenied ? denial(said.message, context) : advice(failure, context)) };
}

/** Clusters have roles of their own. */
function denial(said: string | undefined, { resource, database, action }: ClusterContext): Partial<Failure> {
  const message = redact(`Could not ${action ?? 'query the cluster'}: access was denied. ${said ?? ''}`.trim());
  if (database === undefined) {
    const suggestedRole = 'AllDatabasesViewer';
    const nextAction = `Ask an admin of the cluster ${resource} for the role "${suggestedRole}", then run it again.`;
    return { kind: 'forbidden', message, suggestedRole, nextAction };
  }
  const suggestedRole = 'Database Viewer';
  const nextAction = `Ask an admin for the role "${suggestedRole}" on the database ${database}, or "AllDatabasesViewer" on the cluster ${resource}, then run it again.`;
  return { kind: 'forbidden', message, suggestedRole, nextAction };
}

const unknownDatabase =
  /\bBadRequest_(EntityNotFound|DatabaseNotExist|InvalidDatabase)|Entity ID .* of kind 'Database' was not found/i;

/** The name of a cluster or database may be mistyped. */
function advice(failure: Failure, { resource }: ClusterContext): Partial<Failure> {
  if (unknownDatabase.test(`${failure.code ?? ''} ${failure.message}`))
    return { kind: 'notFound', nextAction: 'Choose another database, or check its name; names are case-sensitive.' };
  switch (failure.kind) {
    case 'network':
      return { nextAction: `Check the name of the cluster (${resource}), that it is not stopped, and the network connection.` };
    case 'notFound':
      return { nextAction: `Check the name of the cluster (${resource}) and choose it again.` };
    case 'timeout':
      return { nextAction: 'Ask for less data or a shorter time window, or allow the query more time.' };
    case 'throttled':
      return { nextAction: failure.nextAction.replace('refresh', 'run it again') };
    default:
      return {};
  }
}

/** What an answer says of the part of it that is missing. */
export function missingPart({ code, message, position }: QueryErrorInfo, { resource, action }: ClusterContext): Failure {
  return {
    source: 'clusters',
    kind: 'partial',
    message: `Could not ${action ?? 'query the cluster'} whole: ${message ?? 'the cluster does not say why'}`,
    resource,
    ...(code === undefined ? {} : { code }),
    ...(position === undefined ? {} : { position }),
    nextAction: 'Ask for fewer rows or a shorter time window, or run it again.',
  };
}
