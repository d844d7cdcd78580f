import * as vscode from 'vscode';
import type { Log } from '../log';
import type { QueryServices } from '../queries/queryServices';

/** Everything that an editor offers for KQL, in files and in cells. */
export function registerLanguage(_queries: QueryServices, _log: Log): vscode.Disposable {
  return new vscode.Disposable(() => undefined);
}
