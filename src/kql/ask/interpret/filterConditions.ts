import type { Condition } from '../catalogue/types';
import type { Expr } from '../compose/ast';
import { or } from '../compose/build';
import { columnsOf, negated } from '../compose/composeExpr';
import type { Claims } from './claims';
import type { TableView } from './columns';
import { matchItems, phraseWords, spanOf } from './phrases';
import type { Span } from './slots';

export interface ConditionMatch {
  readonly tokens: readonly number[];
  readonly span: Span;
  readonly test: Expr;
  readonly isNegated: boolean;
  readonly meaning: string;
  /** A comparison with a number. */
  readonly isNumber?: boolean;
  /** By the very word for it, and not one of the others. */
  readonly isPlain?: boolean;
  readonly isKind?: boolean;
}

/** Conditions on the same column are alternatives: a row has one level, one code. */
export function alternatives(conditions: readonly ConditionMatch[]): readonly ConditionMatch[] {
  const merged: ConditionMatch[] = [];
  for (const condition of conditions) {
    const key = columnsOf(condition.test).join();
    const at = merged.findIndex((other) => !condition.isNegated && !other.isNegated && new Set(columnsOf(other.test)).size === 1 && new Set(columnsOf(condition.test)).size === 1 && columnsOf(other.test)[0] === key.split(',')[0]);
    const other = merged[at];
    if (other === undefined) merged.push(condition);
    else merged[at] = { ...other, tokens: [...other.tokens, ...condition.tokens], test: or(other.test, condition.test), meaning: `${other.meaning} or ${condition.meaning}` };
  }
  return merged;
}

/** The named conditions that the question has: errors, failures, what is slow. They may share words with the table's name: `error log`. */
export function namedConditions({ knowledge }: TableView, claims: Claims): readonly ConditionMatch[] {
  if (knowledge === undefined) return [];
  const { reading } = claims;
  const ratio = reading.cues.ratio?.span;
  // `error rate` is one cue, and the error in it is a condition all the same.
  const taken = new Set([...claims.taken].filter((place) => !isIn(claims, place, ratio)));
  const words = ({ words: own, id }: Condition): readonly string[] => [...own, id];
  return matchItems(claims.tokens, knowledge.conditions, words, taken).map(({ item, tokens }) => {
    const isNot = claims.isNegated({ tokens });
    return {
      tokens,
      span: spanOf(claims.tokens, tokens),
      isNegated: isNot,
      isPlain: phraseWords(item.words[0] ?? '').join(' ') === tokens.map((place) => claims.tokens[place]?.word).join(' '),
      ...(item.isKind === true && { isKind: true }),
      test: isNot ? negated(item.test) : item.test,
      meaning: isNot ? `not: ${item.meaning}` : item.meaning,
    };
  });
}

function isIn({ tokens }: Claims, place: number, span: Span | undefined): boolean {
  const token = tokens[place];
  return token !== undefined && span !== undefined && token.start >= span.start && token.start < span.start + span.length;
}
