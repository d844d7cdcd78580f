import type { Cell } from '../../model/query';

/** A cell as bare text: nothing for null, JSON for what is dynamic and no text already. */
export function cellText(cell: Cell): string {
  if (cell === null) return '';
  return typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
}
