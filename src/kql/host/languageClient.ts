import { KqlError } from '../engine/errors';
import type { LanguageService } from '../language/languageService';
import { languageOver } from './languageOver';
import type { LanguageOperations } from './languageProtocol';
import { WorkerClient } from './workerClient';

export interface LanguageWorkerOptions {
  /** How long one answer may take before the worker is ended; 30 seconds when absent. */
  readonly milliseconds?: number;
}

/**
 * The language service in a worker of its own, which starts with the first request. Requests are answered in their order, but outlines
 * go first: a query that is run waits for one. A request whose signal aborts while it waits is dropped, so that the newest completion
 * does not wait for those it supersedes. A worker that dies or hangs is replaced, and the next one is given the schemas and the contexts of questions again.
 */
export function startLanguageWorker(file: URL | string, { milliseconds = 30_000 }: LanguageWorkerOptions = {}): LanguageService {
  const client = new WorkerClient<LanguageOperations>({
    file,
    limitOf: () => ({ milliseconds, error: new KqlError('limit', 'The language service took too long.') }),
    keptAs: (name, ask) =>
      name === 'setSchema' || name === 'setAskContext' || name === 'setAskValues'
        ? `${name} ${(ask as LanguageOperations['setSchema' | 'setAskContext' | 'setAskValues']['ask']).key}`
        : undefined,
    // They need no tables, so it does not matter whether those are declared before.
    goesFirst: (name) => name === 'outline',
    what: 'the language service',
  });
  return languageOver(
    (name, ask, request) => client.ask(name, ask, request),
    () => client.dispose(),
  );
}
