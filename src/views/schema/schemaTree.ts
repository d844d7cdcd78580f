import * as vscode from 'vscode';
import type { ActiveEnvironment } from '../activeEnvironment';
import type { Log } from '../log';
import type { QueryServices } from '../queries/queryServices';

/** The view of tables and columns of one connection. */
export class SchemaTree extends vscode.Disposable {
  constructor(_queries: QueryServices, _environment: ActiveEnvironment, _log: Log) {
    super(() => undefined);
  }
}
