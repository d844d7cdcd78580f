import { ModelError } from './provider';

/** Grace for a provider to report its own time-out. */
const GRACE = 500;

/** What a provider answers, or the end of waiting for it: providers are not trusted to keep the time or to obey a signal. */
export async function withDeadline<T>(
  timeout: number,
  signal: AbortSignal,
  action: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const stop = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let onAbort: (() => void) | undefined;
  const ended = new Promise<never>((_, reject) => {
    const end = (error: Error): void => {
      reject(error);
      stop.abort(error);
    };
    timer = setTimeout(
      () => end(new ModelError('timedOut', `The model gave no answer within ${timeout / 1000} s.`)),
      timeout + GRACE,
    );
    onAbort = () => end(new Error('aborted', { cause: signal.reason }));
    signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([action(stop.signal), ended]);
  } finally {
    clearTimeout(timer);
    if (onAbort !== undefined) signal.removeEventListener('abort', onAbort);
  }
}
