import type { AskAnswer } from '../kql/ask/answer';
import { runScan, type ScanReport } from '../kql/ask/scan/runScan';
import { explainEmpty, isEmpty, type EmptyReason } from '../kql/ask/zeroRows';
import type { QueryTable } from '../model/query';
import type { AskSource } from './askContext';

/** What running an answer gave; nothing for one that is no query, or where there is nothing to run it on. */
export interface AskOutcome {
  readonly table?: QueryTable;
  /** Why the table is empty. */
  readonly empty?: EmptyReason;
  readonly report?: ScanReport;
}

/** Runs the query of an answer, or the queries of a scan. Rejects with `SourceError` or `KqlError` when the query itself cannot be run. */
export async function outcomeOf(answer: AskAnswer, run: AskSource['run']): Promise<AskOutcome> {
  if (run === undefined) return {};
  if (answer.kind === 'scan') return { report: await runScan(answer, run) };
  if (answer.kind !== 'query') return {};
  const { table, failures } = await run(answer);
  const { whenEmpty, store } = answer;
  // What could not be read whole is not known to be empty.
  if (!isEmpty(table) || failures.length > 0 || whenEmpty === undefined) return { table };
  return { table, empty: await explainEmpty(whenEmpty, (kql) => run({ kql, store })) };
}
