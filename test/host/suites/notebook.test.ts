import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { contosoHotels } from '../../../src/demo/stories';
import type { CommandContext } from '../../../src/commands/context';
import { HOUR } from '../../../src/model/time';
import { timeRangeIn } from '../../../src/views/queries/settingData';
import { figures } from '../figures';
import { edit, fileUri, markdownOf, newNotebook, openFile, resultOf, run, start } from '../notebookPage';
import { eventually, open, run as command, setSetting, type Opened } from '../workbench';

describe('notebook', () => {
  let opened: Opened;
  let context: CommandContext;
  before(async () => {
    opened = await open(contosoHotels);
    ({ context } = opened);
  });
  afterEach(async () => {
    await opened.demo.setFaults([]);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  const stale = async (notebook: vscode.NotebookDocument): Promise<number[]> =>
    (await context.notebooks.staleness.read(notebook)).map(({ index }) => index);

  it('runs a cell against the logs and shows rows, time and source', async () => {
    const began = performance.now();
    const notebook = await newNotebook([
      'AppRequests\n| summarize requests = count() by AppRoleName\n| order by AppRoleName asc',
    ]);
    await run(notebook, 0);
    figures.set('notebook: first cell, cold, ms', Math.round(performance.now() - began));
    const cell = notebook.cellAt(0);
    assert.equal(cell.executionSummary?.success, true);
    const result = resultOf(cell);
    assert.equal(result.source, `Log Analytics: ${contosoHotels.name}`);
    assert.equal(result.time.from, 'default');
    assert.match(result.notices.join(), /^No time filter: looked at the last 24 hours only/);
    assert.ok(result.tables[0]!.rows.length > 1);
    assert.deepEqual(
      cell.outputs[0]!.items.map(({ mime }) => mime),
      ['application/vnd.sre.kql-result+json', 'text/markdown'],
    );
    assert.match(markdownOf(cell), /\| AppRoleName \| requests \|/);
    assert.deepEqual(context.queries.results.tables(result.id)?.[0]?.rows, result.tables[0]!.rows);
    const warm: number[] = [];
    for (let turn = 0; turn < 5; turn += 1) {
      const from = performance.now();
      await run(notebook, 0);
      warm.push(performance.now() - from);
    }
    figures.set('notebook: cell again, warm, median ms', Math.round(warm.sort((a, b) => a - b)[2]!));
    assert.equal(context.queries.results.tables(result.id), undefined, 'the rows of the run before are given up');
  });

  it('uses statements and results of cells above, across sources, and runs what has no result yet', async () => {
    const notebook = await newNotebook([
      'let most = 3;',
      {
        text: 'AppRequests | where TimeGenerated > ago(1d) | summarize n = count() by AppRoleName | top most by n',
        name: 'busy',
      },
      { text: 'resources | summarize resources = count() by type', name: 'kinds', connection: { kind: 'graph' } },
      { text: 'busy | extend of = toscalar(kinds | count)', connection: { kind: 'files', paths: [] } },
      'busy | count',
    ]);
    await run(notebook, 3);
    assert.equal(resultOf(notebook.cellAt(3)).tables[0]!.rows.length, 3);
    assert.equal(resultOf(notebook.cellAt(1)).time.from, 'query');
    assert.equal(resultOf(notebook.cellAt(2)).source, 'Resource Graph');
    assert.equal(notebook.cellAt(0).outputs.length, 0);
    await run(notebook, 4);
    assert.deepEqual(resultOf(notebook.cellAt(4)).tables[0]!.rows, [[3]]);
    await run(notebook, 0);
    assert.match(markdownOf(notebook.cellAt(0)), /Declares most/);
  });

  it('knows which cells are stale, and runs those', async () => {
    const notebook = await newNotebook([
      { text: 'print n = 1', name: 'one' },
      { text: 'one | extend m = n + 1', connection: { kind: 'files', paths: [] }, name: 'two' },
      { text: 'two | project k = m * 10', connection: { kind: 'files', paths: [] } },
      'print "alone"',
    ]);
    await run(notebook);
    assert.deepEqual(await stale(notebook), []);
    await edit(notebook.cellAt(0), 'print n = 5');
    assert.deepEqual(await stale(notebook), [0, 1, 2]);
    await run(notebook, 2);
    assert.match(resultOf(notebook.cellAt(2)).notices.join(), /rows of two are from before/);
    await command(context, 'sre.notebook.runStale', []);
    assert.deepEqual(await stale(notebook), []);
    assert.deepEqual(resultOf(notebook.cellAt(2)).tables[0]!.rows, [[60]]);
  });

  it('says what is wrong and where, in the text of the cell', async () => {
    const notebook = await newNotebook([
      'let a = 1;',
      'AppRequests\n| where Nmae == a',
      { text: 'print x |', connection: { kind: 'files', paths: [] } },
    ]);
    await run(notebook, 1);
    const text = markdownOf(notebook.cellAt(1));
    assert.equal(notebook.cellAt(1).executionSummary?.success, false);
    assert.match(text, /Line 2, column 9: `Nmae`/);
    await run(notebook, 2);
    assert.match(markdownOf(notebook.cellAt(2)), /Line 1, column/);
  });

  it('names the missing permission and role', async () => {
    await opened.demo.setFaults([{ service: 'logs', fault: 'forbidden' }]);
    const notebook = await newNotebook(['AppRequests | count']);
    await run(notebook, 0);
    assert.match(markdownOf(notebook.cellAt(0)), /Log Analytics Reader/);
    assert.match(markdownOf(notebook.cellAt(0)), /Microsoft\.OperationalInsights\/workspaces\/query\/read/);
  });

  it('keeps a partial answer and says so', async () => {
    await opened.demo.setFaults([{ service: 'logs', fault: 'partial' }]);
    const notebook = await newNotebook(['AppRequests | take 5']);
    await run(notebook, 0);
    assert.equal(resultOf(notebook.cellAt(0)).failures[0]?.kind, 'partial');
    assert.match(markdownOf(notebook.cellAt(0)), /⚠/);
  });

  it('cancels a running query, and the service hears of it', async () => {
    const notebook = await newNotebook(['range x from 1 to 1000000000 step 1 | summarize count() by x % 7', 'print 1']);
    const seen = (await opened.demo.requestLog()).length;
    // The command ends with the run.
    const running = start(notebook, 0);
    await eventually('it tells what it waits for', () => /waiting for the answer/.test(markdownOf(notebook.cellAt(0))));
    await vscode.commands.executeCommand('notebook.cancelExecution', { ranges: [{ start: 0, end: 1 }], document: notebook.uri });
    await eventually('the cell says so', () =>
      /^Cancelled after \d+\.\d s; the request was closed\./.test(markdownOf(notebook.cellAt(0))),
    );
    await eventually('the service saw it', async () =>
      (await opened.demo.requestLog()).slice(seen).some(({ path, status }) => /query/.test(path) && status === 499),
    );
    await running;
    await run(notebook, 1);
    assert.equal(resultOf(notebook.cellAt(1)).tables[0]!.totalRows, 1);
  });

  it('runs 20 cells in order without being throttled', async () => {
    const seen = (await opened.demo.requestLog()).length;
    const notebook = await newNotebook(Array.from({ length: 20 }, (_, i) => `AppRequests | take ${i + 1}`));
    const from = performance.now();
    await run(notebook);
    figures.set('notebook: 20 cells, ms', Math.round(performance.now() - from));
    for (const cell of notebook.getCells()) {
      assert.equal(resultOf(cell).tables[0]!.totalRows, cell.index + 1);
      const before = notebook.getCells()[cell.index - 1]?.executionSummary;
      if (before?.timing !== undefined) assert.ok(cell.executionSummary!.timing!.startTime >= before.timing.endTime);
    }
    assert.deepEqual(
      (await opened.demo.requestLog()).slice(seen).filter(({ status }) => status === 429),
      [],
    );
  });

  it('stops at the first cell that fails, unless it is told otherwise', async () => {
    const cells = ['print 1', 'Nowhere | count', 'print 3'];
    const notebook = await newNotebook(cells);
    await start(notebook);
    await eventually('the second has failed', () => notebook.cellAt(1).executionSummary?.success === false);
    await eventually('the third is left', () => context.notebooks.kernel.problemOf(notebook.cellAt(2))?.kind === 'notRun');
    assert.equal(notebook.cellAt(2).outputs.length, 0);
    await setSetting('sre.notebook.stopOnError', false);
    try {
      await run(notebook);
      assert.equal(resultOf(notebook.cellAt(2)).tables[0]!.totalRows, 1);
    } finally {
      await setSetting('sre.notebook.stopOnError', undefined);
    }
  });

  it('adds a filter to the text and runs it again', async () => {
    const notebook = await newNotebook(['AppRequests | summarize n = count() by AppRoleName']);
    await run(notebook, 0);
    const first = resultOf(notebook.cellAt(0));
    const role = first.tables[0]!.rows[0]![0] as string;
    const request = { type: 'filter', result: first.id, column: 'AppRoleName', operator: '==', value: role } as const;
    await context.queries.results.handle(request, () => undefined);
    assert.match(notebook.cellAt(0).document.getText(), new RegExp(`where AppRoleName == ["']${role}["']`));
    assert.equal(resultOf(notebook.cellAt(0)).tables[0]!.totalRows, 1);
  });

  it('takes a brushed time for its range and runs again', async () => {
    const notebook = await newNotebook(['AppRequests | summarize count() by bin(TimeGenerated, 1h)']);
    await run(notebook, 0);
    const now = opened.environment.clock.now();
    const window = { from: now - 2 * HOUR, to: now - HOUR };
    await context.queries.results.handle({ type: 'timeRange', result: resultOf(notebook.cellAt(0)).id, window }, () => undefined);
    assert.deepEqual(notebook.metadata['time'], { kind: 'between', window });
    assert.deepEqual(resultOf(notebook.cellAt(0)).time.window, window);
    assert.ok(notebook.isDirty);
  });

  it('pages rows that the output does not carry', async () => {
    const notebook = await newNotebook(['range x from 1 to 5000 step 1']);
    await run(notebook, 0);
    const { id, tables } = resultOf(notebook.cellAt(0));
    assert.equal(tables[0]!.rows.length, 1000);
    assert.equal(tables[0]!.totalRows, 5000);
    const replies: unknown[] = [];
    await context.queries.results.handle({ type: 'rows', request: 1, result: id, table: 0, from: 4998, to: 5000 }, (reply) =>
      replies.push(reply),
    );
    assert.deepEqual(replies, [{ type: 'rows', request: 1, rows: [[4999], [5000]] }]);
    await vscode.commands.executeCommand('notebook.clearAllCellsOutputs', { document: notebook.uri });
    await eventually('the rows are given up', () => context.queries.results.tables(id) === undefined);
  });

  describe('commands', () => {
    it('make a new notebook that runs without a question', async () => {
      await command(context, 'sre.newNotebook', []);
      const notebook = vscode.window.activeNotebookEditor?.notebook;
      assert.equal(notebook?.notebookType, 'sre-kql');
      assert.equal(notebook.cellCount, 2);
      await edit(notebook.cellAt(1), 'print 1');
      await run(notebook, 1);
      assert.equal(resultOf(notebook.cellAt(1)).tables[0]!.totalRows, 1);
    });

    it('choose connections, which make what ran before stale', async () => {
      const notebook = await newNotebook(['print 1']);
      await run(notebook, 0);
      await command(context, 'sre.notebook.selectConnection', [], { pick: ['Resource Graph'] });
      assert.deepEqual(notebook.metadata['connection'], { kind: 'graph' });
      assert.deepEqual(await stale(notebook), [0]);
      const { databases } = opened.environment.clusters[0]!;
      const label = new URL(opened.environment.clusters[0]!.origin).hostname.split('.')[0]!;
      await command(context, 'sre.notebook.selectCellConnection', [notebook.cellAt(0)], { pick: [label, databases[0]!] });
      assert.deepEqual(notebook.cellAt(0).metadata['connection'], {
        kind: 'adx',
        cluster: opened.environment.clusters[0]!.origin,
        database: databases[0],
      });
      await command(context, 'sre.notebook.selectCellConnection', [notebook.cellAt(0)], { pick: ['Same as Notebook'] });
      assert.equal(notebook.cellAt(0).metadata['connection'], undefined);
    });

    it('set the time range, also that of an incident', async () => {
      const notebook = await newNotebook(['AppRequests | count']);
      await run(notebook, 0);
      await command(context, 'sre.notebook.setTimeRange', [], { pick: ['Last 4 Hours'] });
      assert.deepEqual(notebook.metadata['time'], { kind: 'last', milliseconds: 4 * HOUR });
      assert.deepEqual(await stale(notebook), [0]);
      await command(context, 'sre.notebook.setTimeRange', [], {
        pick: ['Custom…'],
        input: ['2026-06-09 02:00', '2026-06-09 03:30'],
      });
      const custom = timeRangeIn(notebook.metadata['time']);
      assert.ok(custom?.kind === 'between');
      assert.equal(custom.window.to - custom.window.from, 1.5 * HOUR);
      const incident = context.feed.state.board?.incidents[0];
      assert.ok(incident);
      await command(context, 'sre.notebook.setTimeRange', [], { pick: ['From an Incident…', incident.title] });
      const around = timeRangeIn(notebook.metadata['time']);
      assert.ok(around?.kind === 'incident');
      assert.equal(around.label, incident.title);
      await command(context, 'sre.notebook.setTimeRange', [], { pick: ['None'] });
      assert.equal(timeRangeIn(notebook.metadata['time']), undefined);
    });

    it('name results, once each', async () => {
      const notebook = await newNotebook(['print 1', { text: 'print 2', name: 'taken' }]);
      const cell = notebook.cellAt(0);
      await command(context, 'sre.notebook.nameResult', [cell], { input: 'mine' });
      assert.equal(cell.metadata['name'], 'mine');
      for (const wrong of ['taken', '1st', 'a b', 'let']) {
        const { messages } = await command(context, 'sre.notebook.nameResult', [cell], { input: wrong });
        assert.equal(messages.length, 1, wrong);
        assert.equal(cell.metadata['name'], 'mine');
      }
      await command(context, 'sre.notebook.nameResult', [cell], { input: '' });
      assert.equal(cell.metadata['name'], undefined);
    });

    it('write a report with its pictures', async () => {
      const notebook = await newNotebook(['AppRequests | summarize n = count() by bin(TimeGenerated, 1h) | render timechart']);
      await run(notebook, 0);
      const target = fileUri('report.md');
      const { messages } = await command(context, 'sre.notebook.exportReport', [], { save: target });
      assert.match(messages[0] ?? '', /personal data/);
      const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(target));
      assert.match(text, /render timechart/);
      const [picture] = await vscode.workspace.fs.readDirectory(fileUri('report-images'));
      assert.ok(picture?.[0].endsWith('.svg'));
    });
  });

  describe('files', () => {
    it('that are no notebook are refused with the line, and left as they are', async () => {
      const uri = fileUri('corrupt.kqlnb');
      const bytes = new TextEncoder().encode('{"cells": [] }\n<<<<<<< HEAD\n');
      await vscode.workspace.fs.writeFile(uri, bytes);
      await assert.rejects(async () => vscode.workspace.openNotebookDocument(uri), /Line \d+: /);
      assert.deepEqual(Buffer.from(await vscode.workspace.fs.readFile(uri)), Buffer.from(bytes));
    });

    it('keep no outputs, and come back byte for byte', async () => {
      const notebook = await newNotebook([{ text: 'print 1', name: 'one' }, 'one\n| count'], {
        connection: { kind: 'logs' },
        time: { kind: 'last', milliseconds: HOUR },
      });
      const first = await savedAs(notebook, 'first.kqlnb');
      const reopened = await openFile('second.kqlnb', first);
      assert.equal(reopened.cellCount, 2);
      assert.equal(reopened.cellAt(0).metadata['name'], 'one');
      assert.deepEqual(reopened.metadata['time'], { kind: 'last', milliseconds: HOUR });
      await run(reopened);
      await edit(reopened.cellAt(1), 'one\n| take 1');
      await edit(reopened.cellAt(1), 'one\n| count');
      assert.ok(await reopened.save());
      assert.deepEqual(Buffer.from(await vscode.workspace.fs.readFile(reopened.uri)), Buffer.from(first));
    });

    it('keep outputs when that is wanted, within the limit', async () => {
      await setSetting('sre.notebook.keepOutputs', true);
      await setSetting('sre.notebook.keptOutputKilobytes', 2);
      try {
        const notebook = await newNotebook(['range x from 1 to 5000 step 1']);
        const reopened = await openFile('kept.kqlnb', await savedAs(notebook, 'kept-source.kqlnb'));
        await run(reopened, 0);
        assert.ok(await reopened.save());
        const bytes = await vscode.workspace.fs.readFile(reopened.uri);
        assert.ok(bytes.length < 4000, `${bytes.length} bytes`);
        await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
        const again = await openFile('kept-again.kqlnb', bytes);
        const kept = resultOf(again.cellAt(0));
        assert.equal(kept.tables[0]!.totalRows, 5000);
        assert.ok(kept.tables[0]!.rows.length > 0 && kept.tables[0]!.rows.length < 1000);
      } finally {
        await setSetting('sre.notebook.keepOutputs', undefined);
        await setSetting('sre.notebook.keptOutputKilobytes', undefined);
      }
    });

    /** The bytes that a notebook has in a file: it is printed the way the editor saves it. */
    async function savedAs(notebook: vscode.NotebookDocument, name: string): Promise<Uint8Array> {
      const { encodeNotebook } = await import('../../../src/kql/notebook/printNotebook');
      const { fileOf } = await import('../../../src/views/notebook/notebookData');
      const cells = notebook.getCells().map(({ kind, document, metadata }) => ({
        kind,
        languageId: document.languageId,
        text: document.getText(),
        metadata,
        outputs: [],
      }));
      const bytes = encodeNotebook(fileOf(notebook.metadata, cells, () => undefined));
      await vscode.workspace.fs.writeFile(fileUri(name), bytes);
      return bytes;
    }
  });
});
