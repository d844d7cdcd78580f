import { homedir } from 'node:os';
import * as vscode from 'vscode';
import type { ExportFormat, ResultRequest } from '../../model/cellResult';
import { exportPieces, type ExportLosses } from '../../results/formats/exportPieces';
import { selectRows, type Selection } from '../../results/formats/selection';
import type { HeldResult, SaveDialog } from '../queries/heldResults';
import { writeAtomically } from './writeAtomically';

/** From this many rows on a progress with a way out is shown. */
const manyRows = 20_000;

const kinds: Readonly<Record<ExportFormat, { readonly extension: string; readonly label: string }>> = {
  csv: { extension: 'csv', label: 'CSV' },
  json: { extension: 'json', label: 'JSON' },
  ndjson: { extension: 'ndjson', label: 'JSON Lines' },
  parquet: { extension: 'parquet', label: 'Parquet' },
  markdown: { extension: 'md', label: 'Markdown' },
};

/** Asks where to, writes the file and says so. Rejects when it could not be written; leaving the dialog is no error. */
export async function exportResult(
  request: ResultRequest & { readonly type: 'export' },
  held: HeldResult,
  save: SaveDialog,
): Promise<void> {
  const table = held.tables[request.table];
  if (table === undefined) throw new Error(vscode.l10n.t('The result has no table {0}.', request.table + 1));
  if (request.columns.length === 0) throw new Error(vscode.l10n.t('Every column is hidden: there is nothing to export.'));
  const selection = selectRows(table, request.columns, request.rows);
  const { extension, label } = kinds[request.format];
  const target = await save({
    title: vscode.l10n.t('Export as {0}', label),
    saveLabel: vscode.l10n.t('Export'),
    filters: { [label]: [extension] },
    defaultUri: suggestedPlace(held.origin.name, extension),
  });
  if (target === undefined) return;
  const losses = await write(target, selection, request.format);
  void sayWritten(target, selection.rowCount, losses, request.format);
}

/** A place in the folder of the workspace, or at home. */
export function suggestedPlace(name: string, extension: string): vscode.Uri {
  // What one of the file systems forbids in names.
  const safe = name
    .replace(/[\u0000-\u001f<>:"/\\|?*]+/g, '-')
    .replace(/^[.\s-]+|[.\s-]+$/g, '')
    .slice(0, 80);
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
  return vscode.Uri.joinPath(folder, `${safe === '' ? 'result' : safe}.${extension}`);
}

async function write(target: vscode.Uri, selection: Selection, format: ExportFormat): Promise<ExportLosses> {
  let losses: ExportLosses = { cutDatetimes: 0 };
  const pieces = async function* (onRows?: (rows: number) => void): AsyncGenerator<string | Uint8Array> {
    const all = exportPieces(selection, format);
    for (let next = await all.next(); ; next = await all.next()) {
      if (next.done === true) {
        losses = next.value;
        return;
      }
      onRows?.(next.value.rows);
      yield next.value.data;
    }
  };
  if (selection.rowCount < manyRows) {
    await writeAtomically(target, pieces());
    return losses;
  }
  const title = vscode.l10n.t('Exporting {0} rows', selection.rowCount.toLocaleString());
  const location = vscode.ProgressLocation.Notification;
  await vscode.window.withProgress({ location, title, cancellable: true }, async (progress, token) => {
    const abort = new AbortController();
    const cancelled = token.onCancellationRequested(() => abort.abort());
    let before = 0;
    try {
      const onRows = (rows: number): void => {
        progress.report({ increment: ((rows - before) / selection.rowCount) * 100, message: rows.toLocaleString() });
        before = rows;
      };
      await writeAtomically(target, pieces(onRows), abort.signal);
    } finally {
      cancelled.dispose();
    }
  });
  return losses;
}

async function sayWritten(target: vscode.Uri, rows: number, losses: ExportLosses, format: ExportFormat): Promise<void> {
  const name = target.path.split('/').pop() ?? target.path;
  const sentences = [
    rows === 1 ? vscode.l10n.t('1 row is in {0}.', name) : vscode.l10n.t('{0} rows are in {1}.', rows.toLocaleString(), name),
  ];
  if (losses.cutDatetimes > 0)
    sentences.push(
      losses.cutDatetimes === 1
        ? vscode.l10n.t('Parquet keeps microseconds: the last digit of one datetime was cut. CSV and JSON keep it.')
        : vscode.l10n.t(
            'Parquet keeps microseconds: the last digit of {0} datetimes was cut. CSV and JSON keep it.',
            losses.cutDatetimes.toLocaleString(),
          ),
    );
  await offerFile(sentences.join(' '), target, format !== 'parquet');
}

/** Says that a file was written and offers to open it, where an editor can show it, and to reveal it. */
export async function offerFile(message: string, target: vscode.Uri, isText: boolean): Promise<void> {
  const [open, reveal] = [vscode.l10n.t('Open'), vscode.l10n.t('Reveal')];
  const buttons = [...(isText ? [open] : []), ...(target.scheme === 'file' ? [reveal] : [])];
  const answer = await vscode.window.showInformationMessage(message, ...buttons);
  if (answer === open) await vscode.commands.executeCommand('vscode.open', target);
  if (answer === reveal) await vscode.commands.executeCommand('revealFileInOS', target);
}
