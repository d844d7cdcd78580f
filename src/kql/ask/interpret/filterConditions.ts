import type { Condition } from '../catalogue/types';
import type { Expr } from '../compose/ast';
import { or } from '../compose/build';
import { columnsOf, negated } from '../compose/composeExpr';
import type { Claims } from './claims';
import type { TableView } from './columns';
import { matchItems, phraseWords, spanOf, type PhraseMatch } from './phrases';
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
  /** Of the condition in the catalogue. */
  readonly id?: string;
}

/** Conditions on the same column are alternatives: a row has one level, one code. */
export function alternatives(conditions: readonly ConditionMatch[]): readonly ConditionMatch[] {
  const merged: ConditionMatch[] = [];
  for (const condition of conditions) {
    const key = valuesOf(condition.test);
    const at = merged.findIndex(
      (other) => !condition.isNegated && !other.isNegated && key !== undefined && key === valuesOf(other.test),
    );
    const other = merged[at];
    if (other === undefined) merged.push(condition);
    else
      merged[at] = {
        ...other,
        tokens: [...other.tokens, ...condition.tokens],
        test: or(other.test, condition.test),
        meaning: `${other.meaning} or ${condition.meaning}`,
      };
  }
  return merged;
}

/** The one column or path that a test reads; undefined when it reads several. */
function valuesOf(test: Expr): string | undefined {
  const read = new Set(readBy(test));
  return read.size === 1 ? [...read][0] : undefined;
}

function readBy(expr: Expr): readonly string[] {
  if (expr.kind === 'path') return [[expr.column, ...expr.keys].join('.')];
  if (expr.kind === 'binary') return [...readBy(expr.left), ...readBy(expr.right)];
  if (expr.kind === 'call') return expr.args.flatMap(readBy);
  return columnsOf(expr);
}

/** The named conditions that the question has: errors, failures, what is slow. They may share words with the table's name: `error log`. */
export function namedConditions({ knowledge }: TableView, claims: Claims): readonly ConditionMatch[] {
  if (knowledge === undefined) return [];
  const { reading } = claims;
  const ratio = reading.cues.ratio?.span;
  // `error rate` is one cue, and the error in it is a condition all the same.
  const taken = new Set([...claims.taken].filter((place) => !isIn(claims, place, ratio)));
  const words = ({ words: own, id }: Condition): readonly string[] => [...own, id];
  return [...matchItems(claims.tokens, knowledge.conditions, words, taken), ...okCondition(knowledge.conditions, claims)]
    .filter(({ tokens }) => !isHappening(claims, tokens))
    .map(({ item, tokens }) => {
      const isNot = claims.isNegated({ tokens });
      return {
        id: item.id,
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

/** "failed vs ok": over against another condition, "ok" is one too. */
function okCondition(conditions: readonly Condition[], { reading: { cues }, tokens }: Claims): PhraseMatch<Condition>[] {
  const succeeded = conditions.find(({ id }) => id === 'succeeded');
  if (succeeded === undefined || (cues.ratio === undefined && cues.compare === undefined)) return [];
  const at = tokens.findIndex(
    ({ text }, place) =>
      /^(?:ok|okay|good)$/i.test(text) && /^(?:vs\.?|versus|to|against|and|\/)$/i.test(tokens[place - 1]?.text ?? ''),
  );
  return at < 0 ? [] : [{ item: succeeded, tokens: [at] }];
}

/**
 * "which alerts fired", "the alerts that have fired": that they did is why there is a row. It is a state of theirs where it stands
 * before them ("fired alerts"), or is said of now ("still fired", "in fired state").
 */
export const isHappening = ({ tokens }: Claims, [place = 0, ...more]: readonly number[]): boolean =>
  more.length === 0 &&
  /^(?:fired|triggered|raised)$/i.test(tokens[place]?.text ?? '') &&
  !/^(?:still|currently|is|are|state|status|condition|=|==)$/i.test(tokens[place - 1]?.text ?? '') &&
  !/^(?:alerts?|alarms?|state|status|condition)$/i.test(tokens[place + 1]?.text ?? '');

function isIn({ tokens }: Claims, place: number, span: Span | undefined): boolean {
  const token = tokens[place];
  return token !== undefined && span !== undefined && token.start >= span.start && token.start < span.start + span.length;
}
