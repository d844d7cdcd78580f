import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { waitFor } from '../../../scripts/lib/process.mjs';
import { freshWorkspace } from '../../../scripts/lib/workspace.mjs';
import { NotebookPage, notebookText, openFile } from '../pages/notebook';
import { closeEditors, editorWith, setFault } from '../pages/product';
import { answerFileDialog } from '../pages/queryFile';
import type { Workbench } from '../pages/workbench';
import { Session } from '../session';

const rows = "range n from 1 to 1234 step 1\n| extend name = strcat('row ', n), bag = bag_pack('id', n, 'half', n / 2.0)";

/** Files of the folder, there before the window opens: a server without native modules sees no new ones. */
const notebooks = {
  chart: ['AppRequests\n| summarize sum(ItemCount) by bin(TimeGenerated, 5m), AppRoleName\n| render timechart'],
  table: [rows],
  many: ['range x from 1 to 60000 step 1\n| extend y = x * 2'],
  export: ["range n from 1 to 3 step 1\n| extend word = strcat('a, ', n)"],
  slow: ['AppRequests | count'],
  forbidden: ['AppRequests | count'],
  partial: ['AppRequests | take 20'],
  twenty: Array.from({ length: 20 }, (_, place) => `AppRequests | take ${place + 1}`),
  named: ['@name=busy\nprint n = 1', 'busy\n| extend m = n + 1'],
  sources: ['resources | summarize count() by type', 'print there = 1'],
} as const;
const broken = '{"cells": [] }\nHEAD\n';

