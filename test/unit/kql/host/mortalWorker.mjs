// Speaks the protocol of the worker, counts what it loads, and dies in the way that a query asks for.
import { parentPort } from 'node:worker_threads';

let loads = 0;
parentPort.on('message', ({ id, name, ask }) => {
  if (name === 'load') {
    if (ask.name === 'DeadlyWhenFirst' && loads === 0) process.exit(9);
    loads++;
    parentPort.postMessage({ id, answer: [] });
  } else if (name === 'remove') {
    parentPort.postMessage({ id, answer: null });
  } else if (name === 'tables') {
    parentPort.postMessage({ id, answer: [{ name: 'loads', columns: [], rowCount: loads }] });
  } else if (ask.text === 'throw') {
    throw new Error('broken');
  } else if (ask.text === 'exit') {
    process.exit(9);
  } else {
    for (;;);
  }
});
