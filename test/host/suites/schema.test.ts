import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { CommandContext } from '../../../src/commands/context';
import { contosoHotels, tradexExchange } from '../../../src/demo/stories';
import { clockLabel } from '../../../src/documents/clock';
import { DAY } from '../../../src/model/time';
import type { ColumnNode, TableNode } from '../../../src/views/schema/schemaNodes';
import { errorOf, openQueries, resultOf, rowsOf } from '../resultsPage';
import { eventually, open, run, type Opened } from '../workbench';

describe('tables view', () => {
  let opened: Opened;
  let context: CommandContext;

  beforeEach(async () => {
    opened = await open(contosoHotels);
    context = opened.context;
    context.schema.setConnection({ kind: 'logs' });
    await vscode.commands.executeCommand('sre.schema.focus');
  });

  after(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  const tableOf = async (name: string): Promise<TableNode> => {
    const found = (await context.schema.tables()).find(({ table }) => table.name === name);
    assert.ok(found, `no table ${name}`);
    return found;
  };
  const itemOf = async (name: string): Promise<vscode.TreeItem> => {
    await context.schema.getChildren();
    return context.schema.getTreeItem(await tableOf(name));
  };

  it('shows the tables that the environment has, with their columns and types', async () => {
    const { value } = await opened.environment.stores.logs.tables();
    const tables = await context.schema.tables();
    assert.deepEqual(tables.map(({ table }) => table.name).sort(), value.map(({ name }) => name).sort());
    assert.equal(context.schema.viewState, 'ready');
    assert.match(context.schema.view.description ?? '', /^Log Analytics/);
    const requests = await tableOf('AppRequests');
    const columns = await context.schema.getChildren(requests);
    const item = context.schema.getTreeItem(
      columns.find((node) => node.kind === 'column' && node.column.name === 'TimeGenerated')!,
    );
    assert.equal(item.description, 'datetime');
    assert.match(item.accessibilityInformation?.label ?? '', /Column TimeGenerated, datetime/);
    assert.equal(context.schema.getParent(columns[0]!), requests);
  });

  it('counts rows and when they were last seen, as queries of the tables do', async () => {
    const { logs } = opened.environment.stores;
    const now = opened.environment.clock.now();
    await vscode.commands.executeCommand('sre.schema.countRows');
    for (const name of ['AppRequests', 'AppExceptions', 'AzureActivity']) {
      const kql = `${name} | summarize Rows = count(), Seen = max(TimeGenerated)`;
      const { value } = await logs.query({ kql, window: { from: now - DAY, to: now } });
      const [rows, seen] = value.tables[0]!.rows[0] as [number, string];
      assert.ok(rows > 0, name);
      const zone = context.queries.timeZone();
      const expected = `${rows.toLocaleString('en')} rows · last seen ${clockLabel(Date.parse(seen), zone, now)}`;
      assert.equal((await itemOf(name)).description, expected);
    }
    for (const { table } of await context.schema.tables()) {
      const text = String((await itemOf(table.name)).description);
      assert.match(text, /^(1 row|[\d,]+ rows) · last seen |^no rows in 24 hours$/, table.name);
    }
  });

  it('calls nothing empty when counting failed, and says why', async () => {
    await context.schema.tables();
    await opened.demo.setFaults([{ service: 'logs', fault: 'forbidden' }]);
    await vscode.commands.executeCommand('sre.schema.countRows');
    assert.match(context.schema.view.message ?? '', /Log Analytics Reader/);
    assert.equal((await itemOf('AppRequests')).description, undefined);
    assert.equal(context.schema.viewState, 'ready');
  });

  it('shows no documented table as if it were there when the tables cannot be read, and reads again', async () => {
    await opened.demo.setFaults([{ service: 'logs', fault: 'forbidden' }]);
    await vscode.commands.executeCommand('sre.schema.refresh');
    assert.equal(context.schema.viewState, 'failed');
    assert.match(context.schema.view.message ?? '', /Log Analytics Reader/);
    assert.deepEqual(await context.schema.tables(), []);
    await opened.demo.setFaults([]);
    await vscode.commands.executeCommand('sre.schema.refresh');
    assert.equal(context.schema.viewState, 'ready');
    assert.equal(context.schema.view.message ?? '', '');
  });

  it('shows sample rows in the results panel', async () => {
    await vscode.commands.executeCommand('sre.schema.showSample', await tableOf('AppRequests'));
    assert.equal(rowsOf(context).length, 10);
    assert.match(resultOf(context).source, /^Log Analytics/);
    await opened.demo.setFaults([{ service: 'logs', fault: 'forbidden' }]);
    await vscode.commands.executeCommand('sre.schema.showSample', await tableOf('AppRequests'));
    assert.match(errorOf(context).detail ?? '', /Log Analytics Reader/);
  });

  it('inserts names at the cursor, in brackets where they need them', async () => {
    const editor = await openQueries('| where  == 1', ' == 1');
    const parent = await tableOf('AppRequests');
    const column = (name: string): ColumnNode => ({ kind: 'column', id: name, column: { name, type: 'long' }, parent });
    await vscode.commands.executeCommand('sre.schema.insertName', column('odd name'));
    assert.equal(editor.document.getText(), "| where ['odd name'] == 1");
    editor.selection = new vscode.Selection(0, 0, 0, 0);
    await vscode.commands.executeCommand('sre.schema.insertName', parent);
    assert.equal(editor.document.getText(), "AppRequests| where ['odd name'] == 1");
  });

  it('puts a table into the active notebook, else into a new one', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('sre.schema.queryTable', await tableOf('AppRequests'));
    const notebook = await eventually('a notebook', () => vscode.window.activeNotebookEditor?.notebook);
    assert.deepEqual(
      notebook.getCells().map(({ document }) => document.getText()),
      ['AppRequests\n| take 10'],
    );
    await vscode.commands.executeCommand('sre.schema.queryTable', await tableOf('AppExceptions'));
    context.schema.setConnection({ kind: 'graph' });
    await vscode.commands.executeCommand('sre.schema.queryTable', await tableOf('resources'));
    assert.deepEqual(
      notebook.getCells().map(({ document, metadata }) => [document.getText().split('\n')[0], metadata['connection'] as unknown]),
      [
        ['AppRequests', undefined],
        ['AppExceptions', undefined],
        ['resources', { kind: 'graph' }],
      ],
    );
    await vscode.commands.executeCommand('sre.schema.insertName', await tableOf('resources'));
    const texts = notebook.getCells().map(({ document }) => document.getText());
    assert.deepEqual(texts.slice(0, 2), ['AppRequests\n| take 10', 'AppExceptions\n| take 10']);
    assert.match(texts[2] ?? '', /resources[^]*resources/);
  });

  it('finds a column and leads to its row', async () => {
    const { asked } = await run(context, 'sre.schema.filter', [], { pick: ['ResultCode'] });
    assert.deepEqual(asked, ['Find Table or Column']);
    await eventually('the row is selected', () => {
      const [node] = context.schema.view.selection;
      return node?.kind === 'column' && node.column.name === 'ResultCode';
    });
  });

  it('browses another connection, which is counted table by table', async () => {
    await run(context, 'sre.schema.selectConnection', [], { pick: ['Resource Graph'] });
    assert.equal(context.schema.view.description, 'Resource Graph');
    const { stores } = opened.environment;
    await vscode.commands.executeCommand('sre.schema.countRows');
    const { value } = await stores.resourceGraph.query({ kql: 'resources | count' });
    assert.equal((await itemOf('resources')).description, `${(value.table.rows[0]![0] as number).toLocaleString('en')} rows`);
  });

  it('follows the environment', async () => {
    await vscode.commands.executeCommand('sre.schema.countRows');
    assert.ok((await itemOf('AppRequests')).description);
    opened = await open(tradexExchange);
    const { value } = await opened.environment.stores.logs.tables();
    assert.deepEqual((await context.schema.tables()).map(({ table }) => table.name).sort(), value.map(({ name }) => name).sort());
    assert.equal((await itemOf('AppRequests')).description, undefined);
  });
});
