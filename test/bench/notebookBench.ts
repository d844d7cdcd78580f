/**
 * The KQL notebook as a person meets it: `npm run bench -- notebook`. The packaged extension runs in a real workbench in Chromium; measured is
 * the time from the press of Shift+Enter until the rows are drawn, by the browser's own clock. Figures depend on the machine and its load.
 */
import { build } from 'esbuild';
import { writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { freshDir } from '../../scripts/lib/paths.mjs';
import { freshWorkspace } from '../../scripts/lib/workspace.mjs';
import { NotebookPage, notebookText } from '../ui/pages/notebook';
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
      ['1 s after its kernel is there', 0],
      ['6 s after', 5_000],
    ] as const) {
      const figures: Figures[] = [];
      for (let run = 0; run < COLD_RUNS; run++) figures.push(await fresh(session, cold(pause)));
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
  const bundled: unknown = await import(pathToFileURL(join(outdir, 'notebookParts.mjs')).href);
  const { hostParts } = bundled as { readonly hostParts: () => Promise<void> };
  await hostParts();
}

interface Figures {
  /** Milliseconds from the key press until the rows were drawn. */
  readonly drawn: number;
  /** What the editor says below the cell: analysis, request and reading of the answer, in the extension host. */
  readonly said: string;
}

async function fresh<T>(session: Session, work: (workbench: Workbench, folder: string) => Promise<T>): Promise<T> {
  const folder = freshWorkspace();
  const workbench = await session.open({ folder });
  try {
    return await work(workbench, folder);
  } finally {
    await workbench.close();
  }
}

const cold =
  (pause: number) =>
  async (workbench: Workbench, folder: string): Promise<Figures> => {
    writeFileSync(join(folder, 'first.kqlnb'), notebookText(queries.map((query) => query('mark-0'))));
    const notebook = await NotebookPage.open(workbench, 'first.kqlnb');
    await notebook.enter(0);
    // Before the notebook has its kernel, and knows it, the keys break the line.
    await workbench.page.locator('.notebook-toolbar-container').getByText('KQL', { exact: true }).waitFor();
    await workbench.page.waitForTimeout(1_000 + pause);
    return timed(notebook, 0, 'mark-0');
  };

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
    addEventListener(
      'keydown',
      ({ key, timeStamp }) => {
        if (key === 'Enter') Object.assign(window, { benchPressed: performance.timeOrigin + timeStamp });
      },
      true,
    );
  });
  await page.keyboard.press('Shift+Enter');
  const drawn = await drawnAt(page, text);
  const start = await page.evaluate(() => (window as unknown as { benchPressed: number }).benchPressed);
  const said = await notebook.statusWith(cell, /\d rows?\b/);
  return { drawn: drawn - start, said: /[\d.]+m?s\b/.exec(said)?.[0] ?? '' };
}

/** The moment at which a result in one of the notebook's frames shows the text, to the next look some ten milliseconds later. */
async function drawnAt(page: Page, text: string): Promise<number> {
  for (const start = Date.now(); Date.now() - start < 60_000;) {
    const looks = page.frames().map((frame) => frame.evaluate(lookFor, text));
    // A frame that goes away meanwhile has nothing to show.
    for (const look of await Promise.allSettled(looks)) {
      if (look.status === 'fulfilled' && look.value !== undefined) return look.value;
    }
    await page.waitForTimeout(10);
  }
  throw new Error(`no result shows ${text}`);
}

/** Runs in the browser. */
const lookFor = (text: string): number | undefined =>
  [...document.querySelectorAll('*')].some(({ shadowRoot }) => shadowRoot?.textContent.includes(text))
    ? performance.timeOrigin + performance.now()
    : undefined;

function print(name: string, figures: readonly Figures[]): void {
  const sorted = figures.map(({ drawn }) => drawn).sort((a, b) => a - b);
  const at = (share: number): string => `${(sorted[Math.round((sorted.length - 1) * share)] ?? NaN).toFixed(0)} ms`;
  console.log(`${name}: key press to drawn rows: median ${at(0.5)}, 95 % ${at(0.95)}, ${at(0)} to ${at(1)}`);
  console.log(`  the cells say: ${figures.map(({ said }) => said).join(', ')}`);
}
