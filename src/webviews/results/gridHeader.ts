import { element } from '../dom';
import { isNumeric } from '../../results/table/cellText';
import { filterHelp, filterHint } from '../../results/table/filterText';
import type { ColumnWindow } from '../../results/table/columnLayout';
import { button, handled } from './controls';
import type { Grid } from './grid';
import { icon } from './icons';
import { openMenu } from './menu';

const HEAD = 40;
const FILTER = 30;
/** Milliseconds after the last letter. */
const TYPING = 220;
const STEP = 24;

interface HeaderCell {
  readonly column: number;
  readonly head: HTMLElement;
  readonly sort: HTMLButtonElement;
  readonly way: HTMLElement;
  readonly filter: HTMLElement;
  readonly input: HTMLInputElement;
  position: number;
}

/** Names, sorting, widths and filters of the columns. */
export class GridHeader {
  readonly element: HTMLElement;
  private readonly headRow = element('div', { class: 'head-row', role: 'row', 'aria-rowindex': '1' });
  private readonly filterRow = element('div', { class: 'filter-row', role: 'row', 'aria-rowindex': '2' });
  private readonly cells = new Map<number, HeaderCell>();
  private readonly stop: () => void;
  private drawn = '';
  private tabStop = 0;
  private timers = new Map<number, ReturnType<typeof setTimeout>>();

  constructor(
    private readonly grid: Grid,
    private readonly root: ShadowRoot,
  ) {
    this.filterRow.hidden = Object.keys(grid.model.arrangement.filters).length === 0;
    this.element = element('div', { class: 'grid-head', role: 'rowgroup' }, this.headRow, this.filterRow);
    this.stop = grid.model.onChange((change) => {
      if (change !== 'busy' && change !== 'cells') this.refresh();
    });
  }

  /** Pixels. */
  get height(): number {
    return HEAD + (this.filtering ? FILTER : 0);
  }

  get filtering(): boolean {
    return !this.filterRow.hidden;
  }

  /** Opens or closes the row of filters; closing it clears them. */
  setFiltering(open: boolean, column?: number): void {
    if (open === this.filtering) {
      if (open) this.focusFilter(column);
      return;
    }
    this.filterRow.hidden = !open;
    if (!open && Object.keys(this.grid.model.arrangement.filters).length > 0) this.grid.model.clearFilters();
    this.grid.headerChanged();
    if (open) this.focusFilter(column);
  }

  draw(window: ColumnWindow): void {
    const { columns } = this.grid;
    const wanted = columns.slice(window.from, window.to);
    const key = `${window.from}:${wanted.join()}`;
    if (key === this.drawn) return;
    this.drawn = key;
    const keep = new Set(wanted);
    for (const [column, cell] of this.cells) {
      if (keep.has(column)) continue;
      cell.head.remove();
      cell.filter.remove();
      this.cells.delete(column);
    }
    for (const [at, column] of wanted.entries()) {
      const cell = this.cells.get(column) ?? this.make(column);
      this.cells.set(column, cell);
      cell.position = window.from + at;
      cell.head.className = `th k${cell.position}${isNumeric(this.grid.typeAt(cell.position)) ? ' right' : ''}`;
      cell.filter.className = `filter k${cell.position}`;
      for (const made of [cell.head, cell.filter]) made.setAttribute('aria-colindex', String(cell.position + 1));
      if (this.headRow.children[at] !== cell.head) this.headRow.insertBefore(cell.head, this.headRow.children[at] ?? null);
      if (this.filterRow.children[at] !== cell.filter)
        this.filterRow.insertBefore(cell.filter, this.filterRow.children[at] ?? null);
    }
    this.refresh();
  }

  /** Puts the focus on the header of the column at a position. */
  focus(position: number): void {
    this.grid.revealColumn(position);
    this.draw(this.grid.columnLayout.window(this.grid.scroller.scrollLeft, this.grid.scroller.clientWidth));
    const cell = this.cells.get(this.grid.columns[position] ?? -1);
    if (!cell) return;
    this.tabStop = cell.column;
    this.refresh();
    cell.sort.focus({ preventScroll: true });
  }

