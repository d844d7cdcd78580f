/** Entry of the worker thread that queries run in. It answers one request at a time. */
import { parentPort, workerData } from 'node:worker_threads';
import { errorData } from './errorData';
import { KqlHost } from './kqlHost';
import type { Operations, WorkerOptions } from './protocol';
import type { WorkerRequest, WorkerResponse } from './workerClient';

if (parentPort === null) throw new TypeError('this file is the entry of a worker thread');
const port = parentPort;
const { cancelled, maxTableBytes } = workerData as WorkerOptions;
const flag = new Int32Array(cancelled);
const host = new KqlHost(maxTableBytes);
const send = (response: WorkerResponse<Operations>): void => port.postMessage(response);

port.on('message', (request: WorkerRequest<Operations>) => {
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
