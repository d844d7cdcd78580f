import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Theme } from '../../../scripts/lib/codeServer.mjs';
import { waitFor } from '../../../scripts/lib/process.mjs';
import { freshWorkspace } from '../../../scripts/lib/workspace.mjs';
import { NotebookPage, notebookText } from '../pages/notebook';
import type { Workbench } from '../pages/workbench';
import { Session } from '../session';

const notebooks = {
  table: ["range n from 1 to 1234 step 1\n| extend name = strcat('row ', n), bag = bag_pack('id', n)", 'print below = 1'],
  chart: ['AppRequests\n| summarize sum(ItemCount) by bin(TimeGenerated, 5m), AppRoleName\n| render timechart'],
  mended: ['AppRequests | where Nothing == 1'],
} as const;

/** "Notebook: Focus In Active Cell Output" everywhere but on a Mac; on Windows it is Ctrl+Down too. */
const INTO_OUTPUT = 'Control+Shift+ArrowDown';

describe('outputs of a notebook by keyboard alone', function () {
  this.timeout(120_000);
  const folder = freshWorkspace();
  let session: Session;
  let workbench: Workbench;

  before(async () => {
    for (const [name, queries] of Object.entries(notebooks)) writeFileSync(join(folder, `${name}.kqlnb`), notebookText(queries));
    session = await Session.start();
  });
  after(() => session.stop());
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot(`failed ${this.currentTest.title}`);
    await workbench.close();
  });

  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await workbench.page.keyboard.press(key);
  };
  const opened = async (name: keyof typeof notebooks, theme: Theme): Promise<NotebookPage> => {
    workbench = await session.open({ theme, folder });
    const notebook = await NotebookPage.open(workbench, `${name}.kqlnb`);
    await press('Control+Home');
    await notebook.list.and(workbench.page.locator(':focus')).waitFor();
    await press('Control+Enter');
    return notebook;
  };

  it('goes into a table, its tools and the detail of a cell, and back', async () => {
    const notebook = await opened('table', 'hc');
    const result = notebook.result('1,234 rows');
    await result.getByRole('gridcell').first().waitFor();
    await notebook.statusWith(0, '1,234 rows');
    await press(INTO_OUTPUT);
    const first = notebook.focused(/^1$/);
    await first.waitFor();
    await waitFor('the rows to be in sight', async () => {
      const { y } = (await first.boundingBox()) ?? { y: NaN };
      return y > 100 && y < 800;
    });
    await press('ArrowRight', 'ArrowDown');
    const cell = notebook.focused(/^row 2$/);
    await cell.waitFor();
    const places = await cell.evaluate((element) => ({
      role: element.getAttribute('role'),
      column: element.getAttribute('aria-colindex'),
      row: element.closest('[role=row]')?.getAttribute('aria-rowindex'),
      rows: element.closest('[role=grid]')?.getAttribute('aria-rowcount'),
      columns: element.closest('[role=grid]')?.getAttribute('aria-colcount'),
      label: element.closest('[role=grid]')?.getAttribute('aria-label'),
    }));
    // Names of the columns are the first row.
    const expected = { role: 'gridcell', column: '2', row: '3', rows: '1235', columns: '3', label: 'Rows of PrimaryResult' };
    assert.deepEqual(places, expected);
    await workbench.screenshot('keyboard-grid');

    await press('Enter');
    const detail = result.locator('.detail');
    await detail.getByText('Row 2 of 1,234').waitFor();
    await detail.locator(':focus').waitFor();
    await workbench.screenshot('keyboard-detail');
    await press('Escape');
    await detail.waitFor({ state: 'hidden' });
    await cell.waitFor();

    // The header of the column lies between the rows and the tools.
    await press('Shift+Tab', 'Shift+Tab');
    await notebook.focused(/^Cell$/).waitFor();
    await workbench.screenshot('keyboard-tools');
    await press('Shift+Tab', 'Shift+Tab', 'Shift+Tab', 'Shift+Tab');
    await notebook.focused(/^Filter$/).waitFor();
    await press('Enter');
    await result.getByRole('textbox', { name: 'Filter name' }).and(notebook.focused()).waitFor();
    await workbench.page.keyboard.type('row 12');
    await result.getByRole('status').filter({ hasText: '46 of 1,234 rows' }).waitFor({ state: 'attached' });
    await press('Escape');
    await result
      .getByRole('status')
      .filter({ hasText: /^1,234 rows/ })
      .waitFor({ state: 'attached' });
    await press('Escape');
    await cell.waitFor();

    // They would remove the cell of the notebook.
    await press('d', 'd', 'Delete', 'Escape');
    await notebook.list.and(workbench.page.locator(':focus')).waitFor();
    assert.equal(await notebook.cells.count(), 2);
    await press('Enter');
    await notebook.cell(0).locator('.monaco-editor.focused').waitFor();
  });

  it('reads a chart, its legend and its table, and goes back', async () => {
    const notebook = await opened('chart', 'dark');
    const result = notebook.result('Chart');
    await result.locator('.chart-legend button').nth(1).waitFor();
    await notebook.statusWith(0, /rows/);
    await press(INTO_OUTPUT);
    const chart = result.getByRole('application', { name: /Arrow keys read the values/ });
    await chart.and(notebook.focused()).waitFor();
    await press('ArrowRight', 'ArrowRight', 'ArrowRight');
    const tip = result.locator('.chart-tooltip');
    await tip.waitFor();
    const spoken = result.locator('.chart-live').filter({ hasText: /\d\d:\d\d.*contoso-\w+ \d/ });
    await spoken.waitFor({ state: 'attached' });
    await workbench.screenshot('keyboard-chart');
    await press('Escape');
    await tip.waitFor({ state: 'hidden' });

    await press('Tab');
    const series = notebook.focused(/^contoso-/);
    assert.equal(await series.getAttribute('aria-pressed'), 'true');
    await press('Enter');
    await waitFor('the series to be hidden', async () => (await series.getAttribute('aria-pressed')) === 'false');
    await workbench.screenshot('keyboard-legend');
    await press('Shift+Tab', 'Shift+Tab');
    await notebook.focused(/^SVG$/).waitFor();
    await press('Shift+Tab', 'Shift+Tab');
    await notebook.focused(/^Chart$/).waitFor();
    await press('ArrowRight');
    await notebook.focused(/^Table$/).waitFor();
    await result.getByRole('tabpanel', { name: 'Table' }).waitFor();
    const cell = result.getByRole('gridcell').and(notebook.focused());
    await waitFor('Tab to reach the rows', async () => {
      await press('Tab');
      return (await cell.count()) > 0;
    });
    await press('End');
    await notebook.focused(/^[\d,]+$/).waitFor();
    await workbench.screenshot('keyboard-chart-table');
    await press('Escape');
    await notebook.list.and(workbench.page.locator(':focus')).waitFor();
  });

  it('goes into the rows that stand where an error stood', async () => {
    const notebook = await opened('mended', 'dark');
    await notebook.says(/Failed/);
    await press('Enter');
    await notebook.cell(0).locator('.monaco-editor.focused').waitFor();
    await press('Control+A');
    await workbench.page.keyboard.insertText('print mended = 42');
    await press('Escape', 'Control+Enter');
    await notebook.statusWith(0, '1 row');
    await notebook.result('1 row').getByRole('gridcell').filter({ hasText: /^42$/ }).waitFor();
    await press(INTO_OUTPUT);
    await notebook.focused(/^42$/).waitFor();
  });
});
