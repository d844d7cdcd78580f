import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { SourceName } from '../model/fact';
import type { QueryService } from './logs/queryJob';
import type { EmulatorState } from './state';

/** One request as the routes see it: decoded, with tolerant keys. */
export interface Call {
  readonly method: string;
  /** The Azure host that the client meant. */
  readonly host: string;
  /** Decoded, without doubled slashes. */
  readonly path: string;
  readonly query: Query;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
  readonly state: EmulatorState;
  readonly queries: QueryService;
  /** Aborts when the client goes away. */
  readonly left: AbortSignal;
}

export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  /** A body that is JSON text already, instead of `body`. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Route {
  readonly method: 'GET' | 'POST';
  /** ARM path template; `{name}` is one segment, `{+name}` is one or more. */
  readonly path: string;
  /** The source whose faults strike here; absent for routes that no source draws on. */
  readonly service?: SourceName | ((call: Call) => SourceName | undefined);
  /** The id by which another request may cancel this one. */
  readonly cancelBy?: (call: Call) => string | undefined;
  /** The action that a `forbidden` answer names. */
  readonly action: string;
  readonly handle: (call: Call, parameters: Parameters) => Reply | Promise<Reply>;
}

export type Parameters = (name: string) => string;

/** Answers the client with an error in Azure Resource Manager's shape. */
export class ArmError extends Error {
  override readonly name = 'ArmError';
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

export const badRequest = (message: string, code = 'BadRequest'): ArmError => new ArmError(400, code, message);
export const notFound = (message: string, code = 'ResourceNotFound'): ArmError => new ArmError(404, code, message);

/** Query parameters with keys compared regardless of case, as Azure does. */
export class Query {
  private readonly values = new Map<string, string>();

  constructor(readonly search: URLSearchParams) {
    for (const [key, value] of search) this.values.set(key.toLowerCase(), value);
  }

  /** Undefined when absent or empty. */
  get(key: string): string | undefined {
    const value = this.values.get(key.toLowerCase());
    return value === '' ? undefined : value;
  }

  /** A whole number between the bounds; a 400 names the parameter otherwise. */
  integer(key: string, least: number, most: number): number | undefined {
    const text = this.get(key);
    if (text === undefined) return undefined;
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least || value > most) {
      throw badRequest(
        `The value '${text}' of query parameter '${key}' is not valid. It must be a whole number from ${least} to ${most}.`,
      );
    }
    return value;
  }

  /** One of the allowed words, in the spelling given here; a 400 lists them otherwise. */
  oneOf<T extends string>(key: string, allowed: readonly T[]): T | undefined {
    const text = this.get(key);
    if (text === undefined) return undefined;
    const found = allowed.find((word) => word.toLowerCase() === text.toLowerCase());
    if (found === undefined)
      throw badRequest(`The value '${text}' of query parameter '${key}' is not valid. Allowed values: ${allowed.join(', ')}.`);
    return found;
  }
}

export const ok = (body: unknown): Reply => ({ status: 200, body });
export const list = (value: readonly unknown[]): Reply => ok({ value });

export const same = (left: string, right: string): boolean => left.toLowerCase() === right.toLowerCase();

/** The same request with one query parameter set, as an absolute address of the Azure host. */
export function linkTo(call: Call, key: string, value: string): string {
  const search = new URLSearchParams(call.query.search);
  for (const name of [...search.keys()]) if (same(name, key)) search.delete(name);
  search.set(key, value);
  return `https://${call.host}${encodeURI(call.path)}?${search.toString()}`;
}

/** Cuts one page out of a list; the position travels in `key`, opaque to clients. */
export function page<T>(
  call: Call,
  items: readonly T[],
  size: number,
  key: string,
): { readonly items: readonly T[]; readonly nextLink?: string } {
  const token = call.query.get(key);
  const start = token === undefined ? 0 : Number(Buffer.from(token, 'base64url').toString());
  if (!Number.isSafeInteger(start) || start < 0) throw badRequest(`The continuation token '${token ?? ''}' is not valid.`);
  const rest =
    start + size < items.length ? { nextLink: linkTo(call, key, Buffer.from(String(start + size)).toString('base64url')) } : {};
  return { items: items.slice(start, start + size), ...rest };
}

/** Compiles path templates once; matches regardless of case. */
export function matcher(
  routes: readonly Route[],
): (method: string, path: string) => { readonly route: Route; readonly parameters: Parameters } | undefined {
  const compiled = routes.map((route) => ({
    route,
    pattern: new RegExp(
      `^${route.path
        .replace(/[.*?^$()[\]\\|]/g, '\\$&')
        .replace(/\{\+(\w+)\}/g, '(?<$1>.+?)')
        .replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}/?$`,
      'i',
    ),
  }));
  return (method, path) => {
    for (const { route, pattern } of compiled) {
      if (route.method !== method) continue;
      const match = pattern.exec(path);
      if (match !== null) return { route, parameters: (name) => match.groups?.[name] ?? '' };
    }
    return undefined;
  };
}

/** Reads a JSON body; undefined when there is none. */
export async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk)));
  const text = Buffer.concat(chunks).toString('utf8').trim();
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw badRequest(
      `The request content was invalid and could not be deserialized: ${error instanceof Error ? error.message : String(error)}`,
      'InvalidRequestContent',
    );
  }
}

/** A property of an unknown value, when it is an object that has it. */
export function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
