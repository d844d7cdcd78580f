import { element } from '../dom';
import { ColumnLayout, type ColumnWindow } from '../../results/table/columnLayout';
import { RowScroll } from '../../results/table/rowScroll';
import {
  firstCell,
  isSingle,
  rangeOf,
  select,
  type CellPlace,
  type GridSize,
  type Selection,
} from '../../results/table/selection';
import type { ModelChange, TableModel } from '../../results/table/tableModel';
import type { Cell, ColumnType } from '../../model/query';
import { cellTip, drawCell } from './cellsOf';
import { characterWidths, contentWidth, firstWidth, type CharacterWidths } from './columnWidths';
import { GridHeader } from './gridHeader';
import { listenToGrid } from './gridInput';

/** Heights are those of the style sheet. */
export const rowHeight = 24;
const MORE_ROWS = 6;
/** Milliseconds without scrolling before rows are asked for, so that dragging the scroll bar does not read everything. */
const PATIENCE = 70;
const RESYNC = 160;

export interface GridOptions {
  readonly timeZone: string;
  readonly label: string;
  /** Where menus and the rules of the column widths go. */
  readonly root: ShadowRoot;
  readonly onOpen: () => void;
  readonly onCellMenu: (at: { readonly x: number; readonly y: number }) => void;
  readonly onCopy: () => void;
  readonly onSelect: () => void;
  readonly announce: (text: string) => void;
  /** The height that the table would like has changed. */
  readonly onSize: () => void;
}

interface DrawnRow {
  readonly element: HTMLElement;
  readonly cells: HTMLElement[];
  row: number;
  version: number;
}

let grids = 0;

