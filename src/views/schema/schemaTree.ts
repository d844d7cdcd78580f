import * as vscode from 'vscode';
import { dialectOf } from '../../kql/sources/createQuerySources';
import type { SourceSchema } from '../../kql/sources/querySources';
import { isAbort, SourceError, type Failure } from '../../model/failure';
import type { QueryConnection } from '../../model/queryConnection';
import { systemClock } from '../../model/time';
import type { ActiveEnvironment } from '../activeEnvironment';
import { contextKeys, type SchemaViewState } from '../contextKeys';
import { Disposable } from '../disposables';
import { errorText, failureText } from '../failureText';
import type { Log } from '../log';
import type { OpenQueryServices } from '../queries/openQueryServices';
import type { RowCounts } from './rowCounts';
import type * as SchemaItems from './schemaItems';
import { columnNodes, topNodes, type SchemaNode, type TableNode } from './schemaNodes';
import { viewMessage } from './viewMessage';

const VIEW_ID = 'sre.schema';

/** The view of tables and columns of one connection. It reads when it is looked at, and only in a trusted workspace. */
export class SchemaTree extends Disposable implements vscode.TreeDataProvider<SchemaNode> {
  private readonly changed = this.own(new vscode.EventEmitter<SchemaNode | undefined>());
  readonly onDidChangeTreeData = this.changed.event;
  readonly view: vscode.TreeView<SchemaNode>;
  private browsed: QueryConnection = { kind: 'logs' };
  private environmentId: string | undefined;
  private state: SchemaViewState = 'loading';
  private nodes: readonly SchemaNode[] = [];
  private failures: readonly Failure[] = [];
  private error: unknown;
  private counts: RowCounts | undefined;
  private loading: Promise<void> | undefined;
  private generation = 0;
  /** Loaded with the first rows: activation does without their words and clocks. */
  private items: typeof SchemaItems | undefined;

  constructor(
    private readonly queries: OpenQueryServices,
    private readonly environment: ActiveEnvironment,
    private readonly log: Log,
  ) {
    super();
    this.view = this.own(vscode.window.createTreeView(VIEW_ID, { treeDataProvider: this, showCollapseAll: true }));
    this.own(environment.onDidChange((now) => this.follow(now?.id)));
    this.own(vscode.workspace.onDidGrantWorkspaceTrust(() => this.forget()));
    this.redraw();
  }

  /** What is browsed. */
  get connection(): QueryConnection {
    return this.browsed;
  }

  /** What the view shows: words for its place when there are no rows. */
  get viewState(): SchemaViewState {
    return this.state;
  }

  /** True while the view says that something failed. */
  get showsError(): boolean {
    return this.error !== undefined;
  }

  setConnection(connection: QueryConnection): void {
    this.browsed = connection;
    this.forget();
  }

  /** Reads the tables anew. Resolves when they are shown or the view says why not. */
  async refresh(): Promise<void> {
    const reloaded = this.queries.reloadTables(this.browsed);
    this.forget();
    await Promise.all([this.load(), reloaded]);
  }

  /** All tables, read first if they are not yet. */
  async tables(): Promise<readonly TableNode[]> {
    await this.load();
    return this.nodes.flatMap((node) => (node.kind === 'group' ? node.tables : node.kind === 'table' ? [node] : []));
  }

  /** Counts the rows of every table. Rejects with the reason when nothing could be counted; the view says it too. */
  async countRows(options: {
    readonly signal: AbortSignal;
    readonly onProgress: (done: number, all: number) => void;
  }): Promise<void> {
    const tables = (await this.tables()).map(({ table }) => table);
    const { generation } = this;
    const { countRows } = await import('./rowCounts');
    try {
      const counts = await countRows(this.browsed, tables, this.queries, options);
      if (generation !== this.generation) return;
      [this.counts, this.error] = [counts, undefined];
    } catch (error) {
      if (generation === this.generation && !isAbort(error)) this.error = error;
      throw error;
    } finally {
      this.redraw();
    }
  }

