import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { contosoHotels, tradexExchange } from '../../../src/demo/stories';
import type { AlertKind } from '../../../src/model/alert';
import type { Node } from '../../../src/views/alertTreeNodes';
import { alertRow, incidentRows, open, rows, run, type Opened } from '../workbench';

const cases = [
  {
    story: contosoHotels,
    incident: {
      title: 'High CPU usage on contoso-backend',
      members: ['High CPU usage', 'App Service response time'],
      at: '02:45',
    },
    firing: ['Disk space low'],
    critical: 2,
    alerts: 19,
    kinds: ['activityLog', 'log', 'metric', 'prometheus', 'resourceHealth', 'serviceHealth', 'smartDetection'],
    contextValues: [
      ['High CPU usage', 'alert resolved new member'],
      ['Disk space low', 'alert firing new'],
      ['Backend configuration changed', 'alert resolved closed'],
    ],
    tooltips: [
      ['High CPU usage', ['90 % (Percentage CPU > 85 %', 'Fired: 02:45', 'Recovered: 02:55', 'Resolved: 02:58']],
      ['App Service response time', ['8.4 s (HttpResponseTime > 3 s', 'Fired: 02:50', 'Recovered: 02:55', 'Resolved: 02:59']],
      ['Disk space low', ['Fired: 06:10', 'Recovered: not known: the rule tests a query', 'Resolved: not yet']],
    ],
  },
  {
    story: tradexExchange,
    incident: {
      title: 'Order latency on tradex-matching',
      members: ['Order latency', 'Broker logins failing', 'Order queue depth'],
      at: '09:15',
    },
    firing: ['Reporting plan memory'],
    critical: 3,
    alerts: 9,
    kinds: ['log', 'metric', 'serviceHealth'],
    contextValues: [
      ['Order latency', 'alert resolved acknowledged member'],
      ['Reporting plan memory', 'alert firing new'],
    ],
    tooltips: [
      ['Order latency', ['4 s (HttpResponseTime > 1 s', 'Fired: 09:15', 'Recovered: 11:35', 'Resolved: 11:38']],
      ['Broker logins failing', ['61 (Http5xx > 20', 'Fired: 09:18', 'Recovered: 11:35', 'Resolved: 11:39']],
    ],
  },
] as const;

