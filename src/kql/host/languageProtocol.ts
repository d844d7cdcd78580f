import type { Span } from '../engine/errors';
import type { TableSchema } from '../../model/query';
import type { AskAnswer } from '../ask/answer';
import type { CoreRequest, KeptContext, KnownValues } from '../ask/askCore';
import type { ModelCheck } from '../ask/model/scope';
import type { LanguageService, LanguageText, ResultFilter } from '../language/languageService';

type Answer<Name extends keyof LanguageService> = Awaited<ReturnType<LanguageService[Name]>>;

interface AtText {
  readonly at: LanguageText;
}

interface AtPlace extends AtText {
  readonly offset: number;
}

/** What can be asked of the worker of the language service, and what it answers. */
export interface LanguageOperations {
  setSchema: { readonly ask: { readonly key: string; readonly tables: readonly TableSchema[] }; readonly answer: null };
  diagnostics: { readonly ask: AtText; readonly answer: Answer<'diagnostics'> };
  completions: { readonly ask: AtPlace; readonly answer: Answer<'completions'> };
  hover: { readonly ask: AtPlace; readonly answer: Answer<'hover'> };
  signatureHelp: { readonly ask: AtPlace; readonly answer: Answer<'signatureHelp'> };
  classify: { readonly ask: AtText; readonly answer: Answer<'classify'> };
  format: { readonly ask: AtText; readonly answer: string };
  quickFixes: { readonly ask: AtText & { readonly span: Span }; readonly answer: Answer<'quickFixes'> };
  outline: { readonly ask: AtText; readonly answer: Answer<'outline'> };
  definition: { readonly ask: AtPlace; readonly answer: Answer<'definition'> };
  occurrences: { readonly ask: AtPlace; readonly answer: Answer<'occurrences'> };
  filterEdit: { readonly ask: AtText & { readonly filter: ResultFilter }; readonly answer: Answer<'filterEdit'> };
  setAskContext: { readonly ask: { readonly key: string; readonly context: KeptContext }; readonly answer: null };
  setAskValues: { readonly ask: { readonly key: string; readonly known: KnownValues }; readonly answer: null };
  warmQuestions: { readonly ask: null; readonly answer: null };
  askTables: { readonly ask: CoreRequest; readonly answer: readonly string[] };
  ask: { readonly ask: CoreRequest; readonly answer: AskAnswer };
  modelScope: {
    readonly ask: { readonly request: CoreRequest; readonly wanted: readonly string[] };
    readonly answer: Answer<'modelScope'>;
  };
  checkModelQuery: {
    readonly ask: { readonly kql: string; readonly check: ModelCheck };
    readonly answer: Answer<'checkModelQuery'>;
  };
  compareQueries: {
    readonly ask: { readonly draft: string; readonly model: string; readonly check: ModelCheck };
    readonly answer: Answer<'compareQueries'>;
  };
  warm: { readonly ask: null; readonly answer: null };
}

export type LanguageOperationName = keyof LanguageOperations;
