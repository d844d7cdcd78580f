import type { LanguageService } from '../../kql/language/languageService';

/** A language service that is started with the first request. */
export function lazyLanguage(start: () => Promise<LanguageService>): LanguageService {
  let started: Promise<LanguageService> | undefined;
  const ready = (): Promise<LanguageService> => {
    if (started === undefined) {
      const starting = start();
      started = starting;
      // The next request tries again.
      starting.catch(() => (started = undefined));
    }
    return started;
  };
  return {
    setSchema: async (key, tables) => (await ready()).setSchema(key, tables),
    diagnostics: async (at, options) => (await ready()).diagnostics(at, options),
    completions: async (at, offset, options) => (await ready()).completions(at, offset, options),
    hover: async (at, offset, options) => (await ready()).hover(at, offset, options),
    signatureHelp: async (at, offset, options) => (await ready()).signatureHelp(at, offset, options),
    classify: async (at, options) => (await ready()).classify(at, options),
    format: async (at, options) => (await ready()).format(at, options),
    quickFixes: async (at, span, options) => (await ready()).quickFixes(at, span, options),
    outline: async (at, options) => (await ready()).outline(at, options),
    definition: async (at, offset, options) => (await ready()).definition(at, offset, options),
    occurrences: async (at, offset, options) => (await ready()).occurrences(at, offset, options),
    filterEdit: async (at, filter, options) => (await ready()).filterEdit(at, filter, options),
    setAskContext: async (key, context) => (await ready()).setAskContext(key, context),
    setAskValues: async (key, known) => (await ready()).setAskValues(key, known),
    warmQuestions: async () => (await ready()).warmQuestions(),
    askTables: async (request, options) => (await ready()).askTables(request, options),
    ask: async (request, options) => (await ready()).ask(request, options),
    modelScope: async (request, wanted, options) => (await ready()).modelScope(request, wanted, options),
    checkModelQuery: async (kql, check, options) => (await ready()).checkModelQuery(kql, check, options),
    compareQueries: async (draft, model, check, options) => (await ready()).compareQueries(draft, model, check, options),
    warm: async () => (await ready()).warm(),
    dispose: async () => {
      await (await started)?.dispose();
    },
  };
}
