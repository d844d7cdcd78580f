import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { waitFor } from '../../../scripts/lib/process.mjs';
import { freshWorkspace } from '../../../scripts/lib/workspace.mjs';
import { closeEditors, setFault } from '../pages/product';
import { answerFileDialog, QueryFile, ResultsPanel } from '../pages/queryFile';
import type { Workbench } from '../pages/workbench';
import { Session } from '../session';

const three = `// Requests of each application
AppRequests
| summarize Requests = sum(ItemCount) by AppRoleName
| top 1 by Requests

let slow = 1000;
AppRequests
| where DurationMs > slow
| summarize Slow = count() by bin(TimeGenerated, 30m), AppRoleName
| render timechart

AppRequests
| where DurationMs > slow * 2
| summarize VerySlow = count() by Name
`;

describe('files of queries', function () {
  this.timeout(120_000);
  const folder = freshWorkspace();
  let session: Session;
  let workbench: Workbench;
  let panel: ResultsPanel;

  before(async () => {
    writeFileSync(join(folder, 'three.kql'), three);
    writeFileSync(join(folder, 'typed.kql'), 'AppRequests\n');
    writeFileSync(join(folder, 'slow.kql'), 'AppRequests\n| count\n');
    session = await Session.start();
    workbench = await session.open({ folder });
    panel = new ResultsPanel(workbench);
  });
  afterEach(async function () {
    if (this.currentTest?.isFailed() === true) await workbench.screenshot(`failed ${this.currentTest.title}`.slice(0, 80));
  });
  after(() => session.stop());

  const press = (keys: string): Promise<void> => workbench.page.keyboard.press(keys);
  const type = (text: string): Promise<void> => workbench.page.keyboard.type(text);
  const problems = (text: string | RegExp): Promise<void> =>
    workbench.page.locator('#status\\.problems').filter({ hasText: text }).waitFor();

  describe('running', () => {
    let file: QueryFile;

    before(async () => {
      file = await QueryFile.open(workbench, 'three.kql');
    });

    it('offers to run above every query, and says what it asks and in which time', async () => {
      await file.lenses('Run Query').nth(2).waitFor();
      assert.equal(await file.lenses('Run Query').count(), 3);
      assert.equal(await file.lenses('Log Analytics: Contoso Hotels').count(), 3);
      await workbench.statusItem('Log Analytics: Contoso Hotels').waitFor();
      await workbench.statusItem('Time range of the query').waitFor();
    });

    it('runs the query at the cursor by F5 and shows its rows below', async () => {
      await file.goTo(3);
      await press('F5');
      const rows = await panel.rowsWhen('applications', (_, [first]) => first === 'AppRoleName');
      assert.deepEqual(await panel.columns(), ['AppRoleName', 'Requests']);
      assert.equal(rows.length, 1);
      assert.ok(Number(rows[0]?.[1]?.replaceAll(/\D/g, '')) > 0, JSON.stringify(rows));
      assert.match(await panel.head(), /24 hours/);
      await workbench.screenshot('query-file');
    });

    it('runs the query of a lens, which knows what the file declares above, and draws its chart', async () => {
      await file.lenses('Run Query').nth(1).click();
      await panel.page.getByRole('tab', { name: 'Chart', selected: true }).waitFor();
      await panel.page.locator('.chart-pane svg path').first().waitFor();
      await workbench.screenshot('query-file-chart');
      await file.goTo(13);
      await press('Shift+Enter');
      await panel.rowsWhen('slow operations', (rows, [first]) => first === 'Name' && rows.length > 0);
    });

    it('runs a selection alone', async () => {
      await file.goTo(2);
      await press('Shift+ArrowDown');
      await press('Shift+End');
      await press('F5');
      await panel.rowsWhen('all applications', (rows, columns) => columns[1] === 'Requests' && rows.length > 1);
      await workbench.screenshot('query-file-selection');
    });

    it('takes a time range from the status bar and another connection from a lens', async () => {
      await workbench.statusItem('Time range of the query').click();
      await workbench.quickInput.widget.getByText('Time Range of three.kql').waitFor();
      await workbench.quickInput.choose('Last Hour');
      await workbench.statusItem('Last hour').waitFor();
      await file.goTo(3);
      await press('F5');
      await panel.page.locator('.head').getByText('last hour').waitFor();
      await file.lenses('Log Analytics: Contoso Hotels').first().click();
      await workbench.quickInput.choose('Resource Graph');
      await workbench.statusItem('Resource Graph').waitFor();
      await file.lenses('Resource Graph').nth(2).waitFor();
      await workbench.runCommand('SRE: Select Query Connection…');
      await workbench.quickInput.choose('Logs of Contoso Hotels');
      await workbench.statusItem('Log Analytics: Contoso Hotels').waitFor();
      await workbench.runCommand('SRE: Set Query Time Range…');
      await workbench.quickInput.choose('None');
      await workbench.statusItem('Time range of the query').waitFor();
    });

    it('goes from the query to its grid and back by keys alone', async () => {
      await file.goTo(3);
      await press('F5');
      await panel.rowsWhen('applications', (rows, [first]) => first === 'AppRoleName' && rows.length === 1);
      await press('F6');
      const inPanel = (): Promise<boolean> =>
        workbench.page.evaluate(() => document.activeElement?.getAttribute('src')?.includes('purpose=webviewView') === true);
      await waitFor('the panel to have the keys', inPanel);
      await waitFor('the grid to have the keys', async () => {
        if ((await panel.grid.locator('[role="gridcell"]:focus').count()) > 0) return true;
        await press('Tab');
        return false;
      });
      await press('ArrowDown');
      await press('ArrowRight');
      const active = panel.grid.locator('[role="gridcell"][aria-selected="true"]');
      await waitFor('the second cell of a row to be chosen', async () => (await active.getAttribute('aria-colindex')) === '2');
      await workbench.screenshot('query-file-keyboard');
      await press('Shift+F6');
      await waitFor('the panel to give the keys back', async () => !(await inPanel()));
      await type('// ');
      await file.textWith('// | summarize Requests');
      await press('Control+Z');
      await press('Control+Z');
    });
  });

  describe('what goes wrong', () => {
    let file: QueryFile;

    before(async () => {
      file = await QueryFile.open(workbench, 'slow.kql');
    });
    after(() => setFault(workbench, 'logs', 'none'));

    it('says where a mistake is and leads there', async () => {
      await file.write('AppRequests\n| count\n\nAppRequests\n| where Nmae == 1');
      await press('F5');
      const text = await panel.errorWith('Nmae');
      assert.match(text, /Go to Line 5/);
      await workbench.screenshot('query-file-mistake');
      await panel.button('Go to Line 5').click();
      await workbench.statusItem('Ln 5, Col').first().waitFor();
      await workbench.statusItem('4 selected').first().waitFor();
    });

    it('does not run half of two queries that are selected together', async () => {
      await file.write('print a = 1\n\nprint b = 2');
      await press('Control+A');
      await press('F5');
      const text = await panel.errorWith('several queries');
      assert.match(text, /semicolon/);
      await workbench.screenshot('query-file-two-queries');
    });

    it('names the permission that is missing, and answers when it is granted', async () => {
      await file.write('AppRequests\n| count');
      await setFault(workbench, 'logs', 'forbidden');
      await file.editor.locator('.view-lines').click();
      await press('F5');
      const text = await panel.errorWith('Log Analytics Reader');
      assert.doesNotMatch(text, /no rows|0 rows/i);
      await workbench.screenshot('query-file-forbidden');
      await setFault(workbench, 'logs', 'none');
      await panel.button('Try Again').click();
      await panel.rowsWhen('the count', (rows) => rows.length === 1);
    });

    it('is cancelled while a service is slow, and says so', async () => {
      await setFault(workbench, 'logs', 'slow');
      await file.editor.locator('.view-lines').click();
      await press('F5');
      await panel.button('Cancel').waitFor();
      await workbench.screenshot('query-file-running');
      await panel.button('Cancel').click();
      await panel.errorWith('cancelled');
      await setFault(workbench, 'logs', 'none');
      await panel.button('Run Again').click();
      await panel.rowsWhen('the count', (rows) => rows.length === 1);
    });

    it('says after the window was loaded again that the rows are gone', async () => {
      await file.save();
      const reloaded = workbench.page.waitForEvent('load');
      await workbench.runCommand('Developer: Reload Window');
      await reloaded;
      await panel.page.getByText('Run the query once more').waitFor();
      await workbench.screenshot('query-file-reloaded');
      await file.editor.locator('.view-lines').click();
      await press('F5');
      await panel.rowsWhen('the count', (rows) => rows.length === 1);
    });
  });

  describe('what is done with rows', () => {
    let file: QueryFile;

    before(async () => {
      file = await QueryFile.open(workbench, 'slow.kql');
      await file.write('AppRequests\n| summarize Requests = sum(ItemCount) by AppRoleName\n| order by Requests desc');
      await press('F5');
      await panel.rowsWhen('applications', (rows, columns) => columns.length === 2 && rows.length > 1);
    });

    it('adds a value as a filter to the text, which runs anew', async () => {
      const [[application = ''] = []] = await panel.rows();
      const cell = panel.grid.locator('[role="gridcell"][aria-colindex="1"]').filter({ hasText: application });
      await cell.first().click({ button: 'right' });
      await panel.page.getByRole('menuitem', { name: 'AppRoleName == ' }).click();
      const text = await file.textWith('| where AppRoleName == ');
      assert.ok(text.includes(application), text);
      await panel.rowsWhen(`only ${application}`, (rows) => rows.length === 1 && rows[0]?.[0] === application);
      await workbench.screenshot('query-file-filtered');
      await file.editor.locator('.view-lines').click();
      await press('Control+Z');
      await waitFor('one undo to take the filter back', async () => !(await file.text()).includes('AppRoleName =='));
    });

    it('exports and copies what is in sight', async () => {
      await press('F5');
      const rows = await panel.rowsWhen('applications', (now) => now.length > 1);
      await panel.chooseFrom('Export', 'JSON Lines…');
      await answerFileDialog(workbench, join(folder, 'applications.ndjson'));
      await workbench.notification('applications.ndjson').waitFor();
      const lines = readFileSync(join(folder, 'applications.ndjson'), 'utf8').trimEnd().split('\n');
      assert.deepEqual(
        lines.map((line) => (JSON.parse(line) as { AppRoleName: string }).AppRoleName),
        rows.map(([name]) => name),
      );
      await panel.chooseFrom('Copy', /as CSV/);
      const copied = await waitFor('the clipboard to have the rows', async () => {
        const text = await workbench.page.evaluate(() => navigator.clipboard.readText());
        return text.includes('AppRoleName') && text;
      });
      assert.equal(copied.trimEnd().split(/\r?\n/).length, rows.length + 1);
    });
  });

  describe('language', () => {
    let file: QueryFile;
    const suggestion = (label: string) =>
      workbench.page.locator('.suggest-widget.visible .monaco-list-row').filter({ hasText: label }).first();

    before(async () => {
      file = await QueryFile.open(workbench, 'typed.kql');
    });

    it('completes tables, columns and snippets', async () => {
      await file.write('// typed\n');
      await type('AppReq');
      await suggestion('AppRequests').waitFor();
      await press('Tab');
      await file.textWith('AppRequests');
      await type(' | where Dura');
      await suggestion('DurationMs').waitFor();
      await workbench.screenshot('language-completion');
      await press('Tab');
      await file.write('// typed\n');
      await type('sre-slow-req');
      await suggestion('sre-slow-requests').waitFor();
      await press('Tab');
      await file.textWith('percentilesw');
      await press('Escape');
    });

    it('explains a column and the arguments of a function', async () => {
      await file.write('AppRequests\n| where DurationMs > 5\n| summarize count() by bin(TimeGenerated, 5m)');
      await file.goTo(2, 10);
      await press('Control+K');
      await press('Control+I');
      const hover = workbench.page.locator('.monaco-hover:visible').filter({ hasText: 'DurationMs' });
      await hover.getByText('real').first().waitFor();
      await workbench.screenshot('language-hover');
      await press('Escape');
      await file.goTo(3, 43);
      await press('Control+Shift+Space');
      await workbench.page.locator('.parameter-hints-widget.visible').getByText('bin(').first().waitFor();
      await workbench.screenshot('language-signature');
      await press('Escape');
    });

    it('underlines a misspelt column and mends it', async () => {
      await file.write('AppRequests\n| where DurationsMs > 5');
      await file.editor.locator('.squiggly-error').first().waitFor();
      await problems('1');
      await file.goTo(2, 12);
      await press('Control+.');
      const fix = workbench.page.locator('.action-widget .monaco-list-row').filter({ hasText: 'DurationMs' }).first();
      await fix.waitFor();
      await workbench.screenshot('language-quick-fix');
      await fix.click();
      await file.textWith('| where DurationMs > 5');
      await file.editor.locator('.squiggly-error').first().waitFor({ state: 'detached' });
      await problems(/^\s*0/);
    });

    it('formats, renames and folds', async () => {
      await file.write('let slow = 1000;\nAppRequests|where DurationMs>slow\n|take 5');
      await workbench.runCommand('Format Document');
      await file.textWith('DurationMs > slow');
      await workbench.screenshot('language-formatted');
      await file.goTo(1, 6);
      await press('F2');
      const box = workbench.page.locator('.rename-box input.rename-input');
      await box.waitFor();
      await box.fill('limit_ms');
      await box.press('Enter');
      const renamed = await file.textWith('let limit_ms');
      assert.match(renamed, /DurationMs > limit_ms/);
      await workbench.runCommand('Fold All');
      await waitFor('lines to fold', async () => !(await file.text()).includes('take 5'));
      await workbench.runCommand('Unfold All');
      await file.textWith('take 5');
    });

    it('says whether the tables of the connection are known, and reads them again', async () => {
      const status = workbench.page.locator('#status\\.languageStatus');
      const details = workbench.page.locator('.hover-language-status');
      const says = (text: RegExp): Promise<boolean> =>
        waitFor(`${String(text)} in the language status`, async () => {
          await workbench.page.mouse.move(700, 300);
          await status.hover();
          await details.first().waitFor({ timeout: 3000 });
          return text.test((await details.allInnerTexts()).join('\n'));
        });
      await says(/\d+ tables/);
      await workbench.screenshot('language-status');
      await setFault(workbench, 'logs', 'forbidden');
      await workbench.runCommand('SRE: Refresh Tables');
      await says(/could not be read/);
      await workbench.screenshot('language-status-failed');
      await setFault(workbench, 'logs', 'none');
      await workbench.runCommand('SRE: Refresh Tables');
      await says(/\d+ tables(?!;)/);
      await closeEditors(workbench);
    });
  });
});
