/** The DEFLATE format, RFC 1951. */

/** Codes of a Huffman tree: how many there are of each length, and their symbols in order. */
interface Codes {
  readonly counts: Uint16Array;
  readonly symbols: Uint16Array;
}

function codesOf(lengths: readonly number[]): Codes {
  const counts = new Uint16Array(16);
  for (const length of lengths) counts[length]!++;
  counts[0] = 0;
  const offsets = new Uint16Array(17);
  for (let i = 1; i < 16; i++) offsets[i + 1] = offsets[i]! + counts[i]!;
  const symbols = new Uint16Array(lengths.length);
  lengths.forEach((length, symbol) => {
    if (length > 0) symbols[offsets[length]!++] = symbol;
  });
  return { counts, symbols };
}

/** Lengths and distances as a first value and a number of further bits, from the code on. */
function bases(start: number, bits: (code: number) => number, count: number): readonly (readonly [number, number])[] {
  const table: [number, number][] = [];
  let value = start;
  for (let code = 0; code < count; code++) {
    table.push([value, bits(code)]);
    value += 2 ** bits(code);
  }
  return table;
}

const lengthBases = [...bases(3, (code) => Math.max(0, (code >> 2) - 1), 28), [258, 0] as const];
const distanceBases = bases(1, (code) => Math.max(0, (code >> 1) - 1), 30);
const lengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const fixedLengths = Array.from({ length: 288 }, (_, symbol) => (symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8));
const fixed = [codesOf(fixedLengths), codesOf(new Array<number>(30).fill(5))] as const;

class Corrupt extends Error {}

/** What follows a compressed stream is left alone. Undefined when the stream is corrupt. */
export function inflate(bytes: Uint8Array): Uint8Array | undefined {
  try {
    return new Inflater(bytes).run();
  } catch (error) {
    if (error instanceof Corrupt) return undefined;
    throw error;
  }
}

class Inflater {
  private at = 0;
  private bitBuffer = 0;
  private bitCount = 0;
  private output = new Uint8Array(1024);
  private length = 0;

  constructor(private readonly input: Uint8Array) {}

  run(): Uint8Array {
    for (let last = 0; last === 0;) {
      last = this.bits(1);
      const kind = this.bits(2);
      if (kind === 0) this.stored();
      else if (kind === 1) this.block(...fixed);
      else if (kind === 2) this.block(...this.dynamicCodes());
      else throw new Corrupt();
    }
    return this.output.subarray(0, this.length);
  }

  private bits(count: number): number {
    while (this.bitCount < count) {
      if (this.at >= this.input.length) throw new Corrupt();
      this.bitBuffer |= this.input[this.at++]! << this.bitCount;
      this.bitCount += 8;
    }
    const value = this.bitBuffer & ((1 << count) - 1);
    this.bitBuffer >>>= count;
    this.bitCount -= count;
    return value;
  }

  private symbol({ counts, symbols }: Codes): number {
    let code = 0;
    let first = 0;
    let index = 0;
    for (let length = 1; length < 16; length++) {
      code |= this.bits(1);
      const count = counts[length]!;
      if (code - count < first) return symbols[index + code - first]!;
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    throw new Corrupt();
  }

  private write(byte: number): void {
    if (this.length === this.output.length) {
      const larger = new Uint8Array(this.length * 2);
      larger.set(this.output);
      this.output = larger;
    }
    this.output[this.length++] = byte;
  }

  private stored(): void {
    this.bitBuffer = 0;
    this.bitCount = 0;
    const size = this.bits(16);
    if (this.bits(16) !== (size ^ 0xffff)) throw new Corrupt();
    if (this.at + size > this.input.length) throw new Corrupt();
    for (let i = 0; i < size; i++) this.write(this.input[this.at++]!);
  }

  private dynamicCodes(): readonly [Codes, Codes] {
    const literals = this.bits(5) + 257;
    const distances = this.bits(5) + 1;
    const count = this.bits(4) + 4;
    const codeLengths = new Array<number>(19).fill(0);
    for (let i = 0; i < count; i++) codeLengths[lengthOrder[i]!] = this.bits(3);
    const codes = codesOf(codeLengths);
    const lengths: number[] = [];
    while (lengths.length < literals + distances) {
      const symbol = this.symbol(codes);
      if (symbol < 16) lengths.push(symbol);
      else {
        const repeated = symbol === 16 ? lengths.at(-1) : 0;
        if (repeated === undefined) throw new Corrupt();
        const times = symbol === 16 ? 3 + this.bits(2) : symbol === 17 ? 3 + this.bits(3) : 11 + this.bits(7);
        for (let i = 0; i < times; i++) lengths.push(repeated);
      }
    }
    return [codesOf(lengths.slice(0, literals)), codesOf(lengths.slice(literals, literals + distances))];
  }

  private block(literals: Codes, distances: Codes): void {
    for (;;) {
      const symbol = this.symbol(literals);
      if (symbol === 256) return;
      if (symbol < 256) {
        this.write(symbol);
        continue;
      }
      const [length, lengthBits] = lengthBases[symbol - 257] ?? [];
      if (length === undefined || lengthBits === undefined) throw new Corrupt();
      const size = length + this.bits(lengthBits);
      const [distance, distanceBits] = distanceBases[this.symbol(distances)] ?? [];
      if (distance === undefined || distanceBits === undefined) throw new Corrupt();
      const back = distance + this.bits(distanceBits);
      if (back > this.length) throw new Corrupt();
      for (let i = 0; i < size; i++) this.write(this.output[this.length - back]!);
    }
  }
}

/** A stream of blocks that hold the bytes as they are. */
export function storedBlocks(bytes: Uint8Array): number[] {
  const stream: number[] = [];
  for (let from = 0; from === 0 || from < bytes.length; from += 0xffff) {
    const block = bytes.subarray(from, from + 0xffff);
    const isLast = from + 0xffff >= bytes.length;
    stream.push(isLast ? 1 : 0, block.length & 255, block.length >> 8, ~block.length & 255, (~block.length >> 8) & 255);
    for (const byte of block) stream.push(byte);
  }
  return stream;
}
