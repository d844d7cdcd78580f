import * as vscode from 'vscode';
import type { Environment } from '../../environments/environment';
import type { LanguageText } from '../../kql/language/languageService';
import type { EarlierCell, FinishedRun, RunRequest, RunServices } from '../../kql/notebook/queryRun';
import { unlessAborted } from '../../kql/sources/abort';
import { connectionKey, createQuerySources, dialectOf } from '../../kql/sources/createQuerySources';
import type { QuerySources, SourceOptions } from '../../kql/sources/querySources';
import { isAbort, SourceError } from '../../model/failure';
import type { QueryConnection } from '../../model/queryConnection';
import { systemClock } from '../../model/time';
import type { ActiveEnvironment } from '../activeEnvironment';
import type { Log } from '../log';
import type { Settings } from '../settings';
import { effectiveTimeZone } from '../timeZone';
import { CellRuns } from './cellRuns';
import { cellOf, connectionOfCell, defaultConnection, timeOfNotebook } from './cellsAbove';
import { FileSettings } from './fileSettings';
import { lazyLanguage } from './lazyLanguage';
import { preludeOf } from './prelude';
import type { QueryServices, QuerySetting } from './queryServices';
import type { ResultHost } from './resultHost';

export interface QueryServicesParts {
  readonly extension: vscode.ExtensionContext;
  readonly environment: ActiveEnvironment;
  readonly settings: () => Settings;
  readonly results: ResultHost;
  readonly log: Log;
}

/** The services with what the notebook's kernel needs beside them. */
export interface OpenQueryServices extends QueryServices {
  readonly runs: CellRuns;
  /** Runs a text with what it uses of the cells above. */
  runWith(request: RunRequest, options?: SourceOptions): Promise<FinishedRun>;
  /** Begins what the first query of a connection would wait for: the language service, the environment, its tables. Never rejects. */
  getReady(connection: QueryConnection): Promise<void>;
  /** The zone of clock labels, as far as it is known without waiting. */
  timeZone(): string;
}

export function createQueryServices(parts: QueryServicesParts): OpenQueryServices {
  return new FollowingServices(parts);
}

class FollowingServices extends vscode.Disposable implements OpenQueryServices {
  private readonly owned: vscode.Disposable[] = [];
  readonly runs = this.own(new CellRuns());
  readonly language = lazyLanguage(() => this.startLanguage());
  readonly sources: QuerySources;
  readonly results: ResultHost;
  private readonly changed = this.own(new vscode.EventEmitter<vscode.TextDocument | undefined>());
  readonly onDidChange = this.changed.event;
  private readonly forgot = this.own(new vscode.EventEmitter<void>());
  readonly onDidForgetTables = this.forgot.event;
  private readonly files: FileSettings;
  /** Keys of schemas that the language service has or is about to get. */
  private readonly schemas = new Map<string, Promise<void>>();
  /** Those whose tables could not be read whole. */
  private readonly unread = new Set<string>();
  /** Id of the environment that the schemas are of. */
  private followed: string | undefined;
  private later: NodeJS.Timeout | undefined;

  constructor(private readonly parts: QueryServicesParts) {
    super(() => undefined);
    const { environment, results, extension } = parts;
    this.results = results;
    this.files = new FileSettings(extension.workspaceState);
    this.sources = createQuerySources({
      stores: async () => (await environment.get()).stores,
      startEngine: async () => {
        const { startKqlWorker } = await import('../../kql/host/client');
        return startKqlWorker(this.worker('kqlWorker.js'));
      },
      folder: () => vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file')?.uri.fsPath,
      known: async (dialect) => (await import('../../kql/schema/knownTables')).knownTables(dialect),
      merge: async (live, known) => (await import('../../kql/schema/mergeSchemas')).mergeSchemas(live, known),
      names: { environment: () => environment.current?.name },
    });
    this.own(environment.onDidChange((now) => this.follow(now)));
    this.own(this.runs.onDidChange(() => this.announce()));
    this.own(
      vscode.workspace.onDidChangeNotebookDocument(({ cellChanges, contentChanges, metadata }) => {
        const isOurs = cellChanges.some(({ document, metadata: own }) => document !== undefined || own !== undefined);
        if (isOurs || contentChanges.length > 0 || metadata !== undefined) this.announce();
      }),
    );
  }

  settingOf(document: vscode.TextDocument): QuerySetting {
    const cell = cellOf(document);
    if (cell === undefined) return this.files.of(document.uri) ?? { connection: defaultConnection };
    const time = timeOfNotebook(cell.notebook);
    return { connection: connectionOfCell(cell), ...(time !== undefined && { time }) };
  }

  async textOf(document: vscode.TextDocument): Promise<LanguageText> {
    const { connection } = this.settingOf(document);
    const dialect = dialectOf(connection);
    const text = document.getText();
    const schema = await this.schemaFor(connection);
    const cell = cellOf(document);
    const prelude = dialect === 'graph' ? '' : await preludeOf(cell, this.language, this.runs);
    return { text, schema, dialect, ...(prelude !== '' && { prelude }) };
  }

  async setFileSetting(document: vscode.TextDocument, setting: Parameters<QueryServices['setFileSetting']>[1]): Promise<void> {
    const now = this.settingOf(document);
    const time = setting.time ?? now.time;
    await this.files.set(document.uri, {
      connection: setting.connection ?? now.connection,
      ...(time !== undefined && time !== 'none' && { time }),
    });
    this.changed.fire(document);
  }

