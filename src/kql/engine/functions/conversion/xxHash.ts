/**
 * xxHash64, after the specification of the algorithm by its author. 64-bit numbers are pairs of 32-bit words: several times faster than
 * BigInt.
 */

/** A 64-bit register of two words. */
class Word64 {
  constructor(
    public high: number,
    public low: number,
  ) {}

  copy(other: Word64): this {
    this.high = other.high;
    this.low = other.low;
    return this;
  }

  add(other: Word64): this {
    const low = (this.low >>> 0) + (other.low >>> 0);
    this.high = (this.high + other.high + (low > 0xffff_ffff ? 1 : 0)) | 0;
    this.low = low | 0;
    return this;
  }

  xor(other: Word64): this {
    this.high ^= other.high;
    this.low ^= other.low;
    return this;
  }

  multiply(other: Word64): this {
    const a0 = this.low & 0xffff;
    const a1 = this.low >>> 16;
    const b0 = other.low & 0xffff;
    const b1 = other.low >>> 16;
    const low = a0 * b0;
    const middle = a1 * b0 + (low >>> 16);
    const carry = a0 * b1 + (middle & 0xffff);
    // The sums of products stay below 2^53; both shifts drop the fraction of a quotient by 2^16.
    const high = a1 * b1 + Math.floor(middle / 65_536) + Math.floor(carry / 65_536);
    this.high = (high + Math.imul(this.high, other.low) + Math.imul(this.low, other.high)) | 0;
    this.low = ((carry & 0xffff) << 16) | (low & 0xffff);
    return this;
  }

  rotate(bits: number): this {
    const { high, low } = bits >= 32 ? { high: this.low, low: this.high } : this;
    const by = bits & 31;
    this.high = (high << by) | (low >>> (32 - by));
    this.low = (low << by) | (high >>> (32 - by));
    return this;
  }

  /** Exclusive or with itself shifted right. */
  fold(bits: number): this {
    if (bits === 32) {
      this.low ^= this.high;
    } else if (bits > 32) {
      this.low ^= this.high >>> (bits - 32);
    } else {
      const { high } = this;
      this.high ^= high >>> bits;
      this.low ^= (this.low >>> bits) | (high << (32 - bits));
    }
    return this;
  }
}

const prime1 = new Word64(0x9e3779b1, 0x85ebca87);
const prime2 = new Word64(0xc2b2ae3d, 0x27d4eb4f);
const prime3 = new Word64(0x165667b1, 0x9e3779f9);
const prime4 = new Word64(0x85ebca77, 0xc2b2ae63);
const prime5 = new Word64(0x27d4eb2f, 0x165667c5);
const minusPrime1 = new Word64(~0x9e3779b1, -0x85ebca87);

const hash = new Word64(0, 0);
const input = new Word64(0, 0);
const lanes = [new Word64(0, 0), new Word64(0, 0), new Word64(0, 0), new Word64(0, 0)];
const laneRotations = [1, 7, 12, 18];

/** The hash of bytes with seed 0, as an unsigned number of 64 bits. */
export function xxHash64(bytes: Uint8Array): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { length } = bytes;
  let at = 0;
  const read = (from: number): Word64 => {
    input.low = view.getInt32(from, true);
    input.high = view.getInt32(from + 4, true);
    return input;
  };
  if (length >= 32) {
    lanes[0]!.copy(prime1).add(prime2);
    lanes[1]!.copy(prime2);
    lanes[2]!.high = lanes[2]!.low = 0;
    lanes[3]!.copy(minusPrime1);
    for (; at <= length - 32; at += 32) {
      for (let i = 0; i < 4; i++)
        lanes[i]!.add(read(at + 8 * i).multiply(prime2))
          .rotate(31)
          .multiply(prime1);
    }
    hash.high = hash.low = 0;
    for (let i = 0; i < 4; i++) hash.add(input.copy(lanes[i]!).rotate(laneRotations[i]!));
    for (const lane of lanes) hash.xor(lane.multiply(prime2).rotate(31).multiply(prime1)).multiply(prime1).add(prime4);
  } else {
    hash.copy(prime5);
  }
  input.high = 0;
  input.low = length;
  hash.add(input);
  for (; at + 8 <= length; at += 8) {
    hash.xor(read(at).multiply(prime2).rotate(31).multiply(prime1)).rotate(27).multiply(prime1).add(prime4);
  }
  if (at + 4 <= length) {
    input.high = 0;
    input.low = view.getInt32(at, true);
    hash.xor(input.multiply(prime1)).rotate(23).multiply(prime2).add(prime3);
    at += 4;
  }
  for (; at < length; at++) {
    input.high = 0;
    input.low = bytes[at]!;
    hash.xor(input.multiply(prime5)).rotate(11).multiply(prime1);
  }
  hash.fold(33).multiply(prime2).fold(29).multiply(prime3).fold(32);
  return (BigInt(hash.high >>> 0) << 32n) | BigInt(hash.low >>> 0);
}
