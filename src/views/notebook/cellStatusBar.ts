import * as vscode from 'vscode';
import { commandIds } from '../../commands/ids';
import { failureOf } from '../../kql/notebook/sentText';
import { momentInWords } from '../../kql/notebook/timeWords';
import type { CellResult } from '../../model/cellResult';
import { durationText } from '../../results/table/words';
import { Disposable } from '../disposables';
import { isQueryCell, isQuestionCell, nameOfCell, NOTEBOOK_TYPE, ownConnection } from '../queries/cellsAbove';
import type { Models } from '../models/models';
import type { OpenQueryServices } from '../queries/openQueryServices';
import { resultOf, rowCount } from './cellOutput';
import type { Kernel } from './kernel';
import type { Staleness } from './staleness';
import { statusItem } from './statusItem';

/** Runs one cell, from the item below it. */
export const RUN_CELL = 'notebook.cell.execute';

/** What stands below a query cell: its answer in figures, whether it is out of date, its name and connection. */
export class CellStatusBar extends Disposable implements vscode.NotebookCellStatusBarItemProvider {
  private readonly changed = this.own(new vscode.EventEmitter<void>());
  readonly onDidChangeCellStatusBarItems = this.changed.event;

  constructor(
    private readonly queries: OpenQueryServices,
    private readonly kernel: Kernel,
    private readonly staleness: Staleness,
    private readonly models: Models,
  ) {
    super();
    this.own(vscode.notebooks.registerNotebookCellStatusBarItemProvider(NOTEBOOK_TYPE, this));
    this.own(kernel.onDidChange(() => this.changed.fire()));
    this.own(kernel.questions.onDidChange(() => this.changed.fire()));
    this.own(staleness.onDidChange(() => this.changed.fire()));
    this.own(queries.onDidChange(() => this.changed.fire()));
    this.own(models.onDidChange(() => this.changed.fire()));
  }

  async provideCellStatusBarItems(cell: vscode.NotebookCell): Promise<vscode.NotebookCellStatusBarItem[]> {
    if (isQuestionCell(cell)) return this.question(cell);
    if (!isQueryCell(cell)) return [];
    return [...this.outcome(cell), ...this.choices(cell)];
  }

  private async question(cell: vscode.NotebookCell): Promise<vscode.NotebookCellStatusBarItem[]> {
    if (this.kernel.isActive(cell)) return [];
    const { questionItems } = await import('./questions/questionItems');
    const question = this.kernel.questions.of(cell);
    const { modelItems } = await import('./questions/modelItems');
    return [...questionItems(cell, question), ...modelItems(cell, question, this.models.isOn)];
  }

  private outcome(cell: vscode.NotebookCell): vscode.NotebookCellStatusBarItem[] {
    const { Left } = vscode.NotebookCellStatusBarAlignment;
    if (this.kernel.isActive(cell)) return [];
    const problem = this.kernel.problemOf(cell);
    if (problem?.kind === 'notRun') return [statusItem(`$(circle-slash) ${vscode.l10n.t('Not run')}`, Left, 100)];
    if (problem?.kind === 'cancelled') return [statusItem(`$(circle-slash) ${vscode.l10n.t('Cancelled')}`, Left, 100)];
    if (problem?.kind === 'failed') {
      const kind = failureOf(problem.error)?.kind;
      if (kind !== 'signedOut' && kind !== 'wrongTenant') return [];
      const signIn = statusItem(`$(account) ${vscode.l10n.t('Sign In')}`, Left, 100);
      signIn.command = commandIds.signIn;
      return [signIn];
    }
    const result = this.queries.runs.of(cell)?.result ?? cell.outputs.map(resultOf).find((found) => found !== undefined);
    if (result === undefined) return [];
    const told = statusItem(this.summary(result), Left, 90);
    told.tooltip = this.details(result);
    if (!this.staleness.isStale(cell)) return [told];
    const stale = statusItem(`$(warning) ${vscode.l10n.t('Stale')}`, Left, 100);
    stale.tooltip = vscode.l10n.t(
      'The cell, its connection, its time range or something it uses has changed since it ran. Run it again.',
    );
    stale.command = {
      title: vscode.l10n.t('Run Cell'),
      command: RUN_CELL,
      arguments: [{ ranges: [{ start: cell.index, end: cell.index + 1 }], document: cell.notebook.uri }],
    };
    return [stale, told];
  }

  /** Short: the editor cuts it at half of the cell's width, and shows itself how long the run took. */
  private summary({ tables, ranAt, source, time, failures }: CellResult): string {
    const [table] = tables;
    const rows = table === undefined ? [] : [rowCount(table.totalRows)];
    const partial = failures.length === 0 ? [] : [`$(warning) ${vscode.l10n.t('partial')}`];
    const applied = time.from === 'none' ? [] : [shortTime(time.text)];
    return [...partial, ...rows, ...applied, source, this.clock(Math.round(ranAt / 1000) * 1000)].join(' · ');
  }

  private details({ ranAt, milliseconds, source, time, statistics, failures }: CellResult): string {
    const ran = momentInWords(Math.round(ranAt / 1000) * 1000, this.queries.timeZone());
    const lines = [
      vscode.l10n.t('Ran {0} against {1}, in {2}', ran, source, durationText(milliseconds)),
      vscode.l10n.t('Time: {0}', time.text),
    ];
    if (statistics?.seconds !== undefined)
      lines.push(vscode.l10n.t('The service worked {0}', durationText(statistics.seconds * 1000)));
    return [...lines, ...failures.map(({ message }) => message)].join('\n');
  }

  private clock(at: number): string {
    const timeZone = this.queries.timeZone();
    return new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(at);
  }

  private choices(cell: vscode.NotebookCell): vscode.NotebookCellStatusBarItem[] {
    const { Right } = vscode.NotebookCellStatusBarAlignment;
    const items: vscode.NotebookCellStatusBarItem[] = [];
    const name = nameOfCell(cell);
    if (name !== undefined) {
      const named = statusItem(`$(tag) ${name}`, Right, 20);
      named.tooltip = vscode.l10n.t('Cells below use the rows as {0}. Select to rename.', name);
      named.command = { title: vscode.l10n.t('Name Result'), command: commandIds.nameCellResult, arguments: [cell] };
      items.push(named);
    }
    const own = ownConnection(cell);
    if (own !== undefined) {
      const connection = statusItem(`$(plug) ${this.queries.sources.describe(own)}`, Right, 10);
      connection.tooltip = vscode.l10n.t('This cell has a connection of its own. Select to change it.');
      connection.command = {
        title: vscode.l10n.t('Select Connection'),
        command: commandIds.selectCellConnection,
        arguments: [cell],
      };
      items.push(connection);
    }
    return items;
  }
}

/** "last 24 hours", "9 Jun 02:30 to 03:15": what the details say with year, seconds and time zone. */
function shortTime(text: string): string {
  const short = text
    .replace(/ \([^()]*\)$/, '')
    .replace(/ \d{4}(?= \d\d:)/g, '')
    .replace(/(\d\d:\d\d):\d\d/g, '$1');
  return text.startsWith('last ') ? (short.split(',', 1)[0] ?? short) : short;
}
