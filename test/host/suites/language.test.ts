import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { contosoHotels } from '../../../src/demo/stories';
import { KqlCodeActionProvider } from '../../../src/views/language/codeActionProvider';
import { LanguageRequests } from '../../../src/views/language/languageRequests';
import { KqlRenameProvider } from '../../../src/views/language/renameProvider';
import { eventually, open, type Opened } from '../workbench';

/** Text with the place of the cursor marked by `‸`. */
interface Marked {
  readonly document: vscode.TextDocument;
  readonly position: vscode.Position;
}

let files = 0;

/** Each of a name of its own: VS Code gives the name of a closed one again, and may then answer for the one before. */
async function file(content: string): Promise<vscode.TextDocument> {
  files += 1;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(`untitled:language-${files}.kql`));
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, new vscode.Position(0, 0), content);
  assert.ok(await vscode.workspace.applyEdit(edit));
  await vscode.window.showTextDocument(document);
  return document;
}

async function marked(content: string): Promise<Marked> {
  const document = await file(content.replace('‸', ''));
  return { document, position: document.positionAt(content.indexOf('‸')) };
}

async function notebook(cells: readonly (readonly [text: string, name?: string])[]): Promise<vscode.NotebookDocument> {
  const data = cells.map(([text, name]) => {
    const cell = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, text, 'kql');
    cell.metadata = name === undefined ? {} : { name };
    return cell;
  });
  const opened = await vscode.workspace.openNotebookDocument('sre-kql', new vscode.NotebookData(data));
  await vscode.window.showNotebookDocument(opened);
  return opened;
}

/** The place of the n-th of a text in a document, inside of it. */
function placeOf(document: vscode.TextDocument, text: string, n = 0): vscode.Position {
  const [found] = [...document.getText().matchAll(new RegExp(text, 'g'))].slice(n);
  assert.ok(found, `${text} is not in ${document.getText()}`);
  return document.positionAt(found.index + 1);
}

async function ask<T>(command: string, ...args: readonly unknown[]): Promise<T> {
  return vscode.commands.executeCommand<T>(command, ...args);
}

const nameOf = ({ label }: vscode.CompletionItem): string => (typeof label === 'string' ? label : label.label);

async function completions({ document, position }: Marked): Promise<readonly vscode.CompletionItem[]> {
  return (await ask<vscode.CompletionList>('vscode.executeCompletionItemProvider', document.uri, position)).items;
}

/** Waits for one completion: tables are read in the background. */
async function completion(at: Marked, name: string): Promise<vscode.CompletionItem> {
  return eventually(`${name} is offered`, async () => (await completions(at)).find((item) => nameOf(item) === name));
}

const marks = (document: vscode.TextDocument): readonly vscode.Diagnostic[] => vscode.languages.getDiagnostics(document.uri);

async function mark(document: vscode.TextDocument, code: string): Promise<vscode.Diagnostic> {
  return eventually(`${code} is marked`, () => marks(document).find((one) => one.code === code));
}

