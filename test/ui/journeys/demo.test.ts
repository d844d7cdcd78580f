import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { resultsDir } from '../../../scripts/lib/paths.mjs';
import { Session } from '../session';
import { closeEditors, moveClock, openSummary, setFault } from '../pages/product';
import type { TreeView } from '../pages/treeView';
import type { Workbench } from '../pages/workbench';

const INCIDENT = 'High CPU usage on contoso-backend';

describe('the embedded environment under a person’s hands', function () {
  this.timeout(240_000);
  let session: Session;
  let workbench: Workbench;
  let tree: TreeView;

  before(async () => {
    session = await Session.start();
    workbench = await session.open();
    await workbench.showContainer('SRE');
    tree = workbench.view('Incidents and Alerts');
    await tree.row(INCIDENT).waitFor();
  });
  after(() => session.stop());

  async function summary(headline: string): Promise<string> {
    return (await openSummary(workbench, headline)).locator('main').innerText();
  }

  it('names the missing permission and its role when alerts may not be read, and never says all clear', async () => {
    await setFault(workbench, 'alerts', 'forbidden');
    const text = await summary('Alerts could not be read, so it is not known whether critical alerts fired');
    assert.match(text, /Microsoft\.AlertsManagement\/alerts\/read/);
    assert.match(text, /Reader/);
    assert.doesNotMatch(text, /all.clear|No critical alerts/i);
    await workbench.screenshot('alerts-forbidden');
    await setFault(workbench, 'alerts', 'none');
  });

  it('still tells the alerts when metrics may not be read, and says that recovery is not known', async () => {
    await setFault(workbench, 'metrics', 'forbidden');
    const text = await summary('Yes, 2 critical alerts in the last 12 hours, one incident.');
    assert.match(text, /unknown: metrics could not be read/);
    assert.match(text, /Microsoft\.Insights\/metrics\/read/);
    await workbench.screenshot('metrics-forbidden');
    await workbench.runCommand('SRE: Demo: Reset');
    await closeEditors(workbench);
  });

  it('moves the clock: a new critical alert fires before the person’s eyes and is told once', async () => {
    await moveClock(workbench, '30 minutes later');
    await tree.row('Booking errors').waitFor();
    await workbench.notification('Booking errors').waitFor();
    await workbench.screenshot('clock-moved');
    await workbench.statusItem('2').first().waitFor();
    await workbench.runCommand('SRE: Demo: Reset');
    await tree.rowsWhen('the later alert is gone', (rows) => !rows.some(({ label }) => label.includes('Booking errors')));
  });

  it('shows its first rows among 5,000 alerts and the rest on demand', async () => {
    const start = performance.now();
    await workbench.runCommand('SRE: Demo: Add 5,000 Alerts');
    await workbench.page.locator('.monaco-list-row', { hasText: 'Synthetic' }).first().waitFor();
    const figures = { '5,000 alerts: command to rows, ms': Math.round(performance.now() - start) };
    writeFileSync(join(resultsDir, 'figures-load.json'), JSON.stringify({ figures }));
    await workbench.screenshot('load');
    await workbench.runCommand('SRE: Demo: Reset');
  });

  it('brings the summary and the environment back after a reload of the window', async () => {
    await workbench.runCommand('SRE: Select Environment…');
    await workbench.quickInput.choose('TradeX Exchange');
    await tree.row('Order latency on tradex-matching').waitFor();
    await workbench.runCommand('SRE: Overnight Summary');
    await workbench.webview().getByText('Yes, 3 critical alerts').waitFor();
    const reloaded = workbench.page.waitForEvent('load');
    await workbench.runCommand('Developer: Reload Window');
    await reloaded;
    await workbench.statusItem('Demo: TradeX Exchange').waitFor();
    await workbench.webview().getByText('Yes, 3 critical alerts').waitFor();
    await workbench.screenshot('reloaded');
  });
});
