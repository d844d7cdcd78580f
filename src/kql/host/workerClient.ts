import { Worker } from 'node:worker_threads';
import { KqlError } from '../engine/errors';
import type { ErrorData, RequestOptions } from './queryExecutor';

/** What can be asked of a worker by name, and what it answers. */
export type OperationMap<Operations> = {
  readonly [Name in keyof Operations]: { readonly ask: unknown; readonly answer: unknown };
};

export interface WorkerRequest<Operations extends OperationMap<Operations>, Name extends keyof Operations = keyof Operations> {
  readonly id: number;
  readonly name: Name;
  readonly ask: Operations[Name]['ask'];
}

export type WorkerResponse<Operations extends OperationMap<Operations>> =
  | { readonly id: number; readonly answer: Operations[keyof Operations]['answer'] }
  | { readonly id: number; readonly error: ErrorData }
  | { readonly id: number; readonly progress: number };

export interface WorkerSetup<Operations extends OperationMap<Operations>> {
  readonly file: URL | string;
  readonly workerData?: unknown;
  /** Heap of the worker in MB. */
  readonly heapMegabytes?: number;
  /** How to tell the worker that a running request is to stop; one that cannot be told finishes in vain and keeps its worker. */
  readonly interrupt?: { readonly tell: (id: number) => void; readonly graceMilliseconds: number };
  /** When a request is so late that its worker is ended; never when absent. */
  readonly limitOf?: (
    name: keyof Operations,
    ask: unknown,
  ) => { readonly milliseconds: number; readonly error: KqlError } | undefined;
  /** Whether a request goes before all others that wait; never when absent. */
  readonly goesFirst?: (name: keyof Operations) => boolean;
  /** A key when what was asked has to be asked again of the next worker; later requests of a key take the place of earlier ones. */
  readonly keptAs?: (name: keyof Operations, ask: unknown) => string | undefined;
  /** The key whose request an answered one takes back. */
  readonly takesBack?: (name: keyof Operations, ask: unknown) => string | undefined;
  /** In messages: "The engine failed". */
  readonly what: string;
}

interface Waiting<Operations extends OperationMap<Operations>> {
  readonly id: number;
  readonly name: keyof Operations;
  readonly ask: unknown;
  readonly options: RequestOptions;
  /** The key of what the client itself asks again of a new worker. */
  readonly repeats?: string;
  readonly settle: (outcome: { readonly answer: unknown } | { readonly error: KqlError }) => void;
}

interface Kept<Operations> {
  readonly name: keyof Operations;
  readonly ask: unknown;
}

/** Sends requests one by one; ends and replaces a worker that hangs or dies, and gives the next one what it has to know. */
export class WorkerClient<Operations extends OperationMap<Operations>> {
  private worker: Worker | undefined;
  private readonly queue: Waiting<Operations>[] = [];
  private current: Waiting<Operations> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private nextId = 1;
  private disposed = false;
  private readonly kept = new Map<string, Kept<Operations>>();
  /** What the worker at hand does not know yet. */
  private missing: [key: string, request: Kept<Operations>][] = [];

  constructor(private readonly setup: WorkerSetup<Operations>) {}

  /** Starts the worker with the first request. A request whose signal aborts while it waits is dropped. */
  ask<Name extends keyof Operations>(
    name: Name,
    ask: Operations[Name]['ask'],
    options: RequestOptions = {},
  ): Promise<Operations[Name]['answer']> {
    return new Promise((resolve, reject: (error: KqlError) => void) => {
      const { signal } = options;
      if (this.disposed || signal?.aborted === true) {
        reject(cancelled());
        return;
      }
      const id = this.nextId++;
      const abort = (): void => this.cancel(id);
      signal?.addEventListener('abort', abort);
      const isFirst = (one: keyof Operations): boolean => this.setup.goesFirst?.(one) === true;
      const others = isFirst(name) ? this.queue.findIndex((waiting) => !isFirst(waiting.name)) : -1;
      this.queue.splice(others < 0 ? this.queue.length : others, 0, {
        id,
        name,
        ask,
        options,
        settle: (outcome) => {
          signal?.removeEventListener('abort', abort);
          if ('error' in outcome) reject(outcome.error);
          else resolve(outcome.answer);
        },
      });
      this.next();
    });
  }

