export interface CooperativeOptions {
  /** Milliseconds of work between two pauses. */
  readonly sliceMs: number;
  /** Lets everything else of the process run, such as a `setImmediate` as a promise. */
  readonly pause: () => Promise<void>;
  /** A clock in milliseconds that only has to run forwards. */
  readonly now: () => number;
  readonly signal?: AbortSignal;
}

/** Runs a generator to its end in slices, pausing between them. Rejects with the signal's reason once it aborts. */
export async function drainCooperatively<T>(steps: Generator<void, T>, options: CooperativeOptions): Promise<T> {
  let sliceStart = options.now();
  for (;;) {
    options.signal?.throwIfAborted();
    const step = steps.next();
    if (step.done === true) return step.value;
    if (options.now() - sliceStart >= options.sliceMs) {
      await options.pause();
      sliceStart = options.now();
    }
  }
}

/** Runs a generator to its end at once. */
export function drain<T>(steps: Generator<void, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
