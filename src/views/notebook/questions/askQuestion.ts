import * as vscode from 'vscode';
import { connectionOfStore } from '../../../kql/ask/gather/askTables';
import { partsFound } from '../../../kql/ask/scan/reportWords';
import { answerMarkdown, emptyMarkdown, type ToldAnswer } from '../../../kql/notebook/question/answerMarkdown';
import { connectionKey } from '../../../kql/sources/createQuerySources';
import { SourceError } from '../../../model/failure';
import type { QueryConnection } from '../../../model/queryConnection';
import type { Instant } from '../../../model/time';
import type { AskService } from '../../ask/askService';
import type { ModelAnswers } from '../../ask/modelAnswers';
import { choicesOfQuestion, connectionOfNotebook, settingsOfQuestion } from '../../queries/cellsAbove';
import type { OpenQueryServices } from '../../queries/openQueryServices';
import { setCellMetadata } from '../notebookEdits';
import type { AskedQuestions } from './askedQuestions';
import { placeQueries, type MadeQuery } from './placeQueries';
import { emptyReason, scanReport, type QuestionRuns } from './questionRuns';

export interface QuestionParts {
  readonly ask: AskService;
  readonly modelAnswers: ModelAnswers;
  readonly queries: OpenQueryServices;
  readonly questions: AskedQuestions;
  /** Now, on the clock of the environment. */
  readonly now: () => Promise<Instant>;
}

export interface AnsweredQuestion {
  readonly markdown: string;
  /** Cells whose queries were made for it, in the order in which they run. */
  readonly cells: readonly vscode.NotebookCell[];
  /** False when nothing was answered, though nothing is wrong. */
  readonly isAnswered: boolean;
  /** True when a person must say which reading they mean. */
  readonly isOpen: boolean;
  /** The Markdown with why there are no rows, once the cells have run; undefined where there is nothing to add. */
  readonly explained: () => Promise<string | undefined>;
}

/**
 * Asks the question of a cell and puts the queries that it became below it; of a search for what was unusual, those with a finding. Rejects
 * as `AskService.ask` does.
 */
export async function askQuestion(
  cell: vscode.NotebookCell,
  { ask, modelAnswers, queries, questions, now }: QuestionParts,
  { signal, onProgress }: { readonly signal: AbortSignal; readonly onProgress: (phrase: string, share?: number) => void },
): Promise<AnsweredQuestion> {
  if (!vscode.workspace.isTrusted) throw new SourceError(restricted());
  const { notebook, document } = cell;
  const text = document.getText();
  const connection = connectionOfNotebook(notebook);
  const choices = await choicesFor(cell, text, questions);
  const read =
    modelAnswers.answerToSend(cell, text) ??
    (await ask.ask(text, connection, {
      signal,
      onProgress,
      ...(await settingsOfQuestion(cell, choices, now)),
    }));
  signal.throwIfAborted();
  const { asked, exchange, markdown: model } = await modelAnswers.answer(cell, text, read, { signal, onProgress });
  signal.throwIfAborted();
  const isFromModel = exchange?.result.chosen === 'model';
  if (cell.index < 0) throw new Error(vscode.l10n.t('The question was deleted while it was read.'));
  questions.set(cell, { text, asked, ...(exchange && { exchange }) });
  const { answer } = asked;
  const runs: QuestionRuns = { queries, connection: asked.connection, now: await now(), signal };
  const told = answer.kind === 'scan' ? await scanReport(answer, runs, onProgress) : answer;
  const made = madeQueries(told, asked.connection, connection);
  const cells = made.length === 0 && answer.kind !== 'scan' ? [] : await placeQueries(cell, made, { isFolded: !isFromModel });
  const isElsewhere = connectionKey(asked.connection) !== connectionKey(connection);
  const words = { timeZone: queries.timeZone(), now: runs.now };
  const markdown = answerMarkdown({
    question: text,
    answer: told,
    words,
    failures: asked.failures,
    unread: asked.unread,
    ...(model !== undefined && { model: { markdown: model, isAnswer: isFromModel } }),
    ...(isElsewhere && { source: queries.sources.describe(asked.connection) }),
  });
  return {
    markdown,
    cells,
    isAnswered: cells.length > 0 || (told.kind === 'report' && told.compared.length > 0),
    isOpen: answer.kind === 'choice',
    explained: async () => {
      const reason = answer.kind === 'query' ? await emptyReason(cells[0], answer, runs) : undefined;
      return reason && `${markdown}\n\n${emptyMarkdown(reason, words)}`;
    },
  };
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

function madeQueries(told: ToldAnswer['answer'], connection: QueryConnection, notebook: QueryConnection): readonly MadeQuery[] {
  const own = (runsOn: QueryConnection): Pick<MadeQuery, 'connection'> =>
    connectionKey(runsOn) === connectionKey(notebook) ? {} : { connection: runsOn };
  if (told.kind === 'query') {
    const { kql, overTime } = told;
    return [{ kql }, ...(overTime === undefined ? [] : [{ kql: overTime }])].map((made) => ({ ...made, ...own(connection) }));
  }
  if (told.kind !== 'report') return [];
  // The editor shows the first line of a folded cell.
  return partsFound(told).map(({ title, kql, store }, index) => ({
    kql: `// ${index + 1}. ${title}\n${kql}`,
    ...own(connectionOfStore(store, notebook)),
  }));
}

function restricted(): ConstructorParameters<typeof SourceError>[0] {
  return {
    source: 'logs',
    kind: 'precondition',
    message: vscode.l10n.t('This folder is in Restricted Mode: nothing is queried.'),
    nextAction: vscode.l10n.t('Trust the folder to ask questions.'),
  };
}