async function replaceAll(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

const formatting = { tabSize: 4, insertSpaces: true };

async function applyEdits(document: vscode.TextDocument, edits: readonly vscode.TextEdit[]): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.set(document.uri, [...edits]);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

/** Where a name was found, as cell or file and the text there. */
async function found(locations: readonly (vscode.Location | vscode.LocationLink)[]): Promise<readonly string[]> {
  const texts = locations.map(async (location) => {
    const [uri, range] = 'uri' in location ? [location.uri, location.range] : [location.targetUri, location.targetRange];
    const document = await vscode.workspace.openTextDocument(uri);
    return `${document.getText().split('\n')[0] ?? ''}: ${document.getText(range)}`;
  });
  return Promise.all(texts);
}

describe('language', () => {
  let opened: Opened;
  /** For what VS Code's commands for tests leave out of an answer. */
  let requests: LanguageRequests;
  const never = new vscode.CancellationTokenSource();

  before(async () => {
    opened = await open(contosoHotels);
    requests = new LanguageRequests(opened.context.queries, opened.context.log);
  });

  after(() => {
    requests.dispose();
    never.dispose();
  });

  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('completes tables, operators, and the columns of the table', async () => {
    const column = await completion(await marked('AppRequests | where ‸'), 'DurationMs');
    assert.equal(column.kind, vscode.CompletionItemKind.Field);
    const table = await completion(await marked('AppReq‸\n| take 1'), 'AppRequests');
    assert.equal(table.kind, vscode.CompletionItemKind.Class);
    const operator = await completion(await marked('AppRequests\n| project-‸'), 'project-away');
    const { range } = operator;
    assert.ok(range instanceof vscode.Range);
    assert.equal(range.start.character, 2);
    const call = await completion(await marked('AppRequests | extend a = strl‸'), 'strlen');
    assert.ok(call.insertText instanceof vscode.SnippetString);
    assert.equal(call.insertText.value, 'strlen($0)');
  });

  it('explains a name, and the arguments of a call', async () => {
    const { document, position } = await marked('AppRequests\n| extend a = bin(Dura‸tionMs, 5)');
    const explained = await eventually('the column is known', async () => {
      const hovers = await ask<readonly vscode.Hover[]>('vscode.executeHoverProvider', document.uri, position);
      const text = hovers
        .flatMap(({ contents }) => contents.map((one) => (one instanceof vscode.MarkdownString ? one.value : '')))
        .join('\n');
      return text.includes('real') && text;
    });
    assert.match(explained, /DurationMs/);
    const inside = placeOf(document, ', 5').translate(0, 1);
    const help = await ask<vscode.SignatureHelp>('vscode.executeSignatureHelpProvider', document.uri, inside, ',');
    assert.match(help.signatures[0]?.label ?? '', /^bin\(/);
    assert.equal(help.activeParameter, 1);
  });

  it('marks what is wrong, takes it back when it is mended, and forgets a closed document', async () => {
    const document = await file('AppRequests\n| where DurationMs >');
    const first = await mark(document, 'KS006');
    assert.equal(first.source, 'KQL');
    assert.equal(first.severity, vscode.DiagnosticSeverity.Error);
    await replaceAll(document, 'AppRequests\n| where DurationMs > 5');
    await eventually('nothing is marked', () => marks(document).length === 0);
    await replaceAll(document, 'AppRequests\n| where (');
    await eventually('something is marked', () => marks(document).length > 0);
    await vscode.languages.setTextDocumentLanguage(document, 'plaintext');
    await eventually('the marks are gone', () => marks(document).length === 0);
  });

  it('mends a misspelt column', async () => {
    const document = await file('AppRequests\n| where DurationsMs > 5');
    const { range } = await mark(document, 'KS142');
    const actions = await ask<readonly vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, range);
    const fix = actions.find(({ kind, title }) => kind?.value === 'quickfix' && title.includes('DurationMs'));
    assert.ok(fix?.edit, actions.map(({ title }) => title).join(', '));
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    assert.equal(document.lineAt(1).text, '| where DurationMs > 5');
    await eventually('nothing is marked', () => marks(document).length === 0);
  });

  it('says which mark a fix is for, and gives the kinds that are asked for', async () => {
    const document = await file('AppRequests\n| where DurationsMs > 5');
    const wrong = await mark(document, 'KS142');
    const provider = new KqlCodeActionProvider(requests);
    const actions = async (only?: vscode.CodeActionKind): Promise<readonly vscode.CodeAction[]> => {
      const context = { diagnostics: [wrong], triggerKind: vscode.CodeActionTriggerKind.Invoke, only };
      return (await provider.provideCodeActions(document, wrong.range, context, never.token)) ?? [];
    };
    assert.deepEqual((await actions(vscode.CodeActionKind.QuickFix))[0]?.diagnostics, [wrong]);
    assert.ok((await actions(vscode.CodeActionKind.Refactor)).every(({ kind }) => kind?.value.startsWith('refactor')));
  });

  it('offers to say the kind of a join', async () => {
    const document = await file('AppRequests\n| where TimeGenerated > ago(1h)\n| join (AppExceptions) on OperationId');
    const at = placeOf(document, 'join');
    const fix = await eventually('the improvement is offered', async () => {
      const actions = await ask<readonly vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        new vscode.Range(at, at),
      );
      return actions.find(({ title }) => title.includes('kind='));
    });
    assert.ok(fix.edit);
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    assert.match(document.getText(), /join kind\s*=\s*\w+ \(/);
  });

  it('formats query by query, in one step, and leaves what it cannot read', async () => {
    const document = await file('AppRequests|take 5\n\nAppRequests|where (\n\nAppTraces|take    7\n');
    const edits = await ask<vscode.TextEdit[]>('vscode.executeFormatDocumentProvider', document.uri, formatting);
    await applyEdits(document, edits);
    const [first, second, third] = document.getText().split('\n\n');
    assert.match(first ?? '', /^AppRequests\s+\| take 5$/);
    assert.equal(second, 'AppRequests|where (');
    assert.match(third ?? '', /^AppTraces\s+\| take 7\n$/);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), 'AppRequests|take 5\n\nAppRequests|where (\n\nAppTraces|take    7\n');
  });

  it('formats only the queries that a selection touches', async () => {
    const document = await file('AppRequests|take 5\n\nAppTraces|take    7');
    const range = new vscode.Range(2, 3, 2, 5);
    await applyEdits(document, await ask('vscode.executeFormatRangeProvider', document.uri, range, formatting));
    assert.match(document.getText(), /^AppRequests\|take 5\n\nAppTraces\s+\| take 7$/);
  });

  it('colours names by what they are', async () => {
    const document = await file(
      'let least = 5;\nAppRequests\n| where DurationMs > least // why\n| extend a = strlen(```x\ny```)',
    );
    const legend = await ask<vscode.SemanticTokensLegend>('vscode.provideDocumentSemanticTokensLegend', document.uri);
    const kinds = await eventually('the table is known', async () => {
      // A busy window ends requests early, and asks again.
      const tokens = await ask<vscode.SemanticTokens | undefined>('vscode.provideDocumentSemanticTokens', document.uri);
      if (tokens === undefined) return undefined;
      const { data } = tokens;
      const found = new Map<string, string | undefined>();
      let line = 0;
      let character = 0;
      for (let i = 0; i + 4 < data.length; i += 5) {
        const [down = 0, right = 0, length = 0, type = 0] = data.slice(i, i + 4);
        line += down;
        character = down > 0 ? right : character + right;
        found.set(document.lineAt(line).text.slice(character, character + length), legend.tokenTypes[type]);
      }
      return found.get('AppRequests') === 'class' && found;
    });
    const expected = {
      let: 'keyword',
      least: 'variable',
      5: 'number',
      where: 'keyword',
      DurationMs: 'property',
      '// why': 'comment',
      strlen: 'function',
      '```x': 'string',
      'y```': 'string',
    };
    assert.deepEqual(Object.fromEntries(Object.keys(expected).map((text) => [text, kinds.get(text)])), expected);
  });

  it('folds statements, comments and regions', async () => {
    const document = await file('//region one\n// a\n// b\nAppRequests\n| where (\n    DurationMs > 1\n)\n//endregion\n');
    const ranges = await ask<readonly vscode.FoldingRange[]>('vscode.executeFoldingRangeProvider', document.uri);
    const lines = ranges.map(({ start, end, kind }) => [start, end, kind]);
    const has = (start: number, end: number, kind?: vscode.FoldingRangeKind): boolean =>
      lines.some((one) => one[0] === start && one[1] === end && one[2] === kind);
    assert.ok(has(0, 7, vscode.FoldingRangeKind.Region), JSON.stringify(lines));
    assert.ok(has(3, 6), JSON.stringify(lines));
    assert.ok(
      lines.some(([, , kind]) => kind === vscode.FoldingRangeKind.Comment),
      JSON.stringify(lines),
    );
  });

  it('lists queries with the names they declare', async () => {
    const document = await file('let least = 5;\nAppRequests\n| where DurationMs > least\n\n// Errors\nAppExceptions\n| count');
    const symbols = await ask<readonly vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', document.uri);
    assert.deepEqual(
      symbols.map(({ name, children }) => [name, children.map((child) => child.name)]),
      [
        ['AppRequests', ['least']],
        ['Errors', []],
      ],
    );
  });

  it('renames a parameter where it counts, and refuses a column and a word of the language', async () => {
    const document = await file('let f = (a: long) { a + 1 };\nlet a = 3;\nprint f(a), strlen("a")');
    const at = placeOf(document, 'a \\+');
    const edit = await ask<vscode.WorkspaceEdit>('vscode.executeDocumentRenameProvider', document.uri, at.translate(0, -1), 'b');
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.equal(document.getText(), 'let f = (b: long) { b + 1 };\nlet a = 3;\nprint f(a), strlen("a")');
    const rename = (position: vscode.Position, name: string): Promise<unknown> =>
      ask('vscode.executeDocumentRenameProvider', document.uri, position, name);
    await assert.rejects(rename(placeOf(document, 'a = 3').translate(0, -1), 'where'), /no name in KQL/);
    await assert.rejects(rename(placeOf(document, 'a = 3').translate(0, -1), 'f'), /something else/);
    await assert.rejects(ask('vscode.prepareRename', document.uri, placeOf(document, 'strlen')), /can be renamed/);
  });

  describe('across cells', () => {
    let cells: readonly vscode.TextDocument[];
    let shown: vscode.NotebookDocument;

    beforeEach(async () => {
      shown = await notebook([
        ['let slow = 500;\nAppRequests\n| where DurationMs > slow'],
        ['AppRequests\n| summarize calls = count() by Name', 'byName'],
        ['byName\n| where calls > slow'],
        ['let slow = 9;\nprint slow'],
      ]);
      cells = shown.getCells().map(({ document }) => document);
    });

    const cell = (index: number): vscode.TextDocument => {
      const document = cells[index];
      assert.ok(document);
      return document;
    };

    const renamed = async (document: vscode.TextDocument, at: vscode.Position, name: string): Promise<void> => {
      const edit = await ask<vscode.WorkspaceEdit>('vscode.executeDocumentRenameProvider', document.uri, at, name);
      assert.ok(await vscode.workspace.applyEdit(edit));
    };

    it('completes and explains names of earlier cells, and marks what no cell declares', async () => {
      await completion({ document: cell(2), position: placeOf(cell(2), 'slow') }, 'slow');
      await replaceAll(cell(2), 'AppRequests\n| where DurationMs > nothing');
      await mark(cell(2), 'KS142');
      await replaceAll(cell(2), 'AppRequests\n| where DurationMs > slow');
      await eventually('nothing is marked', () => marks(cell(2)).length === 0);
    });

    it('knows the columns of a named result once it has run', async () => {
      await opened.context.notebooks.kernel.run(shown, [shown.cellAt(1)]);
      await replaceAll(cell(2), 'byName\n| where ');
      await completion({ document: cell(2), position: new vscode.Position(1, 8) }, 'calls');
    });

    it('goes to the cell that declares a name', async () => {
      const definition = async (text: string): Promise<readonly string[]> =>
        found(await ask('vscode.executeDefinitionProvider', cell(2).uri, placeOf(cell(2), text)));
      assert.deepEqual(await definition('slow'), ['let slow = 500;: slow']);
      assert.deepEqual(await definition('byName'), ['AppRequests: ']);
      const uses = await ask<readonly vscode.Location[]>(
        'vscode.executeReferenceProvider',
        cell(0).uri,
        placeOf(cell(0), 'slow'),
      );
      assert.deepEqual(await found(uses), ['let slow = 500;: slow', 'let slow = 500;: slow', 'byName: slow']);
      const places = await ask<readonly vscode.DocumentHighlight[]>(
        'vscode.executeDocumentHighlights',
        cell(0).uri,
        placeOf(cell(0), 'slow'),
      );
      assert.deepEqual(
        places.map(({ kind }) => kind),
        [vscode.DocumentHighlightKind.Write, vscode.DocumentHighlightKind.Read],
      );
    });

    it('renames a name in the cells that see it, from any of them', async () => {
      await renamed(cell(2), placeOf(cell(2), 'slow'), 'limit_ms');
      assert.equal(cell(0).getText(), 'let limit_ms = 500;\nAppRequests\n| where DurationMs > limit_ms');
      assert.equal(cell(2).getText(), 'byName\n| where calls > limit_ms');
      assert.equal(cell(3).getText(), 'let slow = 9;\nprint slow');
    });

    it('renames the result of a cell', async () => {
      const provider = new KqlRenameProvider(requests);
      const edit = await provider.provideRenameEdits(cell(2), placeOf(cell(2), 'byName'), 'operations', never.token);
      assert.ok(await vscode.workspace.applyEdit(edit));
      assert.equal(cell(2).getText(), 'operations\n| where calls > slow');
      assert.equal(shown.cellAt(1).metadata['name'], 'operations');
    });
  });
});
