import { KqlHost } from './kqlHost';
import { executorOver } from './executorOver';
import type { QueryExecutor } from './queryExecutor';

/** The executor in this thread, for tests and commands. A query runs to its end before anything else does. */
export function inProcessExecutor(maxTableBytes = Infinity): QueryExecutor {
  const host = new KqlHost(maxTableBytes);
  return executorOver(
    async (name, ask, { signal, onProgress } = {}) =>
      host.handle(name, ask, {
        isCancelled: () => signal?.aborted === true,
        onProgress: (share) => onProgress?.(share),
      }),
    () => Promise.resolve(),
  );
}
