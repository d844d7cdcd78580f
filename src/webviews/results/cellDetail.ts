import { element } from '../dom';
import type { FilterOperator } from '../../model/cellResult';
import type { Cell, ColumnType } from '../../model/query';
import { cellText, isNumeric, isOrdered, jsonInText, rawText } from '../../results/table/cellText';
import { localTime } from './cellsOf';
import { button, fill, handled } from './controls';
import { jsonTree } from './jsonTree';

export interface ShownCell {
  readonly cell: Cell;
  readonly name: string;
  readonly type: ColumnType;
  /** "Row 12 of 500". */
  readonly where: string;
}

export interface CellDetailOptions {
  readonly timeZone: string;
  readonly onCopy: (text: string) => void;
  /** Absent when the query cannot be changed from here. */
  readonly onFilter: ((operator: FilterOperator) => void) | undefined;
  readonly onClose: () => void;
}

/** The whole value of one cell beside the table. */
export class CellDetail {
  readonly element = element('section', { class: 'detail', 'aria-label': 'Cell' });
  private readonly close: HTMLButtonElement;

  constructor(private readonly options: CellDetailOptions) {
    this.element.hidden = true;
    this.close = button('', () => options.onClose(), { icon: 'close', title: 'Close (Escape)' });
    this.element.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') {
        options.onClose();
        handled(event);
      }
      // Ctrl+C and Ctrl+A mean the text here; the notebook would take its cell.
      else if (!event.shiftKey && !/^F\d/.test(event.key)) event.stopPropagation();
    });
  }

  get open(): boolean {
    return !this.element.hidden;
  }

  focus(): void {
    this.close.focus({ preventScroll: true });
  }

  /** Undefined: the row is on its way. */
  show(shown: ShownCell | undefined): void {
    this.element.hidden = false;
    const head = element(
      'div',
      { class: 'detail-head' },
      element('span', { class: 'name' }, shown?.name ?? ''),
      element('span', { class: 'type' }, shown?.type ?? ''),
      this.close,
    );
    if (!shown) {
      fill(this.element, head, element('div', { class: 'detail-body' }, 'The row is being read…'));
      return;
    }
    const copy = button('Copy', () => this.options.onCopy(wholeText(shown)), { icon: 'copy' });
    const tools = element('div', { class: 'tools' }, copy, ...this.filters(shown));
    fill(this.element, head, tools, element('div', { class: 'detail-body', tabindex: '0' }, ...this.body(shown)));
  }

  hide(): void {
    this.element.hidden = true;
    this.element.replaceChildren();
  }

  private filters({ name, type, cell }: ShownCell): readonly HTMLElement[] {
    const { onFilter } = this.options;
    if (!onFilter) return [];
    const value = shortText(cell, type);
    const buttons = filterOperators(type, cell).map((operator) => {
      const title = `Add “${name} ${operator} ${value}” to the query`;
      const made = button(operator, () => onFilter(operator), { title, className: 'tool operator' });
      made.setAttribute('aria-label', title);
      return made;
    });
    return [element('span', { class: 'lead' }, 'Add as filter:'), ...buttons];
  }

  private body({ cell, type, where }: ShownCell): readonly HTMLElement[] {
    const aside = (text: string): HTMLElement => element('p', { class: 'aside' }, text);
    const json = type === 'dynamic' ? cell : typeof cell === 'string' && type === 'string' ? jsonInText(cell) : undefined;
    if (json !== undefined && json !== null && typeof json === 'object') return [jsonTree(json), aside(where)];
    const asides: HTMLElement[] = [];
    if (cell === '') asides.push(aside('Empty text'));
    if (type === 'datetime' && typeof cell === 'string') asides.push(aside(localTime(cell, this.options.timeZone) ?? ''));
    if (isNumeric(type) && cell !== null && cellText(cell, type) !== rawText(cell)) asides.push(aside(cellText(cell, type)));
    if (typeof cell === 'string' && cell.length > 80) asides.push(aside(`${cell.length.toLocaleString('en-US')} characters`));
    return [element('pre', {}, cell === null ? 'null' : rawText(cell)), ...asides, aside(where)];
  }
}

/** What may stand between a column and a value in a query. */
export function filterOperators(type: ColumnType, cell: Cell): readonly FilterOperator[] {
  return isOrdered(type) && cell !== null ? ['==', '!=', '>', '<'] : ['==', '!='];
}

/** A value as it fits into a label. */
export function shortText(cell: Cell, type: ColumnType): string {
  const text = isNumeric(type) ? rawText(cell) : cellText(cell, type);
  const short = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  return typeof cell === 'string' && (type === 'string' || type === 'guid') ? `"${short}"` : short;
}

/** JSON over several lines for dynamic values; everything else as it is. */
export function wholeText({ cell, type }: { readonly cell: Cell; readonly type: ColumnType }): string {
  if (type === 'dynamic' && cell !== null && typeof cell === 'object') return JSON.stringify(cell, undefined, 2);
  return cell === null ? '' : rawText(cell);
}
