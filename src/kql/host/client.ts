import { Worker } from 'node:worker_threads';
import { KqlError } from '../engine/errors';
import { defaultLimits } from '../engine/executor';
import { executorOver } from './executorOver';
import type { OperationName, Operations, Response, WorkerOptions } from './protocol';
import type { QueryExecutor, QueryRequest, RequestOptions, TableInput } from './queryExecutor';

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
  const client = new WorkerClient(file, options);
  return executorOver(
    (name, ask, request) => client.ask(name, ask, request),
    () => client.dispose(),
  );
}

interface Waiting {
  readonly id: number;
  readonly name: OperationName;
  readonly ask: unknown;
  readonly options: RequestOptions;
  /** Asked by the client itself, for a new worker. */
  readonly isReload?: boolean;
  readonly settle: (outcome: { readonly answer: unknown } | { readonly error: KqlError }) => void;
}

/** Sends requests one by one; ends and replaces a worker that hangs or dies, and loads its tables again. */
class WorkerClient {
  private worker: Worker | undefined;
  private readonly flagMemory = new SharedArrayBuffer(4);
  private readonly flag = new Int32Array(this.flagMemory);
  private readonly queue: Waiting[] = [];
  private current: Waiting | undefined;
  private timer: NodeJS.Timeout | undefined;
  private nextId = 1;
  private disposed = false;
  /** What was loaded, for the next worker; a later input takes the place of an earlier one of the same key. */
  private readonly inputs = new Map<string, TableInput>();
  /** Inputs that the worker at hand does not have. */
  private missing: TableInput[] = [];

  constructor(
    private readonly file: URL | string,
    private readonly options: KqlWorkerOptions,
  ) {}

  ask<Name extends OperationName>(
    name: Name,
    ask: Operations[Name]['ask'],
    options: RequestOptions = {},
  ): Promise<Operations[Name]['answer']> {
    return new Promise((resolve, reject: (error: KqlError) => void) => {
      if (this.disposed) {
        reject(cancelled());
        return;
      }
      const { signal } = options;
      const id = this.nextId++;
      const abort = (): void => this.cancel(id);
      const waiting: Waiting = {
        id,
        name,
        ask,
        options,
        settle: (outcome) => {
          signal?.removeEventListener('abort', abort);
          if ('error' in outcome) {
            reject(outcome.error);
            return;
          }
          this.remember(name, ask);
          resolve(outcome.answer as Operations[Name]['answer']);
        },
      };
      if (signal?.aborted === true) {
        reject(cancelled());
        return;
      }
      signal?.addEventListener('abort', abort);
      this.queue.push(waiting);
      this.next();
    });
  }

  async dispose(): Promise<void> {
    this.disposed = true;
    for (const { settle } of this.queue.splice(0)) settle({ error: cancelled() });
    await this.end(cancelled());
  }

  private remember(name: OperationName, ask: unknown): void {
    if (name === 'load') {
      const input = ask as TableInput;
      this.inputs.set(keyOf(input), input);
    } else if (name === 'remove') {
      this.inputs.delete(`rows ${(ask as Operations['remove']['ask']).table}`);
    }
  }

  private next(): void {
    if (this.current !== undefined || this.queue.length === 0) return;
    const worker = (this.worker ??= this.start());
    const input = this.missing.shift();
    if (input !== undefined) this.queue.unshift(this.reload(input));
    const waiting = this.queue.shift();
    if (waiting === undefined) return;
    this.current = waiting;
    worker.ref();
    worker.postMessage({ id: waiting.id, name: waiting.name, ask: waiting.ask });
    if (waiting.name === 'run') {
      const { limits } = waiting.ask as QueryRequest;
      const milliseconds = limits?.milliseconds ?? defaultLimits.milliseconds;
      this.endAfter(
        milliseconds + this.grace,
        new KqlError('limit', `The query ran longer than ${milliseconds / 1000} seconds.`),
      );
    }
  }

  /** A load of what the worker before had. When it fails the queries over it say that the table is not there. */
  private reload(input: TableInput): Waiting {
    return { id: this.nextId++, name: 'load', ask: input, options: {}, isReload: true, settle: () => undefined };
  }

  private get grace(): number {
    return this.options.graceMilliseconds ?? 1000;
  }

  private cancel(id: number): void {
    const index = this.queue.findIndex((waiting) => waiting.id === id);
    if (index >= 0) {
      const [waiting] = this.queue.splice(index, 1);
      waiting?.settle({ error: cancelled() });
    } else if (this.current?.id === id) {
      Atomics.store(this.flag, 0, id);
      this.endAfter(this.grace, cancelled());
    }
  }

  private endAfter(milliseconds: number, error: KqlError): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.end(error), milliseconds);
    this.timer.unref();
  }

  private start(): Worker {
    const { maxTableBytes = 2_000_000_000, heapMegabytes = 4096 } = this.options;
    const worker = new Worker(this.file, {
      workerData: { cancelled: this.flagMemory, maxTableBytes } satisfies WorkerOptions,
      resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
    });
    worker.on('message', (response: Response) => {
      if (worker === this.worker) this.receive(response);
    });
    worker.on('error', (error: NodeJS.ErrnoException) => {
      if (worker !== this.worker) return;
      const outOfMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      void this.end(
        outOfMemory
          ? new KqlError('limit', 'The query needs more memory than the engine has.')
          : new KqlError('internal', `The engine failed: ${error.message.slice(0, 500)}`),
      );
    });
    worker.on('exit', (code) => {
      if (worker === this.worker) void this.end(new KqlError('internal', `The engine ended (exit code ${code}).`));
    });
    return worker;
  }

  private receive(response: Response): void {
    const waiting = this.current;
    if (waiting?.id !== response.id) return;
    if ('progress' in response) {
      waiting.options.onProgress?.(response.progress);
      return;
    }
    clearTimeout(this.timer);
    this.current = undefined;
    // The host may end while the worker idles.
    this.worker?.unref();
    if ('error' in response) {
      const { code, message, start, length } = response.error;
      waiting.settle({ error: new KqlError(code, message, { start, length }) });
    } else waiting.settle({ answer: response.answer });
    this.next();
  }

  /** Ends the worker and the request it works on; what waits goes to the next worker. */
  private async end(error: KqlError): Promise<void> {
    clearTimeout(this.timer);
    const { worker, current } = this;
    this.worker = undefined;
    this.current = undefined;
    // What the worker died of while it was loaded again would kill the next one too.
    if (current?.isReload === true) this.inputs.delete(keyOf(current.ask as TableInput));
    this.missing = [...this.inputs.values()];
    current?.settle({ error });
    const ended = worker?.terminate();
    if (!this.disposed) this.next();
    await ended;
  }
}

function keyOf(input: TableInput): string {
  return input.kind === 'rows' ? `rows ${input.name}` : JSON.stringify(input);
}

function cancelled(): KqlError {
  return new KqlError('cancelled', 'The query was cancelled.');
}
