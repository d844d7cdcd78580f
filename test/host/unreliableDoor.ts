import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { DemoHandle } from '../../src/demo/handle';

/** What happens to a write on its way; reads always pass. `After`: the service did what was asked, the answer was lost. */
export type Trouble = 'none' | 'droppedBefore' | 'droppedAfter' | 'errorBefore' | 'errorAfter' | 'forbidden';

export interface Door {
  /** The same environment behind the door. */
  readonly demo: DemoHandle;
  trouble: Trouble;
  /** Called when a write has arrived, before anything happens to it. */
  onWrite: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Puts a proxy before an emulator that mistreats writes, as networks and gateways do. */
export async function unreliableDoor(demo: DemoHandle): Promise<Door> {
  const target = new URL(demo.origin);
  /** Hands a request on and what came back to `answer`. */
  const forward = (from: IncomingMessage, answer: (response: IncomingMessage) => void): void => {
    const { method, url, headers } = from;
    from.pipe(request({ host: target.hostname, port: target.port, method, path: url, headers }, answer));
  };
  const pass = (from: IncomingMessage, to: ServerResponse): void =>
    forward(from, (response) => {
      to.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(to);
    });
  const forwardThen = (from: IncomingMessage, then: () => void): void =>
    forward(from, (response) => {
      response.resume().once('end', then);
    });
  const mistreat: Readonly<Record<Trouble, (from: IncomingMessage, to: ServerResponse) => void>> = {
    none: pass,
    droppedBefore: (_from, to) => void to.destroy(),
    droppedAfter: (from, to) => forwardThen(from, () => to.destroy()),
    errorBefore: (_from, to) => refuse(to, 500, ...internalError),
    errorAfter: (from, to) => forwardThen(from, () => refuse(to, 500, ...internalError)),
    forbidden: (_from, to) => refuse(to, 403, ...denied),
  };
  const door = { trouble: 'none' as Trouble, onWrite: () => Promise.resolve() };
  const server = createServer((from, to) => {
    if (from.method === 'GET') pass(from, to);
    else void door.onWrite().then(() => mistreat[door.trouble](from, to));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the door has no port');
  const origin = `http://127.0.0.1:${address.port}`;
  return Object.assign(door, {
    demo: { ...demo, origin },
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  });
}

const internalError = ['InternalServerError', 'The server encountered an internal error.'] as const;
const denied = [
  'AuthorizationFailed',
  "The client 'reader' with object id '0' does not have authorization to perform action 'Microsoft.AlertsManagement/alerts/changestate/action' over scope '/subscriptions/0' or the scope is invalid.",
] as const;

function refuse(to: ServerResponse, status: number, code: string, message: string): void {
  to.writeHead(status, { 'Content-Type': 'application/json' });
  to.end(JSON.stringify({ error: { code, message } }));
}
