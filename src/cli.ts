#!/usr/bin/env node
import { run } from './cli/run';

// The workers are built beside this file.
const demoWorker = new URL('./demoWorker.js', import.meta.url);
const kqlBatchWorker = new URL('./kqlBatchWorker.js', import.meta.url);

// A reader that has seen enough, such as `head`, closes the pipe: that is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

process.exitCode = await run(process.argv.slice(2), {
  in: process.stdin,
  out: process.stdout,
  err: process.stderr,
  demoWorker,
  kqlBatchWorker,
});
