import * as vscode from 'vscode';
import { isAbort } from '../model/failure';
import { kqlName } from '../results/formats/kqlName';
import { pickConnection } from '../views/queries/connectionPicker';
import { insertText, queryInNotebook } from '../views/schema/insertText';
import { columnNodes, type ColumnNode, type TableNode } from '../views/schema/schemaNodes';
import type { CommandContext, CommandHandlers } from './context';
import { commandIds } from './ids';

/** What a person does with the tables of a connection. */
export function schemaCommands(context: CommandContext): CommandHandlers {
  const { schema } = context;
  return {
    [commandIds.selectSchemaConnection]: async () => {
      const connection = await pickConnection(context, schema.connection);
      if (connection !== undefined) schema.setConnection(connection);
    },
    [commandIds.refreshSchema]: () => schema.refresh(),
    [commandIds.filterSchema]: () => findRow(context),
    [commandIds.countSchemaRows]: () => countRows(context),
    [commandIds.showSampleRows]: (node) => showSample(context, tableOf(node)),
    [commandIds.insertSchemaName]: (node) => {
      if (!isRow(node)) throw new Error(vscode.l10n.t('Select a table or a column first.'));
      return insertText(kqlName(node.kind === 'table' ? node.table.name : node.column.name));
    },
    [commandIds.queryTable]: (node) => queryInNotebook(`${kqlName(tableOf(node).table.name)}\n| take 10`, schema.connection),
  };
}

interface RowItem extends vscode.QuickPickItem {
  readonly node: TableNode | ColumnNode;
}

/** A search over all tables and columns that leads to the row. */
async function findRow({ schema, prompts }: CommandContext): Promise<void> {
  const items = async (): Promise<readonly RowItem[]> => {
    const tables = await schema.tables();
    return [
      ...tables.map((node) => item('table', node.table.name, node.table.description, node)),
      ...tables.flatMap((table) =>
        columnNodes(table).map((node) =>
          item('symbol-field', node.column.name, `${table.table.name} · ${node.column.type}`, node),
        ),
      ),
    ];
  };
  const picked = await prompts.pick(items(), {
    title: vscode.l10n.t('Find Table or Column'),
    placeHolder: vscode.l10n.t('Name of a table or column'),
    matchOnDescription: true,
  });
  if (picked !== undefined) await schema.view.reveal(picked.node, { select: true, focus: true, expand: true });
}

function item(icon: string, label: string, description: string | undefined, node: RowItem['node']): RowItem {
  return { label, iconPath: new vscode.ThemeIcon(icon), node, ...(description !== undefined && { description }) };
}

async function countRows({ schema }: CommandContext): Promise<void> {
  const options = { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Counting rows'), cancellable: true };
  await vscode.window.withProgress(options, async (progress, token) => {
    const abort = new AbortController();
    const cancelled = token.onCancellationRequested(() => abort.abort());
    const onProgress = (done: number, all: number): void =>
      progress.report({ increment: 100 / all, message: vscode.l10n.t('{0} of {1} tables', done, all) });
    try {
      await schema.countRows({ signal: abort.signal, onProgress });
    } catch (error) {
      // The view says what failed, where the counts would be.
      if (!isAbort(error) && !schema.showsError) throw error;
    } finally {
      cancelled.dispose();
    }
  });
}

function showSample({ resultsView, schema }: CommandContext, { table }: TableNode): Promise<void> {
  return resultsView.run({
    text: `${kqlName(table.name)}\n| take 10`,
    setting: { connection: schema.connection },
    earlier: [],
    name: table.name,
  });
}

function tableOf(node: unknown): TableNode {
  if (isRow(node) && node.kind === 'table') return node;
  throw new Error(vscode.l10n.t('Select a table first.'));
}

function isRow(value: unknown): value is TableNode | ColumnNode {
  return typeof value === 'object' && value !== null && 'kind' in value && (value.kind === 'table' || value.kind === 'column');
}
