/** Entry of the worker thread of the language service, apart from the engine's, so that an editor never waits for a query. */
import { parentPort } from 'node:worker_threads';
import { errorData } from './errorData';
import { LanguageHost } from './languageHost';
import type { LanguageOperations } from './languageProtocol';
import type { WorkerRequest, WorkerResponse } from './workerClient';

if (parentPort === null) throw new TypeError('this file is the entry of a worker thread');
const port = parentPort;
const host = new LanguageHost();
const send = (response: WorkerResponse<LanguageOperations>): void => port.postMessage(response);

/** Milliseconds without a question after which the service gets ready for completions, whose grammar takes over a second to make. */
const quiet = 2_000;
let idle: NodeJS.Timeout | undefined;
let isReady = false;

function prepare(): void {
  isReady = true;
  // What fails here is said when somebody asks.
  void host.handle('warm', null).catch(() => undefined);
}

port.on('message', ({ id, name, ask }: WorkerRequest<LanguageOperations>) => {
  clearTimeout(idle);
  void host
    .handle(name, ask)
    .then(
      (answer) => send({ id, answer }),
      (error: unknown) => send({ id, error: errorData(error) }),
    )
    .then(() => {
      if (!isReady) idle = setTimeout(prepare, quiet).unref();
    });
});
