import assert from 'node:assert/strict';
import { freshWorkspace } from '../../../scripts/lib/workspace.mjs';
import { closeEditors, editorWith, fileWith, messageWith, openTree, selectEnvironment } from '../pages/product';
import type { TreeView } from '../pages/treeView';
import type { Workbench } from '../pages/workbench';
import { Session } from '../session';

/** What a person must see in the tree on either embedded environment; every text stems from its data. */
const environments = [
  {
    name: 'Contoso Hotels',
    incident: 'High CPU usage on contoso-backend',
    total: 19,
    critical: ['High CPU usage', 'App Service response time'],
    groups: { Severity: 'Sev 1 · Error', Resource: 'contoso-backend', State: 'Resolved · New' },
    alert: 'High CPU usage',
    tooltip: ['contoso-backend', 'Resolved, New', '90 %', '85 %', 'Fired: 02:45', 'Recovered: 02:55', 'Resolved: 02:58'],
    evidence: ['Value against threshold', 'Fired', 'Metric recovered', 'Rule resolved', 'User response'],
    metric: 'Percentage CPU',
  },
  {
    name: 'TradeX Exchange',
    incident: 'Order latency on tradex-matching',
    total: 9,
    critical: ['Order latency', 'Broker logins failing', 'Order queue depth'],
    groups: { Severity: 'Sev 0 · Critical', Resource: 'tradex-matching', State: 'Resolved · Acknowledged' },
    alert: 'Order latency',
    tooltip: ['tradex-matching', 'Resolved, Acknowledged', '4 s', '1 s', 'Fired: 09:15', 'Recovered: 11:35', 'Resolved: 11:'],
    evidence: ['Value against threshold', 'Fired', 'Metric recovered', 'Rule resolved', 'User response'],
    metric: 'HttpResponseTime',
  },
] as const;

