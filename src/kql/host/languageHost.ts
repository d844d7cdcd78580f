import type { LanguageCore } from '../language/languageCore';
import type { LanguageOperationName, LanguageOperations } from './languageProtocol';

/** Answers what is asked of the language service, which is loaded with the first question. */
export class LanguageHost {
  private core: Promise<LanguageCore> | undefined;

  /** Throws `KqlError` only. */
  async handle<Name extends LanguageOperationName>(
    name: Name,
    ask: LanguageOperations[Name]['ask'],
  ): Promise<LanguageOperations[Name]['answer']> {
    this.core ??= import('../language/languageCore').then(({ LanguageCore: Core }) => new Core());
    return operations[name](await this.core, ask);
  }
}

const operations: {
  readonly [Name in LanguageOperationName]: (
    core: LanguageCore,
    ask: LanguageOperations[Name]['ask'],
  ) => LanguageOperations[Name]['answer'];
} = {
  setSchema: (core, { key, tables }) => {
    core.setSchema(key, tables);
    return null;
  },
  diagnostics: (core, { at }) => core.diagnostics(at),
  completions: (core, { at, offset }) => core.completions(at, offset),
  hover: (core, { at, offset }) => core.hover(at, offset),
  signatureHelp: (core, { at, offset }) => core.signatureHelp(at, offset),
  classify: (core, { at }) => core.classify(at),
  format: (core, { at }) => core.format(at),
  quickFixes: (core, { at, span }) => core.quickFixes(at, span),
  outline: (core, { at }) => core.outline(at),
  definition: (core, { at, offset }) => core.definition(at, offset),
  occurrences: (core, { at, offset }) => core.occurrences(at, offset),
  filterEdit: (core, { at, filter }) => core.filterEdit(at, filter),
  warm: (core) => {
    core.warm();
    return null;
  },
};
