import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { waitFor } from '../../../scripts/lib/process.mjs';
import { freshWorkspace } from '../../../scripts/lib/workspace.mjs';
import { NotebookPage } from '../pages/notebook';
import { closeEditors, setFault } from '../pages/product';
import { answerFileDialog, QueryFile, ResultsPanel } from '../pages/queryFile';
import type { TreeView } from '../pages/treeView';
import type { Workbench } from '../pages/workbench';
import { Session } from '../session';

describe('tables, files and imports', function () {
  this.timeout(120_000);
  const folder = freshWorkspace();
  let session: Session;
  let workbench: Workbench;
  let panel: ResultsPanel;
  let tables: TreeView;

  before(async () => {
    writeFileSync(join(folder, 'hosts.csv'), 'host,team\nweb-1,front\nweb-2,front\ndb-1,data\n');
    writeFileSync(
      join(folder, 'errors.ndjson'),
      '{"host":"web-1","errors":3}\n{"host":"db-1","errors":5}\n{"host":"db-1","errors":2}\n',
    );
    writeFileSync(
      join(folder, 'local.kql'),
      'hosts\n| join kind=inner errors on host\n| summarize Errors = sum(errors) by team\n| order by team asc\n',
    );
    writeFileSync(
      join(folder, 'looks.kql'),
      'AppRequests\n| summarize Requests = sum(ItemCount) by bin(TimeGenerated, 1h), AppRoleName\n| render timechart\n',
    );
    writeFileSync(join(folder, 'old.csl'), '// Requests\nAppRequests\n| count\n\nAppExceptions\n| count\n');
    writeFileSync(
      join(folder, 'magic.ipynb'),
      JSON.stringify({
        nbformat: 4,
        nbformat_minor: 5,
        metadata: { kernelspec: { name: 'python3', display_name: 'Python 3', language: 'python' } },
        cells: [
          { cell_type: 'markdown', metadata: {}, source: ['# From Jupyter'] },
          { cell_type: 'code', metadata: {}, execution_count: null, outputs: [], source: ['%%kql\n', 'AppTraces\n', '| take 3'] },
        ],
      }),
    );
    session = await Session.start();
    workbench = await session.open({ folder });
    panel = new ResultsPanel(workbench);
    await workbench.showContainer('SRE');
    await workbench.runCommand('SRE: Focus on Tables View');
    // Only rows in sight exist: the tables get the whole height.
    await workbench.view('Incidents and Alerts').pane.locator('.pane-header').click();
    tables = workbench.view('Tables');
  });
  afterEach(async function () {
    if (this.currentTest?.isFailed() === true) await workbench.screenshot(`failed ${this.currentTest.title}`.slice(0, 80));
  });
  after(() => session.stop());

  /** Takes an action that a row offers while the pointer is on it. */
  async function inline(row: string, action: string): Promise<void> {
    await tables.row(row).hover();
    await tables.row(row).getByRole('button', { name: action }).click();
  }

  async function browse(...choices: readonly string[]): Promise<void> {
    await workbench.runCommand('SRE: Select Connection to Browse…');
    for (const choice of choices) await workbench.quickInput.choose(choice);
  }

  describe('the view of tables', () => {
    it('shows the tables of the logs and the columns of each with their types', async () => {
      await tables.row('AppRequests').waitFor();
      await tables.expand('AppRequests');
      const rows = await tables.rowsWhen('columns', (now) => now.some(({ label }) => label === 'Success'));
      assert.equal(rows.find(({ label }) => label === 'Success')?.description, 'bool');
      await workbench.screenshot('tables');
      await tables.row('AppRequests').locator('.monaco-tl-twistie').click();
    });

    it('counts rows and says when each table was last written to', async () => {
      await workbench.runCommand('SRE: Count Rows and Last Seen');
      const rows = await tables.rowsWhen('counts', (now) => now.some(({ description }) => description.includes('last seen')));
      const requests = rows.find(({ label }) => label === 'AppRequests')?.description ?? '';
      assert.match(requests, /^[\d,]+ rows · last seen \d\d:\d\d/);
      await workbench.screenshot('tables-counted');
    });

    it('shows sample rows in the panel', async () => {
      await inline('AppRequests', 'Show Sample Rows');
      const rows = await panel.rowsWhen('sample rows', (_, columns) => columns.includes('TimeGenerated'));
      assert.equal(await panel.grid.getAttribute('aria-rowcount'), '11');
      assert.ok(rows.length > 0);
      await workbench.screenshot('tables-sample');
    });

    it('finds a column and reveals it', async () => {
      await workbench.runCommand('SRE: Find Table or Column…');
      await workbench.quickInput.type('TimeTaken');
      await workbench.quickInput.choose('TimeTaken');
      const row = tables.items.filter({ hasText: 'TimeTaken' }).first();
      await row.waitFor();
      await waitFor('the row to be selected', async () => (await row.getAttribute('aria-selected')) === 'true');
      await workbench.screenshot('tables-found');
    });

    it('opens a notebook with a query of a table', async () => {
      await workbench.runCommand('SRE: Find Table or Column…');
      await workbench.quickInput.type('AppRequests');
      await workbench.quickInput.choose('AppRequests');
      await tables.row(/^AppRequests$/).waitFor();
      await inline('AppRequests', 'Query Table in Notebook');
      const cell = workbench.page.locator('.notebookOverlay .code-cell-row:visible');
      await cell.filter({ hasText: 'AppRequests' }).first().waitFor();
      await workbench.screenshot('tables-notebook');
      await closeEditors(workbench);
    });

    it('browses other connections', async () => {
      await browse('Resource Graph');
      await tables.row('resources').waitFor();
      await workbench.screenshot('tables-graph');
    });

    it('says why tables could not be read, and never that there are none', async () => {
      await setFault(workbench, 'logs', 'forbidden');
      try {
        await browse('Logs of Contoso Hotels');
        await workbench.runCommand('SRE: Refresh Tables');
        const message = await waitFor('the reason', async () => {
          const text = await tables.message();
          return text.includes('Could not read the tables') && text;
        });
        assert.match(message, /Log Analytics Reader/);
        assert.doesNotMatch(message, /no tables/);
        await workbench.screenshot('tables-forbidden');
      } finally {
        await setFault(workbench, 'logs', 'none');
      }
      await tables.row('AppRequests').waitFor();
    });
  });

  describe('files of the folder', () => {
    it('are tables of their names, joined in one query', async () => {
      const file = await QueryFile.open(workbench, 'local.kql');
      await workbench.runCommand('SRE: Select Query Connection…');
      await workbench.quickInput.choose('Files of This Folder…');
      await workbench.quickInput.tick('errors.ndjson', 'hosts.csv');
      await workbench.quickInput.accept();
      await workbench.statusItem('Files: errors.ndjson, hosts.csv').waitFor();
      await file.editor.locator('.view-lines').click();
      await workbench.page.keyboard.press('F5');
      const rows = await panel.rowsWhen('teams', (_, columns) => columns.join() === 'team,Errors');
      assert.deepEqual(rows, [
        ['data', '7'],
        ['front', '3'],
      ]);
      await workbench.screenshot('files');
      await file.write('host\n| count');
      await workbench.page.keyboard.press('F5');
      const text = await panel.errorWith('host');
      assert.match(text, /Go to Line 1/);
      await workbench.screenshot('files-wrong');
      await file.write('hosts\n| count');
      await closeEditors(workbench);
    });
  });

  describe('imports', () => {
    async function imported(name: string, ...cells: readonly string[]): Promise<void> {
      await workbench.runCommand('SRE: Import Queries or Notebook…');
      await answerFileDialog(workbench, join(folder, name));
      for (const text of cells)
        await workbench.page
          .locator('.notebookOverlay .cell-list-container .monaco-list-row:visible')
          .filter({ hasText: text })
          .first()
          .waitFor();
      await workbench.screenshot(`imported-${name}`);
      await closeEditors(workbench);
    }

    it('take the queries of a file', () => imported('old.csl', 'Requests', 'AppExceptions'));
    it('take the queries of a Jupyter notebook', () => imported('magic.ipynb', 'AppTraces'));

    it('open the queries of a file beside it', async () => {
      await QueryFile.open(workbench, 'local.kql');
      await workbench.runCommand('SRE: Open Queries as Notebook');
      await workbench.page.locator('.notebookOverlay .code-cell-row:visible').filter({ hasText: 'hosts' }).first().waitFor();
      await closeEditors(workbench);
    });
  });

  describe('reports', () => {
    it('have the results of a notebook and pictures of its charts', async () => {
      await NotebookPage.open(workbench, 'morning-check.kqlnb');
      await workbench.runCommand('Notebook: Run All');
      const last = workbench.page.locator('.notebookOverlay .cell-statusbar-container:visible');
      await last.first().waitFor();
      await waitFor('cells to have run', async () => (await last.allInnerTexts()).some((text) => /row/.test(text)));
      const running = workbench.page.locator(
        '.notebookOverlay .codicon-notebook-state-executing, .notebookOverlay .codicon-notebook-state-pending',
      );
      await waitFor('no cell to run', async () => (await running.count()) === 0, { timeoutMs: 60_000 });
      await workbench.runCommand('SRE: Export Notebook as Markdown Report…');
      await answerFileDialog(workbench, join(folder, 'report.md'));
      await waitFor('the report', () => existsSync(join(folder, 'report.md')));
      const text = readFileSync(join(folder, 'report.md'), 'utf8');
      assert.match(text, /# Morning check/);
      const images = [...text.matchAll(/\]\(<?(report-images\/[^)>]+)>?\)/g)].map(([, path = '']) => path);
      assert.ok(images.length > 0, text);
      for (const path of images) assert.ok(existsSync(join(folder, path)), path);
      await workbench.screenshot('report');
      await closeEditors(workbench);
    });
  });

  describe('in other themes', () => {
    for (const theme of ['light', 'hc', 'hcLight'] as const) {
      it(theme, async () => {
        await workbench.setTheme(theme);
        const file = await QueryFile.open(workbench, 'looks.kql');
        await file.editor.locator('.view-lines').click();
        await workbench.page.keyboard.press('F5');
        await panel.page.locator('.chart-marks').first().waitFor();
        await workbench.screenshot('looks');
      });
    }
  });
});
