// Speaks the protocol of the worker, tells what it was asked, and dies or takes its time as a text asks for.
import { parentPort } from 'node:worker_threads';

const asked = [];
parentPort.on('message', ({ id, name, ask }) => {
  const { text } = ask?.at ?? {};
  if (text === 'exit' || (ask?.key === 'deadly' && asked.length === 0)) process.exit(9);
  if (text === 'throw') throw new Error('broken');
  if (text === 'hang') for (;;);
  asked.push(name === 'setSchema' ? `${name} ${ask.key} ${ask.tables.length}` : `${name} ${text}`);
  const answer = name === 'outline' ? { asked } : null;
  if (text === 'slow') setTimeout(() => parentPort.postMessage({ id, answer }), 200);
  else parentPort.postMessage({ id, answer });
});
