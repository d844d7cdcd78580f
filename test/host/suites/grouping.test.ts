import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { contosoHotels, tradexExchange } from '../../../src/demo/stories';
import { alertRow, incidentRows, open, run, type IncidentNode, type Opened } from '../workbench';

const FILE = '.sre/grouping.txt';

describe('grouping by hand', () => {
  let opened: Opened;
  let before: string;
  beforeEach(async () => {
    before = await read();
    opened = await open(contosoHotels);
  });
  afterEach(async () => {
    await write(before);
    await opened.context.feed.refresh();
  });

  it('splits an alert from its incident, keeps it in the file, and merges it back', async () => {
    const { context } = opened;
    const [whole] = await incidentRows(context);
    assert.deepEqual(members(whole), ['High CPU usage', 'App Service response time']);

    const row = await alertRow(context, 'App Service response time');
    const split = await run(context, 'sre.splitIncident', [row, [row]]);
    assert.deepEqual(split.messages, []);
    const apart = async () => (await incidentRows(context)).filter(({ incident }) => incident.severity === 1).map(members);
    const expected = [['App Service response time'], ['High CPU usage']];
    assert.deepEqual((await apart()).sort(), expected);
    assert.match(await read(), /^apart +e[0-9a-f]{12} e[0-9a-f]{12}$/m);

    await context.feed.refresh();
    assert.deepEqual((await apart()).sort(), expected, 'after a refresh');
    opened = await open(contosoHotels);
    assert.deepEqual((await apart()).sort(), expected, 'in a new session');
    await run(context, 'sre.overnightSummary', []);
    const summary = JSON.stringify(context.panels.documentOf('overnight')?.facts['incident.count']?.value);
    assert.equal(summary, '2', 'the overnight summary groups alike');

    const both = (await incidentRows(context)).filter(({ incident }) => incident.severity === 1);
    const merged = await run(context, 'sre.mergeIncidents', [both[0], both]);
    assert.deepEqual(merged.messages, []);
    const [again] = await incidentRows(context);
    assert.deepEqual(members(again), members(whole));
    assert.equal(again?.incident.id, whole?.incident.id);
    assert.doesNotMatch(await read(), /^apart/m);
  });

  it('merges back an alert that was split from several others', async () => {
    opened = await open(tradexExchange);
    const { context } = opened;
    const whole = members((await incidentRows(context))[0]);
    assert.equal(whole.length, 3);
    const row = await alertRow(context, 'Order queue depth');
    await run(context, 'sre.splitIncident', [row, [row]]);
    const parts = (await incidentRows(context)).filter(({ incident }) => incident.severity <= 1);
    assert.deepEqual(parts.map(members).sort(), [['Order latency', 'Broker logins failing'], ['Order queue depth']].sort());
    await run(context, 'sre.mergeIncidents', [parts[0], parts]);
    assert.equal(context.feed.state.error, undefined);
    assert.deepEqual(members((await incidentRows(context))[0]), whole);
  });

  it('keeps what people wrote into the file', async () => {
    const { context } = opened;
    await write('# the payments team asked for this\n');
    const row = await alertRow(context, 'App Service response time');
    await run(context, 'sre.splitIncident', [row, [row]]);
    assert.match(await read(), /^# the payments team asked for this\n/);
    assert.match(await read(), /^apart /m);
  });

  it('makes the file where there is none', async () => {
    const { context } = opened;
    await vscode.workspace.fs.delete(uri());
    const row = await alertRow(context, 'App Service response time');
    await run(context, 'sre.splitIncident', [row, [row]]);
    assert.match(await read(), /^# .*\n(#.*\n)*apart e[0-9a-f]{12} e[0-9a-f]{12}\n$/);
  });

  it('refuses what makes no sense, and leaves the file as it is', async () => {
    const { context } = opened;
    const [incident] = await incidentRows(context);
    const all = await run(context, 'sre.splitIncident', [incident]);
    assert.match(all.messages.join(), /cannot be split from all of its alerts/);
    const one = await run(context, 'sre.mergeIncidents', [incident]);
    assert.match(one.messages.join(), /at least two incidents/);
    assert.equal(await read(), before);
  });

  it('names the line of a file that cannot be read, and never overwrites it', async () => {
    const { context } = opened;
    const row = await alertRow(context, 'App Service response time');
    const corrupt = '# a merge conflict\n<<<<<<< HEAD\napart e000000000001 e000000000002\n';
    await write(corrupt);
    await context.feed.refresh();
    assert.match(context.feed.state.error ?? '', /\.sre\/grouping\.txt, line 2: unknown word "<<<<<<<"/);
    assert.ok(context.tree.view.message?.includes('line 2'), context.tree.view.message);
    const split = await run(context, 'sre.splitIncident', [row, [row]]);
    assert.match(split.messages.join(), /\.sre\/grouping\.txt, line 2/);
    assert.equal(await read(), corrupt);
    await write(before);
    await context.feed.refresh();
    assert.equal(context.feed.state.error, undefined);
  });
});

function members(node: IncidentNode | undefined): readonly string[] {
  return node?.alerts.map(({ name }) => name) ?? [];
}

function uri(): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'no folder is open');
  return vscode.Uri.joinPath(folder.uri, FILE);
}

async function read(): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri()));
}

async function write(text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(uri(), new TextEncoder().encode(text));
}
