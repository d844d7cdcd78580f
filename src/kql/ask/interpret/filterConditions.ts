import type { Condition } from '../catalogue/types';
import type { Expr } from '../compose/ast';
import { negated } from '../compose/composeExpr';
import type { Claims } from './claims';
import type { TableView } from './columns';
import { matchItems, spanOf } from './phrases';
import type { Span } from './slots';

export interface ConditionMatch {
  readonly condition: Condition;
  readonly tokens: readonly number[];
  readonly span: Span;
  readonly test: Expr;
  readonly meaning: string;
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
      condition: item,
      tokens,
      span: spanOf(claims.tokens, tokens),
      test: isNot ? negated(item.test) : item.test,
      meaning: isNot ? `not: ${item.meaning}` : item.meaning,
    };
  });
}

function isIn({ tokens }: Claims, place: number, span: Span | undefined): boolean {
  const token = tokens[place];
  return token !== undefined && span !== undefined && token.start >= span.start && token.start < span.start + span.length;
}
