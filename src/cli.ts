#!/usr/bin/env node
import { run } from './cli/run';

// The worker of the embedded environments is built beside this file.
const demoWorker = new URL('./demoWorker.js', import.meta.url);

process.exitCode = await run(process.argv.slice(2), { out: process.stdout, err: process.stderr, demoWorker });
