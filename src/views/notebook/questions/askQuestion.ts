import * as vscode from 'vscode';
import { answerMarkdown } from '../../../kql/notebook/question/answerMarkdown';
import { windowOf } from '../../../kql/notebook/timeWords';
import { connectionKey } from '../../../kql/sources/createQuerySources';
import { SourceError } from '../../../model/failure';
import type { QueryConnection } from '../../../model/queryConnection';
import type { Instant } from '../../../model/time';
import type { Asked, AskOptions, AskService } from '../../ask/askService';
import { choicesOfQuestion, connectionOfNotebook, timeOfNotebook } from '../../queries/cellsAbove';
import type { OpenQueryServices } from '../../queries/openQueryServices';
import { setCellMetadata } from '../notebookEdits';
import type { AskedQuestions } from './askedQuestions';
import { placeQueries, type MadeQuery } from './placeQueries';

export interface QuestionParts {
  readonly ask: AskService;
  readonly queries: OpenQueryServices;
  readonly questions: AskedQuestions;
  /** Now, on the clock of the environment. */
  readonly now: () => Promise<Instant>;
}

export interface AnsweredQuestion {
  readonly markdown: string;
  /** Cells whose queries were made for it, in the order in which they run. */
  readonly cells: readonly vscode.NotebookCell[];
  /** True when a person must say which reading they mean. */
  readonly isOpen: boolean;
}

/** Asks the question of a cell and puts the queries that it became below it. Rejects as `AskService.ask` does. */
export async function askQuestion(
  cell: vscode.NotebookCell,
  { ask, queries, questions, now }: QuestionParts,
  { signal, onProgress }: Required<Pick<AskOptions, 'signal' | 'onProgress'>>,
): Promise<AnsweredQuestion> {
  if (!vscode.workspace.isTrusted) throw new SourceError(restricted());
  const { notebook, document } = cell;
  const text = document.getText();
  const connection = connectionOfNotebook(notebook);
  const range = timeOfNotebook(notebook);
  const choices = await choicesFor(cell, text, questions);
  const asked = await ask.ask(text, connection, {
    signal,
    onProgress,
    ...(range !== undefined && { pinned: windowOf(range, range.kind === 'last' ? await now() : 0) }),
    ...(Object.keys(choices).length > 0 && { choices }),
  });
  signal.throwIfAborted();
  if (cell.index < 0) throw new Error(vscode.l10n.t('The question was deleted while it was read.'));
  questions.set(cell, { text, asked });
  const made = madeQueries(asked, connection);
  const cells = made.length === 0 ? [] : await placeQueries(cell, made);
  const isElsewhere = connectionKey(asked.connection) !== connectionKey(connection);
  const markdown = answerMarkdown({
    question: text,
    answer: asked.answer,
    failures: asked.failures,
    unread: asked.unread,
    ...(isElsewhere && { source: queries.sources.describe(asked.connection) }),
  });
  return { markdown, cells, isOpen: asked.answer.kind === 'choice' };
}

/** What was chosen belongs to the question as it was: another text begins anew. */
async function choicesFor(
  cell: vscode.NotebookCell,
  text: string,
  questions: AskedQuestions,
): Promise<Readonly<Record<string, string>>> {
  const before = questions.of(cell);
  const choices = choicesOfQuestion(cell);
  if (before === undefined || before.text === text || Object.keys(choices).length === 0) return choices;
  await setCellMetadata(cell, { choices: undefined });
  return {};
}

function madeQueries({ answer, connection }: Asked, notebook: QueryConnection): readonly MadeQuery[] {
  const own = (runsOn: QueryConnection): Pick<MadeQuery, 'connection'> =>
    connectionKey(runsOn) === connectionKey(notebook) ? {} : { connection: runsOn };
  if (answer.kind === 'query') return [{ kql: answer.kql, ...own(connection) }];
  if (answer.kind !== 'scan') return [];
  return answer.parts.map(({ kql, store }) => ({ kql, ...own(store === 'graph' ? { kind: 'graph' } : notebook) }));
}

function restricted(): ConstructorParameters<typeof SourceError>[0] {
  return {
    source: 'logs',
    kind: 'precondition',
    message: vscode.l10n.t('This folder is in Restricted Mode: nothing is queried.'),
    nextAction: vscode.l10n.t('Trust the folder to ask questions.'),
  };
}
