import type { Measure } from '../../catalogue/types';
import type { Claims } from '../claims';
import type { TableView } from '../columns';
import type { ConditionMatch } from '../filterConditions';
import type { Group, Result } from '../frame';
import type { SlotDraft } from '../slots';

/** What has been found in the question when it is decided what to answer with. */
export interface Found {
  readonly view: TableView;
  readonly claims: Claims;
  readonly measure: Measure | undefined;
  readonly groups: readonly Group[];
  /** A noun that is counted by its different values: "how many computers", "distinct users". */
  readonly noun: Group | undefined;
  readonly conditions: readonly ConditionMatch[];
  /** Other filters that a ratio may be of: comparisons and values. */
  readonly parts: readonly ConditionMatch[];
  /** True when a comparison with a number is one of a count or of an aggregate. */
  readonly hasHaving: boolean;
  /** A number that rows were compared with: "over 90 %". */
  readonly compared: Measure | undefined;
}

export interface Decision {
  readonly result: Result;
  readonly groups: readonly Group[];
  /** Conditions that are a part of the number, not a filter. */
  readonly used: readonly ConditionMatch[];
  readonly isTrend: boolean;
  /** What the question compares stands side by side already: it is no comparison of times. */
  readonly isCompared?: boolean;
  /** Groups are shown, all of them: "the lowest memory per machine" ranks nothing. */
  readonly isWhole?: boolean;
  /** Wishes of the question that this table cannot meet. */
  readonly unmet: number;
  /** Why no query can answer it, in words for a person; absent when one can. */
  readonly obstacle?: string;
  readonly slots: readonly SlotDraft[];
}

/** A decision that keeps the groups and uses no condition, unless told otherwise. */
export const decision = (found: Found, result: Result, slots: readonly SlotDraft[], more: Partial<Decision> = {}): Decision => ({
  result,
  groups: found.groups,
  used: [],
  isTrend: wantsTrend(found),
  unmet: 0,
  slots,
  ...more,
});

/** True when points over time are asked for: by a word, or by a step. */
export const wantsTrend = ({ claims: { reading } }: Pick<Found, 'claims'>): boolean =>
  reading.cues.trend !== undefined ||
  reading.times.step !== undefined ||
  reading.times.windows.some(({ step }) => step !== undefined);

/** A slot of words of the question, or of what was assumed. */
export const slot = (kind: SlotDraft['kind'], span: SlotDraft['span'], meaning: string): SlotDraft => ({
  kind,
  meaning,
  ...(span !== undefined && { span }),
});
