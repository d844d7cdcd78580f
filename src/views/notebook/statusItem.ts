import * as vscode from 'vscode';

/** Something that stands below a cell; of one side, the highest priority comes first. */
export function statusItem(
  text: string,
  alignment: vscode.NotebookCellStatusBarAlignment,
  priority: number,
): vscode.NotebookCellStatusBarItem {
  const made = new vscode.NotebookCellStatusBarItem(text, alignment);
  made.priority = priority;
  return made;
}
