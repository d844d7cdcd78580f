/**
 * The KQL notebook as a person meets it: `npm run bench -- notebook`. The packaged extension runs in a real workbench in Chromium; measured is
 * the time from the press of Ctrl+Enter until the rows are drawn, by the browser's own clock. Figures depend on the machine and its load.
 */
import { build } from 'esbuild';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Frame, Page } from 'playwright-core';
import { freshDir } from '../../scripts/lib/paths.mjs';
import { NotebookPage } from '../ui/pages/notebook';
import type { Workbench } from '../ui/pages/workbench';
import { Session } from '../ui/session';

const COLD_RUNS = 3;
const WARM_RUNS = 20;

export async function notebookBench(): Promise<void> {
  const load = (): string => `load of the machine ${(loadavg()[0] ?? 0).toFixed(1)}`;
  console.log(`before: ${load()}`);
  const session = await Session.start();
  try {
    for (const [what, pause] of [
      ['at once', 0],
      ['after 5 s', 5_000],
    ] as const) {
      const figures: Figures[] = [];
      for (let run = 0; run < COLD_RUNS; run++) figures.push(await fresh(session, (workbench) => cold(workbench, pause)));
      print(`first run in a fresh workbench, ${what} (${load()})`, figures);
    }
    print(`${WARM_RUNS} other queries afterwards (${load()})`, await fresh(session, warm));
  } finally {
    await session.stop();
  }
  await notebookParts();
}

/** The parts are bundled as the extension is: loading the clients from many files would take longer than anything else. */
export async function notebookParts(): Promise<void> {
  const outdir = freshDir('bench');
  await build({
    entryPoints: ['test/bench/notebookParts.ts'],
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    mainFields: ['module', 'main'],
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    logLevel: 'error',
  });
  const { hostParts } = (await import(pathToFileURL(join(outdir, 'notebookParts.mjs')).href)) as typeof import('./notebookParts');
  await hostParts();
}

interface Figures {
  /** Milliseconds from the key press until the rows were drawn. */
  readonly drawn: number;
  /** What the cell itself says of the run: analysis, request and parsing of the answer, in the extension host. */
  readonly said: string;
}

async function fresh<T>(session: Session, work: (workbench: Workbench) => Promise<T>): Promise<T> {
  const workbench = await session.open();
  try {
    return await work(workbench);
  } finally {
    await workbench.close();
  }
}

async function cold(workbench: Workbench, pause: number): Promise<Figures> {
  const notebook = await NotebookPage.open(workbench, 'morning-check.kqlnb');
  await workbench.page.waitForTimeout(pause);
  await notebook.enter(1);
  return timed(notebook, 1, 'CPU');
}

async function warm(workbench: Workbench): Promise<Figures[]> {
  const notebook = await NotebookPage.create(workbench);
  const figures: Figures[] = [];
  for (let run = -2; run < WARM_RUNS; run++) {
    const mark = `mark-${run + 100}`;
    await notebook.write(0, queries[(run + 10) % queries.length]?.(mark) ?? '');
    // A person looks at what was typed before the keys are pressed.
    await workbench.page.waitForTimeout(700);
    const one = await timed(notebook, 0, mark);
    if (run >= 0) figures.push(one);
  }
  return figures;
}

const queries: readonly ((mark: string) => string)[] = [
  (mark) => `AppRequests | take 10 | extend Mark = '${mark}'`,
  (mark) => `AppRequests | summarize Count = sum(ItemCount) by Name | top 5 by Count | extend Mark = '${mark}'`,
  (mark) => `Alert | project TimeGenerated, AlertName, AlertSeverity | extend Mark = '${mark}'`,
  (mark) => `AppExceptions | summarize Count = count() by ProblemId, Mark = '${mark}'`,
  (mark) => `AppRequests | where Success == false | project TimeGenerated, Name, ResultCode, Mark = '${mark}' | take 50`,
];

/** Presses Ctrl+Enter and waits until a drawn result has the text. */
async function timed(notebook: NotebookPage, cell: number, text: string): Promise<Figures> {
  const { page } = notebook.workbench;
  await page.evaluate(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.key !== 'Enter') return;
      Object.assign(window, { benchPressed: performance.timeOrigin + event.timeStamp });
      removeEventListener('keydown', pressed, true);
    };
    addEventListener('keydown', pressed, true);
  });
  await page.keyboard.press('Control+Enter');
  const drawn = await drawnAt(page, text);
  const start = await page.evaluate(() => (window as unknown as { benchPressed: number }).benchPressed);
  const said = await notebook.statusWith(cell, /\d (?:ms|s)\b/);
  return { drawn: drawn - start, said: /[\d.,]+ (?:ms|s)\b/.exec(said)?.[0] ?? '' };
}

/** The moment of the frame in which a result in one of the notebook's frames shows the text. */
async function drawnAt(page: Page, text: string): Promise<number> {
  const asked = new Map<Frame, Promise<number>>();
  const found: number[] = [];
  for (const start = Date.now(); Date.now() - start < 60_000; ) {
    for (const frame of page.frames()) {
      if (asked.has(frame) || frame === page.mainFrame()) continue;
      const answer = frame.evaluate(watchFor, text);
      asked.set(frame, answer);
      // A frame that goes away has nothing to show.
      answer.then(
        (at) => found.push(at),
        () => asked.delete(frame),
      );
    }
    if (found[0] !== undefined) return found[0];
    await page.waitForTimeout(20);
  }
  throw new Error(`no result shows ${text}`);
}

/** In the browser: looks into every shadow root once a frame. */
function watchFor(text: string): Promise<number> {
  return new Promise((resolve) => {
    const look = (): void => {
      for (const element of document.querySelectorAll('*')) {
        if (element.shadowRoot?.textContent?.includes(text) === true) {
          resolve(performance.timeOrigin + performance.now());
          return;
        }
      }
      requestAnimationFrame(look);
    };
    look();
  });
}

function print(name: string, figures: readonly Figures[]): void {
  const sorted = figures.map(({ drawn }) => drawn).sort((a, b) => a - b);
  const at = (share: number): string => `${(sorted[Math.round((sorted.length - 1) * share)] ?? NaN).toFixed(0)} ms`;
  console.log(`${name}: key press to drawn rows: median ${at(0.5)}, 95 % ${at(0.95)}, ${at(0)} to ${at(1)}`);
  console.log(`  the cells say: ${figures.map(({ said }) => said).join(', ')}`);
}
