import { spawn } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { startKqlWorker } from '../../src/kql/host/client';

const WARM_AFTER = 1000;
const LINES = 4000;

const families: readonly (readonly [name: string, query: (i: number) => string])[] = [
  ['print and extend', (i) => `print x = strcat('a', ${i}) | extend z = x`],
  [
    'small datatable, filter, group, sort',
    (i) =>
      `datatable(a: long, b: string)[1, 'x', 2, 'y', ${i}, 'z'] | where a > ${i % 3} | summarize n = count() by b | order by b asc`,
  ],
];

/** Distinct small queries per second of `sre kql --batch`, once the first thousand are answered. */
export async function throughput(): Promise<void> {
  for (const [name, query] of families) {
    const child = spawn(process.execPath, ['dist/cli.js', 'kql', '--batch'], { stdio: ['pipe', 'pipe', 'inherit'] });
    const ended = new Promise((resolve) => child.on('close', resolve));
    child.stdin.end(Array.from({ length: LINES }, (_, id) => `${JSON.stringify({ id, query: query(id) })}\n`).join(''));
    let answered = 0;
    let warm = 0;
    let errors = 0;
    for await (const line of createInterface({ input: child.stdout })) {
      if (line.includes('"error"')) errors++;
      if (++answered === WARM_AFTER) warm = performance.now();
    }
    const rate = (answered - WARM_AFTER) / ((performance.now() - warm) / 1000);
    await ended;
    console.log(`\nQueries per second in a batch, warm, ${name}: ${rate.toFixed(0)} (${answered} answers, ${errors} errors)`);
  }
}

const slow = [
  'range x from 1 to 100000000000 step 1 | extend y = tostring(x) | where y endswith "abc" | count',
  'AppRequests | extend k = 1 | join kind=inner (AppRequests | extend k = 1) on k | count',
  'AppRequests | summarize count() by OperationId, Url, tostring(Properties) | order by OperationId asc',
  'AppRequests | order by Url asc, OperationId desc, tostring(Properties) asc | extend n = row_number()',
];

/** How long a query goes on after it was cancelled, in the worker of the product. */
export async function cancellation(file: string): Promise<void> {
  const executor = startKqlWorker(pathToFileURL('dist/kqlWorker.js'));
  await executor.load({ kind: 'files', paths: [file] });
  await executor.warm();
  console.log('\nMilliseconds from the wish to cancel until the worker is free, for queries that were still running:\n');
  for (const text of slow) {
    const waits: number[] = [];
    for (let i = 1; i <= 6; i++) {
      const stop = new AbortController();
      const running = executor.run({ text, limits: { bytes: 1e12 } }, { signal: stop.signal }).then(
        () => 'done',
        (error: unknown) => (error as { code?: string }).code,
      );
      await new Promise((resolve) => setTimeout(resolve, 100 * i));
      const asked = performance.now();
      stop.abort();
      const outcome = await running;
      if (outcome === 'cancelled') waits.push(performance.now() - asked);
    }
    console.log(`- \`${text}\`: ${waits.map((wait) => wait.toFixed(0)).join(', ') || 'always done before'}`);
  }
  await executor.dispose();
}
