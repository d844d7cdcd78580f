import type { HttpClient, PipelineRequest, PipelineResponse } from '@azure/core-rest-pipeline';
import { abortError, throwIfAborted } from './abort';
import { retryAfter } from './retryAfter';

/** Real time, replaced in tests. `sleep` rejects with an AbortError as soon as the signal aborts. */
export interface BudgetTiming {
  readonly now: () => number;
  readonly sleep: (milliseconds: number, signal?: AbortSignalLike) => Promise<void>;
}

export interface BudgetOptions {
  /** Requests at once per host. */
  readonly concurrency?: number;
  /** Requests at once to a log query host: the service works on 5 of a user and lets the others wait. */
  readonly logConcurrency?: number;
  /** Requests to a log query host within `logPeriod`: the service refuses more than 200 of a user in 30 seconds. */
  readonly logRequests?: number;
  /** Milliseconds; a little more than the service's, because requests are under way for a while. */
  readonly logPeriod?: number;
  /** Tokens that a host's bucket holds when full. */
  readonly bucketSize?: number;
  readonly refillPerSecond?: number;
  /** Milliseconds of the first pause after a 429 that names no time; doubles with each further one. */
  readonly firstBackOff?: number;
  readonly maxBackOff?: number;
  readonly timing?: BudgetTiming;
}

export interface BudgetState {
  readonly inFlight: number;
  readonly waiting: number;
  /** Milliseconds since the epoch, the latest of all paused hosts. */
  readonly pausedUntil?: number;
}

/** How one attempt went, for the request meter. Milliseconds. */
export interface AttemptOutcome {
  readonly status?: number;
  readonly duration: number;
  readonly waited: number;
}

/** What is special about the requests of one client. */
export interface HostLimits {
  /** At once to the host, in place of `concurrency`. */
  readonly concurrency?: number;
  /** Does not wait and is not counted. */
  readonly isUnlimited?: boolean;
}

type AbortSignalLike = NonNullable<PipelineRequest['abortSignal']>;

interface HostState {
  tokens: number;
  refilledAt: number;
  inFlight: number;
  pausedUntil: number;
  strikes: number;
  /** When the latest requests were let go, oldest first; kept for log query hosts only. */
  sent: number[];
  /** Settles when everyone who asked before has been admitted or has given up. */
  tail: Promise<void>;
  wake: () => void;
}

/** Settles as `work` does, or rejects at once with an AbortError when the signal aborts. */
function abortable(work: Promise<void>, signal: AbortSignalLike | undefined): Promise<void> {
  if (signal === undefined) return work;
  if (signal.aborted) return Promise.reject(abortError());
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(abortError());
    signal.addEventListener('abort', onAbort);
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

export const realTiming: BudgetTiming = {
  now: () => Date.now(),
  sleep: async (milliseconds, signal) => {
    let timer: NodeJS.Timeout | undefined;
    const elapsed = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, milliseconds);
    });
    try {
      await abortable(elapsed, signal);
    } finally {
      clearTimeout(timer);
    }
  },
};

/**
 * Keeps all callers together below what Azure allows: a number of requests at once and a token bucket per host, and
 * one pause for everyone when a host answers 429. Whoever asks first is admitted first; waiting ends at once on abort.
 */
export class RequestBudget {
  readonly #hosts = new Map<string, HostState>();
  readonly #listeners = new Set<(state: BudgetState) => void>();
  readonly #options: Required<BudgetOptions>;
  #waiting = 0;

