import type { Provenance, SourceName } from '../model/fact';
import { isAbort, SourceError, type Failure } from '../model/failure';
import type { Sourced } from '../model/stores';

/** What came of one source. `state` is `unread` when nothing came, `partial` when the source says that something is missing. */
export interface SourceReading<T> {
  readonly state: 'whole' | 'partial' | 'unread';
  readonly value: T;
  readonly provenance: readonly Provenance[];
  readonly failures: readonly Failure[];
}

/** Reads one source so that its failure stays its own; only cancellation is thrown on. */
export async function readSource<T>(source: SourceName, fallback: T, work: () => Promise<Sourced<T>>): Promise<SourceReading<T>> {
  try {
    const { value, provenance, failures } = await work();
    return { state: failures.length === 0 ? 'whole' : 'partial', value, provenance, failures };
  } catch (error) {
    if (isAbort(error)) throw error;
    return { state: 'unread', value: fallback, provenance: [], failures: [failureOf(source, error)] };
  }
}

function failureOf(source: SourceName, error: unknown): Failure {
  if (error instanceof SourceError) return error.failure;
  return {
    source,
    kind: 'unexpectedShape',
    message: `The answer of ${source} could not be understood: ${error instanceof Error ? error.message : String(error)}`,
    nextAction: 'Try again; if it happens again, report it with the log of the extension.',
  };
}

/** Maps with at most `limit` works under way, results in the order of the items. The first rejection wins. */
export async function mapBounded<T, R>(items: readonly T[], limit: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const results = new Array<R>(items.length);
  const queue = items.entries();
  const worker = async (): Promise<void> => {
    // The iterator is shared: every worker takes the next item that nobody has.
    for (const [index, item] of queue) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(limit, items.length)) }, worker));
  return results;
}

/** Failures without repetitions of the same words about the same source. */
export function distinctFailures(failures: readonly Failure[]): readonly Failure[] {
  return [
    ...new Map(failures.map((failure) => [JSON.stringify([failure.source, failure.kind, failure.message]), failure])).values(),
  ];
}
