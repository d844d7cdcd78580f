import * as vscode from 'vscode';
import { intentOf, type IntentId } from '../views/ask/intents';
import { recentQuestions, rememberQuestion } from '../views/ask/recentQuestions';
import { keptAsKql } from '../kql/notebook/question/askedCells';
import { resultOutput } from '../views/notebook/cellOutput';
import { dataOf, showNotebook } from '../views/notebook/notebookData';
import { changed, wholeOf } from '../views/notebook/notebookEdits';
import {
  askedMark,
  connectionOfNotebook,
  defaultConnection,
  NOTEBOOK_TYPE,
  QUESTION_LANGUAGE,
} from '../views/queries/cellsAbove';
import { chooseReading } from './chooseReading';
import type { CommandContext, CommandHandlers } from './context';
import { commandIds } from './ids';
import { questionCell, questionOf, runQuestion } from './questionCells';

/** Questions in plain language: asking them, choosing how they are read, and keeping what they became. */
export function askCommands(context: CommandContext): CommandHandlers {
  return {
    [commandIds.ask]: (question) => ask(context, question),
    [commandIds.addQuestion]: async () => {
      const cell = await addQuestion(activeNotebook(), '');
      context.ask.getReady(connectionOfNotebook(cell.notebook));
      await vscode.commands.executeCommand('notebook.cell.edit');
    },
    [commandIds.chooseReading]: (cell, at) => chooseReading(context, questionOf(cell), at),
    [commandIds.askInstead]: async (cell, question) => {
      const asked = questionCell(cell);
      if (typeof question !== 'string') throw new Error(vscode.l10n.t('There is no question to ask instead.'));
      const edit = new vscode.WorkspaceEdit();
      edit.replace(asked.document.uri, wholeOf(asked.document), question);
      await applied(edit);
      await runQuestion(asked);
    },
    [commandIds.keepAsKql]: (cell) => keepAsKql(questionOf(cell)),
  };
}

/** What a feature of its own answers goes there; everything else becomes a question in a notebook. */
const routes: Readonly<Record<IntentId, string>> = { overnightSummary: commandIds.overnightSummary };

async function ask(context: CommandContext, given: unknown): Promise<void> {
  const question = typeof given === 'string' ? given.trim() : await askPerson(context);
  if (question === undefined || question === '') return;
  await rememberQuestion(context.extension.workspaceState, question);
  const intent = intentOf(question);
  if (intent !== undefined) {
    await vscode.commands.executeCommand(routes[intent]);
    return;
  }
  const notebook = openNotebook() ?? (await newNotebook());
  await runQuestion(await addQuestion(notebook, question));
}

function askPerson({ ask: service, prompts, extension, log }: CommandContext): Thenable<string | undefined> {
  const notebook = openNotebook();
  const connection = notebook === undefined ? defaultConnection : connectionOfNotebook(notebook);
  const recent = recentQuestions(extension.workspaceState).map((label) => ({ label, description: vscode.l10n.t('recent') }));
  // While the question is typed.
  service.getReady(connection);
  const suggested = async (): Promise<readonly vscode.QuickPickItem[]> => {
    if (!vscode.workspace.isTrusted) return recent;
    try {
      const known = new Set(recent.map(({ label }) => label));
      const suggestions = await service.suggestions(connection);
      return [...recent, ...suggestions.filter((label) => !known.has(label)).map((label) => ({ label }))];
    } catch (error) {
      log.error('Suggesting questions failed', error);
      return recent;
    }
  };
  return prompts.inputOrPick({
    title: vscode.l10n.t('Ask'),
    placeholder: vscode.l10n.t('Ask in plain language: it becomes a query that you can see and change'),
    own: vscode.l10n.t('Ask'),
    offered: suggested(),
  });
}

function openNotebook(): vscode.NotebookDocument | undefined {
  const notebook = vscode.window.activeNotebookEditor?.notebook;
  return notebook?.notebookType === NOTEBOOK_TYPE ? notebook : undefined;
}

function activeNotebook(): vscode.NotebookDocument {
  const notebook = openNotebook();
  if (notebook === undefined) throw new Error(vscode.l10n.t('Open a KQL notebook first.'));
  return notebook;
}

async function newNotebook(): Promise<vscode.NotebookDocument> {
  const file = { connection: defaultConnection, cells: [], otherLines: [], hasByteOrderMark: false };
  await showNotebook(await dataOf(file, resultOutput));
  return activeNotebook();
}

/** A new question below the selected cell; below the queries of a question, when it is one of those. */
async function addQuestion(notebook: vscode.NotebookDocument, text: string): Promise<vscode.NotebookCell> {
  const editor = vscode.window.activeNotebookEditor;
  const selected = editor?.notebook === notebook ? editor.selections.at(-1)?.end : undefined;
  let at = Math.min(selected ?? notebook.cellCount, notebook.cellCount);
  while (at < notebook.cellCount && askedMark(notebook.cellAt(at)) !== undefined) at += 1;
  const edit = new vscode.WorkspaceEdit();
  const data = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, text, QUESTION_LANGUAGE);
  edit.set(notebook.uri, [vscode.NotebookEdit.insertCells(at, [data])]);
  await applied(edit);
  if (editor?.notebook === notebook) {
    const range = new vscode.NotebookRange(at, at + 1);
    editor.selections = [range];
    editor.revealRange(range, vscode.NotebookEditorRevealType.InCenterIfOutsideViewport);
  }
  return notebook.cellAt(at);
}

/** The queries stay, as a person's own; the question becomes a comment above the first of them. One step of undo. */
async function keepAsKql(question: vscode.NotebookCell): Promise<void> {
  const { notebook } = question;
  const below = notebook.getCells().slice(question.index + 1);
  const end = below.findIndex((cell) => askedMark(cell) === undefined);
  const queries = end < 0 ? below : below.slice(0, end);
  const [first] = queries;
  if (first === undefined) throw new Error(vscode.l10n.t('Run the question first: there is no query below it to keep.'));
  const edit = new vscode.WorkspaceEdit();
  const comment = keptAsKql(question.document.getText(), '');
  edit.insert(first.document.uri, new vscode.Position(0, 0), comment);
  edit.set(notebook.uri, [
    // All indices are those before the edit. This comes first: of edits that end at one index the editor makes the first one last.
    vscode.NotebookEdit.deleteCells(new vscode.NotebookRange(question.index, question.index + 1)),
    ...queries.map((cell) => vscode.NotebookEdit.updateCellMetadata(cell.index, changed(cell.metadata, { asked: undefined }))),
  ]);
  await applied(edit);
  const start = first.index;
  await vscode.commands.executeCommand('notebook.cell.expandCellInput', {
    ranges: [{ start, end: start + queries.length }],
    document: notebook.uri,
  });
}

async function applied(edit: vscode.WorkspaceEdit): Promise<void> {
  if (!(await vscode.workspace.applyEdit(edit))) throw new Error(vscode.l10n.t('The notebook could not be changed.'));
}
