/** ASCII. */
const Char = {
  quote: 34,
  comma: 44,
  minus: 45,
  zero: 48,
  nine: 57,
  colon: 58,
  openBracket: 91,
  backslash: 92,
  closeBracket: 93,
  lowerF: 102,
  lowerN: 110,
  lowerT: 116,
  openBrace: 123,
  closeBrace: 125,
} as const;

export type JsonKind = 'string' | 'number' | 'bool' | 'null' | 'nested';

/** Called with the kind and place of a value; a string's place includes its quotes. */
export type OnValue = (kind: JsonKind, start: number, end: number) => void;

/** Walks over JSON in UTF-8 without building values. Functions return the place after what they read, or -1 where it is no JSON. */
export class JsonScanner {
  /** Whether the string read last has an escape. */
  hasEscape = false;

  constructor(
    readonly bytes: Uint8Array,
    private readonly end = bytes.length,
  ) {}

  blank(at: number): number {
    while (at < this.end && this.bytes[at]! <= 32) at++;
    return at;
  }

  kindAt(at: number): JsonKind {
    switch (this.bytes[at]) {
      case Char.quote:
        return 'string';
      case Char.openBrace:
      case Char.openBracket:
        return 'nested';
      case Char.lowerT:
      case Char.lowerF:
        return 'bool';
      case Char.lowerN:
        return 'null';
      default:
        return 'number';
    }
  }

  isObject(at: number): boolean {
    return this.bytes[at] === Char.openBrace;
  }

  isArray(at: number): boolean {
    return this.bytes[at] === Char.openBracket;
  }

  skip(at: number): number {
    switch (this.bytes[at]) {
      case Char.quote:
        return this.skipString(at);
      case Char.openBrace:
      case Char.openBracket:
        return this.skipNested(at);
      case Char.lowerT:
      case Char.lowerN:
        return this.skipWord(at, 4);
      case Char.lowerF:
        return this.skipWord(at, 5);
      default:
        return this.skipNumber(at);
    }
  }

  /** `onMember` gets the place of the key inside its quotes. */
  members(at: number, onMember: (keyStart: number, keyEnd: number, kind: JsonKind, start: number, end: number) => void): number {
    const { bytes } = this;
    if (bytes[at] !== Char.openBrace) return -1;
    at = this.blank(at + 1);
    if (bytes[at] === Char.closeBrace) return at + 1;
    for (;;) {
      if (bytes[at] !== Char.quote) return -1;
      const keyStart = at + 1;
      at = this.skipString(at);
      if (at < 0) return -1;
      const keyEnd = at - 1;
      at = this.blank(at);
      if (bytes[at] !== Char.colon) return -1;
      const start = this.blank(at + 1);
      if (start >= this.end) return -1;
      const kind = this.kindAt(start);
      at = this.skip(start);
      if (at < 0) return -1;
      onMember(keyStart, keyEnd, kind, start, at);
      at = this.blank(at);
      if (bytes[at] === Char.closeBrace && at < this.end) return at + 1;
      if (bytes[at] !== Char.comma) return -1;
      at = this.blank(at + 1);
    }
  }

  elements(at: number, onElement: OnValue): number {
    const { bytes } = this;
    if (bytes[at] !== Char.openBracket) return -1;
    at = this.blank(at + 1);
    if (bytes[at] === Char.closeBracket) return at + 1;
    for (;;) {
      if (at >= this.end) return -1;
      const start = at;
      const kind = this.kindAt(start);
      at = this.skip(start);
      if (at < 0) return -1;
      onElement(kind, start, at);
      at = this.blank(at);
      if (bytes[at] === Char.closeBracket && at < this.end) return at + 1;
      if (bytes[at] !== Char.comma) return -1;
      at = this.blank(at + 1);
    }
  }

  private skipString(at: number): number {
    const { bytes, end } = this;
    let escape = false;
    for (let i = at + 1; i < end; i++) {
      const byte = bytes[i]!;
      if (byte === Char.quote) {
        this.hasEscape = escape;
        return i + 1;
      }
      if (byte === Char.backslash) {
        escape = true;
        i++;
      }
    }
    return -1;
  }

  /** Balanced brackets; what is inside is read when the value is. */
  private skipNested(at: number): number {
    const { bytes, end } = this;
    let depth = 0;
    for (let i = at; i < end; i++) {
      const byte = bytes[i]!;
      if (byte === Char.quote) {
        i = this.skipString(i) - 1;
        if (i < 0) return -1;
      } else if (byte === Char.openBrace || byte === Char.openBracket) depth++;
      else if (byte === Char.closeBrace || byte === Char.closeBracket) {
        if (--depth === 0) return i + 1;
      }
    }
    return -1;
  }

  private skipWord(at: number, length: number): number {
    return at + length <= this.end ? at + length : -1;
  }

  private skipNumber(at: number): number {
    const { bytes, end } = this;
    const first = bytes[at];
    if (first === undefined || (first !== Char.minus && (first < Char.zero || first > Char.nine))) return -1;
    let i = at + 1;
    while (i < end && numberByte[bytes[i]!] === 1) i++;
    return i;
  }
}

const numberByte = new Uint8Array(256);
for (const char of '0123456789+-.eE') numberByte[char.charCodeAt(0)] = 1;
