import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { CommandContext } from '../../../src/commands/context';
import { contosoHotels } from '../../../src/demo/stories';
import { HOUR } from '../../../src/model/time';
import { errorOf, nextResult, openQueries, ResultsPage, resultOf, rowsOf } from '../resultsPage';
import { eventually, open, run, withMessages, type Opened } from '../workbench';

/** What F5 does. */
const f5 = (): Thenable<unknown> => vscode.commands.executeCommand('sre.query.run');

describe('files of queries', () => {
  let opened: Opened;
  let context: CommandContext;
  let page: ResultsPage;

  before(async () => {
    opened = await open(contosoHotels);
    context = opened.context;
    await openQueries('print 0');
    await f5();
    page = new ResultsPage(context.resultsView);
  });

  beforeEach(() => opened.demo.setFaults([]));

  after(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('run the block at the cursor', async () => {
    const text = 'print a = 1\n\nprint b = 2\n| extend c = b + 1\n\nprint d = 4';
    await openQueries(text, 'extend');
    await f5();
    assert.deepEqual(rowsOf(context), [[2, 3]]);
    await openQueries(text, 'a =');
    await f5();
    assert.deepEqual(rowsOf(context), [[1]]);
  });

  it('run the selection when there is one', async () => {
    const editor = await openQueries('print a = 1\n| extend b = 2');
    editor.selection = new vscode.Selection(0, 0, 0, 'print a = 1'.length);
    await f5();
    assert.deepEqual(rowsOf(context), [[1]]);
  });

  it('know the declarations of earlier blocks', async () => {
    await openQueries(
      'let limit = 3;\nprint limit\n\nlet twice = (n: long) { n * 2 };\nprint twice(1)\n\nprint twice(limit) + 1',
      '+ 1',
    );
    await f5();
    assert.deepEqual(rowsOf(context), [[7]]);
  });

  it('ask the logs of the environment, and say when and where', async () => {
    await openQueries('AppRequests\n| summarize requests = sum(ItemCount) by AppRoleName');
    await f5();
    const { source, time, notices } = resultOf(context);
    assert.match(source, /^Log Analytics/);
    assert.match(time.text, /24 hours/);
    assert.equal(time.from, 'default');
    assert.ok(Array.isArray(notices));
    assert.ok(rowsOf(context).length > 0);
  });

  it('say where a mistake is and lead there', async () => {
    const editor = await openQueries('print 1\n\nAppRequests\n| where Nmae == "x"', 'AppRequests');
    await f5();
    const { message, actions } = errorOf(context);
    assert.match(message, /Nmae/);
    assert.deepEqual(
      actions.map(({ label }) => label),
      ['Go to Line 4', 'Try Again'],
    );
    page.press('Go to Line 4');
    await eventually('the cursor is at the mistake', () => {
      const active = vscode.window.activeTextEditor;
      return active?.document === editor.document && active.document.getText(active.selection) === 'Nmae';
    });
  });

  it('name the permission that is missing, and try again', async () => {
    await openQueries('AppRequests | count');
    await opened.demo.setFaults([{ service: 'logs', fault: 'forbidden' }]);
    await f5();
    const { detail, actions } = errorOf(context);
    assert.match(detail ?? '', /Log Analytics Reader/);
    assert.deepEqual(
      actions.map(({ label }) => label),
      ['Try Again', 'Show Log'],
    );
    await opened.demo.setFaults([]);
    page.press('Try Again');
    await eventually('the answer', () => context.resultsView.state.type === 'result');
    assert.equal(rowsOf(context).length, 1);
  });

  it('stop when the person cancels, and run again', async () => {
    const endless = 'range x from 1 to 1000000000 step 1 | summarize count() by x % 7';
    await openQueries(endless);
    const running = f5();
    await eventually('it runs', () => context.resultsView.state.type === 'running');
    page.send({ type: 'cancel' });
    await running;
    const { message, actions } = errorOf(context);
    assert.match(message, /cancelled/);
    assert.deepEqual(
      actions.map(({ label }) => label),
      ['Run Again'],
    );
    await openQueries('print 5');
    await f5();
    assert.deepEqual(rowsOf(context), [[5]]);
  });

  it('end the query before when a new one is run', async () => {
    await openQueries('range x from 1 to 1000000000 step 1 | summarize count() by x % 7');
    const first = f5();
    await eventually('it runs', () => context.resultsView.state.type === 'running');
    await openQueries('print 6');
    await Promise.all([first, f5()]);
    assert.deepEqual(rowsOf(context), [[6]]);
  });

  it('show their result again after the panel was hidden, and no longer hold the one before', async () => {
    await openQueries('print 7');
    await f5();
    const { id } = resultOf(context);
    page.reopen();
    const shown = page.heard.at(-1);
    assert.ok(shown?.type === 'result');
    assert.equal(shown.result.id, id);
    await openQueries('print 8');
    await f5();
    assert.equal(context.queries.results.tables(id), undefined);
  });

  it('get a filter from the results, which one undo takes back', async () => {
    const text = 'print 1\n\nrange n from 1 to 5 step 1\n| extend even = n % 2 == 0\n\nprint 2';
    const editor = await openQueries(text, 'range');
    await f5();
    const { id } = resultOf(context);
    page.send({ type: 'filter', result: id, column: 'n', operator: '>', value: 3 });
    await nextResult(context, id);
    assert.deepEqual(
      rowsOf(context).map(([n]) => n),
      [4, 5],
    );
    const filtered = editor.document.getText();
    assert.match(filtered, /\| extend even = n % 2 == 0\n\| where n > (long\()?3\)?\n\nprint 2$/);
    await vscode.window.showTextDocument(editor.document);
    await vscode.commands.executeCommand('undo');
    assert.equal(editor.document.getText(), text);
  });

  it('are not changed by a filter of a query that has been edited since', async () => {
    const editor = await openQueries('range n from 1 to 5 step 1');
    await f5();
    const { id } = resultOf(context);
    const end = editor.document.positionAt(editor.document.getText().length);
    await editor.edit((edit) => edit.insert(end, '\n| take 2'));
    const text = editor.document.getText();
    await withMessages(async (messages) => {
      page.send({ type: 'filter', result: id, column: 'n', operator: '==', value: 3 });
      assert.match(await eventually('a message', () => messages[0]), /edited since it ran/);
    });
    assert.equal(editor.document.getText(), text);
  });

  it('get the time range of a brush, for all queries of the file', async () => {
    const editor = await openQueries('AppRequests | summarize latest = max(TimeGenerated)');
    await f5();
    const { id } = resultOf(context);
    const to = opened.environment.clock.now() - 5 * HOUR;
    page.send({ type: 'timeRange', result: id, window: { from: to - HOUR - 0.4, to } });
    const result = await nextResult(context, id);
    assert.equal(result.time.from, 'range');
    assert.deepEqual(result.time.window, { from: to - HOUR - 1, to });
    assert.deepEqual(context.queries.settingOf(editor.document).time, { kind: 'between', window: { from: to - HOUR - 1, to } });
    const [[latest]] = rowsOf(context) as readonly [readonly [string]];
    assert.ok(Date.parse(latest) < to, latest);
  });

  it('have a connection and a time range of their own', async () => {
    const editor = await openQueries('resources | summarize count()');
    await run(context, 'sre.query.selectConnection', [], { pick: ['Resource Graph'] });
    await f5();
    assert.equal(resultOf(context).source, 'Resource Graph');
    const other = await openQueries('AppRequests | count');
    await run(context, 'sre.query.setTimeRange', [], { pick: ['Last Hour'] });
    await f5();
    assert.match(resultOf(context).time.text, /last hour/);
    await run(context, 'sre.query.setTimeRange', [], { pick: ['None'] });
    assert.deepEqual(context.queries.settingOf(other.document), { connection: { kind: 'logs' } });
    assert.deepEqual(context.queries.settingOf(editor.document), { connection: { kind: 'graph' } });
  });

  it('have a lens above every query that says what it runs against', async () => {
    const { document } = await openQueries('print 1\n\n// the second\nprint 2');
    await context.queries.setFileSetting(document, { time: { kind: 'last', milliseconds: HOUR } });
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 20);
    const titles = lenses.map(({ command }) => command?.title ?? '');
    assert.equal(titles.length, 6);
    assert.match(titles.join(' | '), /^\$\(play\) Run Query \| Log Analytics[^|]* \| Last hour \| \$\(play\) Run Query/);
    const second = lenses.filter(({ command }) => command?.command === 'sre.query.run')[1]?.command;
    assert.ok(second);
    await vscode.commands.executeCommand(second.command, ...((second.arguments ?? []) as unknown[]));
    assert.deepEqual(rowsOf(context), [[2]]);
  });

  it('open as a notebook with the same queries', async () => {
    await openQueries('print 1\n\nprint 2');
    await vscode.commands.executeCommand('sre.query.openAsNotebook');
    const notebook = vscode.window.activeNotebookEditor?.notebook;
    assert.ok(notebook);
    const queries = notebook.getCells().filter(({ kind }) => kind === vscode.NotebookCellKind.Code);
    assert.deepEqual(
      queries.map(({ document }) => document.getText().trim()),
      ['print 1', 'print 2'],
    );
    assert.deepEqual(notebook.metadata['connection'], { kind: 'logs' });
  });

  it('say that there is nothing to run in an empty file', async () => {
    await openQueries('// nothing yet');
    const { messages } = await run(context, 'sre.query.run', []);
    const { state } = context.resultsView;
    assert.match(messages[0] ?? (state.type === 'error' ? state.message : ''), /There is no query/);
  });

  it('take no message of the page that is none, and no action that is not offered', async () => {
    await openQueries('print 9');
    await f5();
    const before = page.heard.length;
    for (const message of [null, 'ready', { type: 'rows' }, { type: 'action', id: 'signIn' }, { type: 'filter', result: 5 }])
      page.sendAnything(message);
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.equal(page.heard.length, before);
    assert.deepEqual(rowsOf(context), [[9]]);
  });

  it('are drawn in a page that may run nothing but our script', () => {
    const policy = (/Security-Policy" content="([^"]*)"/.exec(page.html)?.[1] ?? '').replaceAll('&#39;', "'");
    assert.match(policy, /^default-src 'none'; script-src 'nonce-[\w-]{16,}';/);
    assert.match(page.html, /dist\/webviews\/results\.js/);
  });
});
