/**
 * A record of a CSV text: field `i` is the UTF-8 `bytes` from `starts[i]` to `ends[i]`, quotes removed. Valid during the call only.
 * `malformed`: a quote is not closed, or text stands after a closing quote.
 */
export interface CsvRecord {
  readonly bytes: Uint8Array;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  readonly count: number;
  readonly malformed: boolean;
}

const QUOTE = 34;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** RFC 4180 over blocks of bytes, any one-byte delimiter; lines end in LF or CR LF; blank lines are left out. */
export class CsvParser {
  private buffer = new Uint8Array(0);
  private starts = new Uint32Array(64);
  private ends = new Uint32Array(64);
  /** 1 where a field has doubled quotes. */
  private doubled = new Uint8Array(64);

  constructor(
    private readonly delimiter: number,
    /** Returns false to stop. */
    private readonly onRecord: (record: CsvRecord) => boolean,
  ) {}

  /** Reads on; `last` says that no more will come. False when it was stopped. */
  push(block: Uint8Array, last: boolean): boolean {
    const rest = this.buffer.length;
    // A copy of our own: doubled quotes are removed in place.
    const buffer = new Uint8Array(rest + block.length);
    buffer.set(this.buffer);
    buffer.set(block, rest);
    const read = this.parse(buffer, last);
    if (read < 0) return false;
    this.buffer = buffer.subarray(read);
    return true;
  }

  /** Place after the last whole record; -1 when stopped. */
  private parse(bytes: Uint8Array, last: boolean): number {
    const { delimiter } = this;
    const size = bytes.length;
    let at = 0;
    while (at < size) {
      const start = at;
      let count = 0;
      let quoted = false;
      let malformed = false;
      for (;;) {
        if (count === this.starts.length) this.grow();
        if (bytes[at] === QUOTE) {
          const close = this.closingQuote(bytes, at + 1, count, last);
          if (close < 0) {
            if (!last) return start;
            malformed = true;
          }
          quoted = true;
          this.starts[count] = at + 1;
          at = close < 0 ? size : close;
          this.ends[count++] = at;
          if (close >= 0) at++;
          const after = at;
          while (at < size && bytes[at] !== delimiter && bytes[at] !== LINE_FEED) at++;
          if (at - after > 1 || (at > after && bytes[after] !== CARRIAGE_RETURN)) malformed = true;
        } else {
          this.starts[count] = at;
          this.doubled[count] = 0;
          for (; at < size; at++) {
            const byte = bytes[at]!;
            if (byte === delimiter || byte === LINE_FEED) break;
          }
          const lineEnds = at >= size || bytes[at] === LINE_FEED;
          const from = this.starts[count]!;
          this.ends[count++] = lineEnds && at > from && bytes[at - 1] === CARRIAGE_RETURN ? at - 1 : at;
        }
        if (at >= size) {
          if (!last) return start;
          break;
        }
        if (bytes[at++] === LINE_FEED) break;
        if (at >= size && !last) return start;
      }
      if (count === 1 && !quoted && this.starts[0] === this.ends[0]) continue;
      for (let i = 0; i < count; i++) if (this.doubled[i] === 1) this.removeDoubles(bytes, i);
      if (!this.onRecord({ bytes, starts: this.starts, ends: this.ends, count, malformed })) return -1;
    }
    return size;
  }

  /** -1 when it is not in the bytes yet. */
  private closingQuote(bytes: Uint8Array, from: number, field: number, last: boolean): number {
    this.doubled[field] = 0;
    const size = bytes.length;
    for (let at = from; at < size; at++) {
      if (bytes[at]! !== QUOTE) continue;
      if (at + 1 === size) return last ? at : -1;
      if (bytes[at + 1]! !== QUOTE) return at;
      this.doubled[field] = 1;
      at++;
    }
    return -1;
  }

  private removeDoubles(bytes: Uint8Array, field: number): void {
    const end = this.ends[field]!;
    let to = this.starts[field]!;
    for (let from = to; from < end; from++) {
      bytes[to++] = bytes[from]!;
      if (bytes[from] === QUOTE) from++;
    }
    this.ends[field] = to;
  }

  private grow(): void {
    const size = this.starts.length * 2;
    const grown = (array: Uint32Array): Uint32Array<ArrayBuffer> => {
      const result = new Uint32Array(size);
      result.set(array);
      return result;
    };
    this.starts = grown(this.starts);
    this.ends = grown(this.ends);
    const doubled = new Uint8Array(size);
    doubled.set(this.doubled);
    this.doubled = doubled;
  }
}
