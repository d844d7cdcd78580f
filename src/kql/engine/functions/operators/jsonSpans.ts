import { Utf8Column } from '../../columns/column.js';
import { viewOf } from '../../hash/bytes.js';

const quote = 34;
const backslash = 92;
const openBrace = 123;
const closeBrace = 125;
const openBracket = 91;
const closeBracket = 93;
const comma = 44;
const colon = 58;
const minus = 45;
const point = 46;
const zero = 48;

const isBlank = new Uint8Array(256);
for (const byte of [9, 10, 13, 32]) isBlank[byte] = 1;

/** What ends a run of plain characters in a string: the quote, a backslash, control characters. */
const isSpecial = new Uint8Array(256).fill(1, 0, 32);
isSpecial[quote] = isSpecial[backslash] = 1;

const isHex = new Uint8Array(256);
for (const character of '0123456789abcdefABCDEF') isHex[character.charCodeAt(0)] = 1;
const isEscape = new Uint8Array(256);
for (const character of '"\\/bfnrt') isEscape[character.charCodeAt(0)] = 1;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Rows mostly have the same keys in the same order: this many are expected where the first row had them. */
const mostTokens = 64;

/** `"key":` of four bytes or more, as it stood in a row before. */
class Token {
  readonly length: number;
  private readonly words: Int32Array;

  constructor(
    view: DataView,
    start: number,
    end: number,
    readonly wanted: Node | undefined,
  ) {
    this.length = end - start;
    this.words = new Int32Array((this.length + 3) >> 2);
    for (let k = 0; k < this.words.length; k++) this.words[k] = view.getInt32(Math.min(start + 4 * k, end - 4), true);
  }

  isAt(view: DataView, at: number, end: number): boolean {
    const { length, words } = this;
    if (at + length > end) return false;
    const last = words.length - 1;
    for (let k = 0; k < last; k++) if (view.getInt32(at + 4 * k, true) !== words[k]) return false;
    return view.getInt32(at + length - 4, true) === words[last];
  }
}

/** Where paths go on from a value: by the keys of a bag and the indexes of an array. */
class Node {
  readonly keys: { readonly key: string; readonly bytes: Uint8Array; readonly node: Node }[] = [];
  readonly indexes: { readonly index: number; readonly node: Node }[] = [];
  /** The number of the path that ends here; -1 for none. */
  path = -1;
  /** The numbers of the paths that end here or further in. */
  readonly paths: number[] = [];
  /** The keys of a bag at this place, in their order. */
  readonly tokens: Token[] = [];

  child(step: string | number): Node {
    const node = new Node();
    if (typeof step === 'string') {
      const known = this.keys.find(({ key }) => key === step);
      if (known !== undefined) return known.node;
      this.keys.push({ key: step, bytes: encoder.encode(step), node });
    } else {
      const known = this.indexes.find(({ index }) => index === step);
      if (known !== undefined) return known.node;
      this.indexes.push({ index: step, node });
    }
    return node;
  }
}

/**
 * Finds the values at paths, all different, in rows of JSON text, on their bytes: the place of a value's text in the same bytes, or an
 * empty span where there is none or the row is no JSON. Finds the same as `scanPath` does on the decoded text.
 */
export class JsonSpans {
  private readonly root = new Node();
  private bytes: Uint8Array = new Uint8Array(0);
  private view = viewOf(this.bytes);
  private end = 0;
  private escaped = false;
  /** Where the value of each path is in the row at hand; it starts at -1 when there is none. */
  private readonly from: Float64Array;
  private readonly to: Float64Array;

  constructor(paths: readonly (readonly (string | number)[])[]) {
    this.from = new Float64Array(paths.length);
    this.to = new Float64Array(paths.length);
    paths.forEach((path, number) => {
      let node = this.root;
      node.paths.push(number);
      for (const step of path) {
        node = node.child(step);
        node.paths.push(number);
      }
      node.path = number;
    });
  }

