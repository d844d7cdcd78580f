/**
 * Measures, asserts nothing: `npm run bench`, or `npm run bench -- kql [ROWS…]` for the KQL engine alone, `-- results` for drawn results in a browser, `-- notebook` for the notebook in a workbench, `-- ask` for questions in plain language. Prints one table; figures depend on the machine, so compare runs of one.
 * The activation figure comes from the host suites, which run in a real extension host (`npm test -- --leg host`).
 */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { promisify } from 'node:util';
import { launchDemo } from '../../src/demo/launch';
import { createDemoEnvironment } from '../../src/environments/demo';
import { loadBoard } from '../../src/incidents/alertBoard';
import { gatherOvernight } from '../../src/incidents/gatherOvernight';
import { groupSteps } from '../../src/incidents/grouping';
import { noOverrides } from '../../src/incidents/overrides';
import { overnightWindow } from '../../src/incidents/overnight';
import { DAY, MINUTE } from '../../src/model/time';

const ALERTS = 5000;
const run = promisify(execFile);
const rows: (readonly [name: string, figure: string])[] = [];
const note = (name: string, figure: string): unknown => rows.push([name, figure]);
const ms = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} ms`;

async function timed<T>(name: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  const result = await work();
  note(name, ms(performance.now() - start));
  return result;
}

function sizes(): void {
  const dist = 'dist';
  const bytes = (file: string): number => statSync(join(dist, file)).size;
  const metafile: unknown = JSON.parse(readFileSync(join(dist, 'meta-host.json'), 'utf8'));
  note(
    'host: entry with everything it imports statically',
    `${Math.round(staticClosure(metafile, 'dist/extension.js') / 1000)} kB`,
  );
  note('webview bundle', `${Math.round(bytes('webviews/document.js') / 1000)} kB`);
  const chunks = readdirSync(join(dist, 'chunks')).filter((file) => file.endsWith('.js'));
  note(
    'all host chunks',
    `${Math.round(chunks.reduce((sum, file) => sum + bytes(join('chunks', file)), 0) / 1000)} kB in ${chunks.length} files`,
  );
}

/** Bytes of an output and of all outputs that it imports by an import statement. */
function staticClosure(metafile: unknown, entry: string): number {
  const { outputs } = metafile as { outputs: Record<string, { bytes: number; imports: { path: string; kind: string }[] }> };
  const seen = new Set<string>();
  const visit = (path: string): void => {
    const output = outputs[path];
    if (output === undefined || seen.has(path)) return;
    seen.add(path);
    for (const { path: imported, kind } of output.imports) if (kind === 'import-statement') visit(imported);
  };
  visit(entry);
  return [...seen].reduce((sum, path) => sum + (outputs[path]?.bytes ?? 0), 0);
}

async function alerts(): Promise<void> {
  const handle = await timed('embedded environment: start in its worker', () =>
    launchDemo('contoso-hotels', new URL('../../dist/demoWorker.js', import.meta.url)),
  );
  const environment = createDemoEnvironment(handle);
  try {
    const now = environment.clock.now();
    const overnight = () =>
      gatherOvernight(environment.stores, {
        now,
        window: overnightWindow(now, {}, environment.timeZone),
        timeZone: environment.timeZone,
        environment: environment.name,
        demo: true,
      });
    await timed('overnight summary, cold (loads the SDK clients)', overnight);
    await timed('overnight summary, warm', overnight);
    await handle.addAlerts(ALERTS);
    const options = {
      window: { from: now - DAY, to: now + MINUTE },
      now,
      overrides: noOverrides,
      pause: () => new Promise<void>((resolve) => setImmediate(resolve)),
    };
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const start = performance.now();
    let first = 0;
    const board = await loadBoard(environment.stores, options, undefined, () => (first ||= performance.now() - start));
    delay.disable();
    note(`${ALERTS} alerts: first page`, ms(first));
    note(
      `${ALERTS} alerts: read and grouped (${board.alerts.length} alerts, ${board.incidents.length} incidents)`,
      ms(performance.now() - start),
    );
    note(`${ALERTS} alerts: longest block of the host thread`, ms(delay.max / 1e6));
    const steps = groupSteps({ alerts: board.alerts, topology: board.topology });
    const grouping = performance.now();
    let longest = 0;
    for (let before = performance.now(), step = steps.next(); step.done !== true; step = steps.next()) {
      longest = Math.max(longest, performance.now() - before);
      before = performance.now();
    }
    note(`${ALERTS} alerts: grouping alone`, ms(performance.now() - grouping));
    note(`${ALERTS} alerts: longest step of grouping`, ms(longest));
  } finally {
    await environment.dispose();
  }
}

async function commandLine(): Promise<void> {
  await timed('sre overnight, whole process', () =>
    run(process.execPath, ['dist/cli.js', 'overnight', '--json'], { maxBuffer: 1 << 26 }),
  );
}

function hostFigures(): void {
  const folder = 'test-results';
  const files = existsSync(folder)
    ? readdirSync(folder).filter((file) => /^host-.*\.outcome$|^figures-.*\.json$/.test(file))
    : [];
  if (files.length === 0) note('activation', 'not measured yet: run npm test -- --leg host,ui');
  for (const file of files) {
    const { figures }: { figures?: Record<string, number> } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as object;
    for (const [name, value] of Object.entries(figures ?? {}))
      note(`${file.replace(/^host-|\.json\.outcome$/g, '')}: ${name}`, String(value));
  }
}

const [part, ...sizesOfPart] = process.argv.slice(2);
if (part === 'kql') {
  const { kqlBench } = await import('./kqlBench');
  await kqlBench(sizesOfPart.length > 0 ? sizesOfPart.map(Number) : [1_000_000, 10_000_000]);
  process.exit();
}
if (part === 'results') {
  const { resultsBench } = await import('./resultsBench');
  await resultsBench();
  process.exit();
}
if (part === 'ask') {
  const { askBench } = await import('./askBench');
  await askBench();
  process.exit();
}
if (part === 'notebook') {
  const { notebookBench } = await import('./notebookBench');
  await notebookBench();
  process.exit();
}

sizes();
await alerts();
await commandLine();
hostFigures();
const width = Math.max(...rows.map(([name]) => name.length));
for (const [name, figure] of rows) console.log(`${name.padEnd(width)}  ${figure}`);
