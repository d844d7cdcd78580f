import net from 'node:net';

const loopback = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+|localhost)$/;

/** Runs the work and gives the hosts beyond this machine that any code of this process tried to connect to meanwhile. */
export async function connectionsDuring(work: () => Promise<unknown>): Promise<{ outside: string[]; inside: number }> {
  const outside: string[] = [];
  let inside = 0;
  const { prototype } = net.Socket;
  const usual: unknown = Reflect.get(prototype, 'connect');
  if (typeof usual !== 'function') throw new Error('sockets cannot be watched');
  Reflect.set(prototype, 'connect', function (this: net.Socket, ...args: unknown[]): unknown {
    const host = hostOf(args);
    if (host !== undefined) {
      if (loopback.test(host)) inside += 1;
      else outside.push(host);
    }
    return Reflect.apply(usual, this, args) as unknown;
  });
  try {
    await work();
  } finally {
    Reflect.set(prototype, 'connect', usual);
  }
  return { outside, inside };
}

/** Undefined for a pipe. Node's own callers pass the normalized list of arguments as one array. */
function hostOf(args: readonly unknown[]): string | undefined {
  const [first, second] = args;
  if (Array.isArray(first)) return hostOf(first);
  if (typeof first === 'number') return typeof second === 'string' ? second : 'localhost';
  if (typeof first !== 'object' || first === null || !('port' in first)) return undefined;
  return 'host' in first && typeof first.host === 'string' ? first.host : 'localhost';
}
