import type { OperationName, Operations } from './protocol';
import type { ExecutedQuery, QueryExecutor, RequestOptions } from './queryExecutor';

export type Ask = <Name extends OperationName>(
  name: Name,
  ask: Operations[Name]['ask'],
  options?: RequestOptions,
) => Promise<Operations[Name]['answer']>;

/** The interface over whatever carries requests out. */
export function executorOver(ask: Ask, dispose: () => Promise<void>): QueryExecutor {
  return {
    run: async (request, options) => {
      const { result, ...data } = await ask('run', request, options);
      return {
        ...data,
        page: (from, to, table) => ask('page', { result, from, to, ...(table !== undefined && { table }) }),
        close: () => {
          // Rows that are gone already need no giving up.
          ask('close', { result }).catch(() => undefined);
        },
      } satisfies ExecutedQuery;
    },
    load: (input, options) => ask('load', input, options),
    remove: async (table) => {
      await ask('remove', { table });
    },
    tables: () => ask('tables', null),
    warm: async () => {
      await ask('warm', null);
    },
    dispose,
  };
}