  async dispose(): Promise<void> {
    this.disposed = true;
    for (const { settle } of this.queue.splice(0)) settle({ error: cancelled() });
    await this.end(cancelled());
  }

  private remember({ name, ask }: Waiting<Operations>): void {
    const key = this.setup.keptAs?.(name, ask);
    if (key !== undefined) this.kept.set(key, { name, ask });
    const gone = this.setup.takesBack?.(name, ask);
    if (gone !== undefined) this.kept.delete(gone);
  }

  private next(): void {
    if (this.current !== undefined || this.queue.length === 0) return;
    const worker = (this.worker ??= this.start());
    const missing = this.missing.shift();
    if (missing !== undefined) {
      const [repeats, request] = missing;
      // When it fails, requests that need it say what is not there.
      this.queue.unshift({ ...request, id: this.nextId++, options: {}, repeats, settle: () => undefined });
    }
    const waiting = this.queue.shift();
    if (waiting === undefined) return;
    this.current = waiting;
    worker.ref();
    const { id, name, ask } = waiting;
    worker.postMessage({ id, name, ask });
    const limit = this.setup.limitOf?.(name, ask);
    if (limit !== undefined) this.endAfter(limit.milliseconds, limit.error);
  }

  private cancel(id: number): void {
    const index = this.queue.findIndex((waiting) => waiting.id === id);
    if (index >= 0) {
      const [waiting] = this.queue.splice(index, 1);
      waiting?.settle({ error: cancelled() });
    } else if (this.current?.id === id) {
      const { interrupt } = this.setup;
      if (interrupt === undefined) this.current.settle({ error: cancelled() });
      else {
        interrupt.tell(id);
        this.endAfter(interrupt.graceMilliseconds, cancelled());
      }
    }
  }

  private endAfter(milliseconds: number, error: KqlError): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.end(error), milliseconds);
    this.timer.unref();
  }

  private start(): Worker {
    const { file, workerData, heapMegabytes, what } = this.setup;
    const worker = new Worker(file, {
      workerData,
      ...(heapMegabytes !== undefined && { resourceLimits: { maxOldGenerationSizeMb: heapMegabytes } }),
    });
    worker.on('message', (response: WorkerResponse<Operations>) => {
      if (worker === this.worker) this.receive(response);
    });
    worker.on('error', (error: NodeJS.ErrnoException) => {
      if (worker !== this.worker) return;
      const outOfMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      void this.end(
        outOfMemory
          ? new KqlError('limit', `The query needs more memory than ${what} has.`)
          : new KqlError('internal', `${capital(what)} failed: ${error.message.slice(0, 500)}`),
      );
    });
    worker.on('exit', (code) => {
      if (worker === this.worker) void this.end(new KqlError('internal', `${capital(what)} ended (exit code ${code}).`));
    });
    return worker;
  }

  private receive(response: WorkerResponse<Operations>): void {
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
    } else {
      if (waiting.repeats === undefined) this.remember(waiting);
      waiting.settle({ answer: response.answer });
    }
    this.next();
  }

  /** Ends the worker and the request it works on; what waits goes to the next worker. */
  private async end(error: KqlError): Promise<void> {
    clearTimeout(this.timer);
    const { worker, current } = this;
    this.worker = undefined;
    this.current = undefined;
    // What the worker died of while it was asked again would kill the next one too.
    if (current?.repeats !== undefined) this.kept.delete(current.repeats);
    this.missing = [...this.kept];
    current?.settle({ error });
    const ended = worker?.terminate();
    if (!this.disposed) this.next();
    await ended;
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function cancelled(): KqlError {
  return new KqlError('cancelled', 'The query was cancelled.');
}
