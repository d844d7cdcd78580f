import type { ResultReply, ResultTable } from '../../model/cellResult';
import type { Cell } from '../../model/query';
import type { ResultHostLink } from './hostLink';

/** Rows that are asked for at once. */
export const pageRows = 5000;

/** Pages that may be on their way while everything is read. */
const AT_ONCE = 2;

/** Unique among all views of a page, also after the page was loaded again: replies go to every view. */
let lastRequest = Date.now();

interface Waiting {
  readonly page: number;
  readonly timer: ReturnType<typeof setTimeout>;
}

/** The rows of one table: those that came with the result, and page by page those that the host holds. */
export class RowStore {
  readonly total: number;
  /** By page; the last of those that came with the result may be short. */
  private readonly pages: (readonly (readonly Cell[])[] | undefined)[];
  private readonly waiting = new Map<number, Waiting>();
  private readonly stop: () => void;
  private present: number;
  private missing: string | undefined;
  private readonly handlers = new Set<() => void>();

  /** `patience`: milliseconds after which a page that has not come is given up. */
  constructor(
    private readonly place: { readonly result: string; readonly table: number },
    table: ResultTable,
    private readonly link: ResultHostLink | undefined,
    private readonly patience = 60_000,
  ) {
    this.present = table.rows.length;
    this.total = Math.max(table.totalRows, this.present);
    this.pages = Array.from({ length: Math.ceil(this.total / pageRows) }, (_, page) => {
      const rows = table.rows.slice(page * pageRows, (page + 1) * pageRows);
      return rows.length > 0 ? rows : undefined;
    });
    this.stop = link?.onReply((reply) => this.receive(reply)) ?? (() => undefined);
    if (!link && !this.complete) this.missing = 'The other rows are not kept here. Run the query again to see them.';
  }

  /** How many rows are here. */
  get here(): number {
    return this.present;
  }

  get complete(): boolean {
    return this.present === this.total;
  }

  /** Why rows can no longer be had, and what to do; undefined while they can. */
  get gone(): string | undefined {
    return this.missing;
  }

  row(index: number): readonly Cell[] | undefined {
    return this.pages[Math.floor(index / pageRows)]?.[index % pageRows];
  }

  /** The places of the rows that can be shown: of all while the host has the others, of those that are here when it has not. */
  reachable(): Uint32Array {
    if (this.missing === undefined) return Uint32Array.from({ length: this.total }, (_, index) => index);
    const known = new Uint32Array(this.present);
    let count = 0;
    for (const [page, rows] of this.pages.entries()) {
      for (let place = 0; place < (rows?.length ?? 0); place++) known[count++] = page * pageRows + place;
    }
    return known;
  }

  /** Runs after rows have come or will not come; gives what stops it. */
  onChange(handler: () => void): () => void {
    this.handlers.add(handler);
    return () => this.handlers.delete(handler);
  }

  /** Asks for what of the rows `from` to `to` (not included) is not here and not asked for yet. */
  want(from: number, to: number): void {
    if (!this.link || this.missing !== undefined) return;
    const last = Math.floor((Math.min(to, this.total) - 1) / pageRows);
    for (let page = Math.floor(Math.max(from, 0) / pageRows); page <= last; page++) {
      if (!this.has(page) && !this.isOnItsWay(page)) this.ask(page);
    }
  }

  /** Resolves once all rows are here or will not come; rejects with the signal's reason. */
  async loadAll(signal: AbortSignal, onProgress: (here: number) => void): Promise<void> {
    signal.throwIfAborted();
    const pages = this.pages.length;
    await new Promise<void>((resolve, reject) => {
      let next = 0;
      const settle = (finish: () => void): void => {
        stop();
        signal.removeEventListener('abort', abort);
        finish();
      };
      const abort = (): void => settle(() => reject(signal.reason as Error));
      const go = (): void => {
        onProgress(this.present);
        if (this.complete || this.missing !== undefined) {
          settle(resolve);
          return;
        }
        while (this.waiting.size < AT_ONCE && next < pages) {
          this.want(next * pageRows, (next + 1) * pageRows);
          next++;
        }
        // A page that somebody else asked for and that was given up.
        if (this.waiting.size === 0 && next >= pages) next = 0;
      };
      const stop = this.onChange(go);
      signal.addEventListener('abort', abort);
      go();
    });
  }

  dispose(): void {
    this.stop();
    for (const { timer } of this.waiting.values()) clearTimeout(timer);
    this.waiting.clear();
    this.handlers.clear();
  }

  private has(page: number): boolean {
    return this.pages[page]?.length === this.sizeOf(page);
  }

  private sizeOf(page: number): number {
    return Math.min(pageRows, this.total - page * pageRows);
  }

  private isOnItsWay(page: number): boolean {
    return [...this.waiting.values()].some((waiting) => waiting.page === page);
  }

  private ask(page: number): void {
    const request = ++lastRequest;
    const timer = setTimeout(() => this.giveUp(request), this.patience);
    this.waiting.set(request, { page, timer });
    const [from, to] = [page * pageRows, Math.min((page + 1) * pageRows, this.total)];
    this.link?.post({ type: 'rows', request, ...this.place, from, to });
  }

  private receive(reply: ResultReply): void {
    const waiting = this.waiting.get(reply.request);
    if (!waiting) return;
    clearTimeout(waiting.timer);
    this.waiting.delete(reply.request);
    if (reply.type === 'gone') {
      this.missing = reply.message;
    } else {
      const before = this.pages[waiting.page]?.length ?? 0;
      const rows = reply.rows.slice(0, this.sizeOf(waiting.page));
      if (rows.length < this.sizeOf(waiting.page))
        this.missing = 'The other rows are no longer held. Run the query again to see them.';
      if (rows.length > before) {
        this.pages[waiting.page] = rows;
        this.present += rows.length - before;
      }
    }
    this.changed();
  }

  private giveUp(request: number): void {
    this.waiting.delete(request);
    this.missing = 'The other rows did not arrive. Run the query again to see them.';
    this.changed();
  }

  private changed(): void {
    for (const handler of [...this.handlers]) handler();
  }
}