  /** The spans of each path. */
  read({ bytes, starts, ends }: Utf8Column): readonly Utf8Column[] {
    this.bytes = bytes;
    this.view = viewOf(bytes);
    const { root, from, to } = this;
    const found = Array.from(from, () => new Utf8Column(bytes, new Uint32Array(starts.length), new Uint32Array(starts.length)));
    for (let row = 0; row < starts.length; row++) {
      this.end = ends[row]!;
      let at = starts[row]!;
      // A byte order mark is no part of the text.
      if (bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf) at += 3;
      const close = this.descend(this.blank(at), root);
      if (close < 0 || this.blank(close) < this.end) continue;
      for (let path = 0; path < found.length; path++) {
        if (from[path]! < 0) continue;
        found[path]!.starts[row] = from[path]!;
        found[path]!.ends[row] = to[path]!;
      }
    }
    return found;
  }

  /** Skips the value and notes the wanted parts of it; a later equal key takes the place of an earlier one. */
  private descend(at: number, node: Node): number {
    const { path, paths } = node;
    for (let i = 0; i < paths.length; i++) this.from[paths[i]!] = -1;
    if (at >= this.end) return -1;
    const byte = this.bytes[at]!;
    let end: number;
    if (byte === openBrace && node.keys.length > 0) end = this.inBag(at, node);
    else if (byte === openBracket && node.indexes.length > 0) end = this.inArray(at, node);
    else end = this.skipValue(at);
    if (path >= 0) {
      this.from[path] = at;
      this.to[path] = end;
    }
    return end;
  }

  private inBag(at: number, node: Node): number {
    const { bytes, end, view } = this;
    const { tokens } = node;
    let i = this.blank(at + 1);
    if (i < end && bytes[i] === closeBrace) return i + 1;
    for (let ordinal = 0; ; ordinal++) {
      let wanted: Node | undefined;
      const token = tokens[ordinal];
      if (token !== undefined && token.isAt(view, i, end)) {
        wanted = token.wanted;
        i += token.length;
        if (i < end && bytes[i]! <= 32) i = this.blank(i);
      } else {
        const close = this.skipString(i);
        if (close < 0) return -1;
        wanted = this.wantedAt(i, close, node);
        const value = this.skipColon(close);
        if (value < 0) return -1;
        if (ordinal === tokens.length && ordinal < mostTokens && close - i > 2 && bytes[close] === colon) {
          tokens.push(new Token(view, i, close + 1, wanted));
        }
        i = value;
      }
      i = wanted === undefined ? this.skipValue(i) : this.descend(i, wanted);
      if (i < 0) return -1;
      i = this.blank(i);
      if (i >= end) return -1;
      const byte = bytes[i]!;
      if (byte === closeBrace) return i + 1;
      if (byte !== comma) return -1;
      i = this.blank(i + 1);
    }
  }

  private inArray(at: number, { indexes }: Node): number {
    const { bytes } = this;
    const places: number[] = [];
    let i = this.blank(at + 1);
    if (i < this.end && bytes[i] === closeBracket) return i + 1;
    for (;;) {
      places.push(i);
      i = this.skipValue(i);
      if (i < 0) return -1;
      i = this.blank(i);
      if (i >= this.end) return -1;
      const byte = bytes[i]!;
      if (byte === closeBracket) break;
      if (byte !== comma) return -1;
      i = this.blank(i + 1);
    }
    for (const { index, node } of indexes) {
      const place = places.at(index);
      if (place !== undefined) this.descend(place, node);
    }
    return i + 1;
  }

  /** Where paths go on behind the key from its opening quote to behind its closing one, just skipped. */
  private wantedAt(start: number, end: number, { keys }: Node): Node | undefined {
    const { bytes, escaped } = this;
    const length = end - start - 2;
    for (const { key, bytes: wanted, node } of keys) {
      if (escaped) {
        if (length >= wanted.length && this.unescaped(start, end) === key) return node;
        continue;
      }
      if (length !== wanted.length) continue;
      let k = 0;
      while (k < length && bytes[start + 1 + k] === wanted[k]) k++;
      if (k === length) return node;
    }
    return undefined;
  }

  private unescaped(start: number, end: number): string {
    return JSON.parse(decoder.decode(this.bytes.subarray(start, end))) as string;
  }

  private blank(at: number): number {
    return at < this.end && this.bytes[at]! <= 32 ? this.afterBlanks(at) : at;
  }

