/** One rectangle of cells, from where it began to where it goes; positions of rows and shown columns as they are seen. */
export interface CellPlace {
  readonly row: number;
  readonly column: number;
}

export interface Selection {
  readonly anchor: CellPlace;
  /** The active cell: the one with the focus. */
  readonly active: CellPlace;
}

/** Both ends included. */
export interface CellRange {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export interface GridSize {
  readonly rows: number;
  readonly columns: number;
  /** Rows that a screen shows. */
  readonly page: number;
}

export const firstCell: Selection = { anchor: { row: 0, column: 0 }, active: { row: 0, column: 0 } };

export function rangeOf({ anchor, active }: Selection): CellRange {
  return {
    top: Math.min(anchor.row, active.row),
    bottom: Math.max(anchor.row, active.row),
    left: Math.min(anchor.column, active.column),
    right: Math.max(anchor.column, active.column),
  };
}

export function isSingle({ anchor, active }: Selection): boolean {
  return anchor.row === active.row && anchor.column === active.column;
}

/** `extend` keeps the anchor. The place is moved into the table. */
export function select(selection: Selection, place: CellPlace, extend: boolean, size: GridSize): Selection {
  const active = {
    row: Math.max(0, Math.min(place.row, size.rows - 1)),
    column: Math.max(0, Math.min(place.column, size.columns - 1)),
  };
  return { anchor: extend ? selection.anchor : active, active };
}

/** Where a key leads from the active cell; undefined for keys that do not move. `far` is Ctrl or Cmd. */
export function moved(
  { row, column }: CellPlace,
  key: string,
  far: boolean,
  { rows, columns, page }: GridSize,
): CellPlace | undefined {
  switch (key) {
    case 'ArrowUp':
      return { row: far ? 0 : row - 1, column };
    case 'ArrowDown':
      return { row: far ? rows - 1 : row + 1, column };
    case 'ArrowLeft':
      return { row, column: far ? 0 : column - 1 };
    case 'ArrowRight':
      return { row, column: far ? columns - 1 : column + 1 };
    case 'Home':
      return { row: far ? 0 : row, column: 0 };
    case 'End':
      return { row: far ? rows - 1 : row, column: columns - 1 };
    case 'PageUp':
      return { row: row - page, column };
    case 'PageDown':
      return { row: row + page, column };
    default:
      return undefined;
  }
}
