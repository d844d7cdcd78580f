import * as vscode from 'vscode';
import { isPlainName } from '../results/formats/kqlName';
import {
  connectionOfCell,
  connectionOfNotebook,
  isQueryCell,
  nameOfCell,
  NOTEBOOK_TYPE,
  queryCells,
  timeOfNotebook,
} from '../views/queries/cellsAbove';
import { pickCellConnection, pickConnection } from '../views/queries/connectionPicker';
import { pickTimeRangeOrNone } from '../views/queries/timeRangePicker';
import { setCellMetadata, setNotebookMetadata } from '../views/notebook/notebookEdits';
import { dataOf, showNotebook } from '../views/notebook/notebookData';
import { resultOutput } from '../views/notebook/cellOutput';
import type { CommandContext, CommandHandlers } from './context';
import { commandIds } from './ids';
import { exportReport } from './notebookReport';

/** Making notebooks, and what a person chooses for them and their cells. */
export function notebookCommands(context: CommandContext): CommandHandlers {
  return {
    [commandIds.newNotebook]: () => newNotebook(),
    [commandIds.importNotebook]: (...args) => importFile(context, args),
    [commandIds.exportReport]: (...args) => exportReport(context, notebookOf(args)),
    [commandIds.selectNotebookConnection]: async (...args) => {
      const notebook = notebookOf(args);
      const title = vscode.l10n.t('Connection of the Notebook');
      const connection = await pickConnection(context, connectionOfNotebook(notebook), title);
      if (connection !== undefined) await setNotebookMetadata(notebook, { connection });
    },
    [commandIds.selectCellConnection]: async (...args) => {
      const cell = cellOf(args);
      const chosen = await pickCellConnection(context, connectionOfCell(cell));
      if (chosen !== undefined) await setCellMetadata(cell, { connection: chosen === 'inherit' ? undefined : chosen });
    },
    [commandIds.setNotebookTimeRange]: async (...args) => {
      const notebook = notebookOf(args);
      const title = vscode.l10n.t('Time Range of the Notebook');
      const chosen = await pickTimeRangeOrNone(context, timeOfNotebook(notebook), title);
      if (chosen !== undefined) await setNotebookMetadata(notebook, { time: chosen === 'none' ? undefined : chosen });
    },
    [commandIds.nameCellResult]: (...args) => nameResult(context, cellOf(args)),
    [commandIds.runStaleCells]: async (...args) => {
      const count = await context.notebooks.runStale(notebookOf(args));
      if (count === 0) void vscode.window.showInformationMessage(vscode.l10n.t('No cell is stale.'));
    },
  };
}

async function newNotebook(): Promise<void> {
  const introduction = vscode.l10n.t(
    '# New notebook\n\nWrite a query below and run it with Shift+Enter. Name the result of a cell, and the cells below can use it as a table. ' +
      'The connection and the time range are in the toolbar and in the status bar.',
  );
  const data = await dataOf(
    {
      connection: { kind: 'logs' },
      cells: [
        { kind: 'text', text: introduction },
        { kind: 'query', text: '' },
      ],
      otherLines: [],
      hasByteOrderMark: false,
    },
    resultOutput,
  );
  await showNotebook(data, { selections: [new vscode.NotebookRange(1, 2)] });
  // The person writes at once: the cursor goes into the query.
  await vscode.commands.executeCommand('notebook.cell.edit');
}

async function importFile({ prompts }: CommandContext, [first]: readonly unknown[]): Promise<void> {
  const [file] =
    first instanceof vscode.Uri
      ? [first]
      : ((await prompts.open({
          title: vscode.l10n.t('Import Queries or Notebook'),
          filters: { [vscode.l10n.t('Queries and notebooks')]: ['knb', 'csl', 'kql', 'ipynb'] },
        })) ?? []);
  if (file === undefined) return;
  const { openImported } = await import('../views/notebook/openImported');
  const { decodeUtf8 } = await import('../kql/notebook/parseNotebook');
  const text = decodeUtf8(await vscode.workspace.fs.readFile(file));
  await openImported(file.path.split('/').at(-1) ?? file.path, text.replace(/^\uFEFF/, ''));
}

/** Words with which KQL begins something else, so that they would not be read as a name. */
const reserved = new Set(
  'let set declare alias pattern restrict print range datatable externaldata union find search evaluate materialize invoke by with in on and or not true false null'.split(
    ' ',
  ),
);

async function nameResult({ prompts }: CommandContext, cell: vscode.NotebookCell): Promise<void> {
  const others = new Set(queryCells(cell.notebook).flatMap((other) => (other === cell ? [] : (nameOfCell(other) ?? []))));
  const problem = (text: string): string | undefined => {
    const name = text.trim();
    if (name === '') return undefined;
    if (!isPlainName(name)) return vscode.l10n.t('A name has letters, digits and underscores, and begins with no digit.');
    if (reserved.has(name)) return vscode.l10n.t('{0} is a word of KQL.', name);
    if (others.has(name)) return vscode.l10n.t('Another cell has the name {0}.', name);
    return undefined;
  };
  const answer = await prompts.input({
    title: vscode.l10n.t('Name of the Result'),
    prompt: vscode.l10n.t('Cells below use the rows as a table of this name. Empty: no name.'),
    value: nameOfCell(cell) ?? '',
    validateInput: problem,
  });
  if (answer === undefined) return;
  const wrong = problem(answer);
  if (wrong !== undefined) throw new Error(wrong);
  const name = answer.trim();
  await setCellMetadata(cell, { name: name === '' ? undefined : name });
}

/** The notebook that a toolbar names, else the one in the active editor. */
function notebookOf([first]: readonly unknown[]): vscode.NotebookDocument {
  const uri = uriIn(first);
  const named = vscode.workspace.notebookDocuments.find((notebook) => notebook.uri.toString() === uri?.toString());
  const notebook = named ?? vscode.window.activeNotebookEditor?.notebook;
  if (notebook?.notebookType !== NOTEBOOK_TYPE) throw new Error(vscode.l10n.t('Open a KQL notebook first.'));
  return notebook;
}

/** Toolbars hand over `{ notebookEditor: { notebookUri } }`. */
function uriIn(value: unknown): vscode.Uri | undefined {
  if (value instanceof vscode.Uri) return value;
  if (typeof value !== 'object' || value === null || !('notebookEditor' in value)) return undefined;
  const { notebookEditor } = value;
  if (typeof notebookEditor !== 'object' || notebookEditor === null || !('notebookUri' in notebookEditor)) return undefined;
  return notebookEditor.notebookUri instanceof vscode.Uri ? notebookEditor.notebookUri : undefined;
}

/** The cell that a menu names, else the selected one of the active notebook. */
function cellOf([first]: readonly unknown[]): vscode.NotebookCell {
  const editor = vscode.window.activeNotebookEditor;
  const selected = editor?.selection.isEmpty === false ? editor.notebook.cellAt(editor.selection.start) : undefined;
  const cell = isCell(first) ? first : selected;
  if (cell === undefined || cell.notebook.notebookType !== NOTEBOOK_TYPE || !isQueryCell(cell))
    throw new Error(vscode.l10n.t('Select a query cell of a KQL notebook first.'));
  return cell;
}

function isCell(value: unknown): value is vscode.NotebookCell {
  return typeof value === 'object' && value !== null && 'notebook' in value && 'document' in value && 'index' in value;
}
