/** A pattern of `reduce`: `*` stands for what varies. */
export interface Pattern {
  readonly text: string;
  readonly count: number;
  /** One of the texts; "" for `others`. */
  readonly representative: string;
  readonly isOthers: boolean;
}

interface Tokens {
  readonly words: readonly string[];
  /** What stands before each word, and last what stands at the end. */
  readonly separators: readonly string[];
}

/**
 * Texts of the same shape (number of words) make a class; in it a word stays in the pattern when more than `threshold` of all texts have it
 * in that place. Patterns of a share below `threshold`, or of wildcards only, become `others`.
 */
export function findPatterns(
  texts: readonly string[],
  threshold: number,
  breaking: string,
): { readonly patterns: readonly Pattern[]; readonly patternOfRow: Int32Array } {
  const tokens = texts.map((text) => tokenize(text, breaking));
  const atLeast = threshold * texts.length;
  const frequencies = new Map<string, number>();
  const wordKey = (width: number, place: number, word: string): string => `${width} ${place} ${word}`;
  for (const { words } of tokens) {
    words.forEach((word, place) => {
      const key = wordKey(words.length, place, word);
      frequencies.set(key, (frequencies.get(key) ?? 0) + 1);
    });
  }
  const textOfRow = tokens.map(({ words, separators }) => {
    const fixed = words.map((word, place) => (frequencies.get(wordKey(words.length, place, word)) ?? 0) > atLeast);
    return fixed.includes(true) ? patternText(words, separators, fixed, breaking) : undefined;
  });
  const counts = new Map<string, number>();
  for (const text of textOfRow) if (text !== undefined) counts.set(text, (counts.get(text) ?? 0) + 1);
  const ids = new Map<string | undefined, number>();
  const found: { text: string; count: number; representative: string; isOthers: boolean }[] = [];
  const patternOfRow = new Int32Array(texts.length);
  textOfRow.forEach((text, row) => {
    const key = text !== undefined && counts.get(text)! >= atLeast ? text : undefined;
    let id = ids.get(key);
    if (id === undefined) {
      id =
        found.push({
          text: key ?? 'others',
          count: 0,
          representative: key === undefined ? '' : texts[row]!,
          isOthers: key === undefined,
        }) - 1;
      ids.set(key, id);
    }
    found[id]!.count++;
    patternOfRow[row] = id;
  });
  return { patterns: found, patternOfRow };
}

function tokenize(text: string, breaking: string): Tokens {
  const words: string[] = [];
  const separators: string[] = [];
  let word = '';
  let separator = '';
  for (const character of text) {
    if (/[\p{L}\p{N}]/u.test(character) && !breaking.includes(character)) {
      if (word === '') {
        separators.push(separator);
        separator = '';
      }
      word += character;
    } else {
      if (word !== '') words.push(word);
      word = '';
      separator += character;
    }
  }
  if (word !== '') words.push(word);
  separators.push(separator);
  return { words, separators };
}

/** Wildcards side by side become one; characters that the query named as breaking vanish beside a wildcard. */
function patternText(
  words: readonly string[],
  separators: readonly string[],
  fixed: readonly boolean[],
  breaking: string,
): string {
  const isBreaking = (separator: string): boolean => Array.from(separator).every((character) => breaking.includes(character));
  let text = '';
  words.forEach((word, place) => {
    const separator = separators[place]!;
    const isWild = !fixed[place]!;
    const afterWild = place > 0 && !fixed[place - 1]!;
    if (isWild && afterWild) return;
    if (!((isWild || afterWild) && isBreaking(separator))) text += separator;
    text += isWild ? '*' : word;
  });
  const end = separators.at(-1)!;
  return fixed.at(-1) === false && isBreaking(end) ? text : text + end;
}
