import type { Cell, ColumnType, QueryTable } from '../model/query';
import { instantOf, nameOf, numberOf, secondsOf } from './cellValues';

/** What a column can be in a chart. */
export type ColumnRole = 'time' | 'number' | 'text' | 'none';

export interface ChartColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly index: number;
  readonly role: ColumnRole;
  /** True when its cells are arrays, one element per point. */
  readonly arrays: boolean;
}

const ROLES: Readonly<Record<ColumnType, ColumnRole>> = {
  datetime: 'time',
  int: 'number',
  long: 'number',
  real: 'number',
  decimal: 'number',
  timespan: 'number',
  string: 'text',
  guid: 'text',
  bool: 'text',
  dynamic: 'none',
};

/** Cells that are looked at to learn what a dynamic column holds. */
const SAMPLE = 200;

/** A table as points need it: a row whose cells are arrays, as `make-series` gives them, counts as one row per element. */
export class ChartRows {
  readonly columns: readonly ChartColumn[];
  readonly length: number;
  /** Per point its row, and the element of the row's arrays. */
  private readonly rowOf: Uint32Array;
  private readonly elementOf: Uint32Array;

  constructor(private readonly table: QueryTable) {
    this.columns = table.columns.map((column, index) => ({ ...column, index, ...contentOf(table, index, column.type) }));
    const arrays = this.columns.filter((column) => column.arrays);
    const lengths = table.rows.map((row) =>
      arrays.length === 0 ? 1 : Math.max(...arrays.map(({ index }) => elementsOf(row[index])?.length ?? 0)),
    );
    this.length = lengths.reduce((sum, length) => sum + length, 0);
    this.rowOf = new Uint32Array(this.length);
    this.elementOf = new Uint32Array(this.length);
    let at = 0;
    lengths.forEach((length, row) => {
      for (let element = 0; element < length; element++, at++) {
        this.rowOf[at] = row;
        this.elementOf[at] = element;
      }
    });
  }

  /** Milliseconds of a time, a number of anything else; NaN where there is none. */
  numbers(column: ChartColumn): number[] {
    return this.map(column, column.role === 'time' ? instantOf : numberOf);
  }

  names(column: ChartColumn): string[] {
    return this.map(column, nameOf);
  }

  /** Position of every point in its row's arrays. */
  elements(): number[] {
    return [...this.elementOf];
  }

  private map<T>(column: ChartColumn, read: (cell: Cell | undefined) => T): T[] {
    const values: T[] = [];
    for (let at = 0; at < this.length; at++) {
      const cell = this.table.rows[this.rowOf[at] ?? 0]?.[column.index];
      values.push(read(column.arrays ? elementsOf(cell)?.[this.elementOf[at] ?? 0] : cell));
    }
    return values;
  }
}

function contentOf(table: QueryTable, index: number, type: ColumnType): Pick<ChartColumn, 'role' | 'arrays'> {
  if (type !== 'dynamic') return { role: ROLES[type], arrays: false };
  const cells = table.rows.map((row) => row[index] ?? null).filter((cell) => cell !== null);
  const sample = cells.slice(0, SAMPLE);
  const lists = sample.map(elementsOf).filter((list) => list !== undefined);
  if (lists.length > 0 && lists.length === sample.length) {
    const elements = lists.flatMap((list) => list.slice(0, SAMPLE)).filter((element) => element !== null);
    const role = roleOfValues(elements.slice(0, SAMPLE));
    return { role, arrays: role !== 'none' };
  }
  const role = roleOfValues(sample);
  return { role: role === 'number' ? role : 'none', arrays: false };
}

function roleOfValues(values: readonly Cell[]): ColumnRole {
  if (values.length === 0) return 'none';
  if (values.every((value) => typeof value === 'number' || isNumberText(value))) return 'number';
  return values.every((value) => !Number.isNaN(instantOf(value))) ? 'time' : 'none';
}

/** The forms in which a number inside a dynamic value comes as text: not finite, a long beyond 2^53, a timespan. */
function isNumberText(value: Cell): boolean {
  if (typeof value !== 'string') return false;
  return /^(NaN|-?Infinity|-?\d{16,})$/.test(value) || !Number.isNaN(secondsOf(value));
}

function elementsOf(cell: Cell | undefined): readonly Cell[] | undefined {
  return Array.isArray(cell) ? (cell as readonly Cell[]) : undefined;
}
