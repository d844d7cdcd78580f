import * as vscode from 'vscode';
import type { Environment } from '../environments/environment';
import type { ReadableDocument } from '../model/document';
import type { ActiveEnvironment } from './activeEnvironment';
import type { AlertFeed } from './alertFeed';
import type { GroupingFile } from './groupingFile';
import type { Produce } from './readablePanels';
import type { Settings } from './settings';
import { effectiveTimeZone } from './timeZone';

export interface DocumentSources {
  readonly environment: ActiveEnvironment;
  readonly feed: AlertFeed;
  readonly grouping: GroupingFile;
  readonly settings: () => Settings;
}

/** Makes the documents that panels show. The modules that write them load on first use. */
export function documentProducer(sources: DocumentSources): Produce {
  return async (subject, progress, signal) => {
    const environment = await sources.environment.get();
    const document =
      subject === 'overnight'
        ? await overnight(sources, environment, progress, signal)
        : await details(sources, environment, subject, signal);
    return { document, environment: environment.name };
  };
}

async function overnight(
  sources: DocumentSources,
  environment: Environment,
  progress: (text: string) => void,
  signal: AbortSignal,
): Promise<ReadableDocument> {
  const [{ overnightWindow }, { gatherOvernight }] = await Promise.all([
    import('../incidents/overnight'),
    import('../incidents/gatherOvernight'),
  ]);
  const settings = sources.settings();
  const timeZone = effectiveTimeZone(settings.timeZone, environment.timeZone);
  const now = environment.clock.now();
  const night = settings.nightStart === '' ? { hours: settings.overnightHours } : { nightStart: settings.nightStart };
  const summary = await gatherOvernight(
    environment.stores,
    {
      now,
      window: overnightWindow(now, night, timeZone),
      timeZone,
      environment: environment.name,
      demo: environment.kind === 'demo',
      criticalUpTo: settings.criticalUpTo,
      overrides: await sources.grouping.read(),
      published: sources.feed.state.board?.incidents ?? [],
      onProgress: progress,
    },
    signal,
  );
  return summary.document;
}

async function details(
  sources: DocumentSources,
  environment: Environment,
  subject: string,
  signal: AbortSignal,
): Promise<ReadableDocument> {
  const id = /^alert:(.+)$/.exec(subject)?.[1];
  if (id === undefined) throw new Error(vscode.l10n.t('There is no document "{0}".', subject));
  const { describeAlert } = await import('../incidents/alertDocument');
  await sources.feed.ensureLoaded();
  const { board, error } = sources.feed.state;
  if (board === undefined) throw new Error(error ?? vscode.l10n.t('The alerts could not be read.'));
  const alert =
    board.alerts.find((candidate) => candidate.id.toLowerCase() === id.toLowerCase()) ??
    (await environment.stores.alerts.get(id, signal)).value;
  const timeZone = effectiveTimeZone(sources.settings().timeZone, environment.timeZone);
  return describeAlert(
    alert,
    board,
    environment.stores,
    { now: environment.clock.now(), timeZone, environment: environment.name, demo: environment.kind === 'demo' },
    signal,
  );
}
