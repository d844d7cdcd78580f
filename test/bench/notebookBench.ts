/**
 * The KQL notebook as a person meets it: `npm run bench -- notebook`. The packaged extension runs in a real workbench in Chromium; measured is
 * the time from the key press that runs a cell until the rows are drawn, by the browser's own clock. Figures depend on the machine and its load.
 */
import { writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { waitFor } from '../../scripts/lib/process.mjs';
import { freshWorkspace } from '../../scripts/lib/workspace.mjs';
import { NotebookPage, notebookText } from '../ui/pages/notebook';
import type { Workbench } from '../ui/pages/workbench';
import { Session } from '../ui/session';
import { bundled } from './bundled';

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
      const figures: number[] = [];
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
  const bundle: unknown = await import(pathToFileURL(await bundled('notebookParts')).href);
  const { hostParts } = bundle as { readonly hostParts: () => Promise<void> };
  await hostParts();
}

async function fresh<T>(session: Session, work: (workbench: Workbench, folder: string) => Promise<T>): Promise<T> {
  const folder = freshWorkspace();
  const workbench = await session.open({ folder });
  try {
    await workbench.page.addInitScript(noteMoments);
    await workbench.page.evaluate(noteMoments);
    return await work(workbench, folder);
  } finally {
    await workbench.close();
  }
}

/** A notebook with one query that has not run, the cursor in it. */
async function shown(workbench: Workbench, folder: string): Promise<NotebookPage> {
  writeFileSync(join(folder, 'first.kqlnb'), notebookText(queries.slice(0, 1).map((query) => query('mark-0;'))));
  const notebook = await NotebookPage.open(workbench, 'first.kqlnb');
  await notebook.enter(0);
  // Before the notebook has its kernel, and knows it, the keys break the line.
  await workbench.page.locator('.notebook-toolbar-container').getByText('KQL', { exact: true }).waitFor();
  await workbench.page.waitForTimeout(1_000);
  return notebook;
}

const cold =
  (pause: number) =>
  async (workbench: Workbench, folder: string): Promise<number> => {
    const notebook = await shown(workbench, folder);
    await workbench.page.waitForTimeout(pause);
    return timed(notebook, 'mark-0;');
  };

async function warm(workbench: Workbench, folder: string): Promise<number[]> {
  const notebook = await shown(workbench, folder);
  const figures: number[] = [];
  for (let run = -2; run < WARM_RUNS; run++) {
    const mark = `mark-${run + 100};`;
    // The cursor stays where it is: a tall result may have moved the query out of sight, where no pointer reaches it.
    await workbench.page.keyboard.press('Control+A');
    await workbench.page.keyboard.insertText(queries[(run + 10) % queries.length]?.(mark) ?? '');
    // A person looks at what was typed before the keys are pressed.
    await workbench.page.waitForTimeout(700);
    const one = await timed(notebook, mark);
    if (run >= 0) figures.push(one);
  }
  return figures;
}

const queries: readonly ((mark: string) => string)[] = [
  (mark) => `AppRequests | take 10 | project Mark = '${mark}', TimeGenerated, Name, ResultCode, DurationMs`,
  (mark) => `AppRequests | summarize Count = sum(ItemCount) by Name | top 5 by Count | extend Mark = '${mark}'`,
  (mark) => `Alert | project TimeGenerated, AlertName, AlertSeverity | extend Mark = '${mark}'`,
  (mark) => `AppExceptions | summarize Count = count() by ProblemId, Mark = '${mark}'`,
  (mark) => `AppRequests | where Success == false | project TimeGenerated, Name, ResultCode, Mark = '${mark}' | take 50`,
];

/** Presses Ctrl+Enter, which keeps the cell in sight; gives the milliseconds until a drawn result has the text. */
async function timed({ workbench: { page } }: NotebookPage, text: string): Promise<number> {
  await page.keyboard.press('Control+Enter');
  const { pressed, drawn } = await waitFor(`a drawn result with ${text}`, () => momentsOf(page, text), { timeoutMs: 60_000 });
  return drawn - pressed;
}

interface Moments {
  readonly pressed: number;
  readonly drawn: number;
}

async function momentsOf(page: Page, text: string): Promise<Moments | undefined> {
  const looks = page.frames().map((frame) => frame.evaluate(readMoments, text));
  const found = await Promise.allSettled(looks);
  // A frame that goes away meanwhile has nothing to show.
  const seen = found.flatMap((look) => (look.status === 'fulfilled' ? [look.value] : []));
  const pressed = seen.find((look) => look.pressed !== undefined)?.pressed;
  const drawn = seen.find((look) => look.drawn !== undefined)?.drawn;
  return pressed === undefined || drawn === undefined ? undefined : { pressed, drawn };
}

interface Clocked {
  benchPressed?: number;
  benchDrawn?: Record<string, number>;
}

/** Runs in the browser, in the window and in every frame: notes when Enter was pressed, and when results with marks had been painted. */
function noteMoments(): void {
  const clocked = window as Clocked;
  const drawn: Record<string, number> = (clocked.benchDrawn = {});
  addEventListener(
    'keydown',
    ({ key, timeStamp }) => {
      if (key === 'Enter') clocked.benchPressed = performance.timeOrigin + timeStamp;
    },
    true,
  );
  // No function here has a name: the loader of the tests would wrap it in a helper that the browser does not have.
  const attach = Object.getOwnPropertyDescriptor(Element.prototype, 'attachShadow')?.value as Element['attachShadow'];
  Element.prototype.attachShadow = function (init) {
    const root = attach.call(this, init);
    new MutationObserver(() => {
      for (const [mark] of root.textContent.matchAll(/mark-\d+;/g)) {
        if (drawn[mark] !== undefined) continue;
        drawn[mark] = NaN;
        // The task after the next frame's callbacks comes when that frame has been drawn.
        requestAnimationFrame(() => setTimeout(() => (drawn[mark] = performance.timeOrigin + performance.now())));
      }
    }).observe(root, { subtree: true, childList: true, characterData: true });
    return root;
  };
}

/** Runs in the browser. */
function readMoments(mark: string): Partial<Moments> {
  const { benchPressed, benchDrawn } = window as Clocked;
  const drawn = benchDrawn?.[mark];
  return {
    ...(benchPressed !== undefined && { pressed: benchPressed }),
    ...(drawn !== undefined && !Number.isNaN(drawn) && { drawn }),
  };
}

function print(name: string, figures: readonly number[]): void {
  const sorted = figures.toSorted((a, b) => a - b);
  const at = (share: number): string => `${(sorted[Math.round((sorted.length - 1) * share)] ?? NaN).toFixed(0)} ms`;
  console.log(`${name}: key press to drawn rows: median ${at(0.5)}, 95 % ${at(0.95)}, ${at(0)} to ${at(1)}`);
}