/** The scrolled table. It draws the cells that are seen, into elements that it uses again and again. */
export class Grid {
  readonly element: HTMLElement;
  /** What scrolls. */
  readonly scroller: HTMLElement;
  readonly header: GridHeader;
  private readonly rows = element('div', { class: 'rows', role: 'rowgroup' });
  private readonly layer = element('div', { class: 'layer', role: 'presentation' });
  private readonly nothing = element('div', { class: 'nothing' });
  private readonly rules = new CSSStyleSheet();
  private readonly scope = `g${++grids}`;
  private readonly scroll = new RowScroll();
  private readonly pool: DrawnRow[] = [];
  private readonly observer: ResizeObserver;
  private readonly stops: (() => void)[] = [];
  private layout = new ColumnLayout([]);
  private shown: readonly number[] = [];
  private widths = new Map<number, number>();
  private characters: CharacterWidths | undefined;
  private columnWindow: ColumnWindow = { from: 0, to: 0 };
  private version = 0;
  private base = 0;
  /** Some of the drawn rows are on their way. */
  private coming = false;
  private chosen: Selection = firstCell;
  private activeCell: HTMLElement | undefined;
  private wanting: ReturnType<typeof setTimeout> | undefined;
  private resyncing: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly model: TableModel,
    private readonly options: GridOptions,
  ) {
    this.header = new GridHeader(this, options.root);
    this.scroller = element(
      'div',
      { class: 'grid', role: 'grid', 'aria-label': options.label, 'aria-multiselectable': 'true', tabindex: '0' },
      this.header.element,
      this.rows,
      this.nothing,
    );
    this.rows.append(this.layer);
    this.element = element('div', { class: `frame ${this.scope}` }, this.scroller);
    options.root.adoptedStyleSheets.push(this.rules);
    this.observer = new ResizeObserver(() => this.resized());
    this.observer.observe(this.scroller);
    this.stops.push(
      model.onChange((change) => this.modelChanged(change)),
      listenToGrid(this, this.rows, options),
    );
    this.scroller.addEventListener('scroll', () => this.scrolled(), { passive: true });
    this.rows.addEventListener('pointerover', (event) => this.tip(event.target));
    this.layColumns();
  }

  get selection(): Selection {
    return this.chosen;
  }

  get size(): GridSize {
    const page = Math.max(1, Math.floor(this.viewport / rowHeight) - 1);
    return { rows: this.model.seen, columns: this.shown.length, page };
  }

  /** Places of the shown columns, by position. */
  get columns(): readonly number[] {
    return this.shown;
  }

  get columnLayout(): ColumnLayout {
    return this.layout;
  }

  /** Pixels that show every row, scroll bar and borders included. */
  get wholeHeight(): number {
    const { offsetHeight, clientHeight } = this.scroller;
    const rows = this.model.filtered ? this.model.store.reachable().length : this.model.seen;
    return this.header.height + Math.max(rows * rowHeight, 44) + (offsetHeight - clientHeight) + 2;
  }

  /** The active cell; undefined when there is none, or it is on its way. */
  get active(): { readonly cell: Cell; readonly column: number; readonly row: number } | undefined {
    const { row, column } = this.chosen.active;
    const place = this.shown[column];
    const cells = row < this.model.seen ? this.model.rowAt(row) : undefined;
    return place === undefined || !cells ? undefined : { cell: cells[place] ?? null, column: place, row };
  }

  typeAt(position: number): ColumnType {
    return this.model.columns[this.shown[position] ?? -1]?.type ?? 'string';
  }

  /** Chooses a cell, or extends the choice to it, and brings it into sight. */
  choose(place: CellPlace, extend: boolean, focus = true): void {
    this.chosen = select(this.chosen, place, extend, this.size);
    this.reveal(this.chosen.active);
    this.selectionChanged(focus);
  }

  chooseAll(): void {
    const { rows, columns } = this.size;
    this.chosen = { anchor: { row: Math.max(0, rows - 1), column: Math.max(0, columns - 1) }, active: { row: 0, column: 0 } };
    this.selectionChanged(true);
    this.options.announce(`${rows.toLocaleString('en-US')} rows selected`);
  }

  revealActive(): void {
    this.reveal(this.chosen.active);
    this.draw();
  }

  focusActive(): void {
    this.element.classList.add('marked');
    this.revealActive();
    (this.activeCell ?? this.scroller).focus({ preventScroll: true });
  }

  resizeColumn(position: number, width: number): void {
    this.layout.resize(position, width);
    const place = this.shown[position];
    if (place !== undefined) this.widths.set(place, this.layout.width(position));
    this.writeRules();
    this.draw();
  }

  fitColumn(position: number): void {
    const place = this.shown[position];
    if (place !== undefined && this.characters) {
      const from = this.scroll.window(0).from;
      this.resizeColumn(position, Math.max(...[0, from].map((row) => this.contentWidth(place, row))));
    }
  }

  /** The filter row was opened or closed. */
  headerChanged(): void {
    this.scroller.setAttribute('aria-rowcount', String(this.model.seen + (this.header.filtering ? 2 : 1)));
    this.version++;
    this.options.onSize();
    this.resized();
  }

  /** Scrolls sideways so that the column is seen in whole. */
  revealColumn(position: number): void {
    const [left, width] = [this.layout.left(position), this.layout.width(position)];
    const { scrollLeft, clientWidth } = this.scroller;
    if (left < scrollLeft) this.scroller.scrollLeft = left;
    else if (left + width > scrollLeft + clientWidth) this.scroller.scrollLeft = Math.min(left, left + width - clientWidth);
  }

  /** The cell at a point of the page, moved into the table. */
  placeAt(x: number, y: number): CellPlace {
    const frame = this.scroller.getBoundingClientRect();
    const across = x - frame.left + this.scroller.scrollLeft;
    const row = Math.floor((y - frame.top - this.header.height + this.scroll.offset) / rowHeight);
    let column = 0;
    while (column < this.shown.length - 1 && this.layout.left(column + 1) <= across) column++;
    return select(this.chosen, { row, column }, false, this.size).active;
  }

  dispose(): void {
    clearTimeout(this.wanting);
    clearTimeout(this.resyncing);
    this.observer.disconnect();
    for (const stop of this.stops) stop();
    this.header.dispose();
    const { root } = this.options;
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((sheet) => sheet !== this.rules);
    this.element.remove();
  }

  private get viewport(): number {
    return Math.max(0, this.scroller.clientHeight - this.header.height);
  }

  private contentWidth(column: number, from: number): number {
    return this.characters ? contentWidth(this.model, column, this.characters, from) : 0;
  }

  private modelChanged(change: ModelChange): void {
    switch (change) {
      case 'rows':
        this.chosen = select(this.chosen, this.chosen.active, false, this.size);
        this.redraw();
        this.options.onSize();
        break;
      case 'columns':
        this.layColumns();
        this.chosen = select(this.chosen, this.chosen.active, false, this.size);
        this.redraw();
        break;
      case 'cells':
        if (this.coming) this.redraw();
        break;
      case 'filters':
      case 'busy':
        break;
    }
  }

  private layColumns(): void {
    this.shown = this.model.shownColumns();
    const widthOf = (column: number): number => {
      const known = this.widths.get(column);
      if (known !== undefined) return known;
      const first = this.characters ? firstWidth(this.model, column, this.characters) : 120;
      if (this.characters) this.widths.set(column, first);
      return first;
    };
    this.layout = new ColumnLayout(this.shown.map(widthOf));
    this.scroller.setAttribute('aria-colcount', String(this.shown.length));
    this.version++;
    this.writeRules();
  }

  /** Widths are rules rather than attributes of elements: a policy may forbid the latter, and one rule moves a whole column. */
  private writeRules(): void {
    const rules = this.shown.map(
      (_, position) =>
        `.${this.scope} .k${position}{left:${this.layout.left(position)}px;width:${this.layout.width(position)}px}`,
    );
    rules.push(`.${this.scope} :is(.row,.rows,.grid-head){width:${this.layout.total}px}`);
    this.rules.replaceSync(rules.join(''));
  }

  private resized(): void {
    if (this.scroller.clientHeight === 0) return;
    if (!this.characters) {
      this.characters = characterWidths(this.scroller);
      this.layColumns();
      this.options.onSize();
    }
    this.redraw();
  }

  private scrolled(): void {
    this.scroll.scrolledTo(this.scroller.scrollTop);
    this.draw();
    if (!this.scroll.scaled) return;
    clearTimeout(this.resyncing);
    this.resyncing = setTimeout(() => this.moveTo(this.scroll.offset), RESYNC);
  }

  private moveTo(offset: number): void {
    this.scroll.moveTo(offset);
    this.scroller.scrollTop = this.scroll.scrollTop;
    this.scroll.settled(this.scroller.scrollTop);
  }

  private reveal({ row, column }: CellPlace): void {
    if (this.model.seen === 0) return;
    this.moveTo(this.scroll.reveal(row));
    this.revealColumn(column);
  }

  private selectionChanged(focus: boolean): void {
    this.version++;
    this.element.classList.add('marked');
    this.draw();
    if (focus) (this.activeCell ?? this.scroller).focus({ preventScroll: true });
    if (!isSingle(this.chosen)) {
      const { top, bottom, left, right } = rangeOf(this.chosen);
      this.options.announce(`${(bottom - top + 1).toLocaleString('en-US')} by ${right - left + 1} cells selected`);
    }
    this.options.onSelect();
  }

  private redraw(): void {
    this.version++;
    this.coming = false;
    const { seen } = this.model;
    this.scroll.setSize({ rows: seen, rowHeight, viewport: this.viewport });
    this.rows.style.height = `${this.scroll.height}px`;
    this.scroll.scrolledTo(this.scroller.scrollTop);
    this.nothing.hidden = seen > 0;
    this.nothing.textContent = this.model.filtered ? 'No row passes the filters.' : 'The query gave no rows.';
    this.scroller.setAttribute('aria-rowcount', String(seen + (this.header.filtering ? 2 : 1)));
    this.draw();
  }

  private draw(): void {
    const { from, to } = this.scroll.window(MORE_ROWS);
    this.drawColumns();
    // Transforms lose whole pixels beyond 2^24, so rows of a long table are placed from one nearby.
    const base = this.scroll.scaled ? Math.floor(from / 1000) * 1000 : 0;
    if (base !== this.base) {
      this.base = base;
      this.version++;
    }
    this.layer.style.transform = `translateY(${this.scroller.scrollTop - this.scroll.offset + base * rowHeight}px)`;
    this.growPool(to - from);
    const hadFocus = this.activeCell?.matches(':focus') === true || this.scroller.matches(':focus');
    this.activeCell = undefined;
    const size = this.pool.length;
    for (const [place, drawn] of this.pool.entries()) {
      const row = from + ((((place - from) % size) + size) % size);
      if (row < to) this.drawRow(drawn, row);
      else if (!drawn.element.hidden) {
        drawn.element.hidden = true;
        drawn.row = -1;
      }
    }
    this.placeFocus(hadFocus);
    clearTimeout(this.wanting);
    this.wanting = setTimeout(() => this.model.want(from, to), PATIENCE);
  }

  private drawColumns(): void {
    const window = this.layout.window(this.scroller.scrollLeft, this.scroller.clientWidth);
    if (window.from !== this.columnWindow.from || window.to !== this.columnWindow.to) this.version++;
    this.columnWindow = window;
    this.header.draw(window);
  }

  /** The pool never shrinks while the table is shown, but for a change of its size all rows are placed anew. */
  private growPool(rows: number): void {
    if (rows <= this.pool.length) return;
    while (this.pool.length < rows) {
      const made = element('div', { class: 'row', role: 'row' });
      this.pool.push({ element: made, cells: [], row: -1, version: -1 });
      this.layer.append(made);
    }
    this.version++;
  }

  private drawRow(drawn: DrawnRow, row: number): void {
    const { active } = this.chosen;
    const activeAt = row === active.row ? active.column - this.columnWindow.from : -1;
    if (drawn.row !== row || drawn.version !== this.version) {
      if (drawn.row !== row || drawn.version < 0) {
        drawn.element.setAttribute('aria-rowindex', String(row + (this.header.filtering ? 3 : 2)));
        drawn.element.hidden = false;
      }
      drawn.element.style.transform = `translateY(${(row - this.base) * rowHeight}px)`;
      drawn.row = row;
      drawn.version = this.version;
      this.drawCells(drawn, row, activeAt);
    }
    if (activeAt >= 0) this.activeCell = drawn.cells[activeAt];
  }

  private drawCells({ element: parent, cells }: DrawnRow, row: number, activeAt: number): void {
    const { from, to } = this.columnWindow;
    const values = this.model.rowAt(row);
    if (!values) this.coming = true;
    const range = rangeOf(this.chosen);
    const inRange = row >= range.top && row <= range.bottom && !isSingle(this.chosen);
    while (cells.length > to - from) cells.pop()?.remove();
    while (cells.length < to - from) {
      const made = element('div', { class: 'cell', role: 'gridcell' });
      cells.push(made);
      parent.append(made);
    }
    for (const [at, cell] of cells.entries()) {
      const position = from + at;
      const column = this.shown[position] ?? 0;
      const chosen = inRange && position >= range.left && position <= range.right;
      const marks = (chosen ? ' chosen' : '') + (at === activeAt ? ' active' : '');
      drawCell(cell, values ? (values[column] ?? null) : undefined, this.typeAt(position), `cell k${position}${marks}`);
      setOr(cell, 'aria-colindex', String(position + 1));
      setOr(cell, 'aria-selected', chosen || at === activeAt ? 'true' : undefined);
      setOr(cell, 'tabindex', at === activeAt ? '0' : undefined);
    }
  }

  /** The focus stays with the active cell, and with the table while that cell is out of sight. */
  private placeFocus(hadFocus: boolean): void {
    this.scroller.tabIndex = this.activeCell ? -1 : 0;
    if (!hadFocus) return;
    const target = this.activeCell ?? this.scroller;
    if (!target.matches(':focus')) target.focus({ preventScroll: true });
  }

  private tip(target: EventTarget | null): void {
    if (!(target instanceof HTMLElement) || !target.classList.contains('cell')) return;
    const drawn = this.pool.find(({ element: row }) => row === target.parentElement);
    const position = this.columnWindow.from + (drawn?.cells.indexOf(target) ?? 0);
    const values = drawn && this.model.rowAt(drawn.row);
    if (!values) return;
    target.title = cellTip(values[this.shown[position] ?? 0] ?? null, this.typeAt(position), this.options.timeZone);
    target.addEventListener('pointerleave', () => target.removeAttribute('title'), { once: true });
  }
}

function setOr(target: Element, name: string, value: string | undefined): void {
  if (value === undefined) {
    if (target.hasAttribute(name)) target.removeAttribute(name);
  } else if (target.getAttribute(name) !== value) target.setAttribute(name, value);
}
