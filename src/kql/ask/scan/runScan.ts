import type { Failure } from '../../../model/failure';
import type { AskScan, ScanPart } from '../answer';
import { failureFrom, type Rows } from '../rows';
import { findUnusual, readPart, type Comparison, type ReadPart } from './findUnusual';

export interface ScanOptions {
  readonly signal?: AbortSignal;
  /** What is looked at, and how far from 0 to 1. */
  readonly onProgress?: (title: string, share: number) => void;
}

/** What a scan found, and what it is silent about. */
export interface ScanReport extends Comparison {
  readonly kind: 'report';
  readonly scan: AskScan;
  /** Parts that could not be read, or not whole. Nothing is called usual while there are any. */
  readonly failed: readonly { readonly part: ScanPart; readonly failure: Failure }[];
}

/** Queries at a time: Log Analytics runs five of a person. */
const PARALLEL = 4;

/** Runs the queries of a scan, some at a time, and compares their rows. Rejects with `AbortError`, or with what is no failure of a source. */
export async function runScan(
  scan: AskScan,
  run: (part: ScanPart) => Promise<Rows>,
  { signal, onProgress }: ScanOptions = {},
): Promise<ScanReport> {
  const waiting = [...scan.parts];
  const results: ReadPart[] = [];
  const failed: { part: ScanPart; failure: Failure }[] = [];
  let done = 0;
  const work = async (): Promise<void> => {
    for (let part = waiting.shift(); part !== undefined; part = waiting.shift()) {
      signal?.throwIfAborted();
      onProgress?.(part.title, done / scan.parts.length);
      try {
        const { table, failures } = await run(part);
        results.push(readPart(part, table, scan.window));
        for (const failure of failures) failed.push({ part, failure });
      } catch (error) {
        try {
          failed.push({ part, failure: failureFrom(error) });
        } catch (fatal) {
          waiting.length = 0;
          throw fatal;
        }
      }
      done++;
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
  signal?.throwIfAborted();
  const order = (part: ScanPart): number => scan.parts.indexOf(part);
  results.sort((a, b) => order(a.part) - order(b.part));
  failed.sort((a, b) => order(a.part) - order(b.part));
  return { kind: 'report', scan, failed, ...findUnusual(results, scan.window) };
}
