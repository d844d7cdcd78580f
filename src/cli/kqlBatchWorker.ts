/** Entry of a thread that answers lines of a batch, with tables and a language service of its own. */
import { parentPort, workerData } from 'node:worker_threads';
import { openCatalog } from '../kql/host/openCatalog';
import { ticksOfMilliseconds } from '../kql/engine/ticks';
import { QueryRunner } from '../kql/runQuery';
import { answerLine } from './kqlAnswer';

export interface BatchWorkerOptions {
  /** Files and folders of the tables. */
  readonly data: readonly string[];
  /** Ticks that `now()` gives; the moment of each query when absent. */
  readonly now?: bigint;
}

export type BatchMessage = 'ready' | { readonly index: number; readonly answer: string };

if (parentPort === null) throw new TypeError('this file is the entry of a worker thread');
const port = parentPort;
const { data, now } = workerData as BatchWorkerOptions;
const runner = await QueryRunner.create(await openCatalog(data));
const run: Parameters<typeof answerLine>[1] = (text) => runner.run({ text, now: now ?? ticksOfMilliseconds(Date.now()) });

const send = (message: BatchMessage): void => port.postMessage(message);

port.on('message', (lines: readonly { readonly index: number; readonly text: string }[]) => {
  for (const { index, text } of lines) send({ index, answer: answerLine(text, run) });
});
send('ready');
