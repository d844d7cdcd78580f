import { AsyncLocalStorage } from 'node:async_hooks';
import type { AccessToken, GetTokenOptions, TokenCredential } from '@azure/core-auth';
import { MINUTE } from '../model/time';
import type { Cloud } from './connection';
import { asNumber, at } from './json';
import { lazy } from './lazy';

export interface Session {
  readonly accessToken: string;
  readonly account: { readonly id: string; readonly label: string };
}

/** The editor's form of a claims challenge: the header as a service would send it, and the scopes that it is about. */
export interface ChallengeRequest {
  readonly fallbackScopes: readonly string[];
  readonly wwwAuthenticate: string;
}

/** The editor's own sign-in, as the caller provides it. Resolves to undefined when nobody is signed in and asking was not allowed. */
export interface SessionSource {
  getSession(
    request: readonly string[] | ChallengeRequest,
    options: { readonly silent: true } | { readonly createIfNone: true } | { readonly forceNewSession: true },
  ): Promise<Session | undefined>;
}

export interface VsCodeCredentialOptions {
  /** Whether the editor takes claims challenges; without that a challenge means signing in anew. */
  readonly supportsChallenges?: boolean;
  readonly now?: () => number;
}

/** Thrown when a token is needed, nobody is signed in, and the work was not marked as interactive. */
export class SignedOutError extends Error {
  override readonly name = 'CredentialUnavailableError';
}

const early = 2 * MINUTE;
/** For how long a token is used whose expiry cannot be read. */
const opaqueLifetime = 5 * MINUTE;

/** The `exp` claim of a JWT in milliseconds since the epoch; undefined when the token is none. The signature is not checked. */
export function expiryOf(token: string): number | undefined {
  const payload = token.split('.')[1];
  if (payload === undefined) return undefined;
  try {
    const seconds = asNumber(at(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')), 'exp'));
    return seconds === undefined ? undefined : seconds * 1000;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/**
 * Tokens of one tenant from the editor's account. Asks silently unless the work runs inside `interactively`, so that
 * background reads never open a sign-in window.
 */
export class VsCodeCredential implements TokenCredential {
  readonly #interactive = new AsyncLocalStorage<true>();
  readonly #tokens = new Map<string, AccessToken>();
  readonly #pending = new Map<string, Promise<AccessToken>>();
  readonly #source: SessionSource;
  readonly #tenantId: string;
  readonly #supportsChallenges: boolean;
  readonly #now: () => number;
  #generation = 0;

  constructor(
    source: SessionSource,
    tenantId: string,
    { supportsChallenges = false, now = Date.now }: VsCodeCredentialOptions = {},
  ) {
    this.#source = source;
    this.#tenantId = tenantId;
    this.#supportsChallenges = supportsChallenges;
    this.#now = now;
  }

  /** Runs work that a person asked for and that may therefore ask them to sign in. */
  interactively<T>(work: () => Promise<T>): Promise<T> {
    return this.#interactive.run(true, work);
  }

  /** Forgets all tokens, for when the editor's sessions change. */
  clear(): void {
    this.#generation++;
    this.#tokens.clear();
    this.#pending.clear();
  }

  async getToken(scopes: string | string[], options: GetTokenOptions = {}): Promise<AccessToken> {
    const wanted = typeof scopes === 'string' ? [scopes] : scopes;
    const tenant = options.tenantId ?? this.#tenantId;
    const key = [tenant, ...wanted].join(' ');
    const asked = [...wanted, `VSCODE_TENANT:${tenant}`];
    if (options.claims !== undefined) {
      this.#tokens.delete(key);
      return this.#ask(key, this.#challenge(asked, options.claims), true);
    }
    const known = this.#tokens.get(key);
    if (known !== undefined && known.expiresOnTimestamp - early > this.#now()) return known;
    const flight = `${key} ${this.#interactive.getStore() === true ? 'interactive' : 'silent'}`;
    let pending = this.#pending.get(flight);
    if (pending === undefined) {
      const started = this.#ask(key, asked, false).finally(() => {
        if (this.#pending.get(flight) === started) this.#pending.delete(flight);
      });
      pending = started;
      this.#pending.set(flight, started);
    }
    return pending;
  }

  #challenge(asked: readonly string[], claims: string): readonly string[] | ChallengeRequest {
    if (!this.#supportsChallenges) return asked;
    const encoded = Buffer.from(claims, 'utf8').toString('base64');
    return { fallbackScopes: asked, wwwAuthenticate: `Bearer error="insufficient_claims", claims="${encoded}"` };
  }

  async #ask(key: string, request: readonly string[] | ChallengeRequest, challenged: boolean): Promise<AccessToken> {
    const generation = this.#generation;
    const interactive = this.#interactive.getStore() === true;
    // A challenge cannot be met silently: the token that is there is the one that was refused.
    if (challenged && !interactive) throw new SignedOutError('Azure asks for a fresh sign-in.');
    const session = await this.#source.getSession(
      request,
      !interactive
        ? { silent: true }
        : challenged && !this.#supportsChallenges
          ? { forceNewSession: true }
          : { createIfNone: true },
    );
    if (session === undefined) throw new SignedOutError('Nobody is signed in to Azure in this editor.');
    const token: AccessToken = {
      token: session.accessToken,
      expiresOnTimestamp: expiryOf(session.accessToken) ?? this.#now() + opaqueLifetime,
    };
    if (generation === this.#generation) this.#tokens.set(key, token);
    return token;
  }
}

function deferred(make: () => Promise<TokenCredential>): TokenCredential {
  const credential = lazy(make);
  return { getToken: async (scopes, options) => (await credential()).getToken(scopes, options) };
}

/** Tokens of the account that the Azure CLI is signed in with. Loads when first asked. */
export function azureCliCredential(tenantId: string): TokenCredential {
  return deferred(async () => new (await import('@azure/identity')).AzureCliCredential({ tenantId }));
}

/** The SDK's own chain: environment variables, workload and managed identity, developer tools. Loads when first asked. */
export function defaultCredential(tenantId: string, cloud: Cloud): TokenCredential {
  return deferred(
    async () => new (await import('@azure/identity')).DefaultAzureCredential({ tenantId, authorityHost: cloud.login }),
  );
}
