import { cellText } from '../../results/table/cellText';
import { clampWidth, widestAtFirst } from '../../results/table/columnLayout';
import type { TableModel } from '../../results/table/tableModel';

/** Rows that a width is estimated from. */
const SAMPLE = 200;
const PADDING = 22;
/** The sort arrow and the menu button. */
const HEADER_EXTRA = 38;

export interface CharacterWidths {
  /** Pixels of a digit in cells and in headers. */
  readonly cell: number;
  readonly header: number;
}

/** Wide enough for the header and for what the first rows say. */
export function firstWidth(model: TableModel, column: number, characters: CharacterWidths): number {
  return Math.min(widestAtFirst, contentWidth(model, column, characters, 0));
}

/** As wide as its widest cell among the rows from `position` on that are here. */
export function contentWidth(model: TableModel, column: number, { cell, header }: CharacterWidths, position: number): number {
  const { name, type } = model.columns[column] ?? { name: '', type: 'string' };
  let longest = 0;
  for (let at = position; at < Math.min(position + SAMPLE, model.seen); at++) {
    const row = model.rowAt(at);
    if (row) longest = Math.max(longest, cellText(row[column] ?? null, type).length);
  }
  return clampWidth(Math.max(longest * cell + PADDING, Math.max(name.length, type.length) * header + HEADER_EXTRA));
}

/** Reads the width of characters off the page; `host` must be in it. */
export function characterWidths(host: Element): CharacterWidths {
  const measure = (className: string): number => {
    const probe = document.createElement('span');
    probe.className = `${className} unseen`;
    probe.textContent = '0'.repeat(40);
    probe.style.width = 'max-content';
    host.append(probe);
    const width = probe.getBoundingClientRect().width / 40;
    probe.remove();
    return width > 0 ? width : 7.3;
  };
  return { cell: measure('rows'), header: measure('th-name') * 1.04 };
}
