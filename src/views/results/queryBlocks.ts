import * as vscode from 'vscode';
import type { QueryServices } from '../queries/queryServices';
import type { PanelQuery } from './panelQuery';
import { closest, declaredAbove, trimmed } from './textPlaces';

/** True for a file of queries; cells of notebooks have a kernel of their own. */
export function isQueryFile(document: vscode.TextDocument): boolean {
  return document.languageId === 'kql' && document.uri.scheme !== 'vscode-notebook-cell';
}

/**
 * What is run in a file: the selection when there is one, else the block at the cursor, or the closest one when the cursor stands between
 * blocks. Throws when the file has no query.
 */
export async function queryAt(
  document: vscode.TextDocument,
  selection: vscode.Range,
  queries: QueryServices,
): Promise<PanelQuery> {
  const text = document.getText();
  const outline = await queries.language.outline(await queries.textOf(document));
  const [from, to] = [document.offsetAt(selection.start), document.offsetAt(selection.end)];
  const selected = trimmed(text, from, to);
  const span = selected ?? closest(outline.queries, from);
  if (span === undefined)
    throw new Error(vscode.l10n.t('There is no query in this file: write one, such as AppRequests | take 10.'));
  return {
    text: text.slice(span.start, span.start + span.length),
    setting: queries.settingOf(document),
    earlier: declaredAbove(text, outline, span.start),
    name: baseName(document.uri),
    place: { uri: document.uri, offset: span.start, isBlock: selected === undefined },
  };
}

/** The name of a file without folder and extension. */
export function baseName({ path }: vscode.Uri): string {
  return (path.split('/').pop() ?? path).replace(/\.[^.]+$/, '');
}
