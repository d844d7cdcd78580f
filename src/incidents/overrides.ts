import type { GroupingOverrides } from '../model/incident';

export interface OverridesError {
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

export interface ParsedOverrides {
  /** The lines that could be read, even when others could not. */
  readonly overrides: GroupingOverrides;
  readonly errors: readonly OverridesError[];
}

export const noOverrides: GroupingOverrides = { mustLink: [], cannotLink: [] };

const EPISODE = /^e[0-9a-f]{12}$/;
const HEADER = [
  '# Corrections to the grouping of alerts into incidents, one per line.',
  '#   together EPISODE EPISODE   these belong to one incident',
  '#   apart    EPISODE EPISODE   these do not',
];

/** Reads the corrections file. Text after `#` is a comment; a line that cannot be read is reported by its number. */
export function parseOverrides(text: string): ParsedOverrides {
  const together: (readonly [string, string])[] = [];
  const apart: (readonly [string, string])[] = [];
  const errors: OverridesError[] = [];
  const said = new Map<string, { readonly word: string; readonly line: number }>();
  for (const [index, raw] of text.split(/\r\n|\n|\r/).entries()) {
    const line = index + 1;
    const [word, first, second, ...rest] = raw.replace(/#.*$/, '').trim().split(/\s+/);
    if (word === undefined || word === '') continue;
    const bad = [first, second].find((id) => id === undefined || !EPISODE.test(id));
    if (word !== 'together' && word !== 'apart') {
      errors.push({ line, message: `unknown word "${word}" (expected together or apart)` });
    } else if (first === undefined || second === undefined || rest.length > 0) {
      errors.push({ line, message: `"${word}" needs exactly two episode ids` });
    } else if (bad !== undefined) {
      errors.push({ line, message: `"${bad}" is not an episode id (e and 12 hexadecimal digits)` });
    } else if (first === second) {
      errors.push({ line, message: `"${word}" names the same episode twice` });
    } else {
      const pair = ordered(first, second);
      const before = said.get(pair.join(' '));
      if (before !== undefined && before.word !== word) errors.push({ line, message: `contradicts line ${before.line}` });
      if (before !== undefined) continue;
      said.set(pair.join(' '), { word, line });
      (word === 'together' ? together : apart).push(pair);
    }
  }
  return { overrides: { mustLink: together, cannotLink: apart }, errors };
}

/**
 * Adds one correction to the text of the file, which people also edit by hand: comments and the order of lines stay, an
 * earlier line about the same two episodes goes, the new line is added at the end.
 */
export function editOverridesText(text: string, kind: 'together' | 'apart', a: string, b: string): string {
  const pair = ordered(a, b);
  const base = text.trim() === '' ? HEADER : text.replace(/(\r?\n)+$/, '').split(/\r\n|\n|\r/);
  const kept = base.filter((line) => {
    const [word, first, second] = line.replace(/#.*$/, '').trim().split(/\s+/);
    const isCorrection = (word === 'together' || word === 'apart') && first !== undefined && second !== undefined;
    return !isCorrection || ordered(first, second).join() !== pair.join();
  });
  return `${[...kept, `${kind} ${pair.join(' ')}`].join('\n')}\n`;
}

function ordered(a: string, b: string): readonly [string, string] {
  return a <= b ? [a, b] : [b, a];
}
