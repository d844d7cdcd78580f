/** One cell of the grid, drawn into an element that is used again and again. */
import { cellText, isNumeric } from '../../results/table/cellText';
import type { Cell, ColumnType } from '../../model/query';
import { readDatetime } from '../../results/table/timeText';
import { momentText } from '../../results/table/words';

/** `undefined`: the row is on its way. */
export function drawCell(target: HTMLElement, cell: Cell | undefined, type: ColumnType, className: string): void {
  const side = isNumeric(type) ? ' right' : '';
  const kind = cell === undefined ? ' coming' : cell === null ? ' null' : '';
  const text = cell === undefined ? '' : cellText(cell, type);
  if (target.textContent !== text) target.textContent = text;
  const classes = className + side + kind;
  if (target.className !== classes) target.className = classes;
}

/** What the tooltip of a cell says: the whole text when it is cut, and what a moment is in the zone of the result. */
export function cellTip(cell: Cell, type: ColumnType, timeZone: string): string {
  if (type === 'datetime' && typeof cell === 'string')
    return `${cellText(cell, type)}\n${localTime(cell, timeZone) ?? ''}`.trim();
  return cellText(cell, type);
}

/** `9 Jun 2026 10:15:00.123 (Europe/Madrid)`; undefined for what is no moment. */
export function localTime(text: string, timeZone: string): string | undefined {
  const span = readDatetime(text);
  return span && momentText(Number(span.from / 10_000n), timeZone);
}
