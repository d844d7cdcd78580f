import assert from 'node:assert/strict';
import { changeAlertStates, type ChangeStateResult } from '../../../src/alerts/changeState';
import { contosoHotels, tradexExchange } from '../../../src/demo/stories';
import { createDemoEnvironment } from '../../../src/environments/demo';
import type { Alert, UserResponse } from '../../../src/model/alert';
import { isWrite, ledger, writesSeen } from '../ledger';
import { unreliableDoor, type Door, type Trouble } from '../unreliableDoor';
import { alertRow, extension, incidentRows, leave, open, run, type Opened } from '../workbench';

describe('responding to alerts', () => {
  let opened: Opened;
  let audited: number;
  beforeEach(async () => {
    opened = await open(contosoHotels);
    audited = (await auditLines()).length;
  });

  it('acknowledges one alert with a note, reads it back and records it', async () => {
    const { context, environment } = opened;
    const row = await alertRow(context, 'High CPU usage');
    const { result, asked, messages } = await run(context, 'sre.acknowledgeAlerts', [row], {
      input: 'Looking at the export.',
      confirm: 'apply',
    });
    ledger.intended += 1;
    assert.deepEqual(outcomes(result), [['High CPU usage', 'verified']]);
    assert.match(asked[1] ?? '', /High CPU usage, contoso-backend: New → Acknowledged/);
    assert.match(asked[1] ?? '', /Note: Looking at the export\./);
    assert.match(messages.join(), /^1 alert.* Acknowledged/);

    const { value } = await environment.stores.alerts.get(row.alert.id);
    assert.equal(value.userResponse, 'Acknowledged');
    const [latest] = (await environment.stores.alerts.history(row.alert.id)).value;
    assert.deepEqual([latest?.oldValue, latest?.newValue, latest?.comments], ['New', 'Acknowledged', 'Looking at the export.']);
    const shown = context.tree.getTreeItem(await alertRow(context, 'High CPU usage'));
    assert.equal(shown.contextValue, 'alert resolved acknowledged member');
    await assertAudited([['New', 'Acknowledged', 'Acknowledged', 'verified', 'Looking at the export.']]);
    assert.equal(await writes(), 1);
  });

  it('closes a whole incident, one write and one line of audit each', async () => {
    const { context, environment } = opened;
    const [incident] = await incidentRows(context);
    assert.ok(incident);
    const { result } = await run(context, 'sre.closeAlerts', [incident, [incident]], { input: '', confirm: 'apply' });
    ledger.intended += 2;
    assert.deepEqual(outcomes(result), [
      ['High CPU usage', 'verified'],
      ['App Service response time', 'verified'],
    ]);
    for (const { id } of incident.alerts) assert.equal((await environment.stores.alerts.get(id)).value.userResponse, 'Closed');
    await assertAudited([
      ['New', 'Closed', 'Closed', 'verified', ''],
      ['New', 'Closed', 'Closed', 'verified', ''],
    ]);
    assert.equal(await writes(), 2);

    const again = await run(context, 'sre.closeAlerts', [(await incidentRows(context))[0]], { input: '', confirm: 'apply' });
    assert.deepEqual(again.asked, []);
    assert.match(again.messages.join(), /None of the selected alerts can become Closed/);
    assert.equal(await writes(), 2);
  });

  for (const [what, answers, shows] of [
    ['leaving the note', {}, undefined],
    ['cancelling the question', { input: 'note', confirm: 'cancel' }, undefined],
    ['reviewing again', { input: 'note', confirm: 'review' }, 'alert:'],
  ] as const) {
    it(`writes nothing after ${what}`, async () => {
      const { context, environment } = opened;
      const row = await alertRow(context, 'App Service response time');
      const { result, messages } = await run(context, 'sre.closeAlerts', [row], answers);
      assert.deepEqual(result, []);
      assert.deepEqual(messages, []);
      if (shows !== undefined) assert.ok(context.panels.documentOf(`${shows}${row.alert.id}`), 'the details are not shown');
      assert.equal(await writes(), 0);
      assert.equal((await environment.stores.alerts.get(row.alert.id)).value.userResponse, 'New');
      await assertAudited([]);
    });
  }

  it('names the missing permission when alerts are forbidden, and claims nothing', async () => {
    const { context, demo } = opened;
    const row = await alertRow(context, 'High CPU usage');
    await demo.setFaults([{ service: 'alerts', fault: 'forbidden' }]);
    const { result, messages } = await run(context, 'sre.acknowledgeAlerts', [row], { input: '', confirm: 'apply' });
    assert.deepEqual(outcomes(result), [['High CPU usage', 'failed']]);
    assert.match(messages.join(), /^0 of 1 .*Acknowledged.*Microsoft\.AlertsManagement\/alerts\/read.*"Reader"/);
    assert.equal(await writes(), 0);
    await assertAudited([]);
  });

  it('leaves alone what somebody else has changed since it was shown', async () => {
    const { context, environment } = opened;
    const row = await alertRow(context, 'High CPU usage');
    await environment.stores.alertWriter.changeState(row.alert.id, 'Closed', 'mine');
    ledger.intended += 1;
    const { result, messages } = await run(context, 'sre.acknowledgeAlerts', [row], { input: '', confirm: 'apply' });
    assert.deepEqual(outcomes(result), [['High CPU usage', 'stale']]);
    assert.match(messages.join(), /It is Closed by now, not New\./);
    assert.equal(await writes(), 1, 'only the other person wrote');
    await assertAudited([]);
    assert.equal((await alertRow(context, 'High CPU usage')).alert.userResponse, 'Closed', 'the tree shows the new state');
  });

  it('reports a refused precondition as a failure and records it as one', async () => {
    const { context, demo } = opened;
    const row = await alertRow(context, 'High CPU usage');
    await demo.setFaults([{ service: 'alerts', fault: 'staleEtag' }]);
    const { result, messages } = await run(context, 'sre.closeAlerts', [row], { input: 'why', confirm: 'apply' });
    ledger.intended += 1;
    assert.deepEqual(outcomes(result), [['High CPU usage', 'failed']]);
    assert.match(messages.join(), /^0 of 1 .*Closed.*Refresh to see the present state/);
    assert.equal(await writes(), 1, 'a write is never sent again');
    await assertAudited([['New', 'Closed', 'New', 'failed', 'why']]);
  });

  describe('over an unreliable connection', () => {
    let door: Door;
    beforeEach(async () => {
      door = await unreliableDoor(opened.demo);
    });
    afterEach(() => door.close());

    /** `reached`: how many writes arrive at the service. */
    const troubles: readonly (readonly [
      Trouble,
      outcome: ChangeStateResult['outcome'],
      says: RegExp,
      after: UserResponse,
      reached: number,
    ])[] = [
      ['none', 'verified', /read back/, 'Acknowledged', 1],
      ['droppedBefore', 'failed', /could not be reached/, 'New', 0],
      ['droppedAfter', 'verified', /read back/, 'Acknowledged', 1],
      ['errorBefore', 'failed', /the service failed \(HTTP 500\)/, 'New', 0],
      ['errorAfter', 'verified', /read back/, 'Acknowledged', 1],
      ['forbidden', 'failed', /lacks the permission Microsoft\.AlertsManagement\/alerts\/changestate\/action/, 'New', 0],
    ];
    for (const [trouble, outcome, says, after, reached] of troubles) {
      it(`tells the truth about a write: ${trouble}`, async () => {
        const { alert } = await alertRow(opened.context, 'High CPU usage');
        door.trouble = trouble;
        const [result, ...others] = await respondThrough(door, alert);
        ledger.intended += reached;
        assert.deepEqual(others, []);
        assert.equal(result?.outcome, outcome);
        assert.match(result.message, says);
        if (trouble === 'forbidden') assert.match(result.nextAction ?? '', /"Monitoring Contributor"/);
        assert.equal((await opened.environment.stores.alerts.get(alert.id)).value.userResponse, after);
        assert.equal(await writes(), reached);
        await assertAudited([['New', 'Acknowledged', after, outcome, 'note']]);
      });
    }

    it('says that it does not know when the alert cannot be read back', async () => {
      const { alert } = await alertRow(opened.context, 'High CPU usage');
      door.trouble = 'droppedBefore';
      door.onWrite = () => opened.demo.setFaults([{ service: 'alerts', fault: 'forbidden' }]);
      const [result] = await respondThrough(door, alert);
      assert.equal(result?.outcome, 'unknown');
      assert.match(result.message, /could not be read back/);
      await assertAudited([['New', 'Acknowledged', '', 'unknown', 'note']]);
      assert.equal(await writes(), 0);
    });
  });

  it('refuses to write to a subscription of Azure that the settings do not allow', async () => {
    const { context } = opened;
    const row = await alertRow(context, 'High CPU usage');
    await leave(context);
    await context.environment.select({
      kind: 'azure',
      cloud: 'public',
      credential: 'vscode',
      tenantId: contosoHotels.tenantId,
      tenantName: 'Real',
      subscriptions: [],
      workspaces: [],
    });
    await context.feed.ensureLoaded();
    const { asked, messages, result } = await run(context, 'sre.closeAlerts', [row], { input: '', confirm: 'apply' });
    assert.equal(result, undefined);
    assert.deepEqual(asked, []);
    assert.match(messages.join(), /is read-only here.*"sre\.azure\.writableSubscriptions"/);
    await assertAudited([]);
  });

  it('keeps an audit log that verifies, over the whole run', async () => {
    const { context } = opened;
    const { result, messages } = await run(context, 'sre.verifyAuditLog', []);
    assert.deepEqual(result, { intact: true, entries: (await auditLines()).length });
    assert.match(messages.join(), /^The audit log is intact/);
    assert.ok((await auditLines()).length > 0);
  });

  async function writes(): Promise<number> {
    return (await opened.demo.requestLog()).filter(isWrite).length;
  }

  async function assertAudited(expected: readonly (readonly string[])[]): Promise<void> {
    const added = (await auditLines()).slice(audited);
    assert.deepEqual(
      added.map((line) => ['before', 'requested', 'after', 'outcome', 'note'].map((key) => String(line.get(key)))),
      expected,
    );
    const check = await opened.context.audit.verify();
    assert.equal(check.intact, true);
  }

  function respondThrough(door: Door, alert: Alert): Promise<readonly ChangeStateResult[]> {
    const { stores, clock, id } = createDemoEnvironment(door.demo, { retryDelay: 1 });
    const { audit } = opened.context;
    return changeAlertStates([alert], 'Acknowledged', 'note', {
      alerts: stores.alerts,
      writer: stores.alertWriter,
      clock,
      environment: id,
      audit: (entry) => audit.append(entry),
    });
  }
});

describe('the whole run', () => {
  it('sent as many writes as a person confirmed, and not one more', async () => {
    // A last look at another environment, so that everything before is counted.
    const { context } = await open(tradexExchange);
    await leave(context);
    assert.equal(writesSeen(), ledger.intended);
    assert.ok(ledger.intended > 0);
  });
});

async function auditLines(): Promise<readonly Map<string, unknown>[]> {
  const { context } = await extension();
  const text = await context.audit.read();
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => new Map(Object.entries(JSON.parse(line) as object)));
}

function outcomes(results: unknown): readonly (readonly [string, string])[] {
  assert.ok(Array.isArray(results));
  return (results as readonly ChangeStateResult[]).map(({ alert, outcome }) => [alert.name, outcome]);
}
