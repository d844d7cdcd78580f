import * as vscode from 'vscode';
import { commandIds } from '../../commands/ids';
import type { OpenQueryServices } from '../queries/openQueryServices';
import { Disposable } from '../disposables';
import { isQueryFile } from './queryBlocks';
import { timeLabel } from './timeLabel';

/** What a lens does, which it says when it comes into view. */
class BlockLens extends vscode.CodeLens {
  constructor(
    range: vscode.Range,
    readonly does: 'run' | 'connection' | 'time',
    readonly document: vscode.TextDocument,
    readonly offset: number,
  ) {
    super(range);
  }
}

/** "Run Query | source | time range" above every query of a file. */
export class QueryCodeLens extends Disposable implements vscode.CodeLensProvider {
  private readonly changed = this.own(new vscode.EventEmitter<void>());
  readonly onDidChangeCodeLenses = this.changed.event;

  constructor(private readonly queries: OpenQueryServices) {
    super();
    this.own(vscode.languages.registerCodeLensProvider({ language: 'kql' }, this));
    this.own(queries.onDidChange(() => this.changed.fire()));
  }

  async provideCodeLenses(document: vscode.TextDocument, token: vscode.CancellationToken): Promise<vscode.CodeLens[]> {
    if (!isQueryFile(document)) return [];
    const { version } = document;
    const { queries } = await this.queries.language.outline(await this.queries.textOf(document));
    if (token.isCancellationRequested || document.version !== version) return [];
    return queries.flatMap(({ start, length }) => {
      const range = new vscode.Range(document.positionAt(start), document.positionAt(start + length));
      return (['run', 'connection', 'time'] as const).map((does) => new BlockLens(range, does, document, start));
    });
  }

  resolveCodeLens(lens: vscode.CodeLens): vscode.CodeLens {
    if (!(lens instanceof BlockLens)) return lens;
    const { connection, time } = this.queries.settingOf(lens.document);
    const { uri } = lens.document;
    switch (lens.does) {
      case 'run':
        lens.command = {
          command: commandIds.runQuery,
          title: `$(play) ${vscode.l10n.t('Run Query')}`,
          arguments: [uri, lens.offset],
        };
        break;
      case 'connection':
        lens.command = {
          command: commandIds.selectQueryConnection,
          title: this.queries.sources.describe(connection),
          tooltip: vscode.l10n.t('Select what the queries of this file run against'),
          arguments: [uri],
        };
        break;
      case 'time':
        lens.command = {
          command: commandIds.setQueryTimeRange,
          title: timeLabel(time, this.queries.timeZone()),
          tooltip: vscode.l10n.t('Set the time range of this file'),
          arguments: [uri],
        };
    }
    return lens;
  }
}
