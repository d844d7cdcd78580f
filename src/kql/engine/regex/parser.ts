import { semanticError, type KqlError } from '../errors.js';
import { perlClass, posixClass, unicodeClass } from './classes.js';
import type { Assertion, ClassItem, ClassSet, ParsedRegex, RegexNode } from './syntax.js';

interface Flags {
  readonly ignoreCase: boolean;
  readonly multiLine: boolean;
  readonly dotAll: boolean;
  readonly swapGreed: boolean;
  readonly verbose: boolean;
  readonly unicode: boolean;
}

const noFlags: Flags = { ignoreCase: false, multiLine: false, dotAll: false, swapGreed: false, verbose: false, unicode: true };
const flagNames: Readonly<Record<string, keyof Flags>> = {
  i: 'ignoreCase',
  m: 'multiLine',
  s: 'dotAll',
  U: 'swapGreed',
  x: 'verbose',
  u: 'unicode',
};

/** Most repetitions that a counted repeat may ask for. */
const repeatLimit = 1000;

/** Parses a pattern; `flags` are letters that hold for all of it (`Ui`). Refuses what the engine refuses. */
export function parseRegex(pattern: string, flags = ''): ParsedRegex {
  try {
    return new Parser(pattern, flags, true).parse();
  } catch (error) {
    if (!(error instanceof UnclosedClass)) throw error;
    // `[^[]` was meant as a plain bracket: no class in the class.
    return new Parser(pattern, flags, false).parse();
  }
}

class UnclosedClass extends Error {}

class Parser {
  private at = 0;
  private flags: Flags;
  private groupCount = 0;
  private readonly groupNames = new Map<string, number>();

  constructor(
    private readonly pattern: string,
    flags: string,
    private readonly nestedClasses: boolean,
  ) {
    let all = noFlags;
    for (const flag of flags) all = this.withFlag(all, flag, true);
    this.flags = all;
  }

  parse(): ParsedRegex {
    const root = this.alternation();
    if (this.at < this.pattern.length) throw this.refuse('unopened group');
    return { root, groupCount: this.groupCount, groupNames: this.groupNames };
  }

  private refuse(reason: string): KqlError {
    return semanticError(`The regular expression '${this.pattern}' is not valid at position ${this.at}: ${reason}.`);
  }

  private withFlag(flags: Flags, letter: string, value: boolean): Flags {
    const name = flagNames[letter];
    if (name === undefined) throw this.refuse(`unknown flag '${letter}'`);
    return { ...flags, [name]: value };
  }

  private peek(text: string): boolean {
    return this.pattern.startsWith(text, this.at);
  }

  private take(text: string): boolean {
    if (!this.peek(text)) return false;
    this.at += text.length;
    return true;
  }

  private nextCodePoint(): number {
    const codePoint = this.pattern.codePointAt(this.at);
    if (codePoint === undefined) throw this.refuse('it ends too early');
    this.at += codePoint > 0xffff ? 2 : 1;
    return codePoint;
  }

