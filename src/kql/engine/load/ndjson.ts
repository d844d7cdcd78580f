import { sampleRows } from './inferSchema.js';
import { JsonRowWriter, JsonSampler } from './jsonRows.js';
import { JsonScanner } from './jsonScanner.js';
import { checkCancelled, type ByteSource, type Loaded, type LoadOptions } from './loadOptions.js';
import { readHead } from './readHead.js';

const HEAD_BYTES = 1 << 20;
const LINE_FEED = 10;

/**
 * Reads a JSON object per line; a line that is none is noted and left out. Columns are those of the first lines; when later lines have
 * more, `open` is called again for the bytes from the start.
 */
export async function loadNdjson(open: () => ByteSource, options: LoadOptions = {}): Promise<Loaded> {
  const sampler = new JsonSampler();
  for (;;) {
    const { head, rest, complete } = await readHead(open(), HEAD_BYTES);
    if (sampler.columns.size === 0) {
      let rows = 0;
      new LineSplitter((bytes, start, end) => {
        if (rows++ < sampleRows) sampler.sample(bytes, start, end);
      }).push(head, complete);
    }
    const { schema, inferred } = sampler.schema(options.schema);
    const writer = new JsonRowWriter(schema, options);
    const lines = new LineSplitter((bytes, start, end) => {
      writer.write(bytes, start, end);
    });
    lines.push(head, complete);
    if (!complete) {
      for await (const block of rest) {
        checkCancelled(options);
        lines.push(block, false);
      }
      lines.push(new Uint8Array(0), true);
    }
    if (writer.late.columns.size === 0) return { table: writer.builder.finish(), dirty: writer.log.report(), inferred };
    for (const [name, samples] of writer.late.columns) sampler.columns.set(name, samples);
  }
}

/** Cuts blocks into lines that are not blank, without blanks at their ends. */
class LineSplitter {
  private rest = new Uint8Array(0);

  constructor(private readonly onLine: (bytes: Uint8Array, start: number, end: number) => void) {}

  push(block: Uint8Array, last: boolean): void {
    let bytes = block;
    if (this.rest.length > 0) {
      bytes = new Uint8Array(this.rest.length + block.length);
      bytes.set(this.rest);
      bytes.set(block, this.rest.length);
    }
    let start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
    for (;;) {
      const found = bytes.indexOf(LINE_FEED, start);
      if (found < 0 && !last) break;
      const scanner = new JsonScanner(bytes, found < 0 ? bytes.length : found);
      const from = scanner.blank(start);
      let to = found < 0 ? bytes.length : found;
      while (to > from && bytes[to - 1]! <= 32) to--;
      if (from < to) this.onLine(bytes, from, to);
      if (found < 0) {
        start = bytes.length;
        break;
      }
      start = found + 1;
    }
    this.rest = bytes.slice(start);
  }
}
