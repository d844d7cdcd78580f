import type { Token } from '../link/types';
import type { Reading } from './reading';
import { spanOf, type PhraseMatch } from './phrases';
import { endOf, overlaps, type SlotDraft, type Span } from './slots';

/** What an interpretation collects while it takes word after word: which are spoken for, and what they became. */
export class Claims {
  private readonly used: Set<number>;
  readonly slots: SlotDraft[] = [];
  /** Sum of how sure each match is, and how many there are. */
  private sure = 0;
  private matches = 0;

  constructor(readonly reading: Reading) {
    this.used = new Set(reading.spoken);
  }

  get taken(): ReadonlySet<number> {
    return this.used;
  }

  get tokens(): readonly Token[] {
    return this.reading.tokens;
  }

  take(places: readonly number[]): void {
    for (const place of places) this.used.add(place);
  }

  isFree(places: readonly number[]): boolean {
    return places.every((place) => !this.used.has(place));
  }

  /** A slot for words of the question, which are then spoken for. */
  say(slot: Omit<SlotDraft, 'span'>, places: readonly number[], score = 1): void {
    this.take(places);
    this.slots.push(places.length === 0 ? slot : { ...slot, span: spanOf(this.tokens, places) });
    this.sure += score;
    this.matches++;
  }

  /** Tokens of the slots of a kind. */
  spokenBy(kind: SlotDraft['kind']): readonly number[] {
    const spans = this.slots.filter((slot) => slot.kind === kind).flatMap(({ span }) => span ?? []);
    return this.tokens.flatMap((token, index) => (spans.some((span) => overlaps(span, token)) ? [index] : []));
  }

  /** A slot for what was assumed, or for a part of the question. */
  note(slot: SlotDraft): void {
    this.slots.push(slot);
  }

  /** Mean of how sure the matches are. */
  get certainty(): number {
    return this.matches === 0 ? 1 : this.sure / this.matches;
  }

  /** Words with a meaning of their own that nothing was made of. */
  get left(): readonly number[] {
    return this.tokens.flatMap((_, index) => (this.used.has(index) || this.reading.fillers.has(index) ? [] : [index]));
  }

  /** True when a word that turns around what follows stands shortly before these words, nothing else between. */
  isNegated(match: Pick<PhraseMatch<unknown>, 'tokens'>): boolean {
    const span = spanOf(this.tokens, match.tokens);
    return this.reading.negations.some((negation) => isJustBefore(this.reading.text, negation, span));
  }
}

/** At most two small words between. */
function isJustBefore(text: string, negation: Span, span: Span): boolean {
  if (endOf(negation) > span.start) return false;
  const between = text.slice(endOf(negation), span.start);
  return /^\W*(?:(?:any|a|an|the|of|by|from|on|in|for|have|has|being|been|with|those|that|were|are|is)\W+){0,3}$/.test(between);
}
