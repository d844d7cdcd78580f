import * as vscode from 'vscode';
import type { Log } from '../log';
import type { QueryServices } from '../queries/queryServices';

/** The panel that shows what a query of a file gave. */
export class ResultsView extends vscode.Disposable {
  constructor(_extensionUri: vscode.Uri, _queries: QueryServices, _log: Log) {
    super(() => undefined);
  }
}
