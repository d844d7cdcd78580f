import { MINUTE } from '../../model/time';

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
    const order = orderOf(this.time.subarray(0, length), this.origin);
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

/**
 * The numbers of the rows by time. Rows are put into their minutes first, as a minute has few of them: sorting hundreds of thousands
 * at once takes several times as long.
 */
function orderOf(time: Float64Array, origin: number): Uint32Array {
  const minutes = new Uint32Array(time.length);
  let most = 0;
  for (let row = 0; row < time.length; row++) {
    const minute = Math.max(0, Math.floor(((time[row] ?? 0) - origin) / MINUTE));
    minutes[row] = minute;
    most = Math.max(most, minute);
  }
  const ends = new Uint32Array(most + 2);
  for (const minute of minutes) ends[minute + 1] = (ends[minute + 1] ?? 0) + 1;
  for (let minute = 0; minute <= most; minute++) ends[minute + 1] = (ends[minute + 1] ?? 0) + (ends[minute] ?? 0);
  const order = new Uint32Array(time.length);
  for (let row = 0; row < time.length; row++) {
    const minute = minutes[row] ?? 0;
    const place = ends[minute] ?? 0;
    ends[minute] = place + 1;
    order[place] = row;
  }
  // Each place is now the end of its minute. Insertion keeps the order of rows of the same millisecond.
  let start = 0;
  for (let minute = 0; minute <= most; minute++) {
    const end = ends[minute] ?? start;
    for (let place = start + 1; place < end; place++) {
      const row = order[place] ?? 0;
      const at = time[row] ?? 0;
      let free = place;
      for (; free > start && (time[order[free - 1] ?? 0] ?? 0) > at; free--) order[free] = order[free - 1] ?? 0;
      order[free] = row;
    }
    start = end;
  }
  return order;
}

function gathered(field: Float64Array, order: Uint32Array): Float64Array {
  const result = new Float64Array(order.length);
  for (let place = 0; place < order.length; place++) result[place] = field[order[place] ?? 0] ?? 0;
  return result;
}
