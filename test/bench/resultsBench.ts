/** Drives drawn results in Chromium and prints how long their frames take. Figures depend on the machine; without a GPU they are worse. */
import { build } from 'esbuild';
import { chromium, type Page } from 'playwright-core';
import { browserArguments, ensureBrowser } from '../../scripts/lib/browser.mjs';
import type { BenchPage } from './resultsPage';

declare const bench: BenchPage;

const ROWS = 100_000;
const MANY_ROWS = 1_000_000;
const POLICY = "default-src 'none'; script-src 'nonce-bench'; img-src blob: data:";

export async function resultsBench(): Promise<void> {
  const { outputFiles } = await build({
    entryPoints: ['test/bench/resultsPage.ts'],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
  });
  const script = outputFiles[0]?.text ?? '';
  const browser = await chromium.launch({ executablePath: await ensureBrowser(), args: browserArguments });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.on('pageerror', (error) => console.error(error));
    await page.route('http://bench.test/**', (route) =>
      route.request().url().endsWith('.js')
        ? route.fulfill({ contentType: 'text/javascript', body: script })
        : route.fulfill({
            contentType: 'text/html',
            headers: { 'Content-Security-Policy': POLICY },
            body: '<!doctype html><body><script type="module" nonce="bench" src="/bench.js"></script></body>',
          }),
    );
    await page.goto('http://bench.test/');
    await page.waitForFunction('window.bench');
    await measure(page, 'nothing happens (what the machine gives)', () => page.waitForTimeout(1500));
    await tables(page);
    await charts(page);
  } finally {
    await browser.close();
  }
}

async function tables(page: Page): Promise<void> {
  const size = `${ROWS.toLocaleString('en-US')} rows x 12 columns`;
  await page.evaluate((rows) => bench.openTable(rows), ROWS);
  const grid = page.locator('.grid');
  await grid.locator('.cell').first().waitFor();
  await grid.hover();
  await measure(page, `${size}: wheel, 150 steps`, async () => {
    for (let step = 0; step < 150; step++) await page.mouse.wheel(0, 160);
  });
  await measure(page, `${size}: scroll bar, from top to end in 120 jumps`, () => jump(page, 120));
  const arrow = grid.locator('.th-sort');
  await timed('all rows read from the host, sorted by a real', page, size, () => arrow.nth(3).click());
  await timed('sorted by a datetime', page, size, () => arrow.nth(0).click());
  await timed('sorted by text', page, size, () => arrow.nth(1).click());
  await timed('sorted by long, numbers and text', page, size, () => arrow.nth(4).click());
  await page.locator('.tool', { hasText: 'Filter' }).click();
  await timed('filtered by text', page, size, () => grid.locator('.filter input').nth(1).fill('/path/7'));
  await timed('filtered by a number beside it', page, size, () => grid.locator('.filter input').nth(3).fill('>5000'));
  await measure(page, `${size}: wheel while sorted and filtered`, async () => {
    await grid.hover();
    for (let step = 0; step < 60; step++) await page.mouse.wheel(0, 160);
  });
  await page.evaluate((rows) => bench.openTable(rows), MANY_ROWS);
  await grid.locator('.cell').first().waitFor();
  await measure(page, `${MANY_ROWS.toLocaleString('en-US')} rows: scroll bar, 60 jumps`, () => jump(page, 60));
}

async function charts(page: Page): Promise<void> {
  const size = '50 series x 2,000 points';
  const start = performance.now();
  await page.evaluate(() => bench.openChart(50, 2000));
  const plot = page.locator('.chart-plot');
  await plot.waitFor();
  print(`${size}: read from the host and drawn`, `${(performance.now() - start).toFixed(0)} ms`);
  const box = await plot.boundingBox();
  if (!box) throw new Error('the chart has no size');
  const at = (share: number): readonly [number, number] => [box.x + 60 + (box.width - 90) * share, box.y + box.height / 2];
  await measure(page, `${size}: hovered in 150 steps`, async () => {
    for (let step = 0; step < 150; step++) await page.mouse.move(...at(step / 150));
  });
  await measure(page, `${size}: brushed in 60 steps`, async () => {
    await page.mouse.move(...at(0.2));
    await page.mouse.down();
    for (let step = 0; step < 60; step++) await page.mouse.move(...at(0.2 + step / 120));
    await page.mouse.up();
  });
  const sent = await page.evaluate(() => bench.sent());
  print(`${size}: time ranges that brushing asked for`, String(sent.length));
}

async function jump(page: Page, steps: number): Promise<void> {
  await page.locator('.grid').evaluate(async (grid, count) => {
    for (let step = 1; step <= count; step++) {
      grid.scrollTop = ((grid.scrollHeight - grid.clientHeight) * step) / count;
      await new Promise(requestAnimationFrame);
    }
  }, steps);
}

async function measure(page: Page, name: string, work: () => Promise<unknown>): Promise<void> {
  await page.evaluate(() => bench.startFrames());
  await work();
  print(name, frameText(await page.evaluate(() => bench.stopFrames())));
}

/** From the action until the table has settled; the frames meanwhile say whether the page stood still. */
async function timed(what: string, page: Page, size: string, act: () => Promise<void>): Promise<void> {
  await page.evaluate(() => bench.startFrames());
  const before = await page.locator('.rows').textContent();
  const start = performance.now();
  await act();
  await page.waitForFunction(
    (text) => {
      const root = document.querySelector('div')?.shadowRoot;
      return root?.querySelector('.progress')?.childElementCount === 0 && root.querySelector('.rows')?.textContent !== text;
    },
    before,
    { polling: 20, timeout: 120_000 },
  );
  const took = performance.now() - start;
  print(`${size}: ${what}`, `${took.toFixed(0)} ms; ${frameText(await page.evaluate(() => bench.stopFrames()))}`);
}

function frameText(frames: readonly number[]): string {
  const sorted = [...frames].sort((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(1);
  const over = (limit: number): number => frames.filter((frame) => frame > limit).length;
  // A frame of 60 Hz measures up to 16.8 ms.
  return `${frames.length} frames, median ${at(0.5)} ms, 95 % ${at(0.95)} ms, longest ${at(1)} ms, ${over(17)} over 16.7 ms, ${over(33.5)} over 33 ms`;
}

function print(name: string, figure: string): void {
  console.log(`${name.padEnd(66)}  ${figure}`);
}