  private skipVerbose(): void {
    if (!this.flags.verbose) return;
    const rest = /(?:\s|#[^\n]*)*/y;
    rest.lastIndex = this.at;
    this.at += rest.exec(this.pattern)![0].length;
  }

  private alternation(): RegexNode {
    const choices = [this.concatenation()];
    while (this.take('|')) choices.push(this.concatenation());
    return choices.length === 1 ? choices[0]! : { kind: 'alternation', choices };
  }

  private concatenation(): RegexNode {
    const parts: RegexNode[] = [];
    for (;;) {
      this.skipVerbose();
      if (this.at >= this.pattern.length || this.peek('|') || this.peek(')')) break;
      const start = this.at;
      if (this.take('\\Q')) {
        const end = this.pattern.indexOf('\\E', this.at);
        const text = this.pattern.slice(this.at, end < 0 ? undefined : end);
        for (const char of text) parts.push(this.literal(char.codePointAt(0)!));
        this.at = end < 0 ? this.pattern.length : end + 2;
        this.quantifiers(parts, start);
        continue;
      }
      const atom = this.atom();
      if (atom === undefined) continue;
      parts.push(atom);
      this.quantifiers(parts, start);
    }
    return parts.length === 1 ? parts[0]! : parts.length === 0 ? { kind: 'empty' } : { kind: 'concat', parts };
  }

  /** Wraps the last part in the repeats that follow it. */
  private quantifiers(parts: RegexNode[], start: number): void {
    for (;;) {
      this.skipVerbose();
      const counts = this.quantifier();
      if (counts === undefined) return;
      const body = parts.pop();
      if (body === undefined) {
        this.at = start;
        throw this.refuse('nothing to repeat');
      }
      const [min, max] = counts;
      const lazy = this.take('?');
      parts.push({ kind: 'repeat', body, min, max, greedy: lazy === this.flags.swapGreed });
    }
  }

  private quantifier(): readonly [number, number] | undefined {
    if (this.take('*')) return [0, Infinity];
    if (this.take('+')) return [1, Infinity];
    if (this.take('?')) return [0, 1];
    const counted = /\{\s*(\d+)\s*(?:(,)\s*(\d+)?\s*)?\}/y;
    counted.lastIndex = this.at;
    const match = counted.exec(this.pattern);
    if (match === null) return undefined;
    const min = Number(match[1]);
    const max = match[2] === undefined ? min : match[3] === undefined ? Infinity : Number(match[3]);
    if (min > repeatLimit || (max !== Infinity && max > repeatLimit)) throw this.refuse(`more than ${repeatLimit} repetitions`);
    if (max < min) throw this.refuse('a repetition whose end is before its start');
    this.at += match[0].length;
    return [min, max];
  }

  private literal(codePoint: number): RegexNode {
    return { kind: 'literal', codePoint, ignoreCase: this.flags.ignoreCase };
  }

  private set(set: ClassSet): RegexNode {
    return { kind: 'class', set, ignoreCase: this.flags.ignoreCase };
  }

  private assertion(assertion: Assertion): RegexNode {
    return { kind: 'assertion', assertion };
  }

  private atom(): RegexNode | undefined {
    const { flags } = this;
    if (this.take('(')) return this.group();
    if (this.take('[')) return this.set(this.classSet());
    if (this.take('.')) return { kind: 'dot', matchesNewline: flags.dotAll };
    if (this.take('^')) return this.assertion(flags.multiLine ? 'lineStart' : 'textStart');
    if (this.take('$')) return this.assertion(flags.multiLine ? 'lineEnd' : 'textEnd');
    if (this.peek('*') || this.peek('+') || this.peek('?')) throw this.refuse('nothing to repeat');
    if (this.take('\\')) return this.escape();
    return this.literal(this.nextCodePoint());
  }

  private group(): RegexNode | undefined {
    for (const look of ['?=', '?!', '?<=', '?<!']) {
      if (this.peek(look)) throw this.refuse('look-around is not supported');
    }
    const outer = this.flags;
    const name = /\?P?<([^>]*)>/y;
    name.lastIndex = this.at;
    const named = name.exec(this.pattern);
    if (named !== null || !this.peek('?')) {
      const index = ++this.groupCount;
      if (named !== null) {
        const groupName = named[1]!;
        if (!/^[\p{Alphabetic}_][\p{Alphabetic}\p{N}_.[\]]*$/u.test(groupName))
          throw this.refuse(`invalid group name '${groupName}'`);
        if (this.groupNames.has(groupName)) throw this.refuse(`two groups have the name '${groupName}'`);
        this.groupNames.set(groupName, index);
        this.at += named[0].length;
      }
      return { kind: 'capture', index, body: this.closeGroup(outer) };
    }
    const settings = /\?([a-zA-Z]*)(?:-([a-zA-Z]+))?([:)])/y;
    settings.lastIndex = this.at;
    const match = settings.exec(this.pattern);
    if (match === null || match[0] === '?)') throw this.refuse('unknown kind of group');
    let inner = outer;
    for (const flag of match[1]!) inner = this.withFlag(inner, flag, true);
    for (const flag of match[2] ?? '') inner = this.withFlag(inner, flag, false);
    this.at += match[0].length;
    this.flags = inner;
    // `(?i)` holds to the end of the group that it stands in.
    if (match[3] === ')') return undefined;
    return this.closeGroup(outer);
  }

  private closeGroup(outer: Flags): RegexNode {
    const body = this.alternation();
    if (!this.take(')')) throw this.refuse('unclosed group');
    this.flags = outer;
    return body;
  }

  private escape(): RegexNode {
    const char = this.pattern[this.at];
    switch (char) {
      case 'A':
        this.at++;
        return this.assertion('textStart');
      case 'z':
        this.at++;
        return this.assertion('textEnd');
      case 'b':
        this.at++;
        if (this.take('{start}')) return this.assertion('wordStart');
        if (this.take('{end}')) return this.assertion('wordEnd');
        return this.assertion('wordBoundary');
      case 'B':
        this.at++;
        return this.assertion('notWordBoundary');
      case '<':
        this.at++;
        return this.assertion('wordStart');
      case '>':
        this.at++;
        return this.assertion('wordEnd');
      case 'C':
        throw this.refuse('\\C (a single byte) is not supported');
      default: {
        const item = this.classEscape();
        return item.kind === 'range' ? this.literal(item.from) : this.set({ negated: false, items: [item] });
      }
    }
  }

