/** Asks `probe` until it gives something other than undefined or false. */
export function waitFor<T>(
  description: string,
  probe: () => T | undefined | false | Promise<T | undefined | false>,
  options?: { readonly timeoutMs?: number; readonly intervalMs?: number },
): Promise<T>;