  constructor(options: BudgetOptions = {}) {
    this.#options = {
      concurrency: 8,
      logConcurrency: 5,
      logRequests: 200,
      logPeriod: 31_000,
      bucketSize: 250,
      refillPerSecond: 25,
      firstBackOff: 1_000,
      maxBackOff: 60_000,
      timing: realTiming,
      ...options,
    };
  }

  get state(): BudgetState {
    let inFlight = 0;
    let pausedUntil = 0;
    for (const host of this.#hosts.values()) {
      inFlight += host.inFlight;
      pausedUntil = Math.max(pausedUntil, host.pausedUntil);
    }
    const base = { inFlight, waiting: this.#waiting };
    return pausedUntil > this.#options.timing.now() ? { ...base, pausedUntil } : base;
  }

  /** Calls the listener after every change of state; the result ends that. */
  onDidChange(listener: (state: BudgetState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** An HTTP client that sends through this budget; `settled` hears of every attempt that was sent. */
  wrap(
    client: HttpClient,
    settled?: (request: PipelineRequest, outcome: AttemptOutcome) => void,
    limits: HostLimits = {},
  ): HttpClient {
    return { sendRequest: (request) => this.#send(client, request, settled, limits) };
  }

  async #send(
    client: HttpClient,
    request: PipelineRequest,
    settled: ((request: PipelineRequest, outcome: AttemptOutcome) => void) | undefined,
    limits: HostLimits,
  ): Promise<PipelineResponse> {
    const { now } = this.#options.timing;
    const name = new URL(request.url).host;
    const host = this.#host(name);
    const asked = now();
    const isCounted = limits.isUnlimited !== true;
    if (isCounted) await this.#admit(name, host, request.abortSignal, limits);
    const sent = now();
    let status: number | undefined;
    try {
      const response = await client.sendRequest(request);
      status = response.status;
      this.#learn(host, response);
      return response;
    } finally {
      if (isCounted) host.inFlight--;
      host.wake();
      this.#changed();
      settled?.(request, { ...(status === undefined ? {} : { status }), duration: now() - sent, waited: sent - asked });
    }
  }

  async #admit(name: string, host: HostState, signal: AbortSignalLike | undefined, limits: HostLimits): Promise<void> {
    const { timing } = this.#options;
    const isLogs = name.startsWith('api.loganalytics.');
    const limit = isLogs ? this.#options.logConcurrency : (limits.concurrency ?? this.#options.concurrency);
    const before = host.tail;
    let passOn: () => void = () => undefined;
    const done = new Promise<void>((resolve) => {
      passOn = resolve;
    });
    host.tail = before.then(() => done);
    this.#waiting++;
    this.#changed();
    try {
      await abortable(before, signal);
      for (;;) {
        throwIfAborted(signal);
        this.#refill(host);
        const tokenWait = host.tokens >= 1 ? 0 : ((1 - host.tokens) / this.#options.refillPerSecond) * 1000;
        const wait = Math.max(host.pausedUntil - timing.now(), tokenWait, isLogs ? this.#rateWait(host) : 0);
        if (wait > 0) {
          await timing.sleep(Math.ceil(wait), signal);
        } else if (host.inFlight >= limit) {
          await abortable(new Promise<void>((resolve) => (host.wake = resolve)), signal);
        } else {
          break;
        }
      }
      host.tokens--;
      host.inFlight++;
      if (isLogs) host.sent.push(timing.now());
    } finally {
      this.#waiting--;
      passOn();
      this.#changed();
    }
  }

  /** Milliseconds until one more request stays within the number that a period allows. */
  #rateWait(host: HostState): number {
    const { logRequests, logPeriod, timing } = this.#options;
    while (host.sent.length > logRequests) host.sent.shift();
    const oldest = host.sent.length < logRequests ? undefined : host.sent[0];
    return oldest === undefined ? 0 : oldest + logPeriod - timing.now();
  }

  #learn(host: HostState, response: PipelineResponse): void {
    const { timing, firstBackOff, maxBackOff } = this.#options;
    const asked = retryAfter(response.headers, timing.now());
    if (response.status !== 429 && !(response.status === 503 && asked !== undefined)) {
      if (response.status < 500) host.strikes = 0;
      return;
    }
    // Refusals of requests that were under way when the pause began belong to the same strike.
    const paused = host.pausedUntil > timing.now();
    const strike = paused ? Math.max(0, host.strikes - 1) : host.strikes++;
    const pause = asked ?? Math.min(maxBackOff, firstBackOff * 2 ** strike);
    host.pausedUntil = Math.max(host.pausedUntil, timing.now() + pause);
    // The SDK retries a 429 only when it names a time, so the time that we chose is handed on in its terms.
    if (asked === undefined) response.headers.set('retry-after-ms', String(pause));
  }

  #host(name: string): HostState {
    let host = this.#hosts.get(name);
    if (host === undefined) {
      host = {
        tokens: this.#options.bucketSize,
        refilledAt: this.#options.timing.now(),
        inFlight: 0,
        pausedUntil: 0,
        strikes: 0,
        sent: [],
        tail: Promise.resolve(),
        wake: () => undefined,
      };
      this.#hosts.set(name, host);
    }
    return host;
  }

  #refill(host: HostState): void {
    const now = this.#options.timing.now();
    const gained = ((now - host.refilledAt) / 1000) * this.#options.refillPerSecond;
    host.tokens = Math.min(this.#options.bucketSize, host.tokens + gained);
    host.refilledAt = now;
  }

  #changed(): void {
    if (this.#listeners.size === 0) return;
    const { state } = this;
    for (const listener of this.#listeners) listener(state);
  }
}
