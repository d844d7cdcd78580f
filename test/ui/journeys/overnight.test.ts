import assert from 'node:assert/strict';
import { Session } from '../session';
import type { Workbench } from '../pages/workbench';

/** What a person must see on either embedded environment; every text stems from its data. */
const environments = [
  {
    name: 'Contoso Hotels',
    headline: 'Yes, 2 critical alerts in the last 12 hours, one incident.',
    facts: ['02:45', 'High CPU usage', 'contoso-backend', '90 %', '85 %', '02:50', 'App Service response time', '02:55', '02:58'],
    ongoing: 'Disk space low',
    folded: '1 noisy rule (Queue length)',
    incident: 'High CPU usage on contoso-backend',
  },
  {
    name: 'TradeX Exchange',
    headline: 'Yes, 3 critical alerts in the last 12 hours, one incident.',
    facts: [
      '09:15',
      'Order latency',
      'tradex-matching',
      '4 s',
      '09:18',
      'Broker logins failing',
      '09:21',
      'Order queue depth',
      '11:35',
    ],
    ongoing: 'Reporting plan memory',
    folded: 'Folded: 4 non-critical alerts',
    incident: 'Order latency on tradex-matching',
  },
] as const;

describe('the overnight answer', function () {
  this.timeout(240_000);
  let session: Session;
  before(async () => {
    session = await Session.start();
  });
  after(() => session.stop());

  for (const environment of environments) {
    describe(environment.name, () => {
      let workbench: Workbench;
      before(async () => {
        workbench = await session.open();
        if (environment.name !== 'Contoso Hotels') {
          await workbench.runCommand('SRE: Select Environment…');
          await workbench.quickInput.choose(environment.name);
        }
      });
      after(() => workbench.close());

      it('is marked as a demo in the status bar and above the tree', async () => {
        await workbench.showContainer('SRE');
        await workbench.statusItem(`Demo: ${environment.name}`).waitFor();
        const tree = workbench.view('Incidents and Alerts');
        await tree.row(environment.incident).waitFor();
        assert.match(await tree.message(), new RegExp(`Demo: ${environment.name}`));
        await workbench.screenshot(`tree-${environment.name}`);
      });

      it('says how many critical alerts there were, and every fact of each', async () => {
        await workbench.runCommand('SRE: Overnight Summary');
        const page = workbench.webview();
        await page.getByText(environment.headline).waitFor();
        const text = await page.locator('main').innerText();
        for (const fact of environment.facts) assert.ok(text.includes(fact), `"${fact}" is not on screen:\n${text}`);
        assert.ok(text.includes(environment.ongoing), text);
        assert.ok(text.includes(environment.folded), text);
        assert.ok(!/all clear/i.test(text));
        await workbench.screenshot(`overnight-${environment.name}`);
      });

      it('opens the request behind a number', async () => {
        const page = workbench.webview();
        const [, , , value] = environment.facts;
        await page.getByRole('button', { name: value }).first().click();
        await workbench.page.locator('.monaco-editor .view-lines', { hasText: 'HTTP 200' }).waitFor();
        const source = await workbench.editorText();
        assert.match(source, /GET\s+https:\/\/management\.azure\.com/);
        await workbench.screenshot(`fact-${environment.name}`);
      });
    });
  }

  it('looks like the editor in light and high contrast, and at twice the size', async () => {
    const themed = await session.open({ theme: 'light' });
    await themed.showContainer('SRE');
    await themed.runCommand('SRE: Overnight Summary');
    await themed.webview().getByText(environments[0].headline).waitFor();
    await themed.view('Incidents and Alerts').row(environments[0].incident).waitFor();
    await themed.screenshot('overnight');
    for (const theme of ['hc', 'hcLight'] as const) {
      await themed.setTheme(theme);
      await themed.screenshot('overnight');
    }
    await themed.close();
    const workbench = await session.open({ zoom: 200 });
    await workbench.runCommand('SRE: Overnight Summary');
    await workbench.webview().getByText(environments[0].headline).waitFor();
    await workbench.screenshot('overnight-zoom-200');
    await workbench.close();
  });
});
