import { copyText } from '../../results/formats/copyText';
import type { CellResult, CopyFormat, ExportFormat, FilterOperator } from '../../model/cellResult';
import { isAbort } from '../../model/failure';
import type { ResultHostLink } from '../../results/table/hostLink';
import type { RowStore } from '../../results/table/rowStore';
import { isSingle, rangeOf } from '../../results/table/selection';
import { TableModel, type Arrangement } from '../../results/table/tableModel';
import { countText, grouped } from '../../results/table/words';
import { element } from '../dom';
import { CellDetail, wholeText } from './cellDetail';
import { button, fill } from './controls';
import { Grid } from './grid';
import { GridHeight } from './gridHeight';
import { icon } from './icons';
import { openMenu, type MenuItem } from './menu';
import { cellItems, columnItems, copyItems, exportItems, type CopyScope } from './tableMenus';

export interface TableViewOptions {
  readonly result: CellResult;
  /** Place of the table in the result. */
  readonly table: number;
  readonly store: RowStore;
  readonly link: ResultHostLink | undefined;
  readonly root: ShadowRoot;
  readonly fillsPage: boolean;
  readonly arrangement: Arrangement | undefined;
  /** Pixels that somebody gave the table before. */
  readonly height: number | undefined;
  readonly onHeight: (height: number) => void;
  /** Counts or arrangement have changed. */
  readonly onChange: () => void;
  readonly announce: (text: string) => void;
}

/** Work that takes less shows no progress. Milliseconds. */
const QUICK = 150;

