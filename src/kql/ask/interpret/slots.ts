import type { SlotChoice, SlotKind } from '../answer';
import type { Expr } from '../compose/ast';

/** A slot before it has its id. */
export interface SlotDraft {
  readonly kind: SlotKind;
  /** Where the words stand in the question; absent for what was assumed. */
  readonly span?: Span;
  readonly meaning: string;
  readonly isAssumed?: boolean;
  readonly others?: readonly SlotChoice[];
  /** What a condition or resource became in the filters of the frame: one of them, or one of the alternatives in it. */
  readonly test?: Expr;
  /** The name of the group that the words became. */
  readonly group?: string;
}

/** A part of the question, by characters. */
export interface Span {
  readonly start: number;
  readonly length: number;
}

export const endOf = (span: Span): number => span.start + span.length;

export const overlaps = (a: Span, b: Span): boolean => a.start < endOf(b) && b.start < endOf(a);

/** The question with these parts blanked, of the same length, so that positions stay. */
export function blanked(text: string, spans: readonly Span[]): string {
  let result = text;
  for (const { start, length } of spans) result = result.slice(0, start) + ' '.repeat(length) + result.slice(start + length);
  return result;
}
