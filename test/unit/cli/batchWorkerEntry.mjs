// The worker from source: a worker thread does not take over the loader of the tests.
import { register } from 'tsx/esm/api';

register();
await import('../../../src/cli/kqlBatchWorker.ts');