describe('a KQL notebook', function () {
  this.timeout(120_000);
  const folder = freshWorkspace();
  let session: Session;
  let workbench: Workbench;

  before(async () => {
    for (const [name, queries] of Object.entries(notebooks)) writeFileSync(join(folder, `${name}.kqlnb`), notebookText(queries));
    writeFileSync(join(folder, 'broken.kqlnb'), broken);
    session = await Session.start();
    workbench = await session.open({ folder });
  });
  after(() => session.stop());
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot(`failed ${this.currentTest.title}`);
    await closeEditors(workbench);
  });

  const press = (keys: string): Promise<void> => workbench.page.keyboard.press(keys);
  const opened = (name: keyof typeof notebooks): Promise<NotebookPage> => NotebookPage.open(workbench, `${name}.kqlnb`);

  it('is made and runs its first query: completion, rows, and which time was looked at', async () => {
    const notebook = await NotebookPage.create(workbench);
    await workbench.page.locator('.kernel-label', { hasText: 'KQL' }).waitFor();
    const offered = (label: string) => workbench.page.locator(`.suggest-widget .monaco-list-row[aria-label^="${label}"]`).first();
    await notebook.enter(0);
    await workbench.page.keyboard.type('AppRe');
    await offered('AppRequests').waitFor();
    await workbench.screenshot('notebook-complete-table');
    await notebook.write(0, 'AppRequests | where Suc');
    await press('Control+Space');
    await offered('Success').waitFor();
    await press('Enter');
    await notebook.textWith(0, 'AppRequests | where Success');
    await workbench.page.keyboard.type(' == false | count');
    await notebook.run(0);
    await notebook.statusWith(0, /1 row · last 24 hours · Log Analytics: Contoso Hotels · \d\d:\d\d/);
    await notebook.says(/No time filter: looked at the last 24 hours only/);
    const [count] = await notebook.column(notebook.result('Count'), 0);
    assert.match(count ?? '', /^[1-9][\d,]*$/);
    await workbench.screenshot('notebook-first-answer');
  });

  it('draws a chart: legend, values under the pointer, table, a time range by dragging', async () => {
    const notebook = await opened('chart');
    await notebook.run(0);
    const result = notebook.result('Chart');
    const legend = result.locator('.chart-legend button');
    await legend.nth(1).waitFor();
    const series = (): Promise<number> => result.locator('.chart-marks g[data-series]').count();
    const all = await series();
    assert.ok(all >= 2);
    await legend.first().click();
    await waitFor('the chart to lose a series', async () => (await series()) < all);
    await legend.first().click();
    await waitFor('the chart to have all series', async () => (await series()) === all);

    const plot = await result.locator('.chart-hit').boundingBox();
    assert.ok(plot);
    const move = (share: number): Promise<void> =>
      workbench.page.mouse.move(plot.x + plot.width * share, plot.y + plot.height / 2, { steps: 3 });
    await move(0.4);
    const tip = result.locator('.chart-tooltip');
    await tip.waitFor();
    assert.match(await tip.innerText(), /\d\d:\d\d[\s\S]*contoso-\w+[\s\S]*\d/);
    await workbench.screenshot('notebook-chart');

    await result.getByRole('tab', { name: 'Table' }).click();
    await result.getByRole('columnheader', { name: /AppRoleName/ }).waitFor();
    await result.getByRole('tab', { name: 'Chart' }).click();
    await move(0.6);
    await workbench.page.mouse.down();
    await move(0.7);
    await workbench.page.mouse.up();
    const status = await notebook.statusWith(0, /\d\d:\d\d to .*\d\d:\d\d · Log Analytics: Contoso Hotels · \d\d:\d\d/);
    assert.doesNotMatch(status, /last 24 hours/);
    await workbench.page.locator('[id$="sre.notebook.time"]', { hasText: / to .*\d\d:\d\d/ }).waitFor();
    await workbench.screenshot('notebook-time-range');
  });

  it('narrows, sorts and opens a table, and adds a value to the query, which undo takes back', async () => {
    const notebook = await opened('table');
    await notebook.run(0);
    const result = notebook.result('of 1,234 rows');
    await notebook.tool(notebook.result('1,234 rows'), 'Filter').click();
    await notebook.results.getByRole('textbox', { name: 'Filter name' }).fill('row 12');
    await result.locator('.count', { hasText: '46 of 1,234 rows' }).waitFor();
    await result.getByTitle(/^n \(long\)/).click();
    await result.getByTitle(/^n \(long\)/).click();
    await waitFor('the last row to stand first', async () => (await notebook.column(result, 0))[0] === '1,234');
    await result.getByRole('gridcell').filter({ hasText: '"half":617}' }).first().dblclick();
    await result.locator('.detail').getByText('half').waitFor();
    assert.match(await result.locator('.detail').innerText(), /id: 1234\s+half: 617/);
    await workbench.screenshot('notebook-table');
    await press('Escape');
    await notebook.value(result, 'row 1234').click({ button: 'right' });
    await notebook.outputs.getByRole('menuitem', { name: 'Add to Query: name == "row 1234"' }).click();
    assert.equal(await notebook.textWith(0, '| where'), `${rows}\n| where name == "row 1234"`);
    await notebook.statusWith(0, '1 row ·');
    await workbench.screenshot('notebook-filter-added');
    await notebook.enter(0);
    await press('Control+Z');
    await waitFor('the query to be as before', async () => (await notebook.text(0)) === rows);
  });

  it('reaches the last of 60,000 rows', async () => {
    const notebook = await opened('many');
    await notebook.run(0);
    await notebook.statusWith(0, '60,000 rows');
    const result = notebook.result('60,000 rows');
    await notebook.value(result, '1').click();
    await press('Control+End');
    await notebook.value(result, '120,000').waitFor();
    await workbench.screenshot('notebook-last-row');
  });

  it('writes rows to a file and to the clipboard', async () => {
    const notebook = await opened('export');
    await notebook.run(0);
    const result = notebook.result('3 rows');
    const file = join(folder, 'three.csv');
    await notebook.choose(result, 'Export', 'CSV…');
    await answerFileDialog(workbench, file);
    await workbench.notification('3 rows are in three.csv').waitFor();
    assert.deepEqual(readFileSync(file, 'utf8').trimEnd().split(/\r?\n/), ['n,word', '1,"a, 1"', '2,"a, 2"', '3,"a, 3"']);
    await notebook.choose(result, 'Copy', 'All 3 Rows as Markdown');
    await waitFor('a Markdown table on the clipboard', async () => {
      const text = await workbench.page.evaluate(() => navigator.clipboard.readText());
      return /^\| n \| word \|\n\|[^\n]+\n\| 1 \| a, 1 \|/.test(text);
    });
    await workbench.runCommand('Notifications: Clear All Notifications');
  });

  describe('when the logs do not answer well', () => {
    afterEach(() => setFault(workbench, 'logs', 'none'));

    it('stops a slow query, and says so', async () => {
      await setFault(workbench, 'logs', 'slow');
      const notebook = await opened('slow');
      await notebook.run(0);
      await notebook.says(/·\s*\d+\.\d s/);
      await workbench.screenshot('notebook-running');
      await notebook.stop(0);
      await notebook.says(/^Cancelled after \d+\.\d s; the request was closed/);
      await notebook.statusWith(0, 'Cancelled');
      await workbench.screenshot('notebook-cancelled');
    });

    it('names the permission and the role that are missing', async () => {
      await setFault(workbench, 'logs', 'forbidden');
      const notebook = await opened('forbidden');
      await notebook.run(0);
      await notebook.says('Microsoft.OperationalInsights/workspaces/query/read');
      await notebook.says(/Log Analytics Reader/);
      assert.equal(await notebook.results.count(), 0);
      await workbench.screenshot('notebook-forbidden');
    });

    it('warns above the rows of a partial answer', async () => {
      await setFault(workbench, 'logs', 'partial');
      const notebook = await opened('partial');
      await notebook.run(0);
      await notebook.result('This answer is partial').getByRole('alert').waitFor();
      await notebook.statusWith(0, 'partial');
      await workbench.screenshot('notebook-partial');
    });
  });

  it('refuses a file that is none, leaves it as it is, and opens it once it is mended', async () => {
    const file = join(folder, 'broken.kqlnb');
    await openFile(workbench, 'broken.kqlnb');
    await workbench.notification('Line 1: ').waitFor();
    await workbench.screenshot('notebook-broken');
    assert.equal(readFileSync(file, 'utf8'), broken);
    await workbench.answerNotification('Line 1: ', 'Open as Text');
    await editorWith(workbench, 'HEAD').click();
    await press('Control+A');
    await workbench.page.keyboard.insertText(notebookText(['print mended = 1']));
    await press('Control+S');
    await waitFor('the file to be saved', () => readFileSync(file, 'utf8').includes('mended'));
    await workbench.runCommand('View: Reopen Editor With...');
    await workbench.quickInput.choose('KQL Notebook');
    const notebook = await NotebookPage.inSight(workbench);
    assert.match(await notebook.text(0), /mended/);
  });

  it('runs twenty queries in order, and none is turned away', async () => {
    const count = notebooks.twenty.length;
    const notebook = await opened('twenty');
    await notebook.runAll();
    await workbench.runCommand('Notebook: Select All');
    await press('Escape');
    await press('Control+End');
    await notebook.cells
      .filter({ hasText: `take ${count}` })
      .filter({ hasText: `${count} rows ·` })
      .waitFor({ timeout: 60_000 });
    await workbench.screenshot('notebook-twenty');
    await press('Control+Home');
    const seen = new Map<number, number>();
    for (let at = 1; at <= count; at++) {
      const cell = notebook.cells.filter({ hasText: new RegExp(`take\\s${at}(?!\\d)`) }).first();
      await waitFor(`cell ${at} to come into sight`, async () => {
        if ((await cell.count()) > 0) return true;
        await press('ArrowDown');
        return false;
      });
      const rowsOf = at === 1 ? '1 row ·' : `${at} rows ·`;
      await waitFor(`"${rowsOf}" below cell ${at}`, async () =>
        (await cell.innerText()).replaceAll('\u00a0', ' ').includes(rowsOf),
      );
      seen.set(at, Number(/\[(\d+)\]/.exec(await cell.innerText())?.[1]));
    }
    const first = seen.get(1) ?? NaN;
    for (const [at, order] of seen) assert.equal(order - first, at - 1, `cell ${at} ran in its turn`);
  });

  it('gives a named result to cells below, and tells which are stale', async () => {
    const notebook = await opened('named');
    await notebook.runAll();
    await notebook.statusWith(1, '1 row');
    await notebook.write(0, 'print n = 5');
    await notebook.statusWith(1, 'Stale');
    await workbench.screenshot('notebook-stale');
    await workbench.runCommand('SRE: Run Stale Cells');
    await waitFor('no cell to be stale', async () => !/Stale/.test((await notebook.cells.allInnerTexts()).join()));
    await notebook.value(notebook.outputs.locator('#container'), '6').waitFor();
  });

  it('asks Resource Graph and an Azure Data Explorer cluster from one notebook', async () => {
    const notebook = await opened('sources');
    const connect = async (index: number, ...choices: readonly string[]): Promise<void> => {
      await notebook.enter(index);
      await workbench.runCommand('SRE: Select Cell Connection…');
      for (const choice of choices) await workbench.quickInput.choose(choice);
    };
    await connect(0, 'Resource Graph');
    await notebook.statusWith(0, 'Resource Graph');
    await notebook.enter(1);
    await workbench.runCommand('SRE: Select Cell Connection…');
    await workbench.quickInput.type('kusto.windows.net');
    await workbench.quickInput.rows.first().waitFor();
    await workbench.screenshot('notebook-connections');
    await workbench.quickInput.choose('contosotelemetry');
    await workbench.quickInput.choose('Telemetry');
    await notebook.statusWith(1, 'Azure Data Explorer');
    await notebook.runAll();
    await notebook.statusWith(0, /rows · Resource Graph/);
    await notebook.statusWith(1, /1 row · Azure Data Explorer/);
    await workbench.screenshot('notebook-sources');
  });

  it('is made, written and run by keyboard alone', async () => {
    await workbench.runCommand('SRE: New KQL Notebook');
    const notebook = await NotebookPage.inSight(workbench);
    await notebook.cell(0).locator('.monaco-editor.focused').waitFor();
    await workbench.page.keyboard.type("print a = 1, b = 'two'");
    await press('Escape');
    await press('Shift+Enter');
    const result = notebook.result('1 row');
    await result.getByRole('gridcell').first().waitFor();
    // Running the last query makes one below and puts the cursor there.
    await notebook.cell(1).locator('.monaco-editor.focused').waitFor();
    await workbench.page.keyboard.type('print c = 3');
    await press('Escape');
    await press('Shift+Enter');
    await notebook.value(notebook.outputs.locator('#container'), '3').waitFor();
    await workbench.screenshot('notebook-keyboard');
  });
});
