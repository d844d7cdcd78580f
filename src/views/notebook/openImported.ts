import * as vscode from 'vscode';
import { importNotebook } from '../../kql/notebook/import/importNotebook';
import type { QuerySetting } from '../queries/queryServices';
import { resultOutput } from './cellOutput';
import { dataOf, showNotebook } from './notebookData';

/**
 * Shows the cells of another kind of file as an unsaved notebook, and says what of it could not be taken over. The name tells the kind;
 * a setting wins over what the file says. Rejects when the file is none of its kind.
 */
export async function openImported(name: string, text: string, setting: Partial<QuerySetting> = {}): Promise<void> {
  const { file, notes } = importNotebook(name, text);
  await showNotebook(await dataOf({ ...file, ...setting }, resultOutput));
  if (notes.length > 0) void vscode.window.showWarningMessage(vscode.l10n.t('Imported {0}. {1}', name, notes.join(' ')));
}
