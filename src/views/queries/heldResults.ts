import * as vscode from 'vscode';
import type { ResultReply, ResultRequest } from '../../model/cellResult';
import { isAbort } from '../../model/failure';
import type { QueryTable } from '../../model/query';
import type { TimeWindow } from '../../model/time';
import { errorText } from '../failureText';
import type { Log } from '../log';
import { parseResultRequest } from '../../webviews/results/panelProtocol';
import type { ResultHost, ResultOrigin } from './resultHost';

/** Asks where to save; undefined when the person leaves. */
export type SaveDialog = (options: vscode.SaveDialogOptions) => Thenable<vscode.Uri | undefined>;

export interface HeldResult {
  readonly tables: readonly QueryTable[];
  readonly origin: ResultOrigin;
}

/** Results in memory. Tests in a real host answer the save dialog through `save`. */
export function createResultHost(log: Log, save: SaveDialog = (options) => vscode.window.showSaveDialog(options)): ResultHost {
  const held = new Map<string, HeldResult>();

  const carryOut = async (request: ResultRequest, reply: (message: ResultReply) => void): Promise<void> => {
    if (request.type === 'copyText') {
      await vscode.env.clipboard.writeText(request.text);
      vscode.window.setStatusBarMessage(vscode.l10n.t('Copied'), 3000);
      return;
    }
    if (request.type === 'saveImage') {
      const { saveImage } = await import('../results/saveImage');
      return saveImage(request, save);
    }
    const result = held.get(request.result);
    if (request.type === 'rows') {
      const rows = result?.tables[request.table]?.rows.slice(request.from, request.to);
      if (rows !== undefined) reply({ type: 'rows', request: request.request, rows });
      else reply({ type: 'gone', request: request.request, message: goneText() });
      return;
    }
    if (result === undefined) throw new Error(goneText());
    switch (request.type) {
      case 'export': {
        const { exportResult } = await import('../results/exportResult');
        return exportResult(request, result, save);
      }
      case 'filter':
        return result.origin.addFilter({
          column: request.column,
          type: typeOf(result, request.column),
          operator: request.operator,
          value: request.value,
        });
      case 'timeRange':
        return result.origin.setTimeRange(wholeMilliseconds(request.window));
    }
  };

  return {
    hold: (id, tables, origin) => void held.set(id, { tables, origin }),
    release: (id) => void held.delete(id),
    tables: (id) => held.get(id)?.tables,
    async handle(request, reply) {
      const known = parseResultRequest(request);
      try {
        if (known !== undefined) await carryOut(known, reply);
        else log.warn('A drawn result asked for what it may not.');
      } catch (error) {
        if (isAbort(error)) return;
        log.error(`Handling ${known?.type ?? 'a request'} of a result failed`, error);
        void vscode.window.showErrorMessage(errorText(error));
      }
    },
  };
}

function typeOf({ tables }: HeldResult, name: string): QueryTable['columns'][number]['type'] {
  const column = tables.flatMap(({ columns }) => columns).find((candidate) => candidate.name === name);
  if (column === undefined) throw new Error(vscode.l10n.t('The result has no column "{0}".', name));
  return column.type;
}

/** A brush ends between milliseconds. Throws a RangeError for what no calendar has. */
function wholeMilliseconds({ from, to }: TimeWindow): TimeWindow {
  const window = { from: Math.floor(from), to: Math.ceil(to) };
  if (Math.abs(window.from) > latest || Math.abs(window.to) > latest)
    throw new RangeError(vscode.l10n.t('That is no time range.'));
  return window;
}

const latest = 8_640_000_000_000_000;

function goneText(): string {
  return vscode.l10n.t('The other rows of this result are no longer held. Run the query again to see them.');
}
