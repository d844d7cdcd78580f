import * as vscode from 'vscode';
import { filterAlerts, printFilter, type AlertQuery } from '../alerts/filter';
import { groupAlerts } from '../alerts/grouping';
import { isAbort } from '../model/failure';
import type { Alert } from '../model/alert';
import type { ActiveEnvironment } from './activeEnvironment';
import type { AlertFeed } from './alertFeed';
import { alertNode, groupLevel, incidentLevel, paged, PAGE, type GroupBy, type Node, type TreeInput } from './alertTreeNodes';
import type * as AlertTreeItems from './alertTreeItems';
import { contextKeys } from './contextKeys';
import { countOfAlerts } from './counts';
import { Disposable } from './disposables';
import { errorText, failureText } from './failureText';
import type { Settings } from './settings';
import { effectiveTimeZone } from './timeZone';

/** The tree of incidents, alerts and their evidence, with its badge and its message. */
export class AlertTree extends Disposable implements vscode.TreeDataProvider<Node> {
  private readonly changed = this.own(new vscode.EventEmitter<Node | undefined>());
  readonly onDidChangeTreeData = this.changed.event;
  readonly view: vscode.TreeView<Node>;
  private filter: AlertQuery | undefined;
  private groupBy: GroupBy = 'incident';
  /** Loaded with the first rows: activation does without the words of rows and their clocks. */
  private items: typeof AlertTreeItems | undefined;
  private readonly shown = new Map<string, number>();

  constructor(
    private readonly environment: ActiveEnvironment,
    private readonly feed: AlertFeed,
    private readonly settings: () => Settings,
  ) {
    super();
    this.view = this.own(
      vscode.window.createTreeView('sre.alerts', { treeDataProvider: this, canSelectMany: true, showCollapseAll: true }),
    );
    this.own(feed.onDidChange(() => this.refreshView()));
    this.refreshView();
  }

  get filterNow(): AlertQuery | undefined {
    return this.filter;
  }

  setFilter(filter: AlertQuery | undefined): void {
    this.filter = filter;
    this.shown.clear();
    this.refreshView();
  }

  get groupByNow(): GroupBy {
    return this.groupBy;
  }

  setGroupBy(groupBy: GroupBy): void {
    this.groupBy = groupBy;
    this.shown.clear();
    this.refreshView();
  }

  /** Draws again what depends on settings, such as clock labels. */
  redraw(): void {
    this.refreshView();
  }

  showMore(node: Node & { readonly kind: 'more' }): void {
    this.shown.set(node.parent?.id ?? 'root', node.shown + PAGE);
    this.changed.fire(node.parent);
  }

  getTreeItem(node: Node): vscode.TreeItem {
    if (this.items === undefined) throw new Error('a row was asked for before there were any');
    return this.items.treeItemOf(node, this.timeZone(), this.environment.current?.clock.now() ?? 0);
  }

  getParent(node: Node): Node | undefined {
    return 'parent' in node ? node.parent : undefined;
  }

  async getChildren(node?: Node): Promise<Node[]> {
    this.items ??= await import('./alertTreeItems');
    if (node === undefined) {
      if (!vscode.workspace.isTrusted) return [];
      void this.feed.ensureLoaded();
      return paged(this.topLevel(), this.shown.get('root') ?? PAGE);
    }
    const shown = this.shown.get(node.id) ?? PAGE;
    switch (node.kind) {
      case 'incident':
        return paged(
          node.alerts.map((alert) => alertNode(alert, node, node.incident)),
          shown,
          node,
        );
      case 'group':
        return paged(
          node.group.alerts.map((alert) => alertNode(alert, node)),
          shown,
          node,
        );
      case 'alert':
        return this.evidenceOf(node);
      case 'evidence':
      case 'more':
        return [];
    }
  }

