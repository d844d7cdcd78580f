import type { LoggedRequest } from '../../src/demo/handle';

/** What the suites wrote on purpose, against what the emulators were asked to write, over the whole run. */
export const ledger = { intended: 0, seen: 0 };

export function isWrite({ method }: LoggedRequest): boolean {
  return ['POST', 'PUT', 'PATCH', 'DELETE'].includes(method);
}

export function countWrites(log: readonly LoggedRequest[]): void {
  ledger.seen += log.filter(isWrite).length;
}
