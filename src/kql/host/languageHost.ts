import type { AskCore } from '../ask/askCore';
import type { ModelCheck } from '../ask/model/scope';
import type { QueryChecker } from '../ask/model/types';
import type { LanguageCore } from '../language/languageCore';
import type { LanguageOperationName, LanguageOperations } from './languageProtocol';

/** Answers what is asked of the language service, which is loaded with the first question. */
export class LanguageHost {
  private core: Promise<LanguageCore> | undefined;
  private questions: Promise<AskCore> | undefined;

  /** Throws `KqlError` only. */
  async handle<Name extends LanguageOperationName>(
    name: Name,
    ask: LanguageOperations[Name]['ask'],
  ): Promise<LanguageOperations[Name]['answer']> {
    this.core ??= import('../language/languageCore').then(({ LanguageCore: Core }) => new Core());
    return operations[name]({ core: await this.core, questions: () => this.askCore() }, ask);
  }

  private askCore(): Promise<AskCore> {
    this.questions ??= import('../ask/askCore').then(({ AskCore: Core }) => new Core());
    return this.questions;
  }
}

interface Cores {
  readonly core: LanguageCore;
  readonly questions: () => Promise<AskCore>;
}

async function checkerFor({ questions }: Cores, { key, now, window, isComparison, flavour }: ModelCheck): Promise<QueryChecker> {
  const [{ queryChecker }, core] = await Promise.all([import('../ask/model/checkQuery'), questions()]);
  const { tables } = core.declared(key).context;
  return queryChecker({ context: { tables, now }, window, isComparison, ...(flavour !== undefined && { flavour }) });
}

const operations: {
  readonly [Name in LanguageOperationName]: (
    cores: Cores,
    ask: LanguageOperations[Name]['ask'],
  ) => LanguageOperations[Name]['answer'] | Promise<LanguageOperations[Name]['answer']>;
} = {
  setSchema: ({ core }, { key, tables }) => {
    core.setSchema(key, tables);
    return null;
  },
  diagnostics: ({ core }, { at }) => core.diagnostics(at),
  completions: ({ core }, { at, offset }) => core.completions(at, offset),
  hover: ({ core }, { at, offset }) => core.hover(at, offset),
  signatureHelp: ({ core }, { at, offset }) => core.signatureHelp(at, offset),
  classify: ({ core }, { at }) => core.classify(at),
  format: ({ core }, { at }) => core.format(at),
  quickFixes: ({ core }, { at, span }) => core.quickFixes(at, span),
  outline: ({ core }, { at }) => core.outline(at),
  definition: ({ core }, { at, offset }) => core.definition(at, offset),
  occurrences: ({ core }, { at, offset }) => core.occurrences(at, offset),
  filterEdit: ({ core }, { at, filter }) => core.filterEdit(at, filter),
  setAskContext: async ({ questions }, { key, context }) => {
    (await questions()).setContext(key, context);
    return null;
  },
  setAskValues: async ({ questions }, { key, known }) => {
    (await questions()).setValues(key, known);
    return null;
  },
  warmQuestions: async ({ questions }) => {
    const [{ warmQuestions }] = await Promise.all([import('../ask/warm'), questions()]);
    await warmQuestions();
    return null;
  },
  askTables: async ({ questions }, request) => (await questions()).tablesFor(request),
  ask: async ({ questions }, request) => (await questions()).ask(request),
  modelScope: async ({ questions }, { request, wanted }) => {
    const [{ modelScope }, core] = await Promise.all([import('../ask/model/scope'), questions()]);
    const { context, linker } = core.declared(request.key);
    const { question, now, pinned } = request;
    return modelScope(question, { ...context, now, ...(pinned && { pinned }) }, linker, wanted);
  },
  checkModelQuery: async (cores, { kql, check }) => (await checkerFor(cores, check)).check(kql, check.said),
  compareQueries: async (cores, { draft, model, check }) => (await checkerFor(cores, check)).compare(draft, model, check.said),
  warm: ({ core }) => {
    core.warm();
    return null;
  },
};