  /** Fills in what costs requests only when the pointer rests on a row: value against threshold and recovery. */
  async resolveTreeItem(item: vscode.TreeItem, node: Node, token: vscode.CancellationToken): Promise<vscode.TreeItem> {
    if (node.kind !== 'alert') return item;
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    const environment = await this.environment.get();
    const board = this.feed.state.board;
    const { alertTooltip } = await import('./alertTreeItems');
    item.tooltip = await alertTooltip(
      node.alert,
      environment.stores,
      board,
      environment.clock.now(),
      this.timeZone(),
      abort.signal,
    );
    return item;
  }

  private input(): TreeInput {
    const { board, partial } = this.feed.state;
    const alerts = board?.alerts ?? partial ?? [];
    return { alerts: this.filter === undefined ? alerts : filterAlerts(alerts, this.filter), incidents: board?.incidents ?? [] };
  }

  private topLevel(): Node[] {
    const input = this.input();
    if (this.groupBy === 'incident' && this.feed.state.board !== undefined)
      return incidentLevel(input, this.settings().criticalUpTo);
    if (this.groupBy === 'incident') return input.alerts.map((alert) => alertNode(alert));
    return groupLevel(groupAlerts(input.alerts, this.groupBy));
  }

  private async evidenceOf(node: Node & { readonly kind: 'alert' }): Promise<Node[]> {
    const environment = await this.environment.get();
    const board = this.feed.state.board;
    if (board === undefined) return [];
    try {
      const { gatherEvidence } = await import('../incidents/alertEvidence');
      const rows = await gatherEvidence(node.alert, board, environment.stores, {
        now: environment.clock.now(),
        timeZone: this.timeZone(),
      });
      return rows.map((row) => ({ kind: 'evidence', id: `${node.id}/${row.id}`, row, parent: node }));
    } catch (error) {
      if (isAbort(error)) return [];
      const row = {
        id: 'error',
        icon: 'warning',
        label: vscode.l10n.t('Could not be read'),
        value: errorText(error),
        tone: 'warning' as const,
      };
      return [{ kind: 'evidence', id: `${node.id}/error`, row, parent: node }];
    }
  }

  private timeZone(): string {
    return effectiveTimeZone(this.settings().timeZone, this.environment.current?.timeZone);
  }

  private refreshView(): void {
    const { view, board, error } = this.feed.state;
    void vscode.commands.executeCommand('setContext', contextKeys.state, view);
    void vscode.commands.executeCommand('setContext', contextKeys.filtered, this.filter !== undefined);
    void vscode.commands.executeCommand('setContext', contextKeys.demo, this.environment.chosen.kind === 'demo');
    // The API clears a message by undefined, which its exact optional type does not allow; an empty one is the same.
    this.view.message = this.message(error) ?? '';
    this.view.badge = badgeOf(board?.alerts ?? [], board?.complete ?? true);
    this.changed.fire(undefined);
  }

  private message(error: string | undefined): string | undefined {
    const { board } = this.feed.state;
    const parts: string[] = [];
    const environment = this.environment.current;
    if (this.environment.chosen.kind === 'demo')
      parts.push(vscode.l10n.t('Demo: {0}. Nothing leaves this machine.', environment?.name ?? this.environment.chosen.story));
    if (error !== undefined) parts.push(error);
    for (const failure of board?.failures ?? []) parts.push(failureText(failure));
    if (this.filter !== undefined) {
      parts.push(
        vscode.l10n.t(
          'Filter "{0}": {1} of {2} alerts.',
          printFilter(this.filter),
          this.input().alerts.length,
          board?.alerts.length ?? 0,
        ),
      );
    }
    return parts.length === 0 ? undefined : parts.join('\n');
  }
}

function badgeOf(alerts: readonly Alert[], complete: boolean): vscode.ViewBadge | undefined {
  const firing = alerts.filter((alert) => alert.monitorCondition === 'Fired').length;
  if (firing === 0) return undefined;
  return {
    value: firing,
    tooltip: complete
      ? vscode.l10n.t('Firing now: {0}', countOfAlerts(firing))
      : vscode.l10n.t('Firing now: at least {0}', countOfAlerts(firing)),
  };
}