describe('incidents and alerts', function () {
  this.timeout(240_000);
  let session: Session;
  let workbench: Workbench;
  let tree: TreeView;
  const folder = freshWorkspace();

  before(async () => {
    session = await Session.start();
    workbench = await session.open({ folder });
  });
  after(() => session.stop());

  for (const environment of environments) {
    describe(environment.name, () => {
      const { critical, alert, incident } = environment;

      before(async () => {
        if (environment.name !== 'Contoso Hotels') await selectEnvironment(workbench, environment.name);
        tree = await openTree(workbench, incident);
      });

      it('filters by severity and says how many of how many', async () => {
        await tree.titleAction('Filter Alerts…');
        await workbench.quickInput.answer('sev:0-1');
        const message = await messageWith(tree, `${critical.length} of ${environment.total} alerts`);
        assert.ok(message.includes('sev:0-1'), message);
        const rows = await tree.rowsWhen('critical alerts only', (now) => now.length === critical.length + 1);
        assert.deepEqual(
          rows
            .slice(1)
            .map(({ label }) => label)
            .sort(),
          [...critical].sort(),
        );
        await workbench.screenshot(`filtered-${environment.name}`);
      });

      it('says where a filter is wrong, and keeps the one before', async () => {
        await tree.titleAction('Filter Alerts…');
        await workbench.quickInput.type('sev:0-1 is:burning');
        await workbench.quickInput.widget.getByText('(at character 9)').waitFor();
        await workbench.screenshot(`filter-wrong-${environment.name}`);
        await workbench.quickInput.cancel();
        assert.match(await tree.message(), /sev:0-1/);
      });

      it('clears the filter', async () => {
        await tree.titleAction('Clear Alert Filter');
        const rows = await tree.rowsWhen('alerts of lower severity', (now) => now.length > critical.length + 1);
        assert.ok(rows.length > critical.length + 1);
        assert.doesNotMatch(await tree.message(), /Filter/);
      });

      for (const [by, group] of Object.entries(environment.groups)) {
        it(`groups by ${by.toLowerCase()}`, async () => {
          await tree.titleAction('Group Alerts By…');
          await workbench.quickInput.choose(by);
          await tree.row(group).waitFor();
          const rows = await tree.rows();
          const counts = rows.filter(({ level }) => level === 1).map(({ description }) => Number(description));
          assert.equal(
            counts.reduce((sum, count) => sum + count, 0),
            environment.total,
            'every alert is in exactly one group',
          );
          await tree.expand(group);
          await workbench.screenshot(`by-${by.toLowerCase()}-${environment.name}`);
        });
      }

      it('tells the whole state of an alert in its tooltip', async () => {
        await tree.titleAction('Group Alerts By…');
        await workbench.quickInput.choose('Incident');
        await tree.row(incident).waitFor();
        const tooltip = (await tree.tooltip(new RegExp(`^${alert}$`), 'Recovered')).replaceAll('\u00a0', ' ');
        for (const part of environment.tooltip) assert.ok(tooltip.includes(part), `no "${part}" in:\n${tooltip}`);
        await workbench.screenshot(`tooltip-${environment.name}`);
        await workbench.page.mouse.move(800, 500);
      });

      it('opens an alert to its evidence, and a finding to the request behind it', async () => {
        await tree.row(critical[0]).waitFor();
        const row = tree.row(new RegExp(`^${alert}$`));
        await row.locator('.monaco-tl-twistie').click();
        await tree.row('Value against threshold').waitFor();
        const labels = (await tree.rows()).filter(({ level }) => level === 3).map(({ label }) => label);
        for (const label of environment.evidence) assert.ok(labels.includes(label), `no "${label}" among ${labels.join(', ')}`);
        await workbench.screenshot(`evidence-${environment.name}`);
        await tree.row('Value against threshold').click();
        await editorWith(workbench, 'HTTP 200').waitFor();
        const source = await workbench.editorText();
        assert.match(source, /GET\s+https:\/\/management\.azure\.com/);
        assert.ok(decodeURIComponent(source).replaceAll('+', ' ').includes(environment.metric), source);
        await workbench.screenshot(`evidence-source-${environment.name}`);
        await closeEditors(workbench);
        await row.locator('.monaco-tl-twistie').click();
      });
    });
  }

  describe('responding', () => {
    const [contoso] = environments;

    before(async () => {
      await selectEnvironment(workbench, contoso.name);
      tree = await openTree(workbench, contoso.incident);
    });

    it('offers what fits an alert that is new and part of an incident', async () => {
      assert.deepEqual(await tree.menuEntries('App Service response time'), [
        'Acknowledge…',
        'Close…',
        'Show Alert Details',
        'Open Rule',
        'Open in Portal',
        'Copy Link',
        'Split from Incident',
      ]);
    });

    it('leaves an alert as it was when the question is left', async () => {
      await tree.chooseFromMenu('App Service response time', 'Acknowledge…');
      await workbench.quickInput.answer('');
      const dialog = workbench.dialog('set 1 alert to Acknowledged');
      await dialog.waitFor();
      await workbench.page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      const [row] = (await tree.rows()).filter(({ label }) => label === 'App Service response time');
      assert.doesNotMatch(row?.description ?? '', /acknowledged/);
    });

    it('acknowledges after a question with the real values, whose default changes nothing', async () => {
      await tree.chooseFromMenu('App Service response time', 'Acknowledge…');
      await workbench.quickInput.answer('looking at the surge');
      const dialog = workbench.dialog('set 1 alert to Acknowledged');
      await dialog.waitFor();
      const text = await dialog.innerText();
      for (const part of [contoso.name, '02:50', 'contoso-web', 'New → Acknowledged', 'looking at the surge'])
        assert.ok(text.includes(part), `no "${part}" in:\n${text}`);
      await workbench.screenshot('acknowledge-dialog');
      await workbench.page.keyboard.press('Enter');
      await workbench.tab('App Service response time').waitFor();
      assert.doesNotMatch((await tree.rows()).map(({ description }) => description).join('\n'), /acknowledged/);
      await workbench.screenshot('review-again');

      await tree.chooseFromMenu('App Service response time', 'Acknowledge…');
      await workbench.quickInput.answer('looking at the surge');
      await workbench.answerDialog('set 1 alert to Acknowledged', 'Acknowledge Alerts');
      await workbench.notification('read back and recorded').waitFor();
      await tree.rowsWhen('an acknowledged alert', (rows) =>
        rows.some(({ label, description }) => label === 'App Service response time' && description.includes('acknowledged')),
      );
      await workbench.screenshot('acknowledged');
      assert.ok(!(await tree.menuEntries('App Service response time')).includes('Acknowledge…'));
    });

    it('records it in the audit log', async () => {
      await workbench.runCommand('SRE: Show Audit Log');
      await editorWith(workbench, 'looking at the surge').waitFor();
      await workbench.screenshot('audit-log');
      await workbench.runCommand('SRE: Verify Audit Log');
      await workbench.notification('The audit log is intact').waitFor();
      await workbench.runCommand('Notifications: Clear All Notifications');
      await closeEditors(workbench);
    });

    it('closes two alerts at once', async () => {
      await tree.row('Storage availability dip').click();
      await tree.row('Certificate expires soon').click({ modifiers: ['ControlOrMeta'] });
      await tree.chooseFromMenu('Certificate expires soon', 'Close…');
      await workbench.quickInput.answer('done');
      const dialog = workbench.dialog('set 2 alerts to Closed');
      await dialog.waitFor();
      await workbench.screenshot('close-dialog');
      await workbench.answerDialog('set 2 alerts to Closed', 'Close Alerts');
      await workbench.notification('2 alerts set to Closed').waitFor();
      await tree.rowsWhen('two closed alerts', (rows) =>
        ['Storage availability dip', 'Certificate expires soon'].every((name) =>
          rows.some(({ label, description }) => label === name && description.includes('closed')),
        ),
      );
      await workbench.runCommand('Notifications: Clear All Notifications');
    });

    it('opens the rule, the details and copies a link', async () => {
      await tree.chooseFromMenu('App Service response time', 'Open Rule');
      await editorWith(workbench, '"severity": 1').waitFor();
      await workbench.screenshot('rule');
      await closeEditors(workbench);
      await tree.chooseFromMenu('App Service response time', 'Show Alert Details');
      await workbench.webview().locator('main').getByText('contoso-web').first().waitFor();
      await workbench.screenshot('details');
      await tree.chooseFromMenu('App Service response time', 'Copy Link');
      await workbench.statusItem('Link copied').waitFor();
      const link = await workbench.page.evaluate(() => navigator.clipboard.readText());
      assert.match(link, /^https:\/\/portal\.azure\.com\/.+Microsoft\.AlertsManagement/);
      await closeEditors(workbench);
    });

    it('splits an alert from its incident and merges them again, in a file of the folder', async () => {
      await tree.chooseFromMenu('App Service response time', 'Split from Incident');
      await tree.row('App Service response time on contoso-web').waitFor();
      await fileWith(folder, '.sre/grouping.txt', 'apart ');
      await workbench.screenshot('split');
      await tree.row('App Service response time on contoso-web').click();
      await tree.row(contoso.incident).click({ modifiers: ['ControlOrMeta'] });
      await tree.chooseFromMenu(contoso.incident, 'Merge Incidents');
      await tree.row('App Service response time on contoso-web').waitFor({ state: 'detached' });
      await tree.row('App Service response time').waitFor();
      const text = await fileWith(folder, '.sre/grouping.txt', 'together ');
      assert.doesNotMatch(text, /^apart /m);
      await workbench.screenshot('merged');
    });
  });
});
