import type { ResultTable } from '../../model/cellResult';
import type { Cell, ColumnType } from '../../model/query';
import { isAbort } from '../../model/failure';
import { parseFilter } from './filterText';
import { orderSteps, type RowTest, type SortKey } from './order';
import type { RowStore } from './rowStore';
import { runSliced } from './sliced';

/** What of a table's arrangement outlasts its view. */
export interface Arrangement {
  readonly sort: readonly SortKey[];
  /** By place of the column. */
  readonly filters: Readonly<Record<number, string>>;
  readonly hidden: readonly number[];
}

export const asItCame: Arrangement = { sort: [], filters: {}, hidden: [] };

export interface Busy {
  readonly text: string;
  /** 0 to 1. */
  readonly done: number;
}

export interface Pacing {
  readonly pause: () => Promise<void>;
  readonly now: () => number;
}

/** `rows`: which rows are seen, or in which order. `cells`: more of them are here. `columns`: shown or hidden. `busy`: progress. */
export type ModelChange = 'rows' | 'cells' | 'columns' | 'busy' | 'filters';

const none: readonly Cell[] = [];

/** A table as it is seen: which rows in which order, which columns. Sorting and filtering run in the background. */
export class TableModel {
  readonly columns: readonly { readonly name: string; readonly type: ColumnType }[];
  private wanted: Arrangement;
  private applied: Arrangement = asItCame;
  private order: Uint32Array | undefined;
  private problems: ReadonlyMap<number, string> = new Map();
  private working: { readonly abort: AbortController; busy: Busy } | undefined;
  private readonly handlers = new Set<(change: ModelChange) => void>();
  private readonly stop: () => void;
  private wasGone: boolean;

  constructor(
    table: ResultTable,
    readonly store: RowStore,
    private readonly pacing: Pacing,
    arrangement: Arrangement = asItCame,
  ) {
    this.columns = table.columns;
    this.wanted = fitting(arrangement, table.columns.length);
    this.wasGone = store.gone !== undefined;
    if (this.wasGone) this.order = store.reachable();
    this.stop = store.onChange(() => this.storeChanged());
    void this.apply();
  }

  get arrangement(): Arrangement {
    return this.wanted;
  }

  /** How many rows are seen. */
  get seen(): number {
    return this.order?.length ?? this.store.total;
  }

  get busy(): Busy | undefined {
    return this.working?.busy;
  }

  get filtered(): boolean {
    return this.tests(this.applied).length > 0;
  }

  /** Columns whose filter cannot be understood, with why. */
  get filterProblems(): ReadonlyMap<number, string> {
    return this.problems;
  }

  /** Places of the shown columns. */
  shownColumns(): readonly number[] {
    const hidden = new Set(this.wanted.hidden);
    return this.columns.flatMap((_, place) => (hidden.has(place) ? [] : [place]));
  }

  /** The place in the whole table of what is seen at `position`. */
  indexAt(position: number): number {
    return this.order ? (this.order[position] ?? 0) : position;
  }

  /** Undefined while the row is on its way. */
  rowAt(position: number): readonly Cell[] | undefined {
    return position < this.seen ? this.store.row(this.indexAt(position)) : none;
  }

  /** Sees to it that the rows at these positions come. */
  want(from: number, to: number): void {
    if (!this.order) this.store.want(from, to);
  }

  /** The places of all seen rows in their order; undefined when that is all rows as they came. */
  seenIndices(): readonly number[] | undefined {
    return this.order && [...this.order];
  }

  onChange(handler: (change: ModelChange) => void): () => void {
    this.handlers.add(handler);
    return () => this.handlers.delete(handler);
  }

  /** Ascending, descending, none; `add` keeps the other keys. */
  toggleSort(column: number, add: boolean): void {
    const { sort } = this.wanted;
    const current = sort.find((key) => key.column === column);
    const next =
      current === undefined ? { column, descending: false } : current.descending ? undefined : { column, descending: true };
    if (!add) this.setSort(next ? [next] : []);
    else if (current) this.setSort(sort.flatMap((key) => (key !== current ? [key] : next ? [next] : [])));
    else this.setSort([...sort, { column, descending: false }]);
  }

  setSort(sort: readonly SortKey[]): void {
    this.arrange({ ...this.wanted, sort });
  }

  setFilter(column: number, text: string): void {
    if ((this.wanted.filters[column] ?? '') === text) return;
    const others = Object.entries(this.wanted.filters).filter(([place]) => Number(place) !== column);
    const filters = Object.fromEntries(text.trim() === '' ? others : [...others, [column, text]]) as Record<number, string>;
    this.arrange({ ...this.wanted, filters });
  }

  clearFilters(): void {
    this.arrange({ ...this.wanted, filters: {} });
    this.changed('filters');
  }

