import * as vscode from 'vscode';
import { pickConnection } from '../views/queries/connectionPicker';
import { pickTimeRangeOrNone } from '../views/queries/timeRangePicker';
import { baseName, isQueryFile, queryAt } from '../views/results/queryBlocks';
import type { CommandContext, CommandHandlers } from './context';
import { commandIds } from './ids';

/** What a person does with a file of queries. */
export function queryCommands(context: CommandContext): CommandHandlers {
  const { queries, resultsView } = context;
  return {
    [commandIds.runQuery]: async (uri, offset) => {
      const active = vscode.window.activeTextEditor;
      if (uri === undefined && active?.document.uri.scheme === 'vscode-notebook-cell') {
        await vscode.commands.executeCommand('notebook.cell.execute');
        return;
      }
      const document = await fileOf(uri);
      const isShown = active?.document === document;
      const at = typeof offset === 'number' ? document.positionAt(offset) : undefined;
      const selection = at === undefined && isShown ? active.selection : new vscode.Selection(at ?? start, at ?? start);
      await resultsView.run(await queryAt(document, selection, queries));
    },
    [commandIds.selectQueryConnection]: async (uri) => {
      const document = await fileOf(uri);
      const connection = await pickConnection(context, queries.settingOf(document).connection);
      if (connection !== undefined) await queries.setFileSetting(document, { connection });
    },
    [commandIds.setQueryTimeRange]: async (uri) => {
      const document = await fileOf(uri);
      const title = vscode.l10n.t('Time Range of {0}', vscode.workspace.asRelativePath(document.uri));
      const picked = await pickTimeRangeOrNone(context, queries.settingOf(document).time, title);
      if (picked !== undefined) await queries.setFileSetting(document, { time: picked });
    },
    [commandIds.openAsNotebook]: async (uri) => {
      const document = await fileOf(uri);
      const { openImported } = await import('../views/notebook/openImported');
      await openImported(`${baseName(document.uri)}.kql`, document.getText(), queries.settingOf(document));
    },
  };
}

const start = new vscode.Position(0, 0);

/** The file that a command is about: that of a lens or editor title, else the active one. */
async function fileOf(uri: unknown): Promise<vscode.TextDocument> {
  const document =
    uri instanceof vscode.Uri ? await vscode.workspace.openTextDocument(uri) : vscode.window.activeTextEditor?.document;
  if (document === undefined || !isQueryFile(document)) throw new Error(vscode.l10n.t('Open a file of queries (.kql) first.'));
  return document;
}
