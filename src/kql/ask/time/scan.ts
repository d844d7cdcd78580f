import { set, wordAt, type Found, type Parsed, type Reader, type Rule } from './grammar';
import { comparison } from './rules/comparisons';
import { statedPresent, threshold } from './rules/guards';
import { lookBack } from './rules/lookBack';
import { alone, range } from './rules/ranges';
import { lengthBeside } from './rules/lengths';
import { momentAlone, relation } from './rules/relations';
import { step } from './rules/steps';

/** A rule's finding and the tokens that it read, `from` up to `to`. */
export interface Part {
  readonly from: number;
  readonly to: number;
  readonly found: Found;
}

/** Of several that read as many words the first wins. */
const rules: readonly Rule[] = [
  statedPresent,
  comparison,
  step,
  range,
  relation,
  lookBack,
  alone,
  lengthBeside,
  threshold,
  momentAlone,
];
const prepositions = set('in on over during for within from of at throughout across through');

/** Everything that the rules understand, left to right, the longest reading at each word. */
export function scan(reader: Reader): readonly Part[] {
  const parts: Part[] = [];
  for (let index = 0; index < reader.tokens.length;) {
    const best = longestAt(reader, index);
    if (best === undefined) {
      index++;
      continue;
    }
    const isWindow = best.value.kind === 'window' || best.value.kind === 'floating';
    const from = isWindow ? withPreposition(reader, index, parts.at(-1)?.to ?? 0) : index;
    parts.push({ from, to: best.next, found: best.value });
    index = best.next;
  }
  return parts;
}

function longestAt(reader: Reader, index: number): Parsed<Found> | undefined {
  let longest: Parsed<Found> | undefined;
  for (const rule of rules) {
    const found = rule(reader, index);
    if (found !== undefined && found.next > (longest?.next ?? index)) longest = found;
  }
  return longest;
}

/** "in the" of "in the last hour" belongs to it, so that nobody looks for a resource behind "in". */
function withPreposition(reader: Reader, index: number, least: number): number {
  const article = index > least && wordAt(reader, index - 1) === 'the' ? index - 1 : index;
  return article > least && prepositions.has(wordAt(reader, article - 1)) ? article - 1 : article;
}
