import { children } from './analysis.js';
import { classRanges, jsClass, jsRanges, re2Class, wordSource } from './classes.js';
import type { Assertion, RegexNode } from './syntax.js';

/** `all`: every letter ignores case, one flag says so. `some`: written out letter by letter. */
export type CaseMode = 'none' | 'all' | 'some';

export function caseMode(root: RegexNode): CaseMode {
  const folds = new Set<boolean>();
  const visit = (node: RegexNode): void => {
    if (node.kind === 'class' || (node.kind === 'literal' && isCased(node.codePoint))) folds.add(node.ignoreCase);
    children(node).forEach(visit);
  };
  visit(root);
  return !folds.has(true) ? 'none' : folds.has(false) ? 'some' : 'all';
}

export function hasWordBoundary(node: RegexNode): boolean {
  return (node.kind === 'assertion' && node.assertion.toLowerCase().includes('word')) || children(node).some(hasWordBoundary);
}

function isCased(codePoint: number): boolean {
  const char = String.fromCodePoint(codePoint);
  return char.toLowerCase() !== char || char.toUpperCase() !== char;
}

/** The pattern for a `RegExp` with flag `v`. `asciiText` holds for texts without other characters: `\b` is cheap there. */
export function emitJs(root: RegexNode, mode: CaseMode, asciiText: boolean): string {
  const emit = (node: RegexNode): string => {
    switch (node.kind) {
      case 'empty':
        return '(?:)';
      case 'literal':
        if (mode === 'some' && node.ignoreCase && isCased(node.codePoint)) {
          return jsRanges(
            classRanges({ negated: false, items: [{ kind: 'range', from: node.codePoint, to: node.codePoint }] }, true),
          );
        }
        return jsLiteral(node.codePoint);
      case 'class':
        return mode === 'some' && node.ignoreCase ? jsRanges(classRanges(node.set, true)) : jsClass(node.set);
      case 'dot':
        return node.matchesNewline ? '[\\s\\S]' : '[^\\n]';
      case 'assertion':
        return asciiText ? asciiAssertions[node.assertion] : unicodeAssertions[node.assertion];
      case 'capture':
        return `(${emit(node.body)})`;
      case 'concat':
        return node.parts.map((part) => (part.kind === 'alternation' ? `(?:${emit(part)})` : emit(part))).join('');
      case 'alternation':
        return node.choices.map(emit).join('|');
      case 'repeat':
        return `${atom(node.body, emit)}${quantifier(node.min, node.max)}${node.greedy ? '' : '?'}`;
    }
  };
  return emit(root);
}

/** The pattern for the linear engine. */
export function emitRe2(root: RegexNode): string {
  const emit = (node: RegexNode): string => {
    switch (node.kind) {
      case 'empty':
        return '(?:)';
      case 'literal':
        return foldRe2(`\\x{${node.codePoint.toString(16)}}`, node.ignoreCase);
      case 'class':
        return foldRe2(re2Class(node.set), node.ignoreCase);
      case 'dot':
        return node.matchesNewline ? '(?s:.)' : '[^\\n]';
      case 'assertion':
        return re2Assertions[node.assertion];
      case 'capture':
        return `(${emit(node.body)})`;
      case 'concat':
        return node.parts.map((part) => (part.kind === 'alternation' ? `(?:${emit(part)})` : emit(part))).join('');
      case 'alternation':
        return node.choices.map(emit).join('|');
      case 'repeat':
        return `${atom(node.body, emit)}${quantifier(node.min, node.max)}${node.greedy ? '' : '?'}`;
    }
  };
  return emit(root);
}

function atom(body: RegexNode, emit: (node: RegexNode) => string): string {
  const single = body.kind === 'literal' || body.kind === 'class' || body.kind === 'capture' || body.kind === 'dot';
  return single ? emit(body) : `(?:${emit(body)})`;
}

function foldRe2(text: string, ignoreCase: boolean): string {
  return ignoreCase ? `(?i:${text})` : text;
}

function jsLiteral(codePoint: number): string {
  const char = String.fromCodePoint(codePoint);
  return /^[\w ,;:=<>"'`~!@#%&]$/.test(char) ? char : `\\u{${codePoint.toString(16)}}`;
}

function quantifier(min: number, max: number): string {
  if (min === 0 && max === Infinity) return '*';
  if (min === 1 && max === Infinity) return '+';
  if (min === 0 && max === 1) return '?';
  if (max === Infinity) return `{${min},}`;
  return min === max ? `{${min}}` : `{${min},${max}}`;
}

const before = `(?<=${wordSource})`;
const notBefore = `(?<!${wordSource})`;
const after = `(?=${wordSource})`;
const notAfter = `(?!${wordSource})`;

const unicodeAssertions: Readonly<Record<Assertion, string>> = {
  textStart: '^',
  textEnd: '$',
  lineStart: '(?:^|(?<=\\n))',
  lineEnd: '(?:$|(?=\\n))',
  wordBoundary: `(?:${before}${notAfter}|${notBefore}${after})`,
  notWordBoundary: `(?:${before}${after}|${notBefore}${notAfter})`,
  wordStart: `(?:${notBefore}${after})`,
  wordEnd: `(?:${before}${notAfter})`,
};

const asciiAssertions: Readonly<Record<Assertion, string>> = {
  ...unicodeAssertions,
  wordBoundary: '\\b',
  notWordBoundary: '\\B',
  wordStart: '(?:\\b(?=\\w))',
  wordEnd: '(?:\\b(?<=\\w))',
};

const re2Assertions: Readonly<Record<Assertion, string>> = {
  textStart: '\\A',
  textEnd: '\\z',
  lineStart: '(?m:^)',
  lineEnd: '(?m:$)',
  wordBoundary: '\\b',
  notWordBoundary: '\\B',
  // The linear engine has neither: refused by the caller.
  wordStart: '',
  wordEnd: '',
};
