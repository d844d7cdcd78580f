import type { LanguageService } from '../language/languageService';
import type { LanguageOperationName, LanguageOperations } from './languageProtocol';
import type { RequestOptions } from './queryExecutor';

export type AskLanguage = <Name extends LanguageOperationName>(
  name: Name,
  ask: LanguageOperations[Name]['ask'],
  options?: RequestOptions,
) => Promise<LanguageOperations[Name]['answer']>;

/** The interface over whatever carries requests out. */
export function languageOver(ask: AskLanguage, dispose: () => Promise<void>): LanguageService {
  return {
    setSchema: async (key, tables) => {
      await ask('setSchema', { key, tables });
    },
    diagnostics: (at, options) => ask('diagnostics', { at }, options),
    completions: (at, offset, options) => ask('completions', { at, offset }, options),
    hover: (at, offset, options) => ask('hover', { at, offset }, options),
    signatureHelp: (at, offset, options) => ask('signatureHelp', { at, offset }, options),
    classify: (at, options) => ask('classify', { at }, options),
    format: (at, options) => ask('format', { at }, options),
    quickFixes: (at, span, options) => ask('quickFixes', { at, span }, options),
    outline: (at, options) => ask('outline', { at }, options),
    definition: (at, offset, options) => ask('definition', { at, offset }, options),
    occurrences: (at, offset, options) => ask('occurrences', { at, offset }, options),
    filterEdit: (at, filter, options) => ask('filterEdit', { at, filter }, options),
    setAskContext: async (key, context) => {
      await ask('setAskContext', { key, context });
    },
    setAskValues: async (key, known) => {
      await ask('setAskValues', { key, known });
    },
    warmQuestions: async () => {
      await ask('warmQuestions', null);
    },
    askTables: (request, options) => ask('askTables', request, options),
    ask: (request, options) => ask('ask', request, options),
    modelScope: (request, wanted, options) => ask('modelScope', { request, wanted }, options),
    checkModelQuery: (kql, check, options) => ask('checkModelQuery', { kql, check }, options),
    compareQueries: (draft, model, check, options) => ask('compareQueries', { draft, model, check }, options),
    warm: async () => {
      await ask('warm', null);
    },
    dispose,
  };
}