for (const { story, incident, firing, critical, alerts, kinds, contextValues, tooltips } of cases) {
  describe(`alerts of ${story.name}`, () => {
    let opened: Opened;
    before(async () => {
      opened = await open(story);
    });

    it('shows the incident first, with its members, and every alert once', async () => {
      const { context } = opened;
      const [first, ...others] = await context.tree.getChildren();
      assert.ok(first?.kind === 'incident');
      const item = context.tree.getTreeItem(first);
      assert.ok(typeof item.label === 'string' && item.label.startsWith(incident.title), JSON.stringify(item.label));
      assert.equal(item.description, `${incident.members.length} alerts · ${incident.at}`);
      assert.equal(item.collapsibleState, vscode.TreeItemCollapsibleState.Expanded);
      const members = await context.tree.getChildren(first);
      assert.deepEqual(members.map(nameOf), incident.members);
      assert.ok(!others.some((node) => node.kind === 'incident' && node.incident.severity <= 1));
      const ids = (await rows(context)).flatMap((node) => (node.kind === 'alert' ? [node.alert.id] : []));
      assert.equal(new Set(ids).size, ids.length);
      assert.equal(ids.length, alerts);
      assert.equal(context.feed.state.board?.complete, true);
    });

    it('counts what fires in the badge and says that it is a demo', () => {
      const { context } = opened;
      const board = context.feed.state.board;
      assert.deepEqual(
        board?.alerts.filter(({ monitorCondition }) => monitorCondition === 'Fired').map(({ name }) => name),
        firing,
      );
      assert.equal(context.tree.view.badge?.value, firing.length);
      assert.equal(context.tree.view.message, `Demo: ${story.name}. Nothing leaves this machine.`);
    });

    it('gives every row an id of its own and the context value that menus ask for', async () => {
      const { context } = opened;
      const all = await rows(context);
      const ids = all.map((node) => context.tree.getTreeItem(node).id);
      assert.equal(new Set(ids).size, all.length);
      for (const node of all) {
        const value = context.tree.getTreeItem(node).contextValue ?? '';
        assert.match(
          value,
          node.kind === 'alert' ? /^alert (firing|resolved) (new|acknowledged|closed)( member)?$/ : /^incident /,
        );
      }
      for (const [name, value] of contextValues) {
        assert.equal(context.tree.getTreeItem(await alertRow(context, name)).contextValue, value, name);
      }
    });

    for (const [name, parts] of tooltips) {
      it(`tells value against threshold, fired, recovered and resolved of ${name} in its tooltip`, async () => {
        const { context } = opened;
        const row = await alertRow(context, name);
        const { token } = new vscode.CancellationTokenSource();
        const { tooltip } = await context.tree.resolveTreeItem(context.tree.getTreeItem(row), row, token);
        assert.ok(tooltip instanceof vscode.MarkdownString);
        assert.ok(tooltip.isTrusted !== true, 'text of alerts must not be able to run commands');
        const text = plain(tooltip.value);
        for (const part of parts) assert.ok(text.includes(part), `${part}\n--- not in ---\n${text}`);
      });
    }

    it('has evidence for an alert of every kind', async () => {
      const { context } = opened;
      const board = context.feed.state.board;
      assert.deepEqual([...new Set(board?.alerts.map(({ kind }) => kind))].sort(), kinds);
      for (const kind of kinds) {
        const name = board?.alerts.find((alert) => alert.kind === kind)?.name ?? '';
        const row = await alertRow(context, name);
        const evidence = (await context.tree.getChildren(row)).flatMap((node) => (node.kind === 'evidence' ? [node] : []));
        const said = new Map(evidence.map(({ row: { id, value } }) => [id, value]));
        for (const id of ['value', 'fired', 'recovered', 'resolved', 'response']) assert.ok(said.get(id), `${kind}: ${id}`);
        assert.notEqual(said.get('value'), 'not known', kind);
        if (kind !== 'metric') assert.match(said.get('recovered') ?? '', whyNoRecovery(kind), kind);
        const unread = evidence.flatMap(({ row }) => (/^failure|^error/.test(row.id) ? [`${row.label}: ${row.value}`] : []));
        assert.deepEqual(unread, [], kind);
        for (const node of evidence) {
          const item = context.tree.getTreeItem(node);
          assert.equal(item.contextValue, 'evidence');
          assert.equal(item.command?.command, node.row.fact === undefined ? undefined : 'sre.openFact');
        }
      }
    });

    it('says why the members are one incident and what changed before', async () => {
      const { context } = opened;
      const evidence = await context.tree.getChildren(await alertRow(context, incident.members[0]));
      const labels = evidence.flatMap((node) => (node.kind === 'evidence' ? [node.row.label] : []));
      assert.ok(labels.includes('Why grouped'), labels.join());
      assert.ok(labels.includes('Notified'), labels.join());
      assert.ok(
        labels.some((label) => label.endsWith(' change')),
        labels.join(),
      );
    });

    for (const [pick, groupBy] of [
      ['Severity', 'severity'],
      ['Resource', 'resource'],
      ['State', 'state'],
    ] as const) {
      it(`groups by ${groupBy}`, async () => {
        const { context } = opened;
        await run(context, 'sre.groupAlertsBy', [], { pick: [pick] });
        assert.equal(context.tree.groupByNow, groupBy);
        const groups = await context.tree.getChildren();
        let members = 0;
        for (const node of groups) {
          assert.ok(node.kind === 'group');
          const { alerts: inside } = node.group;
          members += inside.length;
          const values = inside.map(({ severity, target, monitorCondition, userResponse }) =>
            groupBy === 'severity'
              ? String(severity)
              : groupBy === 'resource'
                ? target.id.toLowerCase()
                : monitorCondition + userResponse,
          );
          assert.equal(new Set(values).size, 1, node.group.label);
          assert.equal(context.tree.getTreeItem(node).description, String(inside.length));
          assert.equal((await context.tree.getChildren(node)).length, inside.length);
        }
        assert.equal(members, alerts);
        await run(context, 'sre.groupAlertsBy', [], { pick: ['Incident'] });
        assert.equal((await incidentRows(context)).length > 0, true);
      });
    }

    it('filters, says so, and keeps the filter when a new one cannot be read', async () => {
      const { context } = opened;
      await run(context, 'sre.filterAlerts', [], { input: 'sev:0-1' });
      const shown = (await rows(context)).flatMap((node) => (node.kind === 'alert' ? [node.alert.severity] : []));
      assert.equal(shown.length, critical);
      assert.ok(shown.every((severity) => severity <= 1));
      assert.match(context.tree.view.message ?? '', new RegExp(`Filter "sev:0-1": ${critical} of ${alerts} alerts\\.`));
      assert.equal(context.tree.view.badge?.value, firing.length, 'the badge counts what is hidden too');

      const { messages } = await run(context, 'sre.filterAlerts', [], { input: 'sev:9' });
      assert.match(messages.join(), /at character 1/);
      assert.deepEqual(context.tree.filterNow, { severities: [0, 1] });

      await run(context, 'sre.clearFilter', []);
      assert.equal((await rows(context)).filter(({ kind }) => kind === 'alert').length, alerts);
    });

    it('gives incidents the same ids after a refresh and in a new session', async () => {
      const { context } = opened;
      const ids = async () => (await rows(context)).map((node) => node.id);
      const earlier = await ids();
      await run(context, 'sre.refreshAlerts', []);
      assert.deepEqual(await ids(), earlier);
      opened = await open(story);
      assert.deepEqual(await ids(), earlier);
    });
  });
}

function nameOf(node: Node): string {
  return node.kind === 'alert' ? node.alert.name : node.id;
}

function whyNoRecovery(kind: AlertKind): RegExp {
  return ['log', 'prometheus'].includes(kind) ? /the rule tests a query/ : /the rule tests an event/;
}

/** Markdown as it reads on screen. */
function plain(markdown: string): string {
  return markdown.replaceAll('&nbsp;', ' ').replaceAll('&gt;', '>').replaceAll('**', '').replaceAll(/\\(.)/g, '$1');
}
