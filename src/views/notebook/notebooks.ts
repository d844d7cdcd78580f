import * as vscode from 'vscode';
import type { AlertFeed } from '../alertFeed';
import type { QueryServices } from '../queries/queryServices';
import type { QueryServicesParts } from '../queries/openQueryServices';

/** The notebook type: files, kernel, outputs, what stands below a cell. */
export class Notebooks extends vscode.Disposable {
  constructor(_parts: QueryServicesParts & { readonly queries: QueryServices; readonly feed: AlertFeed }) {
    super(() => undefined);
  }
}
