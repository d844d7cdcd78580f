import { KqlError } from '../engine/errors';
import { defaultLimits } from '../engine/executor';
import { executorOver } from './executorOver';
import type { OperationName, Operations, WorkerOptions } from './protocol';
import type { QueryExecutor, QueryRequest, TableInput } from './queryExecutor';
import { WorkerClient } from './workerClient';

export interface KqlWorkerOptions {
  /** Time that a cancelled or late query has to stop before its worker is ended. */
  readonly graceMilliseconds?: number;
  /** Memory of all tables. */
  readonly maxTableBytes?: number;
  /** Heap of the worker in MB; typed arrays and text of tables lie outside of it. */
  readonly heapMegabytes?: number;
}

/** Starts the worker in that file when the first request comes. */
export function startKqlWorker(file: URL | string, options: KqlWorkerOptions = {}): QueryExecutor {
  const { graceMilliseconds = 1000, maxTableBytes = 2_000_000_000, heapMegabytes = 4096 } = options;
  const memory = new SharedArrayBuffer(4);
  const flag = new Int32Array(memory);
  const client = new WorkerClient<Operations>({
    file,
    workerData: { cancelled: memory, maxTableBytes } satisfies WorkerOptions,
    heapMegabytes,
    interrupt: { tell: (id) => void Atomics.store(flag, 0, id), graceMilliseconds },
    limitOf: (name, ask) => (name === 'run' ? limitOf(ask as QueryRequest, graceMilliseconds) : undefined),
    // What was loaded, for the next worker.
    keptAs: (name, ask) => (name === 'load' ? keyOf(ask as TableInput) : undefined),
    takesBack: removedBy,
    what: 'the engine',
  });
  return executorOver(
    (name, ask, request) => client.ask(name, ask, request),
    () => client.dispose(),
  );
}

function limitOf({ limits }: QueryRequest, grace: number): { readonly milliseconds: number; readonly error: KqlError } {
  const milliseconds = limits?.milliseconds ?? defaultLimits.milliseconds;
  const error = new KqlError('limit', `The query ran longer than ${milliseconds / 1000} seconds.`);
  return { milliseconds: milliseconds + grace, error };
}

function removedBy(name: OperationName, ask: unknown): string | undefined {
  return name === 'remove' ? `rows ${(ask as Operations['remove']['ask']).table}` : undefined;
}

function keyOf(input: TableInput): string {
  return input.kind === 'rows' ? `rows ${input.name}` : JSON.stringify(input);
}