  setHidden(hidden: readonly number[]): void {
    // A table without columns could not be brought back by its header, and means nothing.
    if (hidden.length >= this.columns.length) return;
    this.wanted = { ...this.wanted, hidden };
    this.changed('columns');
  }

  /** Goes back to what is on screen. */
  cancel(): void {
    this.working?.abort.abort();
    this.working = undefined;
    this.wanted = { ...this.applied, hidden: this.wanted.hidden };
    this.readProblems();
    this.changed('filters');
    this.changed('busy');
  }

  /** Reads all rows first when they are not here; rejects with an `AbortError` when another action came in between. */
  async seenTable(from: number, to: number): Promise<readonly (readonly Cell[])[]> {
    if (!this.order) {
      const { signal } = this.begin('Reading rows');
      try {
        await this.store.loadAll(signal, (here) => this.progress('Reading rows', here / this.store.total));
      } finally {
        this.end(signal);
      }
    }
    const rows: (readonly Cell[])[] = [];
    for (let position = from; position < Math.min(to, this.seen); position++) rows.push(this.rowAt(position) ?? none);
    return rows;
  }

  dispose(): void {
    this.working?.abort.abort();
    this.stop();
    this.handlers.clear();
    this.store.dispose();
  }

  private arrange(arrangement: Arrangement): void {
    this.wanted = arrangement;
    void this.apply();
  }

  private async apply(): Promise<void> {
    this.readProblems();
    const asked = this.wanted;
    const tests = this.tests(asked);
    if (asked.sort.length === 0 && tests.length === 0) {
      this.working?.abort.abort();
      this.working = undefined;
      this.settle(asked, this.store.gone === undefined ? undefined : this.store.reachable());
      return;
    }
    const { signal } = this.begin(tests.length > 0 ? 'Filtering' : 'Sorting');
    try {
      await this.store.loadAll(signal, (here) => this.progress('Reading rows', here / this.store.total));
      const steps = orderSteps({
        types: this.columns.map(({ type }) => type),
        row: (index) => this.store.row(index),
        indices: this.store.reachable(),
        tests,
        sort: asked.sort,
      });
      const what = asked.sort.length > 0 ? 'Sorting' : 'Filtering';
      const order = await runSliced(steps, { signal, onProgress: (done) => this.progress(what, done), ...this.pacing });
      this.end(signal);
      this.settle(asked, order);
    } catch (error) {
      // Another action has taken over, and says itself what happens.
      if (!isAbort(error)) throw error;
    }
  }

  private settle(applied: Arrangement, order: Uint32Array | undefined): void {
    this.applied = applied;
    this.order = order;
    this.changed('rows');
  }

  private tests({ filters }: Arrangement): readonly RowTest[] {
    return Object.entries(filters).flatMap(([place, text]) => {
      const column = Number(place);
      const outcome = parseFilter(text, this.columns[column]?.type ?? 'string');
      return outcome && 'test' in outcome ? [{ column, test: outcome.test }] : [];
    });
  }

  private readProblems(): void {
    const problems = new Map<number, string>();
    for (const [place, text] of Object.entries(this.wanted.filters)) {
      const outcome = parseFilter(text, this.columns[Number(place)]?.type ?? 'string');
      if (outcome && 'problem' in outcome) problems.set(Number(place), outcome.problem);
    }
    this.problems = problems;
  }

  private storeChanged(): void {
    const gone = this.store.gone !== undefined;
    if (gone && !this.wasGone) {
      this.wasGone = true;
      if (!this.order && !this.working) this.order = this.store.reachable();
      this.changed('rows');
    } else this.changed('cells');
  }

  private begin(text: string): AbortController {
    this.working?.abort.abort();
    const abort = new AbortController();
    this.working = { abort, busy: { text, done: 0 } };
    this.changed('busy');
    return abort;
  }

  private progress(text: string, done: number): void {
    if (!this.working) return;
    this.working.busy = { text, done };
    this.changed('busy');
  }

  private end(signal: AbortSignal): void {
    if (this.working?.abort.signal !== signal) return;
    this.working = undefined;
    this.changed('busy');
  }

  private changed(change: ModelChange): void {
    for (const handler of [...this.handlers]) handler(change);
  }
}

/** Without what speaks of columns that the table has not; a kept arrangement may be anybody's. */
function fitting({ sort, filters, hidden }: Arrangement, columns: number): Arrangement {
  const within = hidden.filter((column) => column < columns);
  return {
    sort: sort.filter(({ column }) => column < columns),
    filters: Object.fromEntries(Object.entries(filters).filter(([column]) => Number(column) < columns)),
    hidden: within.length < columns ? within : [],
  };
}
