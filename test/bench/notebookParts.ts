/** Where the time of a first and of a later run goes, part by part, in one process with the workers of the product. */
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { launchDemo } from '../../src/demo/launch';
import { createDemoEnvironment } from '../../src/environments/demo';
import { startLanguageWorker } from '../../src/kql/host/languageClient';
import { knownTables } from '../../src/kql/schema/knownTables';
import { HOUR } from '../../src/model/time';

const worker = (file: string): URL => pathToFileURL(`dist/${file}`);

export async function hostParts(): Promise<void> {
  const language = startLanguageWorker(worker('kqlLanguageWorker.js'));
  await timed('language worker: start and outline of a text', () => language.outline({ text: 'AppRequests | take 10' }));
  await timed('language worker: tables of the service declared', () => language.setSchema('logs', knownTables('logs')));
  await timed('language worker: first diagnostics with tables', () =>
    language.diagnostics({ text: 'AppRequests | take 10', schema: 'logs' }),
  );
  await timed('language worker: outline of another text', () =>
    language.outline({ text: 'AppRequests | where Success | count' }),
  );
  await language.dispose();

  const handle = await timed('embedded environment: start', () => launchDemo('contoso-hotels', worker('demoWorker.js')));
  const environment = createDemoEnvironment(handle);
  try {
    const now = environment.clock.now();
    const query = (kql: string): Promise<unknown> =>
      environment.stores.logs.query({ kql, window: { from: now - 24 * HOUR, to: now } });
    await timed('log query: the first (clients, query worker, engine, one table)', () => query('Alert | take 5'));
    await timed('log query: the first of requests', () => query('AppRequests | take 5'));
    await timed('log query: another of requests', () => query('AppRequests | summarize count() by Name'));
    await timed('log query: the same again', () => query('AppRequests | summarize count() by Name'));
    await timed('log query: print', () => query('print 1'));
  } finally {
    await environment.dispose();
  }
}

async function timed<T>(name: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  const result = await work();
  console.log(`${name.padEnd(66)} ${(performance.now() - start).toFixed(0)} ms`);
  return result;
}
