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

/** Widths of the side bar; the first is the least that the workbench has. */
const [narrow, wide] = [170, 300];
const logs = 'Log Analytics: Contoso Hotels';
const cluster = 'https://contosotelemetry.spaincentral.kusto.windows.net';

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
      join(folder, 'kusto.knb'),
      JSON.stringify({
        cells: [
          { kind: 'markdown', source: ['# From a Kusto notebook'], outputs: [] },
          { kind: 'code', source: ['BookingEvents\n', '| take 3'], outputs: [] },
        ],
        metadata: { connection: { type: 'azAuth', cluster, database: 'Telemetry' } },
      }),
    );
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

  /** The names that have neither room for all of them nor this many pixels. */
  function namesBelow(pixels: number): Promise<string[]> {
    return tables.items.evaluateAll(
      (rows, least) =>
        rows.flatMap((row) => {
          const name = row.querySelector('.label-name');
          const room = row.querySelector('.monaco-icon-label-container')?.clientWidth ?? 0;
          return name && room < Math.min(name.getBoundingClientRect().width, least) ? [name.textContent] : [];
        }),
      pixels,
    );
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
      const rows = await tables.rowsWhen(
        'counts',
        (now) => now.some(({ description }) => description.includes('last seen')),
        // One query over all tables.
        60_000,
      );
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
      await workbench.setSideBarWidth(narrow);
      await workbench.screenshot('tables-narrow');
      assert.deepEqual(await namesBelow(50), [], 'names without room');
      await workbench.setSideBarWidth(wide);
      await closeEditors(workbench);
    });

    it('browses other connections', async () => {
      await browse('Resource Graph');
      await tables.row('resources').waitFor();
      await workbench.screenshot('tables-graph');
      await workbench.runCommand('SRE: Select Connection to Browse…');
      // The list is longer than what is in sight.
      await workbench.quickInput.type('kusto.windows.net');
      await workbench.quickInput.choose('contosotelemetry');
      await workbench.quickInput.choose('Telemetry');
      await tables.row('BookingEvents').waitFor();
      await workbench.screenshot('tables-cluster');
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
        assert.doesNotMatch(message, /\/subscriptions\//, 'a resource by its name');
        await workbench.screenshot('tables-forbidden');
        await workbench.setSideBarWidth(narrow);
        await workbench.screenshot('tables-forbidden-narrow');
        const text = tables.pane.locator('.message');
        assert.equal(await text.evaluate((element) => element.scrollWidth > element.clientWidth), false, 'no word is cut');
      } finally {
        await workbench.setSideBarWidth(wide);
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
    async function imported(name: string, connection: string, ...cells: readonly string[]): Promise<void> {
      await workbench.runCommand('SRE: Import Queries or Notebook…');
      await answerFileDialog(workbench, join(folder, name));
      for (const text of cells)
        await workbench.page
          .locator('.notebookOverlay .cell-list-container .monaco-list-row:visible')
          .filter({ hasText: text })
          .first()
          .waitFor();
      await workbench.statusItem(connection).waitFor();
      await workbench.screenshot(`imported-${name}`);
      await closeEditors(workbench);
    }

    it('take the queries of a file', () => imported('old.csl', logs, 'Requests', 'AppExceptions'));
    it('take the queries and the connection of a Kusto notebook', () =>
      imported('kusto.knb', 'Azure Data Explorer: contosotelemetry/Telemetry', 'BookingEvents'));
    it('take the queries of a Jupyter notebook', () => imported('magic.ipynb', logs, 'AppTraces'));

    it('open the queries of a file beside it', async () => {
      await QueryFile.open(workbench, 'local.kql');
      await workbench.runCommand('SRE: Open Queries as Notebook');
      await workbench.page.locator('.notebookOverlay .code-cell-row:visible').filter({ hasText: 'hosts' }).first().waitFor();
      await closeEditors(workbench);
    });
  });

  describe('reports', () => {
    it('have the results of a notebook and pictures of its charts', async () => {
      const notebook = await NotebookPage.open(workbench, 'morning-check.kqlnb');
      await notebook.runAll();
      // Cells run one after the other, and only those in sight exist.
      await workbench.runCommand('Notebook: Focus Last Cell');
      const last = notebook.cells.last().locator('.cell-statusbar-container');
      await waitFor('the last cell to have run', async () => /\d rows? · .*Resource Graph/.test(await last.innerText()), {
        timeoutMs: 60_000,
      });
      await workbench.runCommand('SRE: Export Notebook as Markdown Report…');
      await answerFileDialog(workbench, join(folder, 'report.md'));
      // The dialog may put its own proposal back in the place of what is typed.
      const places = [join(folder, 'report.md'), join(folder, 'notebooks', 'morning-check.md')];
      const report = await waitFor('the report', () => places.find((place) => existsSync(place)));
      const text = readFileSync(report, 'utf8');
      assert.match(text, /# Morning check/);
      const images = [...text.matchAll(/\]\(<?((?:report|morning-check)-images\/[^)>]+)>?\)/g)].map(([, path = '']) => path);
      assert.equal(images.length, 3, text);
      for (const path of images) assert.ok(existsSync(join(report, '..', path)), path);
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
