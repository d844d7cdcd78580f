import * as vscode from 'vscode';
import type { AskDraft, AskScan } from '../../../kql/ask/answer';
import { connectionOfStore } from '../../../kql/ask/gather/askTables';
import { rowsOf } from '../../../kql/ask/rows';
import { runScan, type ScanReport } from '../../../kql/ask/scan/runScan';
import { explainEmpty, isEmpty, type EmptyReason } from '../../../kql/ask/zeroRows';
import type { QueryConnection } from '../../../model/queryConnection';
import type { Instant } from '../../../model/time';
import type { OpenQueryServices } from '../../queries/openQueryServices';

/** Where and when the queries of a question run that get no cell of their own. */
export interface QuestionRuns {
  readonly queries: OpenQueryServices;
  readonly connection: QueryConnection;
  /** On the clock of the environment. */
  readonly now: Instant;
  readonly signal: AbortSignal;
}

/** Runs the queries of a search for what was unusual and compares their rows. Rejects as `runScan` does. */
export function scanReport(
  scan: AskScan,
  { queries, connection, now, signal }: QuestionRuns,
  onProgress: (phrase: string, share?: number) => void,
): Promise<ScanReport> {
  return runScan(
    scan,
    async ({ kql, store, window }) => {
      const bounds = store === 'graph' ? {} : { window };
      const query = { connection: connectionOfStore(store, connection), kql, now, ...bounds };
      return rowsOf(await queries.sources.run(query, { signal }));
    },
    { signal, onProgress: (title, share) => onProgress(vscode.l10n.t('Looking at: {0}', title), share) },
  );
}

/**
 * Why the query of an answer gave no rows. Undefined where it has some, where it failed or was not read whole, and where its cell was
 * edited meanwhile. Rejects as `explainEmpty` does.
 */
export async function emptyReason(
  cell: vscode.NotebookCell | undefined,
  { whenEmpty, kql }: AskDraft,
  { queries, connection, now, signal }: QuestionRuns,
): Promise<EmptyReason | undefined> {
  const run = cell === undefined || cell.document.getText() !== kql ? undefined : queries.runs.of(cell);
  const table = run?.tables[0];
  if (whenEmpty === undefined || run === undefined || table === undefined) return undefined;
  if (run.result.failures.length > 0 || !isEmpty(table)) return undefined;
  return explainEmpty(whenEmpty, async (probe) => rowsOf(await queries.sources.run({ connection, kql: probe, now }, { signal })));
}
