/** Rows of numbers: when, of what kind, and three more that each table uses in its own way. */
export interface LogRows {
  readonly length: number;
  /** Whole milliseconds, ascending. */
  readonly time: Float64Array;
  readonly kind: Float64Array;
  readonly a: Float64Array;
  readonly b: Float64Array;
  readonly c: Float64Array;
}

/** Below 2^20 rows a moment within the story and the number of a row fit together in a double. */
const rowLimit = 1_048_576;

/** Collects rows in any order and gives them sorted by time; rows of the same millisecond keep their order. */
export class RowWriter {
  private fields = this.empty(4096);
  private used = 0;

  constructor(private readonly origin: number) {}

  private empty(length: number): Float64Array[] {
    return Array.from({ length: 5 }, () => new Float64Array(length));
  }

  add(time: number, kind: number, a = 0, b = 0, c = 0): void {
    const row = this.used++;
    if (row === (this.fields[0]?.length ?? 0)) this.grow();
    const [times, kinds, as, bs, cs] = this.fields;
    if (times === undefined || kinds === undefined || as === undefined || bs === undefined || cs === undefined) return;
    times[row] = Math.floor(time);
    kinds[row] = kind;
    as[row] = a;
    bs[row] = b;
    cs[row] = c;
  }

  private grow(): void {
    this.fields = this.fields.map((field) => {
      const longer = new Float64Array(field.length * 2);
      longer.set(field);
      return longer;
    });
  }

  finish(): LogRows {
    const length = this.used;
    if (length > rowLimit) throw new RangeError(`${length} rows are too many for a table of logs`);
    const [times = new Float64Array()] = this.fields;
    const keys = new Float64Array(length);
    for (let row = 0; row < length; row++) keys[row] = ((times[row] ?? 0) - this.origin) * rowLimit + row;
    keys.sort();
    const sorted = this.fields.map((field) => {
      const result = new Float64Array(length);
      for (let place = 0; place < length; place++) result[place] = field[(keys[place] ?? 0) % rowLimit] ?? 0;
      return result;
    });
    const [time = times, kind = times, a = times, b = times, c = times] = sorted;
    return { length, time, kind, a, b, c };
  }
}
