import type * as vscode from 'vscode';
import type { ActiveEnvironment } from '../activeEnvironment';
import type { Log } from '../log';
import type { Settings } from '../settings';
import type { QueryServices } from './queryServices';
import type { ResultHost } from './resultHost';

export interface QueryServicesParts {
  readonly extension: vscode.ExtensionContext;
  readonly environment: ActiveEnvironment;
  readonly settings: () => Settings;
  readonly results: ResultHost;
  readonly log: Log;
}

export function createQueryServices(_parts: QueryServicesParts): QueryServices {
  throw new Error('to be built');
}
