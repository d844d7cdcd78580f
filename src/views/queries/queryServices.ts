import type * as vscode from 'vscode';
import type { LanguageService, LanguageText } from '../../kql/language/languageService';
import type { FinishedRun } from '../../kql/notebook/queryRun';
import type { QuerySources, SourceOptions } from '../../kql/sources/querySources';
import type { QueryConnection, TimeRange } from '../../model/queryConnection';
import type { ResultHost } from './resultHost';

/** What applies to one document: a cell of a notebook or a file of queries. */
export interface QuerySetting {
  readonly connection: QueryConnection;
  readonly time?: TimeRange;
}

/**
 * What notebooks, query files and the tables view share. Built on activation and idle until it is asked: workers, clients and everything
 * else that is slow load with the first request. It follows the active environment.
 */
export interface QueryServices extends vscode.Disposable {
  readonly sources: QuerySources;
  readonly language: LanguageService;
  readonly results: ResultHost;
  /** Fires when the setting, the schema or what stands before a document has changed; with no document when it may be any. */
  readonly onDidChange: vscode.Event<vscode.TextDocument | undefined>;
  /** Fires when tables are about to be read anew, so that what was found out about them counts no more. */
  readonly onDidForgetTables: vscode.Event<void>;
  settingOf(document: vscode.TextDocument): QuerySetting;
  /**
   * The document as the language service wants it: text, what earlier cells declare, and the key of its connection's schema, which is
   * read in the background the first time (`onDidChange` tells when it is there).
   */
  textOf(document: vscode.TextDocument): Promise<LanguageText>;
  /**
   * Reads the tables of a connection anew, for everything that shows or uses them. Resolves when the language service has those that could
   * be read; why others could not, `sources.schema` tells.
   */
  reloadTables(connection: QueryConnection): Promise<void>;
  /** Of a query file; notebooks keep theirs in the notebook. Remembered per workspace. `none` takes the time range away. */
  setFileSetting(
    document: vscode.TextDocument,
    setting: { readonly connection?: QueryConnection; readonly time?: TimeRange | 'none' },
  ): Promise<void>;
  /** Runs a text that stands alone. Rejects with `SourceError`, `KqlError`, `AbortError`. */
  run(text: string, setting: QuerySetting, options?: SourceOptions): Promise<FinishedRun>;
}
