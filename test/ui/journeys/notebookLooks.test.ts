import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { waitFor } from '../../../scripts/lib/process.mjs';
import { freshWorkspace } from '../../../scripts/lib/workspace.mjs';
import type { Theme } from '../../../scripts/lib/codeServer.mjs';
import { NotebookPage, notebookText } from '../pages/notebook';
import { Session } from '../session';

const looks: readonly Theme[] = ['dark', 'light', 'hc'];

const zoomed = [
  'AppRequests\n| summarize Requests = sum(ItemCount) by bin(TimeGenerated, 1h), AppRoleName\n| render timechart with (title="Requests")',
  'AppRequests\n| project TimeGenerated, AppRoleName, Name, ResultCode, DurationMs\n| take 50',
];

/** Scrolls until the top of a part of the outputs stands between these heights of the window. */
async function bringUp(
  { workbench: { page } }: NotebookPage,
  part: Locator,
  [top, bottom]: readonly [number, number],
): Promise<void> {
  const size = page.viewportSize();
  await page.mouse.move((size?.width ?? 0) / 2, (size?.height ?? 0) / 2);
  await waitFor('a part of the outputs to come into sight', async () => {
    const box = (await part.count()) > 0 ? await part.boundingBox() : null;
    if (box && box.y > top && box.y < bottom) return true;
    await page.mouse.wheel(0, box ? Math.max(-400, Math.min(400, box.y - (top + bottom) / 2)) : 400);
    return false;
  });
}

/** Nothing is cut or out of reach at the side. */
async function isWhole(notebook: NotebookPage): Promise<void> {
  const cut = await notebook.results.evaluateAll((all) =>
    all.flatMap((result) => {
      const parts = [...result.querySelectorAll<HTMLElement>('.head, .bar, .tools, .notices, .chart-title, .chart-legend')];
      const controls = [
        ...result.querySelectorAll<HTMLElement>('.bar button, .tools button, .detail button, .chart-legend button, .menu'),
      ];
      return [
        ...parts.filter((element) => element.scrollWidth > element.clientWidth + 1),
        ...controls.filter((element) => {
          const { left, right, width } = element.getBoundingClientRect();
          return width > 0 && (left < 0 || right > innerWidth);
        }),
      ].map((element) => element.textContent);
    }),
  );
  assert.deepEqual(cut, [], 'nothing is cut at the side');
  const wide = await notebook.outputs.locator('html').evaluate((page) => page.scrollWidth > page.clientWidth + 1);
  assert.equal(wide, false, 'the page does not scroll sideways');
}

describe('looks of a notebook that was run whole', function () {
  this.timeout(120_000);
  let session: Session;
  before(async () => {
    session = await Session.start();
  });
  after(() => session.stop());

  it('fits and can be read in dark, light and high contrast', async () => {
    const workbench = await session.open({ settings: { 'workbench.sideBar.location': 'right' } });
    const notebook = await NotebookPage.open(workbench, 'morning-check.kqlnb');
    await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
    await notebook.runAll();
    await notebook.result('Failed requests').waitFor();
    for (const theme of looks) {
      await workbench.setTheme(theme);
      await notebook.list.focus();
      await workbench.page.keyboard.press('Control+Home');
      await workbench.screenshot('morning-check-1');
      for (const [place, part] of ['What fired', 'What fails', 'What was unusually slow', 'What nobody uses'].entries()) {
        await bringUp(notebook, notebook.outputs.getByRole('heading', { name: part }), [60, 400]);
        await isWhole(notebook);
        await workbench.screenshot(`morning-check-${place + 2}`);
      }
    }
    await workbench.close();
  });

  it('is whole at 200 %, with all of its controls', async () => {
    const folder = freshWorkspace();
    writeFileSync(join(folder, 'zoom.kqlnb'), notebookText(zoomed, ['time: last 24h']));
    const workbench = await session.open({ folder, zoom: 200, settings: { 'workbench.sideBar.location': 'right' } });
    const notebook = await NotebookPage.open(workbench, 'zoom.kqlnb');
    await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
    await notebook.runAll();
    const chart = notebook.result('Chart');
    await chart.locator('.chart-legend button').first().waitFor();
    await isWhole(notebook);
    await workbench.screenshot('zoom-200-head');
    await bringUp(notebook, chart.locator('.chart-legend'), [220, 385]);
    await chart.locator('.chart-hit').hover();
    await chart.locator('.chart-tooltip').waitFor();
    await workbench.screenshot('zoom-200-chart');

    const table = notebook.result('50 rows');
    await bringUp(notebook, table.locator('.head'), [100, 180]);
    await isWhole(notebook);
    await workbench.screenshot('zoom-200-table');
    await notebook.tool(table, 'Filter').click();
    await notebook.tool(table, 'Columns').click();
    await notebook.outputs.getByRole('menuitemcheckbox', { name: /DurationMs/ }).waitFor();
    await isWhole(notebook);
    await workbench.screenshot('zoom-200-columns');
    await workbench.page.keyboard.press('Escape');
    await notebook.value(table, 'contoso-web').dblclick();
    const close = table.locator('.detail').getByTitle('Close (Escape)');
    await close.waitFor();
    await isWhole(notebook);
    await workbench.screenshot('zoom-200-cell');
    const place = await close.boundingBox();
    assert.ok(place && place.y + place.height < 415, 'the value of the cell is in sight');
    await workbench.page.keyboard.press('Escape');
    await close.waitFor({ state: 'hidden' });
    await bringUp(notebook, table.locator('summary'), [220, 395]);
    await workbench.screenshot('zoom-200-end');
    await workbench.close();
  });
});
