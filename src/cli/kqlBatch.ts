import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { BatchMessage, BatchWorkerOptions } from './kqlBatchWorker';
import { errorLine, outOfMemory, type AnswerLine } from './kqlAnswer';
import type { CliHost } from './run';

/** Lines waiting from which a thread more pays for the language service and the tables that it has to load. */
const WAITING_THAT_PAY = 200;
/** Lines held in memory before reading pauses. */
const MAX_WAITING = 10_000;
/** Lines that a worker gets at once, so that it need not wait for the next. */
const SLICE = 8;
/** Every thread holds the tables: with more rows than these one thread has to do. */
const MAX_ROWS_PER_THREAD = 1_000_000;
const MAX_WORKERS = 7;

export interface BatchOptions {
  readonly answer: AnswerLine;
  /** Rows of the tables in memory. */
  readonly rows: number;
  readonly worker: BatchWorkerOptions;
}

interface Line {
  readonly index: number;
  readonly text: string;
}

/** One answer per line, in the order of the lines. A long batch is shared among threads. */
export async function batch(options: BatchOptions, host: CliHost): Promise<void> {
  const waiting: Line[] = [];
  const ordered = new OrderedOutput((text) => host.out.write(`${text}\n`));
  const pool = new Pool(options, host.kqlBatchWorker, waiting, ordered);
  const reader = createInterface({ input: Readable.from(host.in), crlfDelay: Infinity });
  let read = 0;
  let ended = false;
  let wake = (): void => undefined;
  reader.on('line', (text) => {
    if (text.trim() === '') return;
    waiting.push({ index: read++, text });
    if (waiting.length >= MAX_WAITING) reader.pause();
    wake();
  });
  reader.on('close', () => {
    ended = true;
    wake();
  });
  pool.onChange = () => wake();
  const isDone = (): boolean => ended && waiting.length === 0 && pool.busy === 0;
  try {
    while (!isDone()) {
      const line = waiting.shift();
      if (line === undefined) {
        await new Promise<void>((resolve) => (wake = resolve));
        continue;
      }
      ordered.set(line.index, options.answer(line.text));
      pool.share();
      if (waiting.length < MAX_WAITING / 2) reader.resume();
      // Lines and answers of the other threads come in between.
      await turn();
    }
  } finally {
    reader.close();
    await pool.end();
  }
}

/** Writes answers in the order of their lines, whatever order they come in. */
class OrderedOutput {
  private readonly early = new Map<number, string>();
  private next = 0;

  constructor(private readonly write: (text: string) => void) {}

  set(index: number, text: string): void {
    this.early.set(index, text);
    for (let ready = this.early.get(this.next); ready !== undefined; ready = this.early.get(this.next)) {
      this.early.delete(this.next++);
      this.write(ready);
    }
  }
}

/** Threads beside this one, started when many lines wait. */
class Pool {
  onChange = (): void => undefined;
  private readonly all: Worker[] = [];
  /** Those that are ready, with the lines they have. */
  private readonly workers = new Map<Worker, Line[]>();
  private started = false;

  constructor(
    private readonly options: BatchOptions,
    private readonly file: URL | undefined,
    private readonly waiting: Line[],
    private readonly ordered: OrderedOutput,
  ) {}

  /** Lines that workers have. */
  get busy(): number {
    return [...this.workers.values()].reduce((sum, lines) => sum + lines.length, 0);
  }

  /** Gives lines to workers that have few, and starts workers when many wait. */
  share(): void {
    if (!this.started && this.waiting.length >= WAITING_THAT_PAY) this.startAll();
    for (const [worker, lines] of this.workers) {
      if (lines.length > SLICE / 2) continue;
      const more = this.waiting.splice(0, SLICE);
      if (more.length === 0) return;
      lines.push(...more);
      worker.postMessage(more);
    }
  }

  private startAll(): void {
    this.started = true;
    if (this.file === undefined || !existsSync(this.file) || this.options.rows > MAX_ROWS_PER_THREAD) return;
    const count = Math.min(availableParallelism() - 1, MAX_WORKERS, Math.ceil(this.waiting.length / WAITING_THAT_PAY));
    for (let i = 0; i < count; i++) this.start(this.file);
  }

  async end(): Promise<void> {
    await Promise.all(this.all.map((worker) => worker.terminate()));
  }

  private start(file: URL): void {
    const worker = new Worker(file, { workerData: this.options.worker });
    const lines: Line[] = [];
    worker.on('message', (message: BatchMessage) => {
      if (message === 'ready') this.workers.set(worker, lines);
      else {
        lines.splice(0, lines.findIndex(({ index }) => index === message.index) + 1);
        this.ordered.set(message.index, message.answer);
      }
      this.share();
      this.onChange();
    });
    worker.on('error', (error: NodeJS.ErrnoException) => this.lose(worker, error));
    this.all.push(worker);
  }

  /** The line that a worker died of is answered so; the others wait again. */
  private lose(worker: Worker, error: NodeJS.ErrnoException): void {
    const [fatal, ...rest] = this.workers.get(worker) ?? [];
    this.workers.delete(worker);
    this.waiting.unshift(...rest);
    if (fatal !== undefined) {
      const cause = error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? outOfMemory() : error;
      this.ordered.set(fatal.index, errorLine(fatal.text, cause));
    }
    this.onChange();
  }
}
