import { durationAt } from './quantities';
import { tokenise } from './tokens';
import type { Words } from './grammar';

/** Milliseconds of the first counted length of time in a few words, "for more than 2 hours"; undefined when there is none. */
export function lengthIn(words: string): number | undefined {
  const reader: Words = { tokens: tokenise(words) };
  for (let index = 0; index < reader.tokens.length; index++) {
    const found = durationAt(reader, index);
    if (found?.value.isCounted === true) return found.value.milliseconds;
  }
  return undefined;
}
