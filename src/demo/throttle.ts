import { ArmError } from './http';

/** Real time, replaced in tests. */
export interface ThrottleTiming {
  readonly now: () => number;
  /** Calls `done` after so many milliseconds; the result ends that. */
  readonly after: (milliseconds: number, done: () => void) => () => void;
}

const realTiming: ThrottleTiming = {
  now: () => Date.now(),
  after: (milliseconds, done) => {
    const timer = setTimeout(done, milliseconds);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

export interface ThrottleLimits {
  /** Queries that are worked on at once. */
  readonly concurrent: number;
  /** Queries that may wait for their turn; what comes then is refused. */
  readonly queued: number;
  /** Milliseconds that a query waits at most. */
  readonly longestWait: number;
  /** Queries within a period of so many milliseconds. */
  readonly rate?: { readonly queries: number; readonly period: number };
}

/** What Log Analytics allows one person: 5 queries at once, 200 waiting for 3 minutes at most, 200 in 30 seconds. */
export const logLimits: ThrottleLimits = {
  concurrent: 5,
  queued: 200,
  longestWait: 180_000,
  rate: { queries: 200, period: 30_000 },
};

/** What a small cluster of Azure Data Explorer allows everyone together; nothing waits there. */
export const clusterLimits: ThrottleLimits = { concurrent: 20, queued: 0, longestWait: 0 };

interface Waiting {
  readonly start: () => void;
}

/** Admits queries as a service does; what is too much is refused with a 429. */
export class Throttle {
  private readonly arrived: number[] = [];
  private readonly queue: Waiting[] = [];
  private running = 0;

  constructor(
    private readonly limits: ThrottleLimits,
    private readonly timing: ThrottleTiming = realTiming,
  ) {}

  /** Runs the work when it is its turn. Rejects with a 429, or as soon as `left` aborts while it waits. */
  async run<T>(work: () => Promise<T>, left: AbortSignal): Promise<T> {
    this.countArrival();
    if (left.aborted) throw givenUp();
    await this.turn(left);
    try {
      return await work();
    } finally {
      this.running--;
      this.queue.shift()?.start();
    }
  }

  private countArrival(): void {
    const { rate } = this.limits;
    if (rate === undefined) return;
    const now = this.timing.now();
    while ((this.arrived[0] ?? now) <= now - rate.period) this.arrived.shift();
    const [oldest] = this.arrived;
    if (oldest !== undefined && this.arrived.length >= rate.queries) throw tooMany((oldest + rate.period - now) / 1000);
    this.arrived.push(now);
  }

  private turn(left: AbortSignal): Promise<void> {
    if (this.running < this.limits.concurrent) {
      this.running++;
      return Promise.resolve();
    }
    if (this.queue.length >= this.limits.queued) return Promise.reject(tooMany(1));
    return new Promise((resolve, reject) => {
      const settle = (how: () => void): void => {
        const index = this.queue.indexOf(waiting);
        if (index >= 0) this.queue.splice(index, 1);
        stop();
        left.removeEventListener('abort', gone);
        how();
      };
      const waiting: Waiting = {
        start: () => {
          this.running++;
          settle(resolve);
        },
      };
      const gone = (): void => settle(() => reject(givenUp()));
      const stop = this.timing.after(this.limits.longestWait, () => settle(() => reject(tooMany(1))));
      left.addEventListener('abort', gone, { once: true });
      this.queue.push(waiting);
    });
  }
}

function givenUp(): Error {
  return new DOMException('The client left.', 'AbortError');
}

function tooMany(seconds: number): ArmError {
  const wait = String(Math.max(1, Math.ceil(seconds)));
  return new ArmError(429, 'ThrottledError', 'Too many requests.', { 'Retry-After': wait });
}
