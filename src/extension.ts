import * as vscode from 'vscode';
import { AuditLog } from './audit/auditLog';
import type { CommandContext } from './commands/context';
import { windowPrompts } from './commands/prompts';
import { registerCommands } from './commands/registerCommands';
import { firstStory } from './demo/stories';
import { ActiveEnvironment } from './views/activeEnvironment';
import { AlertFeed } from './views/alertFeed';
import { AlertTree } from './views/alertTree';
import { createAskService } from './views/ask/askService';
import { ModelAnswers } from './views/ask/modelAnswers';
import { environmentOpener } from './views/environmentOpener';
import { FactDocuments } from './views/factDocuments';
import { GroupingFile } from './views/groupingFile';
import { Log } from './views/log';
import { Notifications } from './views/notifications';
import { documentProducer } from './views/documentProducer';
import { ReadablePanels } from './views/readablePanels';
import { linkOpener } from './views/linkOpener';
import { RequestMeter } from './views/requestMeter';
import { ModelDocuments } from './views/models/modelDocuments';
import { Models } from './views/models/models';
import { registerLanguage } from './views/language/registerLanguage';
import { Notebooks } from './views/notebook/notebooks';
import { createResultHost } from './views/queries/heldResults';
import { createQueryServices } from './views/queries/openQueryServices';
import { ResultsView } from './views/results/resultsView';
import { SchemaTree } from './views/schema/schemaTree';
import { readSettings, type Settings } from './views/settings';
import { StatusBar } from './views/statusBar';

/** What tests in a real host may reach; undefined in production. */
export interface TestApi {
  readonly context: CommandContext;
  readonly notifications: Notifications;
  /** Milliseconds that `activate` took. */
  readonly activation: number;
}

export function activate(extension: vscode.ExtensionContext): TestApi | undefined {
  const started = performance.now();
  const own = <T extends vscode.Disposable>(item: T): T => {
    extension.subscriptions.push(item);
    return item;
  };
  const settings = (): Settings => readSettings((key) => vscode.workspace.getConfiguration().get(key));
  const log = own(new Log());
  const meter = own(new RequestMeter());
  const environment = own(
    new ActiveEnvironment(
      extension.workspaceState,
      environmentOpener(extension.extensionUri, (state) => meter.update(state)),
      (event) => log.request(event),
      { kind: 'demo', story: firstStory.id },
    ),
  );
  const grouping = new GroupingFile();
  const feed = own(new AlertFeed(environment, settings, () => grouping.read(), log));
  const tree = own(new AlertTree(environment, feed, settings));
  const facts = own(new FactDocuments(environment));
  const notifications = own(new Notifications(feed, settings));
  own(new StatusBar(environment, feed, meter));
  const sources = { environment, feed, settings, grouping };
  const panels = own(new ReadablePanels(extension.extensionUri, facts, log, documentProducer(sources), linkOpener(sources)));
  const queryParts = { extension, environment, settings, results: createResultHost(log), log };
  const queries = own(createQueryServices(queryParts));
  const ask = own(createAskService({ environment, queries }));
  const models = own(new Models({ extension, settings }));
  const modelAnswers = new ModelAnswers({ models, queries, log });
  const modelDocuments = own(new ModelDocuments());
  const notebooks = own(new Notebooks({ ...queryParts, queries, feed, ask, models, modelAnswers }));
  const resultsView = own(new ResultsView(extension.extensionUri, queries, log));
  const schema = own(new SchemaTree(queries, environment, log));
  own(registerLanguage(queries, log));
  const context: CommandContext = {
    extension,
    environment,
    feed,
    tree,
    facts,
    panels,
    queries,
    ask,
    models,
    modelAnswers,
    modelDocuments,
    notebooks,
    resultsView,
    schema,
    grouping,
    audit: new AuditLog(vscode.Uri.joinPath(extension.globalStorageUri, 'audit.jsonl').fsPath),
    log,
    settings,
    prompts: windowPrompts,
  };
  own(registerCommands(context));
  own(
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (!event.affectsConfiguration('sre')) return;
      feed.schedule();
      tree.redraw();
      if (event.affectsConfiguration('sre.alerts')) void feed.refresh();
      if (event.affectsConfiguration('sre.timeZone') || event.affectsConfiguration('sre.overnight')) void panels.refreshAll();
    }),
  );
  own(vscode.workspace.onDidGrantWorkspaceTrust(() => void feed.refresh()));
  return extension.extensionMode === vscode.ExtensionMode.Test
    ? { context, notifications, activation: performance.now() - started }
    : undefined;
}
