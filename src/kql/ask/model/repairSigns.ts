import { kqlText } from '../../../results/formats/kqlLiteral';
import { call, column } from '../compose/build';
import { printExpr } from '../compose/printExpr';
import type { Mend } from './repair.js';
import type { TextMend } from './repairQuotes.js';

interface Rule {
  readonly kind: Mend['kind'];
  /** Over a text whose literals and comments are blanked out, letter for letter. */
  readonly pattern: RegExp;
  /** What stands there instead, by the text as it is and the groups; undefined for no change. */
  readonly to: (written: string, ...groups: readonly string[]) => string | undefined;
}

const joinKinds = 'innerunique|inner|leftouter|rightouter|fullouter|leftanti|rightanti|leftsemi|rightsemi|anti';

const called = (name: string, of: string): string => printExpr(call(name, column(of)));

const rules: readonly Rule[] = [
  { kind: 'operator', pattern: /\s*&&\s*/g, to: () => ' and ' },
  { kind: 'operator', pattern: /\s*\|\|\s*/g, to: () => ' or ' },
  { kind: 'operator', pattern: /===/g, to: () => '==' },
  { kind: 'operator', pattern: /!==/g, to: () => '!=' },
  {
    kind: 'operator',
    pattern: /\b(AND|OR|BY|ASC|DESC|IN|BETWEEN|CONTAINS|HAS|STARTSWITH|ENDSWITH)\b/g,
    to: (written) => written.toLowerCase(),
  },
  { kind: 'operator', pattern: /\bcount\s*\(\s*\*\s*\)/gi, to: () => 'count()' },
  { kind: 'operator', pattern: /\bcount\s*\(\s*distinct\s+(\w+)\s*\)/gi, to: (_, name = '') => called('dcount', name) },
  {
    kind: 'operator',
    pattern: /\b([A-Za-z_]\w*)\s+is\s+(not\s+)?null\b/gi,
    to: (_, name = '', word = '') => called(/\S/.test(word) ? 'isnotnull' : 'isnull', name),
  },
  {
    kind: 'operator',
    pattern: /\bnot\s+(?!null\b)([A-Za-z_]\w*)(?!\s*\()(?=\s*(?:$|[|)\n]|and\b|or\b))/gi,
    to: (_, name = '') => called('not', name),
  },
  {
    kind: 'joinKind',
    pattern: new RegExp(`\\b(join|lookup)\\s+(${joinKinds})\\b(?!\\s*=)`, 'g'),
    to: (_, word = '', kind = '') => `${word} kind=${kind}`,
  },
  { kind: 'operator', pattern: /\bunion\s+all\b/gi, to: () => 'union' },
];

/** Signs and words of SQL and of other languages, outside of literals. */
export function repairSigns(text: string, isBroken: boolean): readonly TextMend[] {
  if (!isBroken) return [];
  const plain = blanked(text);
  const mends = rules.flatMap(({ kind, pattern, to }) =>
    [...plain.matchAll(pattern)].flatMap((match): TextMend[] => {
      const [written] = match;
      const newText = to(written, ...match.slice(1));
      if (newText === undefined || newText === written) return [];
      return [mendOf(kind, text, match.index, written.length, newText)];
    }),
  );
  return withoutOverlaps([...likes(text, plain), ...mends]).toSorted((a, b) => a.edit.start - b.edit.start);
}

/** The first of those that touch each other. */
function withoutOverlaps(mends: readonly TextMend[]): readonly TextMend[] {
  const kept: TextMend[] = [];
  for (const mend of mends) {
    const { start, length } = mend.edit;
    if (!kept.some(({ edit }) => edit.start < start + length && start < edit.start + edit.length)) kept.push(mend);
  }
  return kept;
}

/** `name LIKE '%part%'`, whose pattern tells which operator does it. */
function likes(text: string, plain: string): readonly TextMend[] {
  return [...plain.matchAll(/\b(not\s+)?like\s+(["'])[^"'\n]*\2/gi)].flatMap((match): TextMend[] => {
    const [all, not = ''] = match;
    const quote = match[2] ?? '';
    const pattern = text.slice(match.index + all.indexOf(quote) + 1, match.index + all.length - 1);
    const operator = operatorFor(pattern);
    if (operator === undefined) return [];
    const sign = /\S/.test(not) ? `!${operator}` : operator;
    return [mendOf('operator', text, match.index, all.length, `${sign} ${kqlText(pattern.replace(/^%|%$/g, ''))}`)];
  });
}

function operatorFor(pattern: string): string | undefined {
  const inner = pattern.replace(/^%|%$/g, '');
  if (/[%_\\"']/.test(inner) || inner === '') return undefined;
  const [before, after] = [pattern.startsWith('%'), pattern.endsWith('%')];
  return before && after ? 'contains' : before ? 'endswith' : after ? 'startswith' : undefined;
}

function mendOf(kind: Mend['kind'], text: string, start: number, length: number, newText: string): TextMend {
  return { kind, from: text.slice(start, start + length).trim(), to: newText.trim(), edit: { start, length, newText } };
}

/** The text with what is in literals and comments as blanks; quotes stay. */
export function blanked(text: string): string {
  return text.replace(/\/\/[^\n]*|@?"(?:[^"\\\n]|\\.)*"|@?'(?:[^'\\\n]|\\.)*'/g, (found) => {
    if (found.startsWith('//')) return ' '.repeat(found.length);
    const from = found.startsWith('@') ? 2 : 1;
    return found.slice(0, from) + ' '.repeat(found.length - from - 1) + found.slice(-1);
  });
}