/** One table with its tools: grid, filters, columns, copying, exporting, the detail of a cell. */
export class TableView {
  readonly element: HTMLElement;
  readonly tools: HTMLElement;
  readonly model: TableModel;
  readonly grid: Grid;
  private readonly detail: CellDetail;
  private readonly height: GridHeight | undefined;
  private readonly progress = element('div', { class: 'progress' });
  private readonly messages = element('div', { class: 'notices' });
  private readonly stop: () => void;
  private showing: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly options: TableViewOptions) {
    const { result, table: place, store, link, root, fillsPage, announce } = options;
    const table = result.tables[place];
    if (!table) throw new RangeError(`no table ${place}`);
    const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
    const pacing = { pause, now: () => performance.now() };
    this.model = new TableModel(table, store, pacing, options.arrangement);
    this.grid = new Grid(this.model, {
      timeZone: result.timeZone,
      label: `Rows of ${table.name}`,
      root,
      announce,
      onOpen: () => this.openDetail(true),
      onCopy: () => void this.copyChosen(),
      onCellMenu: (at) => this.cellMenu(at),
      onSelect: () => {
        if (this.detail.open) this.openDetail(false);
      },
      onSize: () => this.height?.update(),
    });
    this.detail = new CellDetail({
      timeZone: result.timeZone,
      onCopy: (text) => this.copied(text, 'Copied'),
      onFilter: link && ((operator) => this.filter(operator)),
      onClose: () => {
        this.detail.hide();
        this.grid.focusActive();
      },
    });
    this.height = fillsPage ? undefined : new GridHeight(this.grid, options.height, options.onHeight);
    const split = element('div', { class: 'table' }, this.grid.element, this.detail.element);
    this.element = element('div', { class: 'pane' }, this.messages, this.progress, split, this.height?.handle);
    this.tools = this.makeTools();
    this.stop = this.model.onChange((change) => {
      if (change === 'busy') this.showProgress();
      else if (change !== 'cells' || this.detail.open) this.changed(change !== 'columns');
    });
    this.showProgress();
    this.changed(false);
  }

  /** How many rows are seen of how many. */
  get counts(): string {
    const { store, seen, filtered } = this.model;
    return countText({ total: store.total, reachable: store.gone === undefined ? store.total : store.here, seen, filtered });
  }

  dispose(): void {
    clearTimeout(this.showing);
    this.stop();
    this.height?.dispose();
    this.grid.dispose();
    this.model.dispose();
    this.element.remove();
    this.tools.remove();
  }

  private makeTools(): HTMLElement {
    const { link, result, table } = this.options;
    const filter = button('Filter', () => this.grid.header.setFiltering(!this.grid.header.filtering), {
      icon: 'filter',
      title: 'A row of filters below the names; closing it shows all rows',
    });
    const pressed = (): void => filter.setAttribute('aria-pressed', String(this.grid.header.filtering));
    pressed();
    const header = new MutationObserver(pressed);
    header.observe(this.grid.header.element, { subtree: true, attributes: true, attributeFilter: ['hidden'] });
    const exported = (format: ExportFormat): void => {
      const columns = this.model.shownColumns().map((place) => this.model.columns[place]?.name ?? '');
      const rows = this.model.seenIndices();
      link?.post({ type: 'export', result: result.id, table, format, columns, ...(rows && { rows }) });
    };
    return element(
      'div',
      { class: 'tools', role: 'group', 'aria-label': 'Table' },
      filter,
      this.menuButton('Columns', 'columns', () => columnItems(this.grid)),
      this.menuButton('Copy', 'copy', () => copyItems(this.grid, (format, scope) => void this.copy(format, scope))),
      link && this.menuButton('Export', 'export', () => exportItems(exported)),
      button('Cell', () => (this.detail.open ? this.detail.hide() : this.openDetail(true)), {
        icon: 'detail',
        title: 'Show the whole value of the selected cell (Enter)',
      }),
    );
  }

  private menuButton(label: string, name: 'columns' | 'copy' | 'export', items: () => readonly MenuItem[]): HTMLButtonElement {
    const made = button(label, () => openMenu({ root: this.options.root, label, at: made, items }), { icon: name });
    const more = icon('more');
    more.classList.add('more');
    made.append(more);
    made.setAttribute('aria-haspopup', 'menu');
    made.setAttribute('aria-expanded', 'false');
    return made;
  }

  private changed(counts: boolean): void {
    const problems = [...this.model.filterProblems].map(([column, text]) => `${this.model.columns[column]?.name ?? ''}: ${text}`);
    const { store } = this.model;
    const gone = store.gone;
    if (gone !== undefined) {
      const here = `Only ${grouped(store.here)} of ${grouped(store.total)} rows are here; sorting, filters and copies see these alone.`;
      problems.push(`${gone} ${here}`);
    }
    const lines = problems.map((text) => element('div', { class: 'line bad' }, icon('warning'), element('span', {}, text)));
    const before = this.messages.textContent;
    fill(this.messages, ...lines);
    this.messages.hidden = lines.length === 0;
    if (lines.length > 0 && this.messages.textContent !== before) this.options.announce(this.messages.textContent);
    if (counts && this.detail.open) this.openDetail(false);
    this.options.onChange();
  }

  private showProgress(): void {
    const { busy } = this.model;
    if (!busy) {
      clearTimeout(this.showing);
      this.showing = undefined;
      this.progress.hidden = true;
      this.progress.replaceChildren();
      return;
    }
    if (this.progress.childElementCount === 0) {
      this.progress.hidden = true;
      const bar = document.createElement('progress');
      bar.max = 1;
      const cancel = button('Cancel', () => this.model.cancel());
      fill(this.progress, bar, element('span', {}), cancel);
      this.showing = setTimeout(() => (this.progress.hidden = false), QUICK);
    }
    const [bar, text] = this.progress.children;
    if (bar instanceof HTMLProgressElement) {
      bar.value = busy.done;
      bar.setAttribute('aria-label', busy.text);
    }
    const { store } = this.model;
    const words = store.complete ? `${busy.text}…` : `${busy.text}: ${grouped(store.here)} of ${grouped(store.total)}`;
    if (text && text.textContent !== words) text.textContent = words;
  }

  private openDetail(focus: boolean): void {
    const { active, model } = this.grid;
    const column = active && model.columns[active.column];
    const where = active ? `Row ${grouped(active.row + 1)} of ${grouped(model.seen)}` : '';
    this.detail.show(active && column ? { cell: active.cell, name: column.name, type: column.type, where } : undefined);
    // The pane takes room from the table.
    this.grid.revealActive();
    if (focus) this.detail.focus();
  }

  private cellMenu(at: { readonly x: number; readonly y: number }): void {
    const { link, root } = this.options;
    const actions = {
      open: () => this.openDetail(true),
      copy: () => void this.copyChosen(),
      copyAs: (format: CopyFormat, scope: CopyScope) => void this.copy(format, scope),
      filter: link && ((operator: FilterOperator) => this.filter(operator)),
    };
    openMenu({ root, label: 'Cell', at, items: () => cellItems(this.grid, actions), returnTo: () => this.grid.focusActive() });
  }

  private filter(operator: FilterOperator): void {
    const { active, model } = this.grid;
    const column = active && model.columns[active.column];
    if (!active || !column) return;
    const { link, result } = this.options;
    link?.post({ type: 'filter', result: result.id, column: column.name, operator, value: active.cell });
  }

  /** One cell as it is; several as TSV without names, to be pasted into a sheet. */
  private async copyChosen(): Promise<void> {
    const { active, model, selection } = this.grid;
    if (isSingle(selection)) {
      const type = active && model.columns[active.column]?.type;
      if (active && type) this.copied(wholeText({ cell: active.cell, type }), 'Cell copied');
    } else await this.copy('tsv', 'chosen', false);
  }

  private async copy(format: CopyFormat, scope: CopyScope, names = true): Promise<void> {
    const shown = this.model.shownColumns();
    const all = { top: 0, bottom: this.model.seen - 1, left: 0, right: shown.length - 1 };
    const { top, bottom, left, right } = scope === 'chosen' ? rangeOf(this.grid.selection) : all;
    const places = shown.slice(left, right + 1);
    const columns = places.flatMap((place) => this.model.columns[place] ?? []);
    try {
      const seen = await this.model.seenTable(top, bottom + 1);
      const rows = seen.map((row) => places.map((place) => row[place] ?? null));
      const text = copyText({ columns, rows }, format);
      const head = names ? 0 : copyText({ columns, rows: [] }, format).length;
      this.copied(text.slice(head), `${grouped(rows.length)} ${rows.length === 1 ? 'row' : 'rows'} copied`);
    } catch (error) {
      // Another action came in between, and says itself what happens.
      if (!isAbort(error)) throw error;
    }
  }

  private copied(text: string, words: string): void {
    const { link, announce } = this.options;
    if (link) {
      link.post({ type: 'copyText', text });
      announce(words);
      return;
    }
    const failed = (why: string): void => announce(`Nothing was copied: ${why}`);
    // Pages that were not loaded securely have none.
    if (!('clipboard' in navigator)) failed('the clipboard cannot be reached from here.');
    else
      navigator.clipboard.writeText(text).then(
        () => announce(words),
        (error: unknown) => failed(error instanceof Error ? error.message : String(error)),
      );
  }
}