  run(text: string, { connection, time }: QuerySetting, options?: SourceOptions): Promise<FinishedRun> {
    const earlier: readonly EarlierCell[] = [];
    return this.runWith({ text, connection, earlier, ...(time !== undefined && { time }) }, options);
  }

  async runWith(request: RunRequest, options: SourceOptions = {}): Promise<FinishedRun> {
    if (!vscode.workspace.isTrusted) throw new SourceError(restricted());
    const [{ runQuery }, clock] = await Promise.all([
      import('../../kql/notebook/runQuery'),
      unlessAborted(this.clockFor(request.connection), options.signal),
    ]);
    const { defaultHours, queryTimeoutSeconds } = this.parts.settings();
    const services: RunServices = {
      sources: this.sources,
      language: this.language,
      clock,
      timeZone: this.timeZone(),
      defaultHours,
      timeoutSeconds: queryTimeoutSeconds,
    };
    return runQuery(request, services, options);
  }

  async getReady(connection: QueryConnection): Promise<void> {
    try {
      await Promise.all([this.schemaFor(connection), import('../../kql/notebook/runQuery'), import('../../kql/notebook/report')]);
    } catch (error) {
      this.parts.log.error('Getting ready for queries failed', error);
    }
  }

  timeZone(): string {
    return effectiveTimeZone(this.parts.settings().timeZone, this.parts.environment.current?.timeZone);
  }

  override dispose(): void {
    clearTimeout(this.later);
    void this.language.dispose();
    void this.sources.dispose();
    for (const item of this.owned.splice(0).reverse()) item.dispose();
  }

  private own<T extends vscode.Disposable>(item: T): T {
    this.owned.push(item);
    return item;
  }

  /** Files need no sign-in: where the environment is Azure, its clock is this machine's. */
  private async clockFor({ kind }: QueryConnection): Promise<RunServices['clock']> {
    const { environment } = this.parts;
    if (kind === 'files' && environment.chosen.kind === 'azure') return systemClock;
    return (await environment.get()).clock;
  }

  private worker(file: string): string {
    return vscode.Uri.joinPath(this.parts.extension.extensionUri, 'dist', file).fsPath;
  }

  private async startLanguage(): Promise<RunServices['language']> {
    const { startLanguageWorker } = await import('../../kql/host/languageClient');
    return startLanguageWorker(this.worker('kqlLanguageWorker.js'));
  }

  async reloadTables(connection: QueryConnection): Promise<void> {
    this.sources.forget(connection);
    this.forgot.fire();
    const key = this.schemaKey(connection);
    const known = this.schemas.get(key);
    // What no document has asked for yet is read with the first that does.
    if (known !== undefined && vscode.workspace.isTrusted) await this.readSchema(key, connection, known);
  }

  private schemaKey(connection: QueryConnection): string {
    return `${this.parts.environment.current?.id ?? ''} ${connectionKey(connection)}`;
  }

  /** The key of the schema: known tables at once, those of the connection when they have been read. */
  private async schemaFor(connection: QueryConnection): Promise<string> {
    const key = this.schemaKey(connection);
    let known = this.schemas.get(key);
    if (known === undefined) {
      known = this.declareKnown(key, connection);
      this.schemas.set(key, known);
      known.catch(() => this.schemas.delete(key));
      if (vscode.workspace.isTrusted) void this.readSchema(key, connection, known);
    }
    await known;
    return key;
  }

  /** Documented tables stand in until those of the connection are read, and for good where nothing may be read. */
  private async declareKnown(key: string, connection: QueryConnection): Promise<void> {
    const { knownTables } = await import('../../kql/schema/knownTables');
    await this.language.setSchema(key, knownTables(dialectOf(connection)));
  }

  private async readSchema(key: string, connection: QueryConnection, known: Promise<void>): Promise<void> {
    try {
      const [{ tables, failures }] = await Promise.all([this.sources.schema(connection), known]);
      for (const { message } of failures) this.parts.log.warn(message);
      if (failures.length > 0) this.unread.add(key);
      else this.unread.delete(key);
      await this.language.setSchema(key, tables);
      this.changed.fire(undefined);
    } catch (error) {
      this.unread.add(key);
      if (!isAbort(error)) this.parts.log.error(`Reading the tables of ${this.sources.describe(connection)} failed`, error);
    }
  }

  /** Another environment has other tables under the same names. */
  private follow(environment: Environment | undefined): void {
    if (environment?.id === this.followed) {
      // What could not be read may be there now: an embedded environment says when its faults change.
      for (const key of this.unread) this.schemas.delete(key);
    } else {
      // What is being read while the first environment opens waits for it, and is of it.
      if (this.followed !== undefined) this.sources.forget();
      this.schemas.clear();
    }
    this.unread.clear();
    this.followed = environment?.id;
    this.forgot.fire();
    this.announce();
  }

  private announce(): void {
    clearTimeout(this.later);
    this.later = setTimeout(() => this.changed.fire(undefined), 200);
  }
}

function restricted(): ConstructorParameters<typeof SourceError>[0] {
  return {
    source: 'logs',
    kind: 'precondition',
    message: vscode.l10n.t('This folder is in Restricted Mode: nothing is queried.'),
    nextAction: vscode.l10n.t('Trust the folder to run queries.'),
  };
}
