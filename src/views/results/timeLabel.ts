import * as vscode from 'vscode';
import { spanInWords, windowInWords } from '../../kql/notebook/timeWords';
import type { TimeRange } from '../../model/queryConnection';

/** A time range in a few words; what applies without one is decided when the query runs. */
export function timeLabel(time: TimeRange | undefined, timeZone: string): string {
  if (time === undefined) return vscode.l10n.t('Time range of the query');
  switch (time.kind) {
    case 'last':
      return vscode.l10n.t('Last {0}', spanInWords(time.milliseconds));
    case 'between':
      return windowInWords(time.window, timeZone);
    case 'incident':
      return vscode.l10n.t('Incident: {0}', time.label);
  }
}
