import { Worker } from 'node:worker_threads';
import type { Story } from '../story/types';
import { KqlError } from '../../kql/engine/errors';
import { refusals } from './refusals';
import type { QueryAnswer, QueryJob, QueryService } from './queryJob';
import type { QueryMessage, WorkerOptions } from './queryWorker';

/** Answers in this thread, which does nothing else meanwhile: for tests. */
export function queriesInThisThread(story: Story): QueryService {
  let host: Promise<{ answer(job: QueryJob, isCancelled: () => boolean): Promise<QueryAnswer> }> | undefined;
  return {
    answer: async (job, left) => {
      host ??= import('./queryHost').then(({ QueryHost }) => new QueryHost(story));
      const answer = await (await host).answer(job, () => left.aborted);
      if (left.aborted) throw abortError();
      return answer;
    },
    warm: () => undefined,
    close: () => Promise.resolve(),
  };
}

interface Waiting {
  readonly id: number;
  readonly job: QueryJob;
  readonly settle: (outcome: QueryAnswer | Error) => void;
}

interface WorkerQueriesOptions {
  /** Time that a cancelled query has to stop, and a late one to answer, before its worker is ended. */
  readonly graceMilliseconds?: number;
}

/** Answers in a worker thread from that file, which starts with the first query and is replaced when it hangs or dies. */
export function queriesInWorker(file: URL | string, story: string, options: WorkerQueriesOptions = {}): QueryService {
  return new WorkerQueries(file, story, options.graceMilliseconds ?? 2_000);
}

class WorkerQueries implements QueryService {
  private worker: Worker | undefined;
  private readonly flagMemory = new SharedArrayBuffer(4);
  private readonly flag = new Int32Array(this.flagMemory);
  private readonly queue: Waiting[] = [];
  private current: Waiting | undefined;
  private timer: NodeJS.Timeout | undefined;
  private lastId = 0;
  private closed = false;

  constructor(
    private readonly file: URL | string,
    private readonly story: string,
    private readonly grace: number,
  ) {}

  answer(job: QueryJob, left: AbortSignal): Promise<QueryAnswer> {
    return new Promise((resolve, reject) => {
      if (left.aborted || this.closed) {
        reject(abortError());
        return;
      }
      const id = ++this.lastId;
      const abort = (): void => this.cancel(id);
      left.addEventListener('abort', abort, { once: true });
      this.queue.push({
        id,
        job,
        settle: (outcome) => {
          left.removeEventListener('abort', abort);
          if (outcome instanceof Error) reject(outcome);
          else resolve(outcome);
        },
      });
      this.next();
    });
  }

  warm(): void {
    if (this.worker !== undefined || this.closed) return;
    this.worker = this.start();
    this.worker.postMessage({} satisfies QueryMessage);
  }

  async close(): Promise<void> {
    this.closed = true;
    for (const { settle } of this.queue.splice(0)) settle(abortError());
    await this.end(abortError());
  }

  private next(): void {
    if (this.current !== undefined || this.closed) return;
    const waiting = this.queue.shift();
    if (waiting === undefined) return;
    this.current = waiting;
    const { id, job } = waiting;
    const worker = (this.worker ??= this.start());
    worker.postMessage({ asked: { id, job } } satisfies QueryMessage);
    if (job.kind !== 'resourceGraph')
      this.endAfter(job.milliseconds + this.grace, new KqlError('limit', 'The query ran too long.'));
  }

  private cancel(id: number): void {
    const index = this.queue.findIndex((waiting) => waiting.id === id);
    const [queued] = index < 0 ? [] : this.queue.splice(index, 1);
    queued?.settle(abortError());
    if (this.current?.id !== id) return;
    Atomics.store(this.flag, 0, id);
    this.current.settle(abortError());
    this.endAfter(this.grace, new KqlError('cancelled', 'The query was cancelled.'));
  }

  private endAfter(milliseconds: number, error: Error): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.end(error), milliseconds);
    this.timer.unref();
  }

  private start(): Worker {
    const workerData: WorkerOptions = { story: this.story, cancelled: this.flagMemory };
    const worker = new Worker(this.file, { workerData });
    worker.on('message', ({ id, answer }: { readonly id: number; readonly answer: QueryAnswer }) => {
      if (worker !== this.worker || this.current?.id !== id) return;
      clearTimeout(this.timer);
      const { settle } = this.current;
      this.current = undefined;
      settle(answer);
      this.next();
    });
    const died = (reason: string): void => {
      if (worker === this.worker) void this.end(new KqlError('internal', `The query worker failed: ${reason}`));
    };
    worker.on('error', (error) => died(error.message.slice(0, 500)));
    worker.on('exit', (code) => died(`exit code ${code}`));
    return worker;
  }

  /** Ends the worker and the query that it is at; those that wait go to the next worker. */
  private async end(error: Error): Promise<void> {
    clearTimeout(this.timer);
    const { worker, current } = this;
    this.worker = undefined;
    this.current = undefined;
    current?.settle(error instanceof KqlError ? refusal(current.job, error) : error);
    const ended = worker?.terminate();
    this.next();
    await ended;
  }
}

function refusal(job: QueryJob, error: KqlError): QueryAnswer {
  return refusals[job.kind](error, job.text);
}

function abortError(): Error {
  return new DOMException('The query was given up.', 'AbortError');
}
