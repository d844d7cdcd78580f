import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Instant } from '../model/time';
import type { DemoHandle, Fault, LoggedRequest, StoryInfo } from './handle';
import { stories } from './stories';

/** Where the emulator runs: a worker thread from that file, or this thread. */
export type DemoHost = string | URL | { readonly inProcess: true };

interface Running {
  readonly origin: string;
  readonly token: string;
  readonly close: () => Promise<void>;
}

/** Starts an embedded environment. Rejects with a RangeError for an unknown story, or with what kept the worker from starting. */
export async function launchDemo(storyId: string, host?: DemoHost): Promise<DemoHandle> {
  const story = stories.find(({ id }) => id === storyId);
  if (story === undefined) {
    throw new RangeError(
      `unknown embedded environment ${JSON.stringify(storyId)}; known: ${stories.map(({ id }) => id).join(', ')}`,
    );
  }
  const where = host ?? new URL('./demoWorker.js', import.meta.url);
  const running = typeof where === 'object' && 'inProcess' in where ? await inProcess(storyId) : await inWorker(storyId, where);
  return demoHandle(story, running);
}

async function inProcess(story: string): Promise<Running> {
  const { startEmulator } = await import('./emulator');
  return startEmulator({ story });
}

async function inWorker(story: string, file: string | URL): Promise<Running> {
  const worker = new Worker(file, { workerData: { story } });
  const exited = once(worker, 'exit');
  // A worker that cannot start emits "error" before it exits, which rejects this wait.
  const first = await Promise.race([
    once(worker, 'message'),
    exited.then(([code]: unknown[]) => {
      throw new Error(`the embedded environment ended before it listened (exit code ${String(code)})`);
    }),
  ]);
  const started = parseStarted(first[0]);
  return {
    ...started,
    close: async () => {
      worker.postMessage('close');
      await exited;
    },
  };
}

function parseStarted(message: unknown): { readonly origin: string; readonly token: string } {
  if (typeof message === 'object' && message !== null && 'origin' in message && 'token' in message) {
    const { origin, token } = message;
    if (typeof origin === 'string' && typeof token === 'string') return { origin, token };
  }
  throw new TypeError('the embedded environment did not say where it listens');
}

function demoHandle(story: StoryInfo, { origin, token, close }: Running): DemoHandle {
  let now: Instant = story.opensAt;
  let faults: readonly Fault[] = [];

  async function send(method: 'GET' | 'PUT' | 'POST', operation: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${origin}/__control/${operation}`, {
      method,
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw new RangeError(messageOf(answer) ?? `the embedded environment answered ${response.status}`);
    return answer;
  }

  return {
    story,
    origin,
    token,
    now: () => now,
    moveClock: async (to) => {
      await send('PUT', 'clock', { now: to });
      now = to;
    },
    get faults() {
      return faults;
    },
    setFaults: async (wanted) => {
      await send('PUT', 'faults', { faults: wanted });
      faults = [...wanted];
    },
    addAlerts: async (count) => {
      await send('POST', 'alerts', { count });
    },
    requestLog: async () => parseLog(await send('GET', 'requests')),
    reset: async () => {
      await send('POST', 'reset');
      now = story.opensAt;
      faults = [];
    },
    close,
  };
}

function messageOf(answer: unknown): string | undefined {
  const error = property(answer, 'error');
  const message = property(error, 'message');
  return typeof message === 'string' ? message : undefined;
}

function parseLog(answer: unknown): LoggedRequest[] {
  const requests = property(answer, 'requests');
  if (!Array.isArray(requests)) throw new TypeError('the embedded environment gave no request log');
  return requests.map((item: unknown) => {
    const cancelled = property(item, 'cancelled');
    return {
      at: Number(property(item, 'at')),
      method: String(property(item, 'method')),
      host: String(property(item, 'host')),
      path: String(property(item, 'path')),
      status: Number(property(item, 'status')),
      ...(typeof cancelled === 'number' ? { cancelled } : {}),
    };
  });
}

const property = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
