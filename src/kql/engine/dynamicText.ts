import { Boxed, dynamicLong, dynamicReal, isArray, setKey, type Dynamic, type MutableBag } from './dynamic.js';
import { formatDatetime, formatTimespan } from './ticks.js';

/** A number whose exact value or kind `JSON.parse` would lose: 16 or more digits, an integral real, an exponent. */
const inexactNumber = /(?:^|[[:,\s])-?(?:\d{16}|\d+(?:\.0+(?!\d)|(?:\.\d+)?[eE]))/;
const jsonStart = /^\s*[{["\-\dtfn]/;
const wholeNumber = /^-?\d+$/;

const Char = {
  tab: 9,
  lineFeed: 10,
  carriageReturn: 13,
  space: 32,
  quote: 34,
  plus: 43,
  comma: 44,
  minus: 45,
  point: 46,
  zero: 48,
  nine: 57,
  colon: 58,
  upperE: 69,
  openBracket: 91,
  backslash: 92,
  closeBracket: 93,
  lowerE: 101,
  lowerF: 102,
  lowerN: 110,
  lowerT: 116,
  openBrace: 123,
  closeBrace: 125,
} as const;

/** JSON text to a dynamic value, 64-bit integers exact. Text that is no JSON is a string value, as `parse_json` does; "" is null. */
export function parseDynamic(text: string): Dynamic {
  if (text === '') return null;
  if (!jsonStart.test(text)) return text;
  if (inexactNumber.test(text)) return new Reader(text).read();
  try {
    return JSON.parse(text) as Dynamic;
  } catch {
    return text;
  }
}

/** Compact JSON text, as `tostring` gives for arrays and bags; a string value is JSON-quoted here. */
export function dynamicJson(value: Dynamic): string {
  if (value === null) return 'null';
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'number':
      return Number.isInteger(value) ? String(BigInt(value)) : realJson(value);
    case 'bigint':
    case 'boolean':
      return String(value);
  }
  if (value instanceof Boxed) return value.is('real') ? realJson(value.value) : JSON.stringify(boxedText(value));
  if (value instanceof Float64Array) {
    let json = '[';
    for (let i = 0; i < value.length; i++) json += (i === 0 ? '' : ',') + realJson(value[i]!);
    return json + ']';
  }
  if (isArray(value)) {
    let json = '[';
    for (let i = 0; i < value.length; i++) json += (i === 0 ? '' : ',') + dynamicJson(value[i]!);
    return json + ']';
  }
  let json = '{';
  for (const key of Object.keys(value)) json += (json === '{' ? '' : ',') + JSON.stringify(key) + ':' + dynamicJson(value[key]!);
  return json + '}';
}

/** What `tostring(dynamic)` gives: a string or datetime value as it is, null as "", others as in `dynamicJson`. */
export function dynamicText(value: Dynamic): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (value instanceof Boxed) return value.is('real') ? realText(value.value) : boxedText(value);
  if (typeof value === 'number' && !Number.isInteger(value)) return realText(value);
  return dynamicJson(value);
}

/** What `gettype` says of a dynamic value. */
export function dynamicTypeName(value: Dynamic): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return Number.isInteger(value) ? 'long' : 'real';
  if (typeof value === 'bigint') return 'long';
  if (typeof value === 'string') return 'string';
  if (value instanceof Boxed) return value.type;
  return isArray(value) ? 'array' : 'dictionary';
}

/**
 * The member of JSON text at a path of keys and indexes, without building the rest: the same as reading the whole text with
 * `parseDynamic` and stepping into it (the last of equal keys; a negative index counts from the end; null where there is none).
 */
export function scanPath(json: string, path: readonly (string | number)[]): Dynamic {
  if (path.length === 0) return parseDynamic(json);
  const first = json.charCodeAt(0);
  if (first !== Char.openBrace && first !== Char.openBracket && !/^\s*[{[]/.test(json)) return null;
  const scanner = new Scanner(json, path);
  return scanner.find();
}

function boxedText(value: Boxed): string {
  if (value.is('datetime')) return formatDatetime(value.value);
  if (value.is('timespan')) return formatTimespan(value.value);
  return String(value.value);
}

/** A real as the engine spells it in JSON: shortest digits that read back, `1.0` for integral values, names in quotes. */
function realJson(value: number): string {
  return Number.isFinite(value) ? realText(value) : `"${realText(value)}"`;
}

function realText(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  const magnitude = Math.abs(value);
  if (magnitude >= 1e15 || magnitude < 1e-4) {
    const [digits, exponent] = value.toExponential().split('e') as [string, string];
    return `${digits}E${exponent.charAt(0)}${exponent.slice(1).padStart(2, '0')}`;
  }
  return Number.isInteger(value) ? `${value}.0` : String(value);
}

/** A whole number with a sign, of any length. */
function integer(text: string): Dynamic {
  if (text.length < 16) return Number(text) + 0;
  const exact = BigInt(text);
  return BigInt.asIntN(64, exact) === exact ? dynamicLong(exact) : dynamicReal(Number(text));
}

/** Walks over JSON text and checks it by the way. `skip…` returns the place after, or -1 where it is no JSON. */
class Walker {
  constructor(protected readonly text: string) {}

  protected blank(at: number): number {
    for (;;) {
      const c = this.text.charCodeAt(at);
      if (c !== Char.space && c !== Char.lineFeed && c !== Char.carriageReturn && c !== Char.tab) return at;
      at++;
    }
  }

  /** From the opening quote. */
  protected skipString(at: number): number {
    const text = this.text;
    for (let i = at + 1; ; i++) {
      const c = text.charCodeAt(i);
      if (c === Char.quote) return i + 1;
      if (c === Char.backslash) {
        const escaped = text.charAt(i + 1);
        if (escaped === 'u') {
          if (!/^[0-9a-fA-F]{4}$/.test(text.slice(i + 2, i + 6))) return -1;
          i += 5;
        } else if (escaped !== '' && '"\\/bfnrt'.includes(escaped)) i++;
        else return -1;
      } else if (!(c >= Char.space)) return -1;
    }
  }

  private digits(at: number): number {
    let i = at;
    for (; ; i++) {
      const c = this.text.charCodeAt(i);
      if (!(c >= Char.zero && c <= Char.nine)) return i === at ? -1 : i;
    }
  }

  protected skipNumber(at: number): number {
    const text = this.text;
    let i = text.charCodeAt(at) === Char.minus ? at + 1 : at;
    const start = i;
    i = this.digits(i);
    if (i < 0 || (text.charCodeAt(start) === Char.zero && i > start + 1)) return -1;
    if (text.charCodeAt(i) === Char.point) {
      i = this.digits(i + 1);
      if (i < 0) return -1;
    }
    const c = text.charCodeAt(i);
    if (c === Char.lowerE || c === Char.upperE) {
      const sign = text.charCodeAt(i + 1);
      i = this.digits(sign === Char.plus || sign === Char.minus ? i + 2 : i + 1);
    }
    return i;
  }

  protected skipWord(at: number): number {
    const text = this.text;
    if (text.startsWith('true', at) || text.startsWith('null', at)) return at + 4;
    return text.startsWith('false', at) ? at + 5 : -1;
  }

  protected skipValue(at: number): number {
    switch (this.text.charCodeAt(at)) {
      case Char.quote:
        return this.skipString(at);
      case Char.openBrace:
        return this.skipMembers(at, Char.closeBrace);
      case Char.openBracket:
        return this.skipMembers(at, Char.closeBracket);
      case Char.lowerT:
      case Char.lowerF:
      case Char.lowerN:
        return this.skipWord(at);
      default:
        return this.skipNumber(at);
    }
  }

  private skipMembers(at: number, close: number): number {
    const text = this.text;
    let i = this.blank(at + 1);
    if (text.charCodeAt(i) === close) return i + 1;
    for (;;) {
      if (close === Char.closeBrace) {
        i = this.skipKey(i);
        if (i < 0) return -1;
      }
      i = this.skipValue(i);
      if (i < 0) return -1;
      i = this.blank(i);
      const c = text.charCodeAt(i);
      if (c === close) return i + 1;
      if (c !== Char.comma) return -1;
      i = this.blank(i + 1);
    }
  }

  /** The place of the value after `"key" :`. */
  protected skipKey(at: number): number {
    if (this.text.charCodeAt(at) !== Char.quote) return -1;
    const end = this.skipString(at);
    return end < 0 ? -1 : this.skipColon(end);
  }

  protected skipColon(at: number): number {
    const i = this.blank(at);
    return this.text.charCodeAt(i) === Char.colon ? this.blank(i + 1) : -1;
  }

  protected stringAt(start: number, end: number): string {
    const inner = this.text.slice(start + 1, end - 1);
    return inner.includes('\\') ? (JSON.parse(this.text.slice(start, end)) as string) : inner;
  }
}

class Scanner extends Walker {
  private from = -1;
  private to = -1;

  constructor(
    text: string,
    private readonly path: readonly (string | number)[],
  ) {
    super(text);
  }

  find(): Dynamic {
    const end = this.descend(this.blank(0), 0);
    if (end < 0 || this.blank(end) !== this.text.length || this.from < 0) return null;
    return parseDynamic(this.text.slice(this.from, this.to));
  }

  /** Skips the value and notes the wanted part of it; a later equal key takes the place of an earlier one. */
  private descend(at: number, depth: number): number {
    const step = this.path[depth];
    if (step === undefined) {
      const end = this.skipValue(at);
      this.from = at;
      this.to = end;
      return end;
    }
    this.from = -1;
    const c = this.text.charCodeAt(at);
    if (c === Char.openBrace && typeof step === 'string') return this.inBag(at, step, depth);
    if (c === Char.openBracket && typeof step === 'number') return this.inArray(at, step, depth);
    return this.skipValue(at);
  }

  private inBag(at: number, key: string, depth: number): number {
    const text = this.text;
    let i = this.blank(at + 1);
    if (text.charCodeAt(i) === Char.closeBrace) return i + 1;
    for (;;) {
      if (text.charCodeAt(i) !== Char.quote) return -1;
      const end = this.skipString(i);
      if (end < 0) return -1;
      const wanted = end - i - 2 >= key.length && this.stringAt(i, end) === key;
      i = this.skipColon(end);
      if (i < 0) return -1;
      i = wanted ? this.descend(i, depth + 1) : this.skipValue(i);
      if (i < 0) return -1;
      i = this.blank(i);
      const c = text.charCodeAt(i);
      if (c === Char.closeBrace) return i + 1;
      if (c !== Char.comma) return -1;
      i = this.blank(i + 1);
    }
  }

  private inArray(at: number, index: number, depth: number): number {
    const text = this.text;
    const places: number[] = [];
    let i = this.blank(at + 1);
    if (text.charCodeAt(i) === Char.closeBracket) return i + 1;
    for (;;) {
      places.push(i);
      i = this.skipValue(i);
      if (i < 0) return -1;
      i = this.blank(i);
      const c = text.charCodeAt(i);
      if (c === Char.closeBracket) break;
      if (c !== Char.comma) return -1;
      i = this.blank(i + 1);
    }
    const place = places[index < 0 ? places.length + index : index];
    if (place !== undefined) this.descend(place, depth + 1);
    return i + 1;
  }
}

/** Builds the value with every number exact. */
class Reader extends Walker {
  private at = 0;

  read(): Dynamic {
    // Checked first as a whole, so that building need not look for errors.
    const end = this.skipValue(this.blank(0));
    if (end < 0 || this.blank(end) !== this.text.length) return this.text;
    this.at = this.blank(0);
    return this.value();
  }

  private value(): Dynamic {
    const start = this.at;
    switch (this.text.charCodeAt(start)) {
      case Char.quote:
        this.at = this.skipString(start);
        return this.stringAt(start, this.at);
      case Char.openBrace:
        return this.bag();
      case Char.openBracket:
        return this.array();
      case Char.lowerT:
        this.at += 4;
        return true;
      case Char.lowerF:
        this.at += 5;
        return false;
      case Char.lowerN:
        this.at += 4;
        return null;
      default: {
        this.at = this.skipNumber(start);
        const number = this.text.slice(start, this.at);
        return wholeNumber.test(number) ? integer(number) : dynamicReal(Number(number));
      }
    }
  }

  private bag(): Dynamic {
    const bag: MutableBag = {};
    this.at = this.blank(this.at + 1);
    while (this.text.charCodeAt(this.at) !== Char.closeBrace) {
      const end = this.skipString(this.at);
      const key = this.stringAt(this.at, end);
      this.at = this.skipColon(end);
      setKey(bag, key, this.value());
      this.next();
    }
    this.at++;
    return bag;
  }

  private array(): Dynamic {
    const array: Dynamic[] = [];
    this.at = this.blank(this.at + 1);
    while (this.text.charCodeAt(this.at) !== Char.closeBracket) {
      array.push(this.value());
      this.next();
    }
    this.at++;
    return array;
  }

  /** Past the blanks and the comma after a member. */
  private next(): void {
    this.at = this.blank(this.at);
    if (this.text.charCodeAt(this.at) === Char.comma) this.at = this.blank(this.at + 1);
  }
}
