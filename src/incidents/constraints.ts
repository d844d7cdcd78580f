import type { GroupingOverrides } from '../model/incident';
import { compare } from './episodes';

/** A person's corrections as the grouping uses them, over indexes of episodes. */
export interface Constraints {
  /** Episodes that must be with this one, itself included; undefined when no correction names it. */
  blockOf(index: number): readonly number[] | undefined;
  /** Episodes that must not be with this one or with any that must be with it. */
  forbiddenTo(index: number): ReadonlySet<number>;
  /** True when a correction that could be applied names it. */
  isNamed(index: number): boolean;
}

const NONE: ReadonlySet<number> = new Set();

/**
 * Corrections about episodes that are not in the data do nothing. Where "together" would, directly or through others,
 * put two episodes together that are said to be apart, "apart" wins: hiding an incident costs more than splitting one.
 */
export function constraintsOf(overrides: GroupingOverrides, indexById: ReadonlyMap<string, number>): Constraints {
  const pairs = (list: GroupingOverrides['mustLink']): (readonly [number, number])[] =>
    list
      .map(([a, b]) => (a <= b ? ([a, b] as const) : ([b, a] as const)))
      .sort((x, y) => compare(x.join(), y.join()))
      .flatMap(([a, b]) => {
        const [one, other] = [indexById.get(a), indexById.get(b)];
        return one === undefined || other === undefined || one === other ? [] : [[one, other] as const];
      });
  const apart = new Map<number, Set<number>>();
  const blocks = new Map<number, number[]>();
  const named = new Set<number>();
  const blockOf = (index: number): number[] => blocks.get(index) ?? [index];
  for (const [a, b] of pairs(overrides.cannotLink)) {
    apart.set(a, (apart.get(a) ?? new Set()).add(b));
    apart.set(b, (apart.get(b) ?? new Set()).add(a));
    named.add(a).add(b);
  }
  for (const [a, b] of pairs(overrides.mustLink)) {
    const [one, other] = [blockOf(a), blockOf(b)];
    if (one.includes(b)) continue;
    if (one.some((x) => other.some((y) => apart.get(x)?.has(y) === true))) continue;
    const merged = [...one, ...other];
    for (const index of merged) blocks.set(index, merged);
    named.add(a).add(b);
  }
  return {
    blockOf: (index) => blocks.get(index),
    forbiddenTo: (index) => {
      if (apart.size === 0) return NONE;
      return new Set(blockOf(index).flatMap((member) => [...(apart.get(member) ?? [])]));
    },
    isNamed: (index) => named.has(index),
  };
}
