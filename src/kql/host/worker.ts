/** Entry of the worker thread that KQL runs in: language service and engine. It answers one request at a time. */
import { parentPort, workerData } from 'node:worker_threads';
import { errorData, KqlHost } from './kqlHost';
import type { Request, Response, WorkerOptions } from './protocol';

if (parentPort === null) throw new TypeError('this file is the entry of a worker thread');
const port = parentPort;
const { cancelled, maxTableBytes } = workerData as WorkerOptions;
const flag = new Int32Array(cancelled);
const host = new KqlHost(maxTableBytes);
const send = (response: Response): void => port.postMessage(response);

port.on('message', (request: Request) => {
  const { id, name, ask } = request;
  void host
    .handle(name, ask, {
      isCancelled: () => Atomics.load(flag, 0) === id,
      onProgress: (progress) => send({ id, progress }),
    })
    .then(
      (answer) => send({ id, answer }),
      (error: unknown) => send({ id, error: errorData(error) }),
    );
});