  private afterBlanks(at: number): number {
    const { bytes, end } = this;
    let i = at;
    while (i < end && isBlank[bytes[i]!] === 1) i++;
    return i;
  }

  private skipColon(at: number): number {
    const i = this.blank(at);
    return i < this.end && this.bytes[i] === colon ? this.blank(i + 1) : -1;
  }

  private skipValue(at: number): number {
    if (at >= this.end) return -1;
    const byte = this.bytes[at]!;
    if (byte === quote) return this.skipString(at);
    return byte >= zero && byte <= 57 ? this.skipNumber(at) : this.skipOther(at, byte);
  }

  private skipOther(at: number, first: number): number {
    switch (first) {
      case openBrace:
        return this.skipMembers(at, closeBrace);
      case openBracket:
        return this.skipMembers(at, closeBracket);
      case 116:
        return this.skipWord(at, 'true');
      case 102:
        return this.skipWord(at, 'false');
      case 110:
        return this.skipWord(at, 'null');
      default:
        return this.skipNumber(at);
    }
  }

  private skipMembers(at: number, close: number): number {
    const { bytes } = this;
    let i = this.blank(at + 1);
    if (i < this.end && bytes[i] === close) return i + 1;
    for (;;) {
      if (close === closeBrace) {
        i = this.skipString(i);
        if (i >= 0) i = this.skipColon(i);
        if (i < 0) return -1;
      }
      i = this.skipValue(i);
      if (i < 0) return -1;
      i = this.blank(i);
      if (i >= this.end) return -1;
      const byte = bytes[i]!;
      if (byte === close) return i + 1;
      if (byte !== comma) return -1;
      i = this.blank(i + 1);
    }
  }

  /** From the opening quote; notes whether the string has escapes. Four bytes at a time up to what needs a look. */
  private skipString(at: number): number {
    const { bytes, end, view } = this;
    this.escaped = false;
    if (at >= end || bytes[at] !== quote) return -1;
    for (let i = at + 1; i < end; i++) {
      while (i + 4 <= end) {
        const word = view.getInt32(i, true);
        const quotes = word ^ 0x22222222;
        const slashes = word ^ 0x5c5c5c5c;
        // The lowest set bit marks the first byte that is a quote, a backslash or below 32.
        const marks =
          (((quotes - 0x01010101) & ~quotes) | ((slashes - 0x01010101) & ~slashes) | ((word - 0x20202020) & ~word)) & 0x80808080;
        if (marks !== 0) {
          i += (31 - Math.clz32(marks & -marks)) >> 3;
          break;
        }
        i += 4;
      }
      if (i >= end) return -1;
      const byte = bytes[i]!;
      if (isSpecial[byte] === 0) continue;
      if (byte === quote) return i + 1;
      if (byte !== backslash || i + 1 >= end) return -1;
      this.escaped = true;
      const escaped = bytes[i + 1]!;
      if (isEscape[escaped] === 1) i++;
      else if (escaped === 117 && i + 5 < end) {
        for (let k = i + 2; k < i + 6; k++) if (isHex[bytes[k]!] === 0) return -1;
        i += 5;
      } else return -1;
    }
    return -1;
  }

  private skipWord(at: number, word: string): number {
    if (at + word.length > this.end) return -1;
    for (let i = 1; i < word.length; i++) if (this.bytes[at + i] !== word.charCodeAt(i)) return -1;
    return at + word.length;
  }

  private digits(at: number): number {
    const { bytes, end } = this;
    let i = at;
    while (i < end && bytes[i]! >= zero && bytes[i]! <= 57) i++;
    return i === at ? -1 : i;
  }

  private skipNumber(at: number): number {
    const { bytes, end } = this;
    const start = bytes[at] === minus ? at + 1 : at;
    let i = this.digits(start);
    if (i < 0 || (bytes[start] === zero && i > start + 1)) return -1;
    if (i < end && bytes[i] === point) {
      i = this.digits(i + 1);
      if (i < 0) return -1;
    }
    if (i < end && (bytes[i]! | 32) === 101) {
      const signed = i + 1 < end && (bytes[i + 1] === 43 || bytes[i + 1] === minus);
      i = this.digits(signed ? i + 2 : i + 1);
    }
    return i;
  }
}
