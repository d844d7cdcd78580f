/** Entry of the worker thread that an embedded environment runs in: posts where it listens, closes on the message `close`. */
import { parentPort, workerData } from 'node:worker_threads';
import { startEmulator } from './emulator';
import { field } from './http';

const story = field(workerData, 'story');
if (parentPort === null || typeof story !== 'string')
  throw new TypeError('this file is the entry of a worker thread that is given { story }');
const port = parentPort;
const queryWorker = new URL('./demoQueryWorker.js', import.meta.url);
const { origin, token, story: info, close } = await startEmulator({ story, queryWorker });
port.on('message', (message: unknown) => {
  if (message !== 'close') return;
  void close().then(() => port.close());
});
port.postMessage({ origin, token, story: info });