  /** What follows a backslash, both inside and outside of a class. A single character is a range of one. */
  private classEscape(): ClassItem {
    const start = this.at;
    const char = this.nextCodePoint();
    const letter = String.fromCodePoint(char);
    const simple: Readonly<Record<string, number>> = { a: 7, f: 12, t: 9, n: 10, r: 13, v: 11 };
    if (Object.hasOwn(simple, letter)) return single(simple[letter]!);
    if ('dDsSwW'.includes(letter)) return { kind: 'set', set: perlClass(letter, this.flags.unicode) };
    if (letter === 'p' || letter === 'P') return this.unicodeProperty(letter === 'P');
    if (letter === 'x' || letter === 'u' || letter === 'U') return single(this.hexadecimal(letter));
    if (/[0-9]/.test(letter)) {
      this.at = start;
      if (letter === '0') {
        const octal = /[0-7]{1,3}/y;
        octal.lastIndex = this.at;
        const digits = octal.exec(this.pattern)![0];
        this.at += digits.length;
        return single(parseInt(digits, 8));
      }
      throw this.refuse('back-references are not supported');
    }
    if (/[A-Za-z]/.test(letter)) {
      this.at = start;
      throw this.refuse(`unknown escape \\${letter}`);
    }
    return single(char);
  }

  private hexadecimal(letter: string): number {
    const digits = letter === 'x' ? 2 : letter === 'u' ? 4 : 8;
    const form = new RegExp(`\\{\\s*([0-9A-Fa-f]+)\\s*\\}|([0-9A-Fa-f]{${digits}})`, 'y');
    form.lastIndex = this.at;
    const match = form.exec(this.pattern);
    const codePoint = match === null ? NaN : parseInt(match[1] ?? match[2]!, 16);
    if (match === null || !(codePoint <= 0x10ffff)) throw this.refuse('not a character code');
    this.at += match[0].length;
    return codePoint;
  }

  private unicodeProperty(negated: boolean): ClassItem {
    let name: string;
    if (this.take('{')) {
      const end = this.pattern.indexOf('}', this.at);
      if (end < 0) throw this.refuse('unclosed Unicode class');
      name = this.pattern.slice(this.at, end);
      this.at = end + 1;
    } else {
      name = String.fromCodePoint(this.nextCodePoint());
    }
    const flipped = name.startsWith('^');
    const item = unicodeClass(flipped ? name.slice(1) : name);
    if (item === undefined) throw this.refuse(`unknown Unicode class '${name}'`);
    return negated === flipped ? item : { kind: 'set', set: { negated: true, items: [item] } };
  }

  /** A class after its `[`. */
  private classSet(): ClassSet {
    const negated = this.take('^');
    let left: { set: ClassSet; operator: '&&' | '--' | '~~' } | undefined;
    let items: ClassItem[] = [];
    const combine = (): ClassSet => {
      const right: ClassSet = { negated: false, items };
      return left === undefined
        ? right
        : { negated: false, items: [], operation: { operator: left.operator, left: left.set, right } };
    };
    let first = true;
    for (;;) {
      if (this.flags.verbose) this.skipVerbose();
      if (this.at >= this.pattern.length)
        throw this.nestedClasses ? new UnclosedClass() : this.refuse('unclosed character class');
      if (!first && this.take(']')) break;
      const operator = first
        ? undefined
        : (['&&', '--', '~~'] as const).find((text) => this.peek(text) && !this.peek(`${text}]`));
      if (operator !== undefined && this.nestedClasses) {
        this.at += 2;
        left = { set: combine(), operator };
        items = [];
        continue;
      }
      first = false;
      items.push(...this.classItem());
    }
    const whole = combine();
    return { ...whole, negated };
  }

  private classItem(): ClassItem[] {
    const posix = /\[:(\^?)(\w+):\]/y;
    posix.lastIndex = this.at;
    const match = posix.exec(this.pattern);
    if (match !== null) {
      const items = posixClass(match[2]!);
      if (items === undefined) throw this.refuse(`unknown class [:${match[2]!}:]`);
      this.at += match[0].length;
      return match[1] === '^' ? [{ kind: 'set', set: { negated: true, items } }] : items;
    }
    if (this.nestedClasses && this.take('[')) return [{ kind: 'set', set: this.classSet() }];
    const from = this.classCharacter();
    if (from.kind !== 'range' || !this.peek('-') || this.peek('-]') || (this.nestedClasses && this.peek('--'))) return [from];
    const dash = this.at;
    this.at++;
    const to = this.classCharacter();
    if (to.kind !== 'range') {
      this.at = dash;
      throw this.refuse('a range must end with a character');
    }
    if (to.to < from.from) throw this.refuse('a range whose end is before its start');
    return [{ kind: 'range', from: from.from, to: to.to }];
  }

  private classCharacter(): ClassItem {
    if (this.take('\\')) return this.classEscape();
    return single(this.nextCodePoint());
  }
}

function single(codePoint: number): ClassItem {
  return { kind: 'range', from: codePoint, to: codePoint };
}
