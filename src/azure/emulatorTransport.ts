import type { AccessToken, TokenCredential } from '@azure/core-auth';
import type { HttpClient, PipelineRequest } from '@azure/core-rest-pipeline';

/**
 * An HTTP client that sends every request to one emulator on this machine, whatever Azure host it is meant for, which it
 * names in `x-original-host`. The request itself stays untouched, so retries, paging and provenance keep real URLs.
 * Throws when `origin` is not a plain HTTP loopback address: an embedded environment never opens another connection.
 */
export function emulatorTransport(origin: string): HttpClient {
  const target = new URL(origin);
  if (target.protocol !== 'http:' || !['127.0.0.1', 'localhost', '[::1]'].includes(target.hostname) || target.port === '') {
    throw new RangeError(`an emulator must be at http://127.0.0.1:PORT, not ${origin}`);
  }
  let client: HttpClient | undefined;
  return {
    async sendRequest(request) {
      const asked = new URL(request.url);
      if (asked.protocol !== 'https:')
        throw new Error(`the emulator stands in for Azure over HTTPS only, not for ${asked.origin}`);
      const { createDefaultHttpClient, createHttpHeaders } = await import('@azure/core-rest-pipeline');
      client ??= createDefaultHttpClient();
      const headers = createHttpHeaders(request.headers.toJSON({ preserveCase: true }));
      headers.set('x-original-host', asked.host);
      const rewritten: PipelineRequest = {
        ...request,
        url: `${target.origin}${asked.pathname}${asked.search}`,
        headers,
        allowInsecureConnection: true,
      };
      return { ...(await client.sendRequest(rewritten)), request };
    },
  };
}

/** A credential that always gives the emulator's own token. */
export function emulatorCredential(token: string): TokenCredential {
  const hour = 3_600_000;
  return { getToken: (): Promise<AccessToken> => Promise.resolve({ token, expiresOnTimestamp: Date.now() + hour }) };
}
