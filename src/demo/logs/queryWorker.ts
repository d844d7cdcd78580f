/** Entry of the worker thread that an embedded environment answers queries in: one after the other, from the story's tables. */
import { parentPort, workerData } from 'node:worker_threads';
import { storyOf } from '../story/catalog';
import { QueryHost } from './queryHost';
import type { QueryJob } from './queryJob';

export interface WorkerOptions {
  readonly story: string;
  /** One 32-bit integer: the id of the query that is to stop. */
  readonly cancelled: SharedArrayBuffer;
}

/** A query, or without one the wish to be ready for the first. */
export interface QueryMessage {
  readonly asked?: { readonly id: number; readonly job: QueryJob };
}

if (parentPort === null) throw new TypeError('this file is the entry of a worker thread');
const port = parentPort;
const { story, cancelled } = workerData as WorkerOptions;
const flag = new Int32Array(cancelled);
const host = new QueryHost(storyOf(story));

port.on('message', ({ asked }: QueryMessage) => {
  if (asked === undefined) {
    void host.warm();
    return;
  }
  const { id, job } = asked;
  void host.answer(job, () => Atomics.load(flag, 0) === id).then((answer) => port.postMessage({ id, answer }));
});
