import * as vscode from 'vscode';
import { NOTEBOOK_TYPE, QUERY_LANGUAGE } from '../queries/cellsAbove';

/** Where files of queries may come from. Cells have a scheme of their own, so that no document matches twice. */
const fileSchemes: readonly string[] = ['file', 'untitled', 'vscode-remote', 'vscode-vfs'];

/** Cells of our notebooks, and files of queries; KQL inside other notebooks is theirs. */
export const kqlSelector: vscode.DocumentSelector = [
  { language: QUERY_LANGUAGE, notebookType: NOTEBOOK_TYPE },
  ...fileSchemes.map((scheme) => ({ language: QUERY_LANGUAGE, scheme })),
];

export function isKql(document: vscode.TextDocument): boolean {
  return vscode.languages.match(kqlSelector, document) > 0;
}
