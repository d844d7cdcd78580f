import type { DemoHandle, LoggedRequest } from '../../src/demo/handle';

/** What the suites wrote on purpose, against what the emulators were asked to write, over the whole run. */
export const ledger = { intended: 0 };

/** By the emulator's token: its log may be looked at more than once. */
const seen = new Map<string, number>();

/** Queries are sent with POST, but read; so do the only commands that the store sends to a cluster. */
const queries = /\/query$|\/\$batch$|\/providers\/Microsoft\.ResourceGraph\/resources$|\/rest\/mgmt$/i;

export function isWrite({ method, path }: LoggedRequest): boolean {
  return ['POST', 'PUT', 'PATCH', 'DELETE'].includes(method) && !queries.test(path.split('?')[0] ?? path);
}

/** Takes note of what an emulator has been asked to write so far; to be called before it ends. */
export async function countWrites(demo: DemoHandle): Promise<void> {
  const writes = (await demo.requestLog()).filter(isWrite).length;
  seen.set(demo.token, Math.max(writes, seen.get(demo.token) ?? 0));
}

export function writesSeen(): number {
  return [...seen.values()].reduce((sum, writes) => sum + writes, 0);
}
