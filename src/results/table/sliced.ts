export interface SliceOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (done: number) => void;
  /** Lets everything else run, then resolves. */
  readonly pause: () => Promise<void>;
  /** Milliseconds. */
  readonly now: () => number;
}

/** Milliseconds of work between two pauses: half a frame, so that scrolling stays smooth meanwhile. */
const SLICE = 7;

/** Drives a generator of steps to its end with pauses in between; rejects with the signal's reason once that aborts. */
export async function runSliced<T>(steps: Generator<number, T>, { signal, onProgress, pause, now }: SliceOptions): Promise<T> {
  let until = now() + SLICE;
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (now() < until) continue;
    onProgress(step.value);
    await pause();
    signal.throwIfAborted();
    until = now() + SLICE;
  }
}