  async getChildren(node?: SchemaNode): Promise<SchemaNode[]> {
    this.items ??= await import('./schemaItems');
    switch (node?.kind) {
      case undefined:
        if (!vscode.workspace.isTrusted) return [];
        void this.load();
        return [...this.nodes];
      case 'group':
        return [...node.tables];
      case 'table':
        return [...columnNodes(node)];
      case 'column':
        return [];
    }
  }

  getParent(node: SchemaNode): SchemaNode | undefined {
    return node.kind === 'group' ? undefined : node.parent;
  }

  getTreeItem(node: SchemaNode): vscode.TreeItem {
    if (this.items === undefined) throw new Error('a row was asked for before there were any');
    const now = (this.environment.current?.clock ?? systemClock).now();
    return this.items.schemaItem(node, { counts: this.counts, now, timeZone: this.queries.timeZone() });
  }

  private load(): Promise<void> {
    this.loading ??= this.read(this.generation);
    return this.loading;
  }

  private async read(generation: number): Promise<void> {
    const progress = { location: { viewId: VIEW_ID } };
    try {
      const schema = await vscode.window.withProgress(progress, () => this.queries.sources.schema(this.browsed));
      const isOwn = await this.isOfConnection(schema);
      if (generation !== this.generation) return;
      this.failures = schema.failures;
      // The view names resources shortly; the log has their ids.
      for (const failure of schema.failures) this.log.warn(`Reading tables failed: ${failureText(failure)}`);
      this.nodes = isOwn ? topNodes(schema.tables) : [];
      this.state = isOwn ? (schema.tables.length === 0 ? 'empty' : 'ready') : stateOf(schema.failures);
    } catch (error) {
      if (generation !== this.generation) return;
      this.log.error(`Reading tables failed: ${errorText(error)}`);
      [this.error, this.nodes] = [error, []];
      this.state = stateOf(error instanceof SourceError ? [error.failure] : []);
    }
    this.redraw();
  }

  /** Where the source could not be read, a schema has the documented tables: those help to write, but nobody knows that they are there. */
  private async isOfConnection({ tables, failures }: SourceSchema): Promise<boolean> {
    if (failures.length === 0) return true;
    const { knownTables } = await import('../../kql/schema/knownTables');
    const known = knownTables(dialectOf(this.browsed));
    return tables.length !== known.length || tables.some(({ name }, i) => name !== known[i]?.name);
  }

  /** Another environment has other workspaces and resources. */
  private follow(id: string | undefined): void {
    const { kind } = this.browsed;
    if (id !== this.environmentId && (kind === 'workspace' || kind === 'resource')) this.browsed = { kind: 'logs' };
    this.environmentId = id;
    this.forget();
  }

  private forget(): void {
    this.generation += 1;
    this.loading = undefined;
    [this.nodes, this.failures, this.error, this.counts] = [[], [], undefined, undefined];
    this.state = 'loading';
    this.redraw();
  }

  private redraw(): void {
    void vscode.commands.executeCommand('setContext', contextKeys.schemaState, this.state);
    this.view.description = this.description();
    this.view.message = this.message();
    this.changed.fire(undefined);
  }

  /** A cluster and its database are long enough without what they are. */
  private description(): string {
    const text = this.queries.sources.describe(this.browsed);
    return this.browsed.kind === 'adx' ? text.replace(/^[^:]*: /, '') : text;
  }

  private message(): string {
    const parts: string[] = [];
    if (this.error !== undefined) parts.push(errorText(this.error));
    for (const failure of this.failures) parts.push(failureText(failure));
    for (const failure of this.counts?.failures ?? []) parts.push(errorText(failure));
    const { leftOut = 0, tables } = this.counts ?? {};
    if (leftOut > 0) parts.push(vscode.l10n.t('Rows were counted in the first {0} tables only.', tables?.size ?? 0));
    return viewMessage([...new Set(parts)].join('\n'));
  }
}

function stateOf(failures: readonly Failure[]): SchemaViewState {
  return failures.some(({ kind }) => kind === 'signedOut') ? 'signedOut' : 'failed';
}