  dispose(): void {
    this.stop();
    for (const timer of this.timers.values()) clearTimeout(timer);
  }

  private focusFilter(column = this.grid.columns[this.grid.selection.active.column]): void {
    this.grid.revealColumn(Math.max(0, this.grid.columns.indexOf(column ?? -1)));
    const [first] = this.cells.values();
    (this.cells.get(column ?? -1) ?? first)?.input.focus({ preventScroll: true });
  }

  private make(column: number): HeaderCell {
    const { name, type } = this.grid.model.columns[column] ?? { name: '', type: 'string' as const };
    const way = element('span', { class: 'th-way', 'aria-hidden': 'true' });
    const sort = button('', (event) => this.grid.model.toggleSort(column, event.shiftKey), { className: 'th-sort' });
    sort.title = `${name} (${type})\nClick to sort; with Shift as a further key`;
    sort.append(element('span', { class: 'th-name' }, name), element('span', { class: 'th-type' }, type), way);
    const more = button('', () => this.openMenu(column, more), { className: 'th-menu', title: `Column ${name}` });
    more.append(icon('more'));
    more.tabIndex = -1;
    more.setAttribute('aria-haspopup', 'menu');
    const grip = element('div', { class: 'th-grip' });
    const head = element('div', { role: 'columnheader' }, sort, more, grip);
    const input = document.createElement('input');
    input.type = 'text';
    input.spellcheck = false;
    input.placeholder = filterHint(type);
    input.setAttribute('aria-label', `Filter ${name} (${type})`);
    input.value = this.grid.model.arrangement.filters[column] ?? '';
    const filter = element('div', { role: 'gridcell' }, input);
    const made: HeaderCell = { column, head, sort, way, filter, input, position: 0 };
    head.addEventListener('keydown', (event) => this.keyInHead(event, made, more));
    head.addEventListener('contextmenu', (event) => {
      handled(event);
      this.openMenu(column, more);
    });
    input.addEventListener('input', () => this.typed(made));
    input.addEventListener('keydown', (event) => this.keyInFilter(event, made));
    this.listenToGrip(grip, made);
    return made;
  }

  private refresh(): void {
    const { sort, filters } = this.grid.model.arrangement;
    const problems = this.grid.model.filterProblems;
    if (!this.cells.has(this.tabStop)) this.tabStop = [...this.cells.keys()][0] ?? 0;
    for (const { column, head, sort: control, way, input } of this.cells.values()) {
      const place = sort.findIndex((key) => key.column === column);
      const key = sort[place];
      head.setAttribute('aria-sort', key === undefined ? 'none' : key.descending ? 'descending' : 'ascending');
      way.replaceChildren(...(key ? [icon(key.descending ? 'down' : 'up'), sort.length > 1 ? String(place + 1) : ''] : []));
      control.tabIndex = column === this.tabStop ? 0 : -1;
      const problem = problems.get(column);
      const text = filters[column] ?? '';
      // What is being typed has not reached the model yet.
      if (!this.timers.has(column) && input.value.trim() !== text.trim()) input.value = text;
      input.title = problem ?? filterHelp(this.grid.model.columns[column]?.type ?? 'string');
      input.setAttribute('aria-invalid', String(problem !== undefined));
      input.classList.toggle('on', text !== '' && problem === undefined);
    }
  }

  private typed({ column, input }: HeaderCell): void {
    clearTimeout(this.timers.get(column));
    const timer = setTimeout(() => this.applyFilter(column, input), TYPING);
    this.timers.set(column, timer);
  }

  private applyFilter(column: number, input: HTMLInputElement): void {
    clearTimeout(this.timers.get(column));
    this.timers.delete(column);
    this.grid.model.setFilter(column, input.value);
    this.refresh();
  }

