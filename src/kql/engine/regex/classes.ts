import type { ClassItem, ClassSet } from './syntax.js';

/** A class with a name: its JavaScript source (flag `v`) and, when it is the same, the items of an RE2 class. */
function named(source: string, re2?: string): ClassItem {
  return re2 === undefined ? { kind: 'named', source } : { kind: 'named', source, re2 };
}

const digit = named('\\p{Nd}', '\\p{Nd}');
const space = named(
  '\\p{White_Space}',
  '\\t-\\r\\x{20}\\x{85}\\x{A0}\\x{1680}\\x{2000}-\\x{200A}\\x{2028}\\x{2029}\\x{202F}\\x{205F}\\x{3000}',
);
export const wordSource = '[\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\p{Join_Control}]';
const word = named(
  wordSource,
  '\\pL\\pM\\p{Nd}\\p{Nl}\\p{Pc}\\x{200C}\\x{200D}\\x{24B6}-\\x{24E9}\\x{1F130}-\\x{1F149}\\x{1F150}-\\x{1F169}\\x{1F170}-\\x{1F189}',
);

const ascii: Readonly<Record<string, string>> = {
  alnum: '0-9A-Za-z',
  alpha: 'A-Za-z',
  ascii: '\x00-\x7f',
  blank: '\t\t  ',
  cntrl: '\x00-\x1f\x7f\x7f',
  digit: '0-9',
  graph: '!-~',
  lower: 'a-z',
  print: ' -~',
  punct: '!-/:-@[-`{-~',
  space: '\t-\r  ',
  upper: 'A-Z',
  word: '0-9A-Za-z__',
  xdigit: '0-9A-Fa-f',
};

/** The ranges of `[:name:]`; undefined when there is no such class. */
export function posixClass(name: string): ClassItem[] | undefined {
  const text = Object.hasOwn(ascii, name) ? ascii[name]! : undefined;
  if (text === undefined) return undefined;
  // Written as from-to or as a character twice.
  const items: ClassItem[] = [];
  for (let i = 0; i < text.length;) {
    const dashed = text[i + 1] === '-' && i + 2 < text.length;
    items.push({ kind: 'range', from: text.charCodeAt(i), to: text.charCodeAt(i + (dashed ? 2 : 1)) });
    i += dashed ? 3 : 2;
  }
  return items;
}

/** `\d`, `\w`, `\s` and their complements; ASCII only outside of Unicode mode. */
export function perlClass(letter: string, unicode: boolean): ClassSet {
  const lower = letter.toLowerCase();
  const name = lower === 'd' ? 'digit' : lower === 's' ? 'space' : 'word';
  const items = unicode ? [lower === 'd' ? digit : lower === 's' ? space : word] : posixClass(name)!;
  return { negated: lower !== letter, items };
}

/** `\p{name}`: a general category, script or property, in any case; undefined when there is none of that name. */
export function unicodeClass(name: string): ClassItem | undefined {
  const loose = (text: string): string =>
    text.replace(/[\s_-]+/g, '_').replace(/(^|_)([a-z])/g, (_, mark: string, letter: string) => mark + letter.toUpperCase());
  const [, key, value] = /^\s*(\w+)\s*[=:]\s*(.+)$/.exec(name) ?? [];
  const candidates =
    key === undefined || value === undefined
      ? [
          name,
          loose(name),
          `Script=${name}`,
          `Script=${loose(name)}`,
          loose(name.toLowerCase()),
          `Script=${loose(name.toLowerCase())}`,
        ]
      : [`${propertyKey(key)}=${value}`, `${propertyKey(key)}=${loose(value)}`];
  for (const candidate of candidates) {
    try {
      new RegExp(`\\p{${candidate}}`, 'v');
    } catch {
      continue;
    }
    return named(`\\p{${candidate}}`, /^[A-Z][a-z]?$/.test(candidate) && candidate !== 'LC' ? `\\p{${candidate}}` : undefined);
  }
  return undefined;
}

function propertyKey(key: string): string {
  const keys: Readonly<Record<string, string>> = {
    gc: 'gc',
    generalcategory: 'gc',
    sc: 'sc',
    script: 'sc',
    scx: 'scx',
    scriptextensions: 'scx',
  };
  return keys[key.toLowerCase().replaceAll('_', '')] ?? key;
}

const hex = (codePoint: number): string => `\\u{${codePoint.toString(16)}}`;

/** The class in the syntax of JavaScript's `v` flag. */
export function jsClass(set: ClassSet): string {
  const open = set.negated ? '[^' : '[';
  if (set.operation !== undefined) {
    const left = jsClass(set.operation.left);
    const right = jsClass(set.operation.right);
    if (set.operation.operator === '~~') return `${open}[${left}--${right}][${right}--${left}]]`;
    return `${open}${left}${set.operation.operator}${right}]`;
  }
  const items = set.items.map((item) => {
    if (item.kind === 'set') return jsClass(item.set);
    if (item.kind === 'named') return item.source;
    return item.from === item.to ? hex(item.from) : `${hex(item.from)}-${hex(item.to)}`;
  });
  return `${open}${items.join('')}]`;
}

const rangesOf = new Map<string, readonly (readonly [number, number])[]>();

/** The characters of a class as ranges, found by asking JavaScript about every character. Slow once, then remembered. */
export function classRanges(set: ClassSet, ignoreCase: boolean): readonly (readonly [number, number])[] {
  const source = jsClass(set);
  const key = `${ignoreCase ? 'i' : ''}${source}`;
  const remembered = rangesOf.get(key);
  if (remembered !== undefined) return remembered;
  const regex = new RegExp(`^${source}$`, ignoreCase ? 'iv' : 'v');
  const ranges: [number, number][] = [];
  let last: [number, number] | undefined;
  for (let codePoint = 0; codePoint <= 0x10ffff; codePoint++) {
    if (codePoint === 0xd800) codePoint = 0xe000;
    if (!regex.test(String.fromCodePoint(codePoint))) continue;
    if (last?.[1] === codePoint - 1) last[1] = codePoint;
    else ranges.push((last = [codePoint, codePoint]));
  }
  if (rangesOf.size > 200) rangesOf.clear();
  rangesOf.set(key, ranges);
  return ranges;
}

/** A class of ranges in JavaScript's syntax. */
export function jsRanges(ranges: readonly (readonly [number, number])[]): string {
  return `[${ranges.map(([from, to]) => (from === to ? hex(from) : `${hex(from)}-${hex(to)}`)).join('')}]`;
}

const re2Hex = (codePoint: number): string => `\\x{${codePoint.toString(16)}}`;

/** The class in RE2's syntax, without case folding. */
export function re2Class(set: ClassSet): string {
  const simple =
    set.operation === undefined &&
    set.items.length > 0 &&
    set.items.every((item) => item.kind === 'range' || (item.kind === 'named' && item.re2 !== undefined));
  if (simple) {
    const items = set.items.map((item) =>
      item.kind === 'range' ? `${re2Hex(item.from)}-${re2Hex(item.to)}` : item.kind === 'named' ? item.re2! : '',
    );
    return `[${set.negated ? '^' : ''}${items.join('')}]`;
  }
  const ranges = classRanges(set, false);
  if (ranges.length === 0) return '[^\\x{0}-\\x{10FFFF}]';
  return `[${ranges.map(([from, to]) => `${re2Hex(from)}-${re2Hex(to)}`).join('')}]`;
}
