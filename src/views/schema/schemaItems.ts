import * as vscode from 'vscode';
import { clockLabel } from '../../documents/clock';
import type { ColumnType } from '../../model/query';
import { errorText } from '../failureText';
import type { RowCounts } from './rowCounts';
import type { ColumnNode, GroupNode, SchemaNode, TableNode } from './schemaNodes';

export interface ItemContext {
  readonly counts: RowCounts | undefined;
  /** The environment's. */
  readonly now: number;
  readonly timeZone: string;
}

export function schemaItem(node: SchemaNode, context: ItemContext): vscode.TreeItem {
  const item = node.kind === 'group' ? groupItem(node) : node.kind === 'table' ? tableItem(node, context) : columnItem(node);
  item.id = node.id;
  item.contextValue = node.kind;
  return item;
}

function groupItem({ prefix, tables }: GroupNode): vscode.TreeItem {
  const label = prefix === undefined ? vscode.l10n.t('Custom tables') : `${prefix}…`;
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Collapsed);
  item.description = String(tables.length);
  item.iconPath = new vscode.ThemeIcon('library');
  item.accessibilityInformation = {
    label:
      prefix === undefined
        ? vscode.l10n.t('Group, custom tables, {0} tables', tables.length)
        : vscode.l10n.t('Group, {0} tables whose names begin with {1}', tables.length, prefix),
  };
  return item;
}

function tableItem({ table }: TableNode, context: ItemContext): vscode.TreeItem {
  const { name, columns, description } = table;
  const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.Collapsed);
  const count = countText(name, context);
  item.iconPath = new vscode.ThemeIcon(
    'table',
    count?.isFailure === true ? new vscode.ThemeColor('list.warningForeground') : undefined,
  );
  if (count !== undefined) item.description = count.text;
  item.tooltip = lines([`${name} (${columnCount(columns.length)})`, description, count?.detail ?? count?.text]);
  item.accessibilityInformation = {
    label: [vscode.l10n.t('Table {0}', name), columnCount(columns.length), ...(count === undefined ? [] : [count.text])].join(
      ', ',
    ),
  };
  return item;
}

function columnItem({ column: { name, type, description } }: ColumnNode): vscode.TreeItem {
  const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.None);
  item.description = type;
  item.iconPath = new vscode.ThemeIcon(typeIcons[type]);
  item.tooltip = lines([`${name}: ${type}`, description]);
  item.accessibilityInformation = {
    label: [vscode.l10n.t('Column {0}, {1}', name, type), ...(description === undefined ? [] : [description])].join(', '),
  };
  return item;
}

const typeIcons: Readonly<Record<ColumnType, string>> = {
  bool: 'symbol-boolean',
  int: 'symbol-number',
  long: 'symbol-number',
  real: 'symbol-number',
  decimal: 'symbol-number',
  datetime: 'calendar',
  timespan: 'watch',
  string: 'symbol-string',
  guid: 'symbol-key',
  dynamic: 'json',
};

function columnCount(count: number): string {
  return count === 1 ? vscode.l10n.t('1 column') : vscode.l10n.t('{0} columns', count);
}

interface CountText {
  readonly text: string;
  readonly detail?: string;
  readonly isFailure: boolean;
}

/** Undefined for a table that was not counted: that is not the same as a table without rows. */
function countText(name: string, { counts, now, timeZone }: ItemContext): CountText | undefined {
  const count = counts?.tables.get(name);
  if (counts === undefined || count === undefined) return undefined;
  if ('error' in count) return { text: vscode.l10n.t('could not be counted'), detail: errorText(count.error), isFailure: true };
  const { rows, lastSeen } = count;
  if (rows === 0) {
    return { text: counts.isRecent ? vscode.l10n.t('no rows in 24 hours') : vscode.l10n.t('no rows'), isFailure: false };
  }
  const rowText = rows === 1 ? vscode.l10n.t('1 row') : vscode.l10n.t('{0} rows', rows.toLocaleString('en'));
  const text =
    lastSeen === undefined ? rowText : vscode.l10n.t('{0} · last seen {1}', rowText, clockLabel(lastSeen, timeZone, now));
  return { text, isFailure: false, ...(counts.isRecent && { detail: vscode.l10n.t('In the last 24 hours: {0}', text) }) };
}

/** Descriptions come from services: they are shown as text, never as Markdown. */
function lines(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('\n');
}
