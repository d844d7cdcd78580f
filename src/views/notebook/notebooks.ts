import * as vscode from 'vscode';
import type { Instant } from '../../model/time';
import type { AlertFeed } from '../alertFeed';
import type { AskService } from '../ask/askService';
import type { ModelAnswers } from '../ask/modelAnswers';
import type { Models } from '../models/models';
import { Disposable } from '../disposables';
import { connectionOfNotebook, isQuestionCell, NOTEBOOK_TYPE } from '../queries/cellsAbove';
import type { OpenQueryServices, QueryServicesParts } from '../queries/openQueryServices';
import { parseResultRequest } from '../../webviews/results/panelProtocol';
import { settingKeys } from '../settings';
import { CellStatusBar } from './cellStatusBar';
import { Kernel } from './kernel';
import { NotebookStatus } from './notebookStatus';
import { ResultActions } from './resultActions';
import { RowKeeper } from './rowKeeper';
import { KqlNotebookSerializer } from './serializer';
import { Staleness } from './staleness';

export interface NotebooksParts extends QueryServicesParts {
  readonly queries: OpenQueryServices;
  readonly feed: AlertFeed;
  readonly ask: AskService;
  readonly models: Models;
  readonly modelAnswers: ModelAnswers;
}

/** The notebook type: files, kernel, outputs, what stands below a cell. */
export class Notebooks extends Disposable {
  readonly kernel: Kernel;
  readonly staleness: Staleness;
  private serializer: vscode.Disposable | undefined;

  constructor(private readonly parts: NotebooksParts) {
    super();
    const { queries, environment, settings, ask, models, modelAnswers, log } = parts;
    const actions = new ResultActions(queries, (cell) => this.kernel.run(cell.notebook, [cell]));
    const now = async (): Promise<Instant> => (await environment.get()).clock.now();
    this.kernel = this.own(new Kernel({ queries, settings, actions, ask, modelAnswers, now, log }));
    this.staleness = this.own(new Staleness(queries, log));
    this.own(new CellStatusBar(queries, this.kernel, this.staleness, models));
    this.own(new NotebookStatus(queries, environment, settings, this.kernel.controller));
    this.own(new RowKeeper(queries, this.kernel, actions));
    this.registerSerializer();
    this.own(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(settingKeys.keepOutputs)) this.registerSerializer();
      }),
    );
    const prefer = (notebook: vscode.NotebookDocument): void => {
      if (notebook.notebookType !== NOTEBOOK_TYPE) return;
      this.kernel.controller.updateNotebookAffinity(notebook, vscode.NotebookControllerAffinity.Preferred);
      const connection = connectionOfNotebook(notebook);
      void queries.getReady(connection);
      if (notebook.getCells().some(isQuestionCell)) ask.getReady(connection);
    };
    vscode.workspace.notebookDocuments.forEach(prefer);
    this.own(vscode.workspace.onDidOpenNotebookDocument(prefer));
    const messaging = vscode.notebooks.createRendererMessaging('sre.kql-result');
    this.own(
      messaging.onDidReceiveMessage(({ editor, message }) => {
        const request = parseResultRequest(message);
        if (request === undefined) {
          log.warn('A result sent a message that is not known.');
          return;
        }
        void queries.results.handle(request, (reply) => void messaging.postMessage(reply, editor));
      }),
    );
  }

  /** Runs the stale cells in order; gives how many there were. */
  async runStale(notebook: vscode.NotebookDocument): Promise<number> {
    const stale = await this.staleness.read(notebook);
    await this.kernel.run(notebook, stale);
    return stale.length;
  }

  /** Outputs are part of a file by choice only; the editor takes that from the registration. */
  private registerSerializer(): void {
    this.serializer?.dispose();
    const { keepOutputs } = this.parts.settings();
    this.serializer = vscode.workspace.registerNotebookSerializer(NOTEBOOK_TYPE, new KqlNotebookSerializer(this.parts.settings), {
      transientOutputs: !keepOutputs,
    });
  }

  override dispose(): void {
    this.serializer?.dispose();
    super.dispose();
  }
}
