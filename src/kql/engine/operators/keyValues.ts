import { isAlphanumeric } from '../functions/strings/terms.js';
import { compileRegex } from '../regex.js';
import { semanticError } from '../errors.js';
import type { ParseKvPlan } from '../plan.js';

export type KeyValueReader = (text: string) => ReadonlyMap<string, string>;

/** Reads the pairs of a text as the properties of `parse-kv` say. Of pairs with the same key, the first counts. */
export function keyValueReader(properties: ParseKvPlan['properties']): KeyValueReader {
  const { pairDelimiter, kvDelimiter, regex } = properties;
  if (regex !== undefined) return regexReader(regex);
  const marks = properties.quotes?.join('') ?? '';
  const quotes: Quotes = { open: marks.charAt(0), close: marks.charAt(1) || marks.charAt(0), escape: properties.escape ?? '' };
  if (pairDelimiter === undefined && kvDelimiter === undefined) return (text) => readWords(text, quotes);
  return (text) => new Scanner(text, pairDelimiter, kvDelimiter, quotes, properties.greedy === true).read();
}

function regexReader(pattern: string): KeyValueReader {
  const regex = compileRegex(pattern);
  if (regex.groupCount !== 2)
    throw semanticError('parse-kv: the regular expression must have two groups, the key and the value.');
  return (text) => {
    const pairs = new Map<string, string>();
    for (const { groups } of regex.matches(text)) add(pairs, groups[1] ?? '', groups[2] ?? '');
    return pairs;
  };
}

function add(pairs: Map<string, string>, key: string, value: string): void {
  if (!pairs.has(key)) pairs.set(key, value);
}

/** "" is no quote and no escape. */
interface Quotes {
  readonly open: string;
  readonly close: string;
  readonly escape: string;
}

/** The text in quotes that starts at a place, and where it ends; undefined when there is none. */
function quotedAt(
  text: string,
  at: number,
  { open, close, escape }: Quotes,
): { readonly text: string; readonly end: number } | undefined {
  if (open === '' || text[at] !== open) return undefined;
  let quoted = '';
  for (let i = at + 1; i < text.length; i++) {
    const char = text.charAt(i);
    if (char === escape && i + 1 < text.length) quoted += text.charAt(++i);
    else if (char === close) return { text: quoted, end: i + 1 };
    else quoted += char;
  }
  return undefined;
}

/** Without delimiters: keys and values are the words of the text, split by whatever is no letter or digit. */
function readWords(text: string, quotes: Quotes): ReadonlyMap<string, string> {
  const words: string[] = [];
  for (let at = 0; at < text.length;) {
    const quoted = quotedAt(text, at, quotes);
    if (quoted !== undefined) {
      words.push(quoted.text);
      at = quoted.end;
      continue;
    }
    const start = at;
    while (at < text.length && isAlphanumeric(text.charCodeAt(at))) at++;
    if (at > start) words.push(text.slice(start, at));
    else at++;
  }
  const pairs = new Map<string, string>();
  for (let i = 0; i + 1 < words.length; i++) add(pairs, words[i]!, words[i + 1]!);
  return pairs;
}

class Scanner {
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly pairDelimiter: string | undefined,
    private readonly kvDelimiter: string | undefined,
    private readonly quotes: Quotes,
    private readonly greedy: boolean,
  ) {}

  read(): ReadonlyMap<string, string> {
    const pairs = new Map<string, string>();
    while (this.at < this.text.length) {
      const key = this.key();
      if (key !== undefined) add(pairs, key, this.value());
    }
    return pairs;
  }

  /** Length of a delimiter at a place, 0 when there is none. Without one of its own, every run of other characters delimits. */
  private delimiterAt(delimiter: string | undefined, at: number): number {
    if (delimiter !== undefined) return delimiter !== '' && this.text.startsWith(delimiter, at) ? delimiter.length : 0;
    let end = at;
    while (end < this.text.length && !isAlphanumeric(this.text.charCodeAt(end)) && this.text[end] !== this.quotes.open) end++;
    return end - at;
  }

  private skipSpace(): void {
    while (/\s/.test(this.text.charAt(this.at)) && this.delimiterAt(this.pairDelimiter, this.at) === 0) this.at++;
  }

  /** Reads up to behind the delimiter of key and value; undefined when the pair ends before. */
  private key(): string | undefined {
    this.skipSpace();
    const quoted = quotedAt(this.text, this.at, this.quotes);
    const start = this.at;
    if (quoted !== undefined) this.at = quoted.end;
    for (; this.at < this.text.length; this.at++) {
      const kv = this.delimiterAt(this.kvDelimiter, this.at);
      if (kv > 0) {
        const key = quoted?.text ?? this.text.slice(start, this.at).trim();
        this.at += kv;
        return key;
      }
      const pair = this.delimiterAt(this.pairDelimiter, this.at);
      if (pair > 0) {
        this.at += pair;
        return undefined;
      }
    }
    return undefined;
  }

  /** Reads up to behind the delimiter of pairs. */
  private value(): string {
    this.skipSpace();
    const quoted = quotedAt(this.text, this.at, this.quotes);
    const start = this.at;
    if (quoted !== undefined) this.at = quoted.end;
    for (; this.at < this.text.length; this.at++) {
      const pair = this.delimiterAt(this.pairDelimiter, this.at);
      if (pair === 0 || (quoted === undefined && this.greedy && !this.pairStartsAt(this.at + pair))) continue;
      const end = this.at;
      this.at += pair;
      return quoted?.text ?? this.text.slice(start, end).trim();
    }
    return quoted?.text ?? this.text.slice(start).trim();
  }

  /** True when a key and its delimiter come before the next delimiter of pairs. */
  private pairStartsAt(from: number): boolean {
    for (let at = from; at < this.text.length; at++) {
      const quoted = quotedAt(this.text, at, this.quotes);
      if (quoted !== undefined) {
        at = quoted.end - 1;
        continue;
      }
      if (this.delimiterAt(this.kvDelimiter, at) > 0) return at > from;
      if (this.delimiterAt(this.pairDelimiter, at) > 0) return false;
    }
    return false;
  }
}
