/** Where columns stand in a row. Widths in pixels. */

export const narrowestColumn = 48;
export const widestColumn = 1200;
/** What a column gets at most before somebody changes it. */
export const widestAtFirst = 340;

export interface ColumnWindow {
  /** Positions among the shown columns, `to` not included. */
  readonly from: number;
  readonly to: number;
}

export class ColumnLayout {
  private lefts: readonly number[] = [0];

  constructor(private widths: readonly number[]) {
    this.place();
  }

  get count(): number {
    return this.widths.length;
  }

  get total(): number {
    return this.lefts[this.count] ?? 0;
  }

  left(position: number): number {
    return this.lefts[position] ?? 0;
  }

  width(position: number): number {
    return this.widths[position] ?? 0;
  }

  resize(position: number, width: number): void {
    this.widths = this.widths.map((old, at) => (at === position ? clampWidth(width) : old));
    this.place();
  }

  /** The columns that touch the stretch, with one more on both sides. */
  window(left: number, width: number): ColumnWindow {
    let from = 0;
    while (from < this.count && (this.lefts[from + 1] ?? 0) <= left) from++;
    let to = from;
    while (to < this.count && (this.lefts[to] ?? 0) < left + width) to++;
    return { from: Math.max(0, from - 1), to: Math.min(this.count, to + 1) };
  }

  private place(): void {
    const lefts = [0];
    for (const width of this.widths) lefts.push((lefts.at(-1) ?? 0) + width);
    this.lefts = lefts;
  }
}

export function clampWidth(width: number): number {
  return Math.round(Math.min(widestColumn, Math.max(narrowestColumn, width)));
}
