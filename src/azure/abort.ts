/** The error that cancelled work rejects with. */
export function abortError(): Error {
  return new DOMException('The operation was aborted.', 'AbortError');
}

/** Throws an AbortError, whatever reason the signal was aborted with. */
export function throwIfAborted(signal: { readonly aborted: boolean } | undefined): void {
  if (signal?.aborted === true) throw abortError();
}

/** The options of an SDK call that can be cancelled. */
export function abortOption(signal: AbortSignal | undefined): { abortSignal?: AbortSignal } {
  return signal === undefined ? {} : { abortSignal: signal };
}
