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
  private time = new Float64Array(4096);
  private kind = new Float64Array(4096);
  private a = new Float64Array(4096);
  private b = new Float64Array(4096);
  private c = new Float64Array(4096);
  private used = 0;

  constructor(private readonly origin: number) {}

  add(time: number, kind: number, a = 0, b = 0, c = 0): void {
    const row = this.used++;
    if (row === this.time.length) this.grow();
    this.time[row] = Math.floor(time);
    this.kind[row] = kind;
    this.a[row] = a;
    this.b[row] = b;
    this.c[row] = c;
  }

  private grow(): void {
    this.time = doubled(this.time);
    this.kind = doubled(this.kind);
    this.a = doubled(this.a);
    this.b = doubled(this.b);
    this.c = doubled(this.c);
  }

  finish(): LogRows {
    const length = this.used;
    if (length > rowLimit) throw new RangeError(`${length} rows are too many for a table of logs`);
    const keys = new Float64Array(length);
    for (let row = 0; row < length; row++) keys[row] = ((this.time[row] ?? 0) - this.origin) * rowLimit + row;
    keys.sort();
    const order = ordered(keys);
    const sorted = (field: Float64Array): Float64Array => gathered(field, order);
    return {
      length,
      time: sorted(this.time),
      kind: sorted(this.kind),
      a: sorted(this.a),
      b: sorted(this.b),
      c: sorted(this.c),
    };
  }
}

function doubled(field: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const longer = new Float64Array(field.length * 2);
  longer.set(field);
  return longer;
}

/** The numbers of the rows, out of the sorted keys. */
function ordered(keys: Float64Array): Uint32Array {
  const order = new Uint32Array(keys.length);
  for (let place = 0; place < keys.length; place++) order[place] = (keys[place] ?? 0) % rowLimit;
  return order;
}

function gathered(field: Float64Array, order: Uint32Array): Float64Array {
  const result = new Float64Array(order.length);
  for (let place = 0; place < order.length; place++) result[place] = field[order[place] ?? 0] ?? 0;
  return result;
}
