/** The menus of a table: what may be done with its cells, its columns and all of it. */
import type { CopyFormat, ExportFormat, FilterOperator } from '../../model/cellResult';
import { grouped } from '../../results/table/words';
import { isSingle, rangeOf } from '../../results/table/selection';
import { filterOperators, shortText } from './cellDetail';
import type { Grid } from './grid';
import type { MenuItem } from './menu';

const COPIES: readonly (readonly [CopyFormat, string])[] = [
  ['tsv', 'TSV'],
  ['csv', 'CSV'],
  ['markdown', 'Markdown'],
  ['json', 'JSON'],
  ['datatable', 'KQL datatable'],
];
const EXPORTS: readonly (readonly [ExportFormat, string])[] = [
  ['csv', 'CSV…'],
  ['json', 'JSON…'],
  ['ndjson', 'JSON Lines…'],
  ['parquet', 'Parquet…'],
  ['markdown', 'Markdown…'],
];

/** What of the table is copied: the chosen cells, or everything that is seen. */
export type CopyScope = 'chosen' | 'seen';

export function copyItems(grid: Grid, copy: (format: CopyFormat, scope: CopyScope) => void): readonly MenuItem[] {
  const all = COPIES.map(([format, name], place) => ({
    label: `${rowsText(grid.model.seen)} as ${name}`,
    first: place === 0 && !isSingle(grid.selection),
    run: () => copy(format, 'seen'),
  }));
  if (isSingle(grid.selection)) return all;
  const { top, bottom, left, right } = rangeOf(grid.selection);
  const size = `${grouped(bottom - top + 1)} × ${right - left + 1} cells`;
  return [...COPIES.map(([format, name]) => ({ label: `${size} as ${name}`, run: () => copy(format, 'chosen') })), ...all];
}

export function exportItems(run: (format: ExportFormat) => void): readonly MenuItem[] {
  return EXPORTS.map(([format, label]) => ({ label, run: () => run(format) }));
}

export function columnItems(grid: Grid): readonly MenuItem[] {
  const { model } = grid;
  const { hidden } = model.arrangement;
  return [
    { label: 'Show All', disabled: hidden.length === 0, stay: true, run: () => model.setHidden([]) },
    ...model.columns.map(({ name, type }, place) => ({
      label: name,
      hint: type,
      checked: !model.arrangement.hidden.includes(place),
      first: place === 0,
      stay: true,
      run: () => {
        const { hidden: now } = model.arrangement;
        model.setHidden(now.includes(place) ? now.filter((each) => each !== place) : [...now, place]);
      },
    })),
  ];
}

export interface CellActions {
  readonly open: () => void;
  readonly copy: () => void;
  readonly copyAs: (format: CopyFormat, scope: CopyScope) => void;
  readonly filter: ((operator: FilterOperator) => void) | undefined;
}

export function cellItems(grid: Grid, { open, copy, copyAs, filter }: CellActions): readonly MenuItem[] {
  const { active } = grid;
  const items: MenuItem[] = [
    { label: 'Show Whole Value', hint: 'Enter', run: open },
    { label: 'Copy', hint: 'Ctrl+C', run: copy },
    { label: 'Copy with Header', run: () => copyAs('tsv', 'chosen') },
  ];
  if (!active) return items;
  const { name, type } = grid.model.columns[active.column] ?? { name: '', type: 'string' };
  if (filter) {
    for (const [place, operator] of filterOperators(type, active.cell).entries()) {
      const label = `Add to Query: ${name} ${operator} ${shortText(active.cell, type)}`;
      items.push({ label, first: place === 0, run: () => filter(operator) });
    }
  }
  return items;
}

function rowsText(rows: number): string {
  return rows === 1 ? 'The Row' : `All ${grouped(rows)} Rows`;
}
