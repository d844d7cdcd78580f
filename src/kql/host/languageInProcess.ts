import { KqlError } from '../engine/errors';
import type { LanguageService } from '../language/languageService';
import { LanguageHost } from './languageHost';
import { languageOver } from './languageOver';

/** The language service in this thread, for tests and commands. */
export function languageInProcess(): LanguageService {
  const host = new LanguageHost();
  return languageOver(
    async (name, ask, { signal } = {}) => {
      if (signal?.aborted === true) throw new KqlError('cancelled', 'The query was cancelled.');
      return host.handle(name, ask);
    },
    () => Promise.resolve(),
  );
}
