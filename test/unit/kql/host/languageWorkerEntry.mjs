// The worker of the language service from source: a worker thread does not take over the loader of the tests.
import { register } from 'tsx/esm/api';

register();
await import('../../../../src/kql/host/languageWorker.ts');
