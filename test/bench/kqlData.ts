import { closeSync, openSync, writeSync } from 'node:fs';

/** Columns of the generated table, as the queries of the benchmark know them. */
export const columns = [
  'TimeGenerated',
  'Name',
  'Url',
  'ResultCode',
  'Success',
  'DurationMs',
  'OperationId',
  'AppRoleName',
  'Properties',
] as const;

/** Start of the seven days that the rows cover. */
export const start = Date.UTC(2026, 10, 10);
export const days = 7;

const roles = ['frontend', 'orders', 'payments', 'catalog', 'identity', 'shipping', 'search', 'gateway'];
const verbs = ['GET', 'POST', 'PUT', 'DELETE'];
const resources = ['orders', 'items', 'users', 'carts', 'payments', 'reviews', 'sessions', 'images', 'prices', 'offers'];
const codes = ['200', '200', '200', '200', '200', '200', '201', '204', '302', '400', '404', '404', '500', '503'];
const regions = ['westeurope', 'northeurope', 'eastus', 'westus2'];

/** A fast generator of 32-bit numbers (xorshift); the same seed gives the same rows. */
function numbers(seed: number): () => number {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

const bytesOf = (texts: readonly string[]): readonly Uint8Array[] => texts.map((text) => Buffer.from(text, 'latin1'));

/** Text in bytes, joined in one block that goes to the file when it is full: a string per row would take ten times as long. */
class ByteWriter {
  private readonly block = new Uint8Array(1 << 22);
  private at = 0;

  constructor(private readonly file: number) {}

  bytes(piece: Uint8Array | undefined): void {
    if (piece === undefined) return;
    const { block } = this;
    let at = this.at;
    for (let i = 0; i < piece.length; i++) block[at++] = piece[i] ?? 0;
    this.at = at;
  }

  /** A whole number, with zeros before it up to that many digits. */
  digits(value: number, width = 1): void {
    let size = width;
    for (let limit = 10 ** width; limit <= value; limit *= 10) size++;
    let rest = value;
    for (let i = this.at + size - 1; i >= this.at; i--) {
      const next = Math.floor(rest / 10);
      this.block[i] = 48 + rest - next * 10;
      rest = next;
    }
    this.at += size;
  }

  /** Eight hexadecimal digits. */
  hex(value: number): void {
    for (let shift = 28; shift >= 0; shift -= 4) {
      const digit = (value >>> shift) & 15;
      this.block[this.at++] = digit < 10 ? 48 + digit : 87 + digit;
    }
  }

  /** Between rows. */
  flush(least = 1): void {
    if (this.at < least) return;
    writeSync(this.file, this.block, 0, this.at);
    this.at = 0;
  }

  /** Bytes at which a block is full enough. */
  static readonly full = (1 << 22) - 4096;
}

const roleBytes = bytesOf(roles.map((role) => `,${role},"{""region"":""`));
const nameBytes = verbs.map((verb) =>
  bytesOf(resources.map((resource) => `Z,${verb} /api/${resource},https://shop.example.com/api/${resource}/`)),
);
const codeBytes = bytesOf(codes.map((code) => `,${code},${code < '400' ? 'true' : 'false'},`));
const regionBytes = bytesOf(regions.map((region) => `${region}"",""tenant"":""t`));
const [colon, point, comma, retries, items, end] = bytesOf([':', '.', ',', '"",""retries"":', ',""items"":', '}"\n']);

/** Writes `rows` requests like those of Application Insights as CSV, in order of time. */
export function writeRequests(file: string, rows: number): void {
  const next = numbers(20_261_117);
  const step = (days * 86_400_000) / rows;
  const output = openSync(file, 'w');
  const to = new ByteWriter(output);
  to.bytes(Buffer.from(`${columns.join(',')}\n`, 'latin1'));
  let day = -1;
  let date: Uint8Array | undefined;
  for (let row = 0; row < rows; row++) {
    const time = start + Math.floor(row * step);
    const dayOfTime = Math.floor(time / 86_400_000);
    if (dayOfTime !== day) {
      day = dayOfTime;
      date = Buffer.from(new Date(time).toISOString().slice(0, 11), 'latin1');
    }
    const ms = time - dayOfTime * 86_400_000;
    to.bytes(date);
    to.digits(Math.floor(ms / 3_600_000), 2);
    to.bytes(colon);
    to.digits(Math.floor(ms / 60_000) % 60, 2);
    to.bytes(colon);
    to.digits(Math.floor(ms / 1000) % 60, 2);
    to.bytes(point);
    to.digits(ms % 1000, 3);
    const a = next();
    const b = next();
    to.bytes(nameBytes[(a >>> 4) % 4]?.[a % 10]);
    to.digits(b % 20_000);
    to.bytes(codeBytes[(a >>> 8) % codes.length]);
    const microseconds = Math.floor((((b >>> 4) % 4096) * ((b >>> 16) % 4096) * 1000) / 4096) + (a % 100) * 10;
    to.digits(Math.floor(microseconds / 1000));
    to.bytes(point);
    to.digits(microseconds % 1000, 3);
    to.bytes(comma);
    for (let word = 0; word < 4; word++) to.hex(next());
    to.bytes(roleBytes[(a >>> 12) % 8]);
    to.bytes(regionBytes[(a >>> 16) % 4]);
    to.digits(b % 500);
    to.bytes(retries);
    to.digits((b >>> 8) % 4);
    to.bytes(items);
    to.digits(a % 997);
    to.bytes(end);
    to.flush(ByteWriter.full);
  }
  to.flush();
  closeSync(output);
}
