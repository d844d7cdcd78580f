import * as vscode from 'vscode';
import type { Report, ReportCell } from '../kql/notebook/report';
import { errorText } from '../views/failureText';
import { resultOf } from '../views/notebook/cellOutput';
import { connectionOfNotebook, isQueryCell, isQuestionCell, nameOfCell, timeOfNotebook } from '../views/queries/cellsAbove';
import type { CommandContext } from './context';

/** Rows of a table in a report. */
const mostRows = 100;
const picture = { width: 900, height: 360, theme: 'light' } as const;

/** Writes a notebook with its results as Markdown, its charts as pictures in a folder beside it. */
export async function exportReport(context: CommandContext, notebook: vscode.NotebookDocument): Promise<void> {
  const name = (notebook.uri.path.split('/').at(-1) ?? 'notebook').replace(/\.[^.]*$/, '');
  const target = await context.prompts.save({
    title: vscode.l10n.t('Export Notebook as Markdown Report'),
    defaultUri: vscode.Uri.joinPath(folderOf(notebook), `${name}.md`),
    filters: { Markdown: ['md'] },
  });
  if (target === undefined) return;
  const base = (target.path.split('/').at(-1) ?? name).replace(/\.md$/i, '');
  const report = await reportOfNotebook(context, notebook, name, `${base}-images`);
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(report.markdown));
  for (const { path, svg } of report.images) {
    await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(target, '..', path), new TextEncoder().encode(svg));
  }
  const written =
    report.images.length === 0
      ? vscode.l10n.t('Wrote {0}.', target.fsPath)
      : vscode.l10n.t('Wrote {0} and {1} pictures in {2}.', target.fsPath, report.images.length, `${base}-images`);
  const open = vscode.l10n.t('Open');
  const answer = vscode.window.showInformationMessage(
    `${written} ${vscode.l10n.t('Rows of logs may hold personal data: look before you share it.')}`,
    open,
  );
  void answer.then((chosen) => (chosen === open ? vscode.commands.executeCommand('markdown.showPreview', target) : undefined));
}

async function reportOfNotebook(
  context: CommandContext,
  notebook: vscode.NotebookDocument,
  title: string,
  imageFolder: string,
): Promise<Report> {
  const { environment, notebooks, queries } = context;
  const [{ reportOf }, { chartSvg }] = await Promise.all([import('../kql/notebook/report'), import('../charts/svgText')]);
  const stale = new Set(await notebooks.staleness.read(notebook));
  const time = timeOfNotebook(notebook);
  return reportOf(
    {
      title,
      connection: queries.sources.describe(connectionOfNotebook(notebook)),
      ...(time !== undefined && { time }),
      cells: notebook.getCells().map((cell) => reportCell(cell, stale.has(cell), context)),
    },
    {
      now: environment.current?.clock.now() ?? Date.now(),
      exportedAt: Date.now(),
      timeZone: queries.timeZone(),
      mostRows,
      imageFolder,
      chartSvg: (table, render, { timeZone }) => chartSvg(table, render, { ...picture, timeZone }),
    },
  );
}

function reportCell(cell: vscode.NotebookCell, isStale: boolean, { notebooks, queries }: CommandContext): ReportCell {
  const text = cell.document.getText();
  if (isQuestionCell(cell)) return { kind: 'question', text };
  if (!isQueryCell(cell)) return { kind: 'text', text };
  const name = nameOfCell(cell);
  const run = queries.runs.of(cell);
  // A chart in a report has all of its points.
  const result =
    run === undefined
      ? cell.outputs.map(resultOf).find((found) => found !== undefined)
      : { ...run.result, tables: run.tables.map((table) => ({ ...table, totalRows: table.rows.length })) };
  const problem = notebooks.kernel.problemOf(cell);
  return {
    kind: 'query',
    text,
    isStale,
    ...(name !== undefined && { name }),
    ...(result !== undefined && { result }),
    ...(problem?.kind === 'failed' && { problem: errorText(problem.error) }),
    ...(problem?.kind === 'cancelled' && { problem: vscode.l10n.t('It was cancelled.') }),
  };
}

function folderOf({ uri }: vscode.NotebookDocument): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return uri.scheme === 'untitled' && folder !== undefined ? folder : vscode.Uri.joinPath(uri, '..');
}
