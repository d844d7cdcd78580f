import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { CommandContext } from '../../../src/commands/context';
import { contosoHotels } from '../../../src/demo/stories';
import type { AskAnswer, AskDraft, Slot } from '../../../src/kql/ask/answer';
import { textMark } from '../../../src/kql/notebook/textMark';
import type { AskService, Asked } from '../../../src/views/ask/askService';
import {
  close,
  closeOthers,
  edit,
  fileUri,
  markdownOf,
  newNotebook,
  openFile,
  questionNotebook,
  resultOf,
  run,
} from '../notebookPage';
import { eventually, open, run as command, type Opened } from '../workbench';

const question = 'Show me all error logs from the web app in the last hour';

describe('questions', () => {
  let opened: Opened;
  let context: CommandContext;
  before(async () => {
    opened = await open(contosoHotels);
    ({ context } = opened);
  });
  after(close);
  afterEach(async () => {
    Reflect.deleteProperty(context.ask, 'ask');
    await opened.demo.setFaults([]);
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    await closeOthers();
  });

  /** Answers in the place of the service, to see what the notebook does with every kind of answer; gives what it was asked. */
  const answering = (
    answer: (options: Parameters<AskService['ask']>[2], text: string) => AskAnswer,
    more: Partial<Asked> = {},
  ): string[] => {
    const heard: string[] = [];
    Reflect.set(context.ask, 'ask', ((text, connection, options) => {
      heard.push(`${text} ${JSON.stringify(options?.choices ?? {})}`);
      const request = { question: text, key: 'none', now: 0 };
      const usual = { connection, failures: [], unread: [], request, milliseconds: 1 };
      return Promise.resolve({ answer: answer(options, text), ...usual, ...more });
    }) satisfies AskService['ask']);
    return heard;
  };
  const below = (notebook: vscode.NotebookDocument, at = 1): vscode.NotebookCell => notebook.cellAt(at);
  const asked = (text: string): Promise<vscode.NotebookDocument> => questionNotebook(text);
  const settled = (cell: vscode.NotebookCell): Promise<unknown> =>
    eventually('the query has run', () => !context.notebooks.kernel.isActive(cell) && cell.outputs.length > 0);

  it('become a query below them that runs, with what each part was taken for', async () => {
    const notebook = await asked(question);
    await run(notebook, 0);
    assert.equal(notebook.cellCount, 3, markdownOf(notebook.cellAt(0)));
    const query = below(notebook);
    await settled(query);
    await settled(below(notebook, 2));
    assert.match(below(notebook, 2).document.getText(), /render timechart$/);
    assert.equal(below(notebook, 2).executionSummary?.success, true);
    assert.equal(query.document.languageId, 'kql');
    assert.equal(query.metadata['asked'], textMark(query.document.getText()));
    assert.match(markdownOf(notebook.cellAt(0)), /Read as a query of \*\*\w+\*\*/);
    assert.match(markdownOf(notebook.cellAt(0)), /'last hour'|'in the last hour'/);
    assert.equal(query.executionSummary?.success, true, markdownOf(query));
    assert.equal(resultOf(query).time.from, 'query');
  });

  it('take the place of their query when they change, and leave one that a person edited alone', async () => {
    answering((_, text) => draft(`print "${text}"`));
    const notebook = await asked('one');
    await run(notebook, 0);
    await settled(below(notebook));
    await edit(notebook.cellAt(0), 'two');
    await run(notebook, 0);
    assert.equal(notebook.cellCount, 2);
    assert.equal(below(notebook).document.getText(), 'print "two"');
    await eventually('the new rows', () => JSON.stringify(resultOf(below(notebook)).tables[0]?.rows) === '[["two"]]');
    await edit(below(notebook), 'print "mine"');
    await run(notebook, 0);
    assert.deepEqual(
      notebook.getCells().map((cell) => [cell.document.getText(), cell.metadata['asked'] !== undefined]),
      [
        ['two', false],
        ['print "two"', true],
        ['print "mine"', false],
      ],
    );
  });

  /** One series that is at 90 in the first step of the window, at `before` on the days before, and at 1 otherwise. */
  const jump = (id: string, before: number): string =>
    `range i from 0 to 2303 step 1 | extend Time = datetime(2026-11-10T00:00:00Z) + i * 5m | where hourofday(Time) < 1 or Time >= datetime(2026-11-17T00:00:00Z) | where Time < datetime(2026-11-17T01:00:00Z) | extend Value = iff(hourofday(Time) == 0 and bin(Time, 1h) == Time, iff(Time == datetime(2026-11-17T00:00:00Z), 90.0, ${before}.0), 1.0) | project Id = "${id}", Time, Value`;
  const at = Date.UTC(2026, 10, 17);
  const scanOf = (kqls: readonly string[]): AskAnswer => {
    const window = { from: at, to: at + 3_600_000 };
    const part = (kql: string, index: number) =>
      ({ id: `p${index}`, title: `Part ${index}`, store: 'logs', kql, window, unit: '%', bad: 'high' }) as const;
    return { kind: 'scan', window, slots: [], explain: [], parts: kqls.map(part) };
  };

  it('search for what was unusual: findings in the cell, their queries below, and what was looked at', async () => {
    answering(() => ({
      ...scanOf([jump('a', 1), jump('b', 90), jump('c', 2)]),
      absent: [{ title: 'Beats', tables: ['Heartbeat'] }],
    }));
    const notebook = await asked('what was unusual around 2 AM?');
    await run(notebook, 0);
    const told = markdownOf(notebook.cellAt(0));
    assert.equal(notebook.cellCount, 4, told);
    assert.match(told, /\*\*2 things were unusual\. 1 value is high, but also on other days\.\*\*/);
    assert.match(told, /\| 01:00 \| Part 0: a \| 90\u00a0% \| usually 1 % \| \\#1 \|/);
    assert.match(told, /\| 01:00 \| Part 1: b \| 90\u00a0% \| 1 % around it; as on 7 of 7 days before \| \\#\d \|/);
    assert.match(told, /Not looked at: Beats \\\(no data in Heartbeat\\\)/);
    assert.match(below(notebook).document.getText(), /^\/\/ 1\. Part \d\nrange/);
    for (const index of [1, 2, 3]) assert.equal(notebook.cellAt(index).executionSummary?.success, true);
  });

  it('search for what was unusual and say so when there is nothing, with no queries below', async () => {
    answering(() => scanOf([jump('a', 90).replace('90.0, 90.0', '1.0, 1.0')]));
    const notebook = await asked('what was unusual?');
    await run(notebook, 0);
    assert.equal(notebook.cellCount, 1);
    assert.match(markdownOf(notebook.cellAt(0)), /Nothing unusual in what was looked at[\s\S]*Part 0/);
  });

  it('never call a search quiet of which a part failed', async () => {
    answering(() => scanOf([jump('a', 90).replace('90.0, 90.0', '1.0, 1.0'), 'NoSuchTable | count']));
    const notebook = await asked('what was unusual?');
    await run(notebook, 0);
    const told = markdownOf(notebook.cellAt(0));
    assert.match(told, /Nothing was found in what could be read, but not everything could/);
    assert.match(told, /Not looked at: Part 1/);
  });

  it('are cancelled while they search for what was unusual', async () => {
    await opened.demo.setFaults([{ service: 'logs', fault: 'slow' }]);
    answering(() => scanOf(Array.from({ length: 12 }, (_, index) => jump(`s${index}`, 2))));
    const notebook = await asked('what was unusual?');
    const target = { ranges: [{ start: 0, end: 1 }], document: notebook.uri };
    const running = vscode.commands.executeCommand('notebook.cell.execute', target);
    await eventually('it waits', () => context.notebooks.kernel.isActive(notebook.cellAt(0)));
    await new Promise((resolve) => setTimeout(resolve, 300));
    await vscode.commands.executeCommand('notebook.cancelExecution', target);
    await eventually('it says so', () => /^Cancelled after/.test(markdownOf(notebook.cellAt(0))));
    await running;
    assert.equal(notebook.cellCount, 1);
  });

  it('say which filter left no rows, and what there is instead', async () => {
    const probes = [
      { meaning: 'Level is Fatal', kql: 'print Value = "Warning", Rows = 3', tells: 'values', column: 'Level' } as const,
      { meaning: 'Role is web', kql: 'print 1 | where false', tells: 'rows' } as const,
    ];
    answering(() => ({ ...draft('print 1 | where false'), whenEmpty: { probes } }));
    const notebook = await asked('fatal errors of web');
    await run(notebook, 0);
    const told = markdownOf(notebook.cellAt(0));
    assert.match(told, /Read as a query of/);
    assert.match(told, /\*\*No rows\.\*\* Without 'Level is Fatal' there are rows\. Level has Warning\./);
    assert.doesNotMatch(told, /Role is web/);
  });

  it('blame no filter for a query that failed', async () => {
    const probes = [{ meaning: 'Level is Fatal', kql: 'print 1', tells: 'rows' } as const];
    answering(() => ({ ...draft('NoSuchTable | count'), whenEmpty: { probes } }));
    const notebook = await asked('fatal errors of web');
    await run(notebook, 0);
    assert.doesNotMatch(markdownOf(notebook.cellAt(0)), /No rows/);
  });

  it('keep the order of queries that a person edited among others', async () => {
    answering(() => scanOf(['a', 'b', 'c', 'd'].map((id) => jump(id, 2))));
    const notebook = await asked('what was unusual?');
    await run(notebook, 0);
    const texts = notebook.getCells().map((cell) => cell.document.getText());
    assert.equal(texts.length, 5);
    await edit(notebook.cellAt(2), 'print "my b"');
    await edit(notebook.cellAt(4), 'print "my d"');
    await run(notebook, 0);
    assert.deepEqual(
      notebook.getCells().map((cell) => cell.document.getText()),
      [...texts, 'print "my b"', 'print "my d"'],
    );
    assert.deepEqual(
      notebook.getCells().map((cell) => 'asked' in cell.metadata),
      [false, true, true, true, true, false, false],
    );
  });

  it('run once with their query when all cells run', async () => {
    const heard = answering((_, text) => draft(`print "${text}"`));
    const notebook = await asked('one');
    await run(notebook, 0);
    await settled(below(notebook));
    const order = below(notebook).executionSummary?.executionOrder ?? 0;
    await run(notebook);
    assert.equal(heard.length, 2);
    assert.equal(below(notebook).executionSummary?.executionOrder, order + 2);
  });

  it('read a part in another way that a person chooses, until the question changes', async () => {
    const slot: Slot = {
      id: 'window-1',
      kind: 'window',
      words: 'overnight',
      start: 0,
      length: 9,
      meaning: '18:00 to 09:00',
      isAssumed: false,
      others: [{ id: 'midnight', label: 'since midnight' }],
    };
    const heard = answering((options) => draft(`print "${options?.choices?.['window-1'] ?? 'usual'}"`, [slot]));
    const notebook = await asked('overnight');
    await run(notebook, 0);
    const cell = notebook.cellAt(0);
    await settled(below(notebook));
    await command(context, 'sre.notebook.chooseReading', [cell, { slot: 'window-1' }], { pick: ['since midnight'] });
    await eventually('the other reading', () => below(notebook).document.getText() === 'print "midnight"');
    assert.deepEqual(cell.metadata['choices'], { 'window-1': 'midnight' });
    await eventually('the run to end', () => !context.notebooks.kernel.isActive(below(notebook)));
    await edit(cell, 'overnight again');
    await run(notebook, 0);
    assert.equal(heard.at(-1), 'overnight again {}');
    assert.equal(cell.metadata['choices'], undefined);
  });

  it('change any part: from a list of what else it could be, or as it was', async () => {
    const notebook = await asked('how many requests failed by role in the last hour');
    await run(notebook, 0);
    const cell = notebook.cellAt(0);
    assert.equal(notebook.cellCount, 2, markdownOf(cell));
    await settled(below(notebook));
    const before = below(notebook).document.getText();
    const { questionItems } = await import('../../../src/views/notebook/questions/questionItems');
    const items = questionItems(cell, context.notebooks.kernel.questions.of(cell)).map(({ text }) => text);
    assert.equal(items.length, 5, items.join('; '));
    assert.match(items[3] ?? '', /^\$\(list-selection\) \d+ More…$/);
    await command(context, 'sre.notebook.chooseReading', [cell], { pick: ['Limit', 'at most 5 groups'] });
    await eventually('the other limit', () => below(notebook).document.getText().includes('Rank <= 5'));
    await settled(below(notebook));
    assert.deepEqual(cell.metadata['choices'], { 'limit-1': 'limit:5' });
    await eventually('it is said', () => markdownOf(cell).includes(String.raw`at most 5 groups \(chosen\)`));
    // Of the query below it, the question is meant.
    await command(context, 'sre.notebook.chooseReading', [below(notebook), { slot: 'limit-1' }], {
      pick: ['Let the Question Decide'],
    });
    await eventually('the query as it was', () => below(notebook).document.getText() === before);
    await settled(below(notebook));
    assert.equal(cell.metadata['choices'], undefined);
  });

  it('take what a person types for a part, and say at once when it means nothing', async () => {
    const notebook = await asked('show the last 10 requests');
    await run(notebook, 0);
    const cell = notebook.cellAt(0);
    assert.equal(notebook.cellCount, 3, markdownOf(cell));
    await settled(below(notebook));
    const problems: unknown[] = [];
    const usual = context.prompts;
    context.prompts = {
      ...usual,
      pick: async (items) => (await items).find(({ label }) => label === 'Another…'),
      input: async (options) => {
        for (const text of ['many', '12345', '25']) problems.push(await options.validateInput?.(text));
        return '25';
      },
    };
    try {
      await vscode.commands.executeCommand('sre.notebook.chooseReading', cell, { slot: 'limit-1' });
    } finally {
      context.prompts = usual;
    }
    assert.match(String(problems[0]), /whole number from 1 to 10,000, not "many"/);
    assert.match(String(problems[1]), /not "12345"/);
    assert.equal(problems[2], undefined);
    await eventually('the other limit', () => below(notebook).document.getText().includes('top 25 by'));
    await settled(below(notebook));
  });

  it('refuse a choice that does not fit, and forget it when a person says so', async () => {
    const text = '```ask limit-1=limit:999999\nshow the last 10 requests\n```\n';
    const notebook = await openFile('refused.kqlnb', `---\nkqlnb: 2\n---\n\n${text}`);
    await run(notebook, 0);
    const cell = notebook.cellAt(0);
    assert.equal(notebook.cellCount, 1);
    assert.match(markdownOf(cell), /whole number from 1 to 10,000/);
    const { questionItems } = await import('../../../src/views/notebook/questions/questionItems');
    const [back] = questionItems(cell, context.notebooks.kernel.questions.of(cell));
    assert.equal(back?.text, '$(discard) Let the Question Decide');
    await vscode.commands.executeCommand('sre.notebook.chooseReading', cell, { forget: true });
    await eventually('the query', () => notebook.cellCount === 3);
    assert.match(below(notebook).document.getText(), /top 10 by/);
    await settled(below(notebook));
  });

  it('ask which reading is meant, and run nothing before', async () => {
    const option = (table: string) => ({ label: table, choices: { 'table-1': table }, draft: draft(`print "${table}"`) });
    answering((options) =>
      options?.choices?.['table-1'] === undefined
        ? { kind: 'choice', question: 'Which logs do you mean?', options: [option('A'), option('B')] }
        : draft(`print "${options.choices['table-1']}"`),
    );
    const notebook = await asked('logs');
    await run(notebook, 0);
    assert.equal(notebook.cellCount, 1);
    assert.match(markdownOf(notebook.cellAt(0)), /Which logs do you mean\?[\s\S]*\*\*A\*\*[\s\S]*\*\*B\*\*/);
    const { asked: titles } = await command(context, 'sre.notebook.chooseReading', [notebook.cellAt(0)], { pick: ['B'] });
    assert.deepEqual(titles, ['Which logs do you mean?']);
    await eventually('the query', () => notebook.cellCount === 2 && below(notebook).document.getText() === 'print "B"');
    await settled(below(notebook));
  });

  it('say why they are not answered, where, and what can be asked, which one selection asks', async () => {
    answering((_, text) =>
      text === 'errors of payroll'
        ? {
            kind: 'abstained',
            reason: 'unknownResource',
            message: 'No resource is called payroll.',
            start: 10,
            length: 7,
            suggestions: ['errors of shop'],
          }
        : draft('print 1'),
    );
    const notebook = await asked('errors of payroll');
    await run(notebook, 0);
    assert.equal(notebook.cellCount, 1);
    assert.match(markdownOf(notebook.cellAt(0)), /No resource is called payroll[\s\S]*`payroll`[\s\S]*- errors of shop/);
    await command(context, 'sre.notebook.askInstead', [notebook.cellAt(0), 'errors of shop']);
    await eventually('the query', () => notebook.cellCount === 2);
    assert.equal(notebook.cellAt(0).document.getText(), 'errors of shop');
    await settled(below(notebook));
  });

  it('run on Resource Graph where the answer is there, and say what could not be read', async () => {
    answering(() => ({ ...draft('resources | summarize count() by type'), store: 'graph', flavour: 'graph' }), {
      connection: { kind: 'graph' },
      failures: [
        { source: 'logs', kind: 'forbidden', message: 'Reading the tables was refused.', nextAction: 'Ask for Reader.' },
      ],
    });
    const notebook = await asked('how many resources by type');
    await run(notebook, 0);
    await settled(below(notebook));
    assert.deepEqual(below(notebook).metadata['connection'], { kind: 'graph' });
    assert.equal(resultOf(below(notebook)).source, 'Resource Graph');
    assert.match(markdownOf(notebook.cellAt(0)), /of Resource Graph/);
    assert.match(markdownOf(notebook.cellAt(0)), /Reading the tables was refused/);
  });

  it('are cancelled while they are read', async () => {
    Reflect.set(
      context.ask,
      'ask',
      ((_text, _connection, options) =>
        new Promise((_, reject) => {
          options?.signal?.addEventListener('abort', () => reject(new DOMException('stopped', 'AbortError')));
        })) satisfies AskService['ask'],
    );
    const notebook = await asked('slow');
    const target = { ranges: [{ start: 0, end: 1 }], document: notebook.uri };
    const running = vscode.commands.executeCommand('notebook.cell.execute', target);
    await eventually('it waits', () => context.notebooks.kernel.isActive(notebook.cellAt(0)));
    await new Promise((resolve) => setTimeout(resolve, 300));
    await vscode.commands.executeCommand('notebook.cancelExecution', target);
    await eventually('it says so', () => /^Cancelled after/.test(markdownOf(notebook.cellAt(0))));
    await running;
    assert.equal(notebook.cellCount, 1);
  });

  it('are kept as KQL under a comment, as one step of undo', async () => {
    answering(() => draft('print 1'));
    const notebook = await asked('what is one?');
    await run(notebook, 0);
    await settled(below(notebook));
    await command(context, 'sre.notebook.keepAsKql', [notebook.cellAt(0)]);
    const cells = (): unknown[] => notebook.getCells().map((cell) => [cell.document.getText(), 'asked' in cell.metadata]);
    assert.deepEqual(cells(), [['// what is one?\nprint 1', false]]);
    await vscode.commands.executeCommand('undo');
    await eventually('the question again', () => notebook.cellCount === 2);
    assert.deepEqual(cells(), [
      ['what is one?', false],
      ['print 1', true],
    ]);
  });

  it('have items below them: parts to read otherwise, and keeping the query', async () => {
    const slot = (id: string, others: Slot['others']): Slot => ({
      id,
      kind: 'table',
      words: 'logs',
      meaning: 'AppTraces',
      isAssumed: false,
      others,
    });
    answering(() => draft('print 1', [slot('table-1', [{ id: 'Syslog', label: 'Syslog' }]), slot('table-2', [])]));
    const notebook = await asked('logs');
    await run(notebook, 0);
    await settled(below(notebook));
    const { questionItems } = await import('../../../src/views/notebook/questions/questionItems');
    const cell = notebook.cellAt(0);
    const items = questionItems(cell, context.notebooks.kernel.questions.of(cell));
    assert.deepEqual(
      items.map(({ text }) => text),
      ['$(table) AppTraces', '$(code) Keep as KQL'],
    );
  });

  it('are asked from the palette: into the notebook that is open, else into a new one; some go to their feature', async () => {
    const heard = answering((_, text) => draft(`print "${text}"`));
    await close();
    const notebook = await newNotebook(['print 0']);
    await command(context, 'sre.ask', [], { input: 'first' });
    await eventually('the question in the notebook', () => notebook.cellCount === 3 && notebook.cellAt(2).outputs.length > 0);
    assert.deepEqual(
      notebook.getCells().map((cell) => cell.document.getText()),
      ['print 0', 'first', 'print "first"'],
    );
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await command(context, 'sre.ask', [], { input: 'second' });
    const other = await eventually('a new notebook', () => vscode.window.activeNotebookEditor?.notebook);
    await eventually('its query', () => other.cellCount === 2 && other.cellAt(1).outputs.length > 0);
    assert.equal(heard.length, 2);
    await command(context, 'sre.ask', [], { input: 'Did any critical alerts trigger overnight? Summarize any incidents.' });
    assert.equal(heard.length, 2);
    await eventually('the overnight summary', () =>
      vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => label.includes('Overnight'))),
    );
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('are saved and opened again with their choices and their queries', async () => {
    const text = '---\nkqlnb: 2\n---\n\n```ask table-1=AppTraces\nlogs\n```\n\n```kusto asked=0a0b0c0d\nprint 1\n```\n';
    const notebook = await openFile('asked.kqlnb', text);
    assert.equal(notebook.cellAt(0).document.languageId, 'sre-ask');
    assert.deepEqual(notebook.cellAt(0).metadata['choices'], { 'table-1': 'AppTraces' });
    await edit(notebook.cellAt(0), 'logs of today');
    assert.ok(await notebook.save());
    const saved = new TextDecoder().decode(await vscode.workspace.fs.readFile(fileUri('asked.kqlnb')));
    assert.equal(saved, text.replace('logs\n', 'logs of today\n'));
  });
});

function draft(kql: string, slots: readonly Slot[] = []): AskDraft {
  return {
    kind: 'query',
    kql,
    store: 'logs',
    flavour: 'workspace',
    tables: ['T'],
    slots,
    explain: slots.map(({ words, meaning }) => `'${words}' → ${meaning}`),
    confidence: 0.9,
    notices: [],
  };
}
