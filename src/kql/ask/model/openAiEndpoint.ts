import { ModelError } from './provider';

/** Where chat completions are asked for. */
export interface OpenAiEndpoint {
  /** `azure` writes the key into `api-key` and names a deployment in the path; `openai` sends it as a bearer token, or none. */
  readonly kind: 'azure' | 'openai';
  /** `https://NAME.openai.azure.com`, `https://api.openai.com/v1`, `http://localhost:11434/v1`; plain HTTP on this machine only. */
  readonly baseUrl: string;
  /** The model; for `azure` the deployment. */
  readonly model: string;
  /** For `azure`: `2024-10-21` when absent. */
  readonly apiVersion?: string;
}

/** The address that is posted to. Throws a ModelError for one that must not be. */
export function completionsUrl({ kind, baseUrl, model, apiVersion }: OpenAiEndpoint): URL {
  const url = parsed(baseUrl);
  if (url.username !== '' || url.password !== '')
    throw new ModelError('unavailable', 'The address of the model must hold no password.');
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    throw new ModelError('unavailable', 'The address of the model must begin with https://, unless it is on this machine.');
  }
  url.hash = '';
  url.search = '';
  const base = url.pathname.replace(/\/+$/, '');
  if (kind === 'openai') {
    url.pathname = `${base}/chat/completions`;
  } else {
    url.pathname = `${base}/openai/deployments/${encodeURIComponent(model)}/chat/completions`;
    url.searchParams.set('api-version', apiVersion ?? '2024-10-21');
  }
  return url;
}

function parsed(text: string): URL {
  try {
    return new URL(text);
  } catch {
    throw new ModelError('unavailable', 'The address of the model is no URL.');
  }
}

/** `localhost` and the addresses of the machine itself. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

/** The header with the key; none without a key. Throws a ModelError for a key that no header can hold, without quoting it. */
export function keyHeader(kind: OpenAiEndpoint['kind'], key: string | undefined): Readonly<Record<string, string>> {
  if (key === undefined || key === '') return {};
  if (!/^[\x21-\x7e]+$/.test(key)) throw new ModelError('unavailable', 'The key of the model holds characters that no key has.');
  return kind === 'azure' ? { 'api-key': key } : { authorization: `Bearer ${key}` };
}
