import { RE2JS } from 're2js';
import { KqlError, semanticError, unsupported } from './errors.js';
import { needsLinearEngine } from './regex/analysis.js';
import { caseMode, emitJs, emitRe2, hasWordBoundary } from './regex/emit.js';
import { parseRegex } from './regex/parser.js';
import type { ParsedRegex } from './regex/syntax.js';

/** A match: positions in UTF-16 code units, and its groups from 0 (the whole); a group that took no part is undefined. */
export interface RegexMatch {
  readonly start: number;
  readonly end: number;
  readonly groups: readonly (string | undefined)[];
}

/** A compiled regular expression. Matching is unanchored and leftmost-first. */
export interface KqlRegex {
  readonly pattern: string;
  readonly groupCount: number;
  readonly groupNames: ReadonlyMap<string, number>;
  test(text: string): boolean;
  /** The first match at or after `from`; `^` and `\b` see the text before it. */
  exec(text: string, from?: number): RegexMatch | null;
  /** All matches at or after `from` that do not overlap, in order. An empty match right after a match is none. */
  matches(text: string, from?: number): RegexMatch[];
  /** Replaces every match; in `rewrite`, `\0` is the match, `\1` to `\9` are its groups and `\\` is a backslash. */
  replaceAll(text: string, rewrite: string): string;
}

const cache = new Map<string, KqlRegex>();
const cacheSize = 500;
let last: { readonly pattern: string; readonly flags: string; readonly regex: KqlRegex } | undefined;

/** Compiles a pattern, once for the same one. `flags` such as `Ui` hold for all of it. Throws a semantic `KqlError` for an invalid one. */
export function compileRegex(pattern: string, flags = ''): KqlRegex {
  // Rows of a column mostly ask for the same pattern.
  if (last?.pattern === pattern && last.flags === flags) return last.regex;
  const key = `${flags}/${pattern}`;
  const regex = cache.get(key) ?? compile(key, pattern, flags);
  last = { pattern, flags, regex };
  return regex;
}

function compile(key: string, pattern: string, flags: string): KqlRegex {
  const parsed = parseRegex(pattern, flags);
  const regex = new CompiledRegex(pattern, parsed.groupCount, parsed.groupNames, finder(pattern, parsed));
  if (cache.size >= cacheSize) {
    for (const oldest of cache.keys()) {
      cache.delete(oldest);
      break;
    }
  }
  cache.set(key, regex);
  return regex;
}

/** The pattern that matches just this text. */
export function quoteRegex(text: string): string {
  return text.replace(/[\\.+*?()|[\]{}^$#&\-~]/g, '\\$&');
}

interface Finder {
  test(text: string): boolean;
  exec(text: string, from: number): RegexMatch | null;
}

class CompiledRegex implements KqlRegex {
  constructor(
    readonly pattern: string,
    readonly groupCount: number,
    readonly groupNames: ReadonlyMap<string, number>,
    private readonly finder: Finder,
  ) {}

  test(text: string): boolean {
    return this.finder.test(text);
  }

  exec(text: string, from = 0): RegexMatch | null {
    return this.finder.exec(text, from);
  }

  matches(text: string, start = 0): RegexMatch[] {
    const found: RegexMatch[] = [];
    let lastEnd = -1;
    for (let from = start; from <= text.length;) {
      const match = this.finder.exec(text, from);
      if (match === null) break;
      const isEmpty = match.start === match.end;
      if (!isEmpty || match.end !== lastEnd) found.push(match);
      lastEnd = match.end;
      from = isEmpty ? match.end + ((text.codePointAt(match.end) ?? 0) > 0xffff ? 2 : 1) : match.end;
    }
    return found;
  }

  replaceAll(text: string, rewrite: string): string {
    const found = this.matches(text);
    if (found.length === 0) return text;
    let result = '';
    let from = 0;
    for (const match of found) {
      result += text.slice(from, match.start) + expand(rewrite, match);
      from = match.end;
    }
    return result + text.slice(from);
  }
}

function expand(rewrite: string, match: RegexMatch): string {
  if (!rewrite.includes('\\')) return rewrite;
  return rewrite.replace(/\\([0-9\\])/g, (_, char: string) => (char === '\\' ? '\\' : (match.groups[Number(char)] ?? '')));
}

function finder(pattern: string, parsed: ParsedRegex): Finder {
  if (needsLinearEngine(parsed.root)) return linearFinder(pattern, parsed);
  const mode = caseMode(parsed.root);
  const flags = mode === 'all' ? 'giv' : 'gv';
  try {
    const ascii = new RegExp(emitJs(parsed.root, mode, true), flags);
    if (!hasWordBoundary(parsed.root)) return jsFinder(ascii, ascii);
    return jsFinder(ascii, new RegExp(emitJs(parsed.root, mode, false), flags));
  } catch (error) {
    throw semanticError(
      `The regular expression '${pattern}' is too large: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

const nonAscii = /[^\0-\x7f]/;

function jsFinder(ascii: RegExp, unicode: RegExp): Finder {
  const pick = (text: string): RegExp => (ascii === unicode || !nonAscii.test(text) ? ascii : unicode);
  return {
    test: (text) => {
      const regex = pick(text);
      regex.lastIndex = 0;
      return regex.test(text);
    },
    exec: (text, from) => {
      const regex = pick(text);
      regex.lastIndex = from;
      const match = regex.exec(text);
      if (match === null) return null;
      return { start: match.index, end: match.index + match[0].length, groups: match };
    },
  };
}

/** Takes time in proportion to the text whatever the pattern, some ten times that of `RegExp` on plain ones. */
function linearFinder(pattern: string, parsed: ParsedRegex): Finder {
  if (/\\[<>]|\\b\{/.test(pattern)) throw unsupported(`A word start or end in the regular expression '${pattern}'`);
  let regex: RE2JS;
  try {
    regex = RE2JS.compile(emitRe2(parsed.root));
  } catch (error) {
    if (error instanceof KqlError) throw error;
    throw semanticError(
      `The regular expression '${pattern}' is not valid: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  return {
    test: (text) => regex.test(text),
    exec: (text, from) => {
      const matcher = regex.matcher(text);
      if (!matcher.find(from)) return null;
      const groups = Array.from({ length: parsed.groupCount + 1 }, (_, group) => matcher.group(group) ?? undefined);
      return { start: matcher.start(), end: matcher.end(), groups };
    },
  };
}
