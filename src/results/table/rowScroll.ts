/**
 * Scrolling through more rows than a page may be high. Browsers cut elements at some 16 to 33 million pixels; above `highest` the scroll bar
 * stands for a longer way. Steps of less than a screen still move one pixel per pixel.
 */

/** Pixels; a page zoomed to 400 % stays below the browser's limit. */
const HIGHEST = 4_000_000;

export interface RowScrollSize {
  readonly rows: number;
  readonly rowHeight: number;
  /** Pixels in which rows are seen. */
  readonly viewport: number;
}

export class RowScroll {
  private at = 0;
  private bar = 0;
  private size: RowScrollSize = { rows: 0, rowHeight: 1, viewport: 0 };

  constructor(private readonly highest = HIGHEST) {}

  setSize(size: RowScrollSize): void {
    this.size = size;
    this.at = Math.min(this.at, this.longest);
  }

  /** Height of all rows, in pixels of the rows. */
  get length(): number {
    return this.size.rows * this.size.rowHeight;
  }

  /** Height that the scrolled element must have. */
  get height(): number {
    return Math.min(this.length, this.highest);
  }

  get scaled(): boolean {
    return this.length > this.highest;
  }

  /** How far the rows have moved, in their pixels. */
  get offset(): number {
    return this.at;
  }

  /** Where the scroll bar should stand for `offset`. */
  get scrollTop(): number {
    if (!this.scaled) return this.at;
    return this.longest === 0 ? 0 : Math.round((this.at / this.longest) * this.barLength);
  }

  /** The scroll bar has moved. */
  scrolledTo(scrollTop: number): void {
    const way = scrollTop - this.bar;
    this.bar = scrollTop;
    if (!this.scaled) {
      this.at = clamp(scrollTop, this.longest);
    } else if (scrollTop <= 0 || scrollTop >= this.barLength || Math.abs(way) > this.size.viewport) {
      this.at = clamp((scrollTop / this.barLength) * this.longest, this.longest);
    } else {
      this.at = clamp(this.at + way, this.longest);
    }
  }

  /** Moves the rows; the caller then puts the scroll bar at `scrollTop` and tells `settled`. */
  moveTo(offset: number): void {
    this.at = clamp(offset, this.longest);
  }

  /** The scroll bar stands there without anybody having moved it. */
  settled(scrollTop: number): void {
    this.bar = scrollTop;
  }

  /** The rows to draw, `to` not included, with `more` rows on both sides. */
  window(more: number): { readonly from: number; readonly to: number } {
    const { rows, rowHeight, viewport } = this.size;
    const from = Math.floor(this.at / rowHeight);
    const to = Math.ceil((this.at + viewport) / rowHeight);
    return { from: Math.max(0, from - more), to: Math.min(rows, to + more) };
  }

  /** The offset that shows the row in whole, moving as little as it can. */
  reveal(row: number): number {
    const { rowHeight, viewport } = this.size;
    const top = row * rowHeight;
    if (top < this.at) return top;
    return Math.max(this.at, top + rowHeight - viewport);
  }

  private get longest(): number {
    return Math.max(0, this.length - this.size.viewport);
  }

  private get barLength(): number {
    return Math.max(1, this.height - this.size.viewport);
  }
}

function clamp(value: number, most: number): number {
  return Math.min(Math.max(0, value), most);
}
