/** A document: how much each of its words counts, the higher the more it is about it. */
export type Weights = ReadonlyMap<string, number>;

export interface Bm25 {
  /** Scores of documents, by their place, with the words that speak for them; only those with any. */
  search(words: Iterable<string>): ReadonlyMap<number, { readonly score: number; readonly words: readonly string[] }>;
  /** How rare a word is: 0 for one that no document has. */
  rarity(word: string): number;
}

const k1 = 1.2;
const b = 0.4;

/** BM25 (Robertson and Zaragoza 2009) over weighted words, with weights in the place of term frequencies. */
export function makeBm25(documents: readonly Weights[]): Bm25 {
  const lengths = documents.map((document) => [...document.values()].reduce((sum, weight) => sum + weight, 0));
  const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, documents.length) || 1;
  const postings = new Map<string, { readonly at: number; readonly weight: number }[]>();
  documents.forEach((document, at) => {
    for (const [word, weight] of document) {
      const known = postings.get(word);
      if (known === undefined) postings.set(word, [{ at, weight }]);
      else known.push({ at, weight });
    }
  });
  const rarity = (word: string): number => {
    const found = postings.get(word)?.length ?? 0;
    return found === 0 ? 0 : Math.log(1 + (documents.length - found + 0.5) / (found + 0.5));
  };
  return {
    rarity,
    search(words) {
      const scores = new Map<number, { score: number; words: string[] }>();
      for (const word of new Set(words)) {
        const idf = rarity(word);
        // What nearly all have tells nothing.
        if (idf < 0.1) continue;
        for (const { at, weight } of postings.get(word) ?? []) {
          const scored = scores.get(at) ?? { score: 0, words: [] };
          const norm = k1 * (1 - b + (b * (lengths[at] ?? 0)) / average);
          scored.score += (idf * weight * (k1 + 1)) / (weight + norm);
          scored.words.push(word);
          scores.set(at, scored);
        }
      }
      return scores;
    },
  };
}
