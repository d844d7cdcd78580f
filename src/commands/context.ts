import type * as vscode from 'vscode';
import type { AuditLog } from '../audit/auditLog';
import type { ActiveEnvironment } from '../views/activeEnvironment';
import type { AlertFeed } from '../views/alertFeed';
import type { AlertTree } from '../views/alertTree';
import type { AskService } from '../views/ask/askService';
import type { ModelAnswers } from '../views/ask/modelAnswers';
import type { FactDocuments } from '../views/factDocuments';
import type { GroupingFile } from '../views/groupingFile';
import type { Log } from '../views/log';
import type { ModelDocuments } from '../views/models/modelDocuments';
import type { Models } from '../views/models/models';
import type { Notebooks } from '../views/notebook/notebooks';
import type { OpenQueryServices } from '../views/queries/openQueryServices';
import type { ReadablePanels } from '../views/readablePanels';
import type { ResultsView } from '../views/results/resultsView';
import type { SchemaTree } from '../views/schema/schemaTree';
import type { Settings } from '../views/settings';
import type { CommandId } from './ids';
import type { Prompts } from './prompts';

/** What commands work with; built once in `extension.ts`. */
export interface CommandContext {
  readonly extension: vscode.ExtensionContext;
  readonly environment: ActiveEnvironment;
  readonly feed: AlertFeed;
  readonly tree: AlertTree;
  readonly facts: FactDocuments;
  readonly panels: ReadablePanels;
  readonly queries: OpenQueryServices;
  readonly ask: AskService;
  readonly models: Models;
  readonly modelAnswers: ModelAnswers;
  readonly modelDocuments: ModelDocuments;
  readonly notebooks: Notebooks;
  readonly resultsView: ResultsView;
  readonly schema: SchemaTree;
  readonly grouping: GroupingFile;
  readonly audit: AuditLog;
  readonly log: Log;
  readonly settings: () => Settings;
  /** Replaceable by tests in a real host. */
  prompts: Prompts;
}

/** Handlers by command; each feature file gives some, and all together must cover every id. */
export type CommandHandlers = Partial<Record<CommandId, (...args: readonly unknown[]) => unknown>>;