  private keyInFilter(event: KeyboardEvent, { column, input }: HeaderCell): void {
    const { key } = event;
    if (key === 'Enter' || key === 'ArrowDown' || key === 'Escape') {
      const leaves = key === 'ArrowDown' || (key === 'Escape' && input.value === '');
      if (key === 'Escape') input.value = '';
      this.applyFilter(column, input);
      if (leaves) this.grid.focusActive();
      handled(event);
    } else {
      // Letters belong to the field and not to the editor's keys.
      event.stopPropagation();
    }
  }

  private keyInHead(event: KeyboardEvent, cell: HeaderCell, more: HTMLElement): void {
    const { key, altKey, shiftKey } = event;
    const step = key === 'ArrowLeft' ? -1 : key === 'ArrowRight' ? 1 : 0;
    if (step !== 0 && altKey) this.grid.resizeColumn(cell.position, this.grid.columnLayout.width(cell.position) + step * STEP);
    else if (step !== 0) this.focus(Math.max(0, Math.min(cell.position + step, this.grid.columns.length - 1)));
    else if (key === 'Home') this.focus(0);
    else if (key === 'End') this.focus(this.grid.columns.length - 1);
    else if (key === 'ContextMenu' || (key === 'F10' && shiftKey) || (key === 'ArrowDown' && altKey))
      this.openMenu(cell.column, more);
    else if (key === 'ArrowDown' && this.grid.model.seen > 0) {
      this.grid.choose({ row: this.grid.selection.active.row, column: cell.position }, false);
    } else return;
    handled(event);
  }

  private openMenu(column: number, at: HTMLElement): void {
    const { model } = this.grid;
    const position = (): number => this.grid.columns.indexOf(column);
    const name = model.columns[column]?.name ?? '';
    const resize = (by: number): void => this.grid.resizeColumn(position(), this.grid.columnLayout.width(position()) + by);
    const current = (): boolean | undefined => model.arrangement.sort.find((key) => key.column === column)?.descending;
    const others = () => model.arrangement.sort.filter((key) => key.column !== column);
    openMenu({
      root: this.root,
      label: `Column ${name}`,
      at,
      returnTo: () => this.focus(Math.max(0, position())),
      items: () => [
        { label: 'Sort Ascending', checked: current() === false, run: () => model.setSort([{ column, descending: false }]) },
        { label: 'Sort Descending', checked: current() === true, run: () => model.setSort([{ column, descending: true }]) },
        {
          label: 'Add to Sorting',
          hint: 'Shift+Click',
          disabled: others().length === 0 || current() !== undefined,
          run: () => model.setSort([...others(), { column, descending: false }]),
        },
        { label: 'Do Not Sort', disabled: current() === undefined, run: () => model.setSort(others()) },
        { label: 'Filter…', first: true, run: () => this.setFiltering(true, column) },
        { label: 'Wider', hint: 'Alt+→', first: true, stay: true, run: () => resize(STEP) },
        { label: 'Narrower', hint: 'Alt+←', stay: true, run: () => resize(-STEP) },
        { label: 'Fit to Content', hint: 'Double-click', run: () => this.grid.fitColumn(position()) },
        {
          label: 'Hide Column',
          first: true,
          disabled: this.grid.columns.length < 2,
          run: () => {
            const at = position();
            model.setHidden([...model.arrangement.hidden, column]);
            this.focus(Math.min(at, this.grid.columns.length - 1));
          },
        },
      ],
    });
  }

  private listenToGrip(grip: HTMLElement, cell: HeaderCell): void {
    let from: { readonly x: number; readonly width: number } | undefined;
    grip.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return;
      from = { x: event.clientX, width: this.grid.columnLayout.width(cell.position) };
      grip.setPointerCapture(event.pointerId);
      grip.classList.add('moving');
      handled(event);
    });
    grip.addEventListener('pointermove', (event) => {
      if (from) this.grid.resizeColumn(cell.position, from.width + event.clientX - from.x);
    });
    const release = (): void => {
      from = undefined;
      grip.classList.remove('moving');
    };
    grip.addEventListener('pointerup', release);
    grip.addEventListener('pointercancel', release);
    grip.addEventListener('dblclick', (event) => {
      this.grid.fitColumn(cell.position);
      handled(event);
    });
  }
}
